"""Reading the tree: who stands above whom, and the whole of it for a page."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from dengwen.foundation.organs.models import Organ
from dengwen.foundation.organs.reads.superiors import (
    common_superior,
    competent_bureau,
    higher_organs,
    is_below,
    next_higher,
)
from dengwen.foundation.organs.reads.tree import TreeNode, organ_tree
from dengwen.foundation.organs.verbs.merge_organs import merge_organs
from tests.organs.land import AT, land

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def organs() -> dict[str, int]:
    return land()


def test_superiors(organs: dict[str, int]) -> None:
    def name(organ: Organ | None) -> str | None:
        return organ.name if organ is not None else None

    assert [organ.name for organ in higher_organs(organs["lin office"])] == ["river", "province", "ministry"]
    assert competent_bureau(organs["lin office"]).name == "lin"
    assert competent_bureau(organs["lin east"]).name == "lin east"
    assert name(next_higher(organs["lin east"])) == "river"
    assert name(next_higher(organs["lin"])) == "river"
    assert name(next_higher(organs["river office"])) == "province"
    assert name(next_higher(organs["province"])) == "ministry"
    assert next_higher(organs["ministry"]) is None
    assert next_higher(organs["river congress"]) is None
    assert name(common_superior(organs["lin"], organs["moss"])) == "river"
    assert name(common_superior(organs["lin east"], organs["lin"])) == "river"
    assert name(common_superior(organs["lin"], organs["quarry"])) == "province"
    assert name(common_superior(organs["lin"], organs["river"])) == "province"
    assert common_superior(organs["lin"], organs["river congress"]) is None
    assert is_below(organs["lin"], organs["lin"])
    assert not is_below(organs["river congress"], organs["people's congress"])


def test_tree_of_today(organs: dict[str, int], django_assert_num_queries: DjangoAssertNumQueries) -> None:
    merge_organs(organ=organs["lin"], into=organs["moss"], on=date(2025, 5, 1), actor_post=None, at=AT)

    def names(nodes: list[TreeNode]) -> dict[str, object]:
        return {node.name: names(node.children) for node in nodes}

    moss: dict[str, object] = {"moss": {"lin office": {}, "lin east": {}}}
    with django_assert_num_queries(1):
        tree = organ_tree()
    assert names(tree) == {
        "ministry": {"province": {"river": moss | {"river office": {}}, "stone": {"quarry": {}}}},
        "people's congress": {"river congress": {}},
    }
    assert names(organ_tree(top=organs["river"])) == {"river": moss | {"river office": {}}}
    assert "lin" in names(organ_tree(top=organs["moss"], with_closed=True))["moss"]  # type: ignore[operator]
