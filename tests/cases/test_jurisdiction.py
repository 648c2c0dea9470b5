"""Disputes over competence go to the common superior, which is computed and never chosen."""

from collections.abc import Sequence

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.queues import queue_counts, queues_of
from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.domains.cases.verbs.dispute_jurisdiction import decide_jurisdiction, dispute_jurisdiction
from dengwen.domains.deadlines.models import Clock
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast


def disputed(cast: Cast, others: Sequence[str] = ("moss",)) -> Matter:
    case = cast.registered().pk
    begin_screening(case=case, actor=cast["registrar"], at=MORNING)
    organs = [cast.organ(name) for name in others]
    dispute_jurisdiction(case=case, organs=organs, reason="Both banks.", actor=cast["registrar"], at=MORNING)
    return cast.matter(case)


def decide(cast: Cast, case: int, to: str, part: str = "city_registrar", reason: str = "It is so.") -> None:
    decide_jurisdiction(case=case, to=cast.organ(to), reason=reason, actor=cast[part], at=MORNING)


def to_decide(cast: Cast, part: str) -> int:
    set_post(cast[part].post)
    queues = [queue for queue in queues_of(cast[part]) if queue.code == "to_decide"]
    return queue_counts(cast[part], queues, DAY)[0]


@pytest.mark.parametrize(
    ("others", "superior"),
    [(("moss",), "river"), (("quarry",), "province"), (("moss", "quarry"), "province"), (("river",), "province"),
     (("lin_station",), "river")],
)  # fmt: skip
def test_the_nearest_organ_above_all_of_them(cast: Cast, others: tuple[str, ...], superior: str) -> None:
    assert disputed(cast, others).review_organ_id == cast.organ(superior)


def test_only_the_common_superior_has_it_in_its_queue_and_decides(cast: Cast) -> None:
    matter = disputed(cast, ("quarry",))
    assert matter.is_open and matter.due is not None, "the petitioner's clock runs on"
    assert (to_decide(cast, "campaign_office"), to_decide(cast, "city_registrar")) == (1, 0)
    for part in ("registrar", "city_registrar"):
        with pytest.raises(Refusal, match=r"place\.not_named_superior"):
            decide(cast, matter.pk, "lin", part)
    decide(cast, matter.pk, "quarry", "campaign_office")
    assert to_decide(cast, "campaign_office") == 0


def test_the_organ_that_is_named_has_accepted_it_and_the_other_keeps_sight(cast: Cast) -> None:
    matter = disputed(cast)
    decide(cast, matter.pk, "moss")
    for part in ("moss_registrar", "registrar"):
        cast.matter(matter.pk, part)
    seen = cast.matter(matter.pk, "city_registrar")
    assert (seen.state, seen.organ_id, seen.sender_id, seen.review_organ_id) == (
        "accepted", cast.organ("moss"), cast.organ("lin"), None,
    )  # fmt: skip
    assert seen.accepted_on == DAY and seen.handling_due is not None
    assert Clock.objects.filter(matter=seen, rule="CN22-HDL-60", met_on=None).exists()


def test_who_held_it_may_be_the_one(cast: Cast) -> None:
    matter = disputed(cast)
    decide(cast, matter.pk, "lin")
    seen = cast.matter(matter.pk)
    assert (seen.state, seen.organ_id, seen.sender_id) == ("accepted", cast.organ("lin"), None)


@pytest.mark.parametrize(
    ("to", "reason", "refused"),
    [
        ("quarry", "x", "dispute.not_below"),
        ("river", "x", "dispute.not_below"),
        ("lin_unit", "x", "dispute.organ_closed"),
        ("moss", " ", "dispute.no_reason"),
    ],
)
def test_it_goes_to_an_organ_below_and_with_a_reason(cast: Cast, to: str, reason: str, refused: str) -> None:
    matter = disputed(cast)
    with pytest.raises(Refusal, match=refused):
        decide(cast, matter.pk, to, reason=reason)


@pytest.mark.parametrize(
    ("others", "refused"),
    [((), "dispute.no_other"), (("lin",), "dispute.no_other"), (("bureau",), "dispute.no_superior"),
     (("lin_unit",), "dispute.organ_closed"), (("ministry",), "dispute.no_superior")],
)  # fmt: skip
def test_a_dispute_is_between_organs_of_one_tree(cast: Cast, others: tuple[str, ...], refused: str) -> None:
    with pytest.raises(Refusal, match=refused):
        disputed(cast, others)
