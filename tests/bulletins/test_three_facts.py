"""The three facts in a frozen month: what organs claimed, what was found, what petitioners said; and older months."""

import pytest

from dengwen.domains.bulletins.reads import as_it_stood
from dengwen.domains.bulletins.reads.recompute import recompute
from dengwen.domains.bulletins.reads.snapshot_figures import cases_behind, shares
from dengwen.domains.bulletins.reads.snapshots import Snapshot
from dengwen.domains.bulletins.rules.indicators import Indicator, indicators, signals
from dengwen.domains.bulletins.verbs import freeze_snapshot as freezing
from dengwen.domains.bulletins.verbs.freeze_snapshot import freeze_snapshot
from dengwen.domains.cases.verbs.add_contact import add_contact
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.foundation.permissions.acting import acting
from tests.bulletins.test_snapshots import NEXT
from tests.cast import DAY, Cast
from tests.handling.walk import Walk, walk
from tests.hard.test_verbs import rate

KNOWN: dict[str, Indicator] = {each.id: each for each in (*indicators(), *signals())}
WANTED = (
    "claims_verified", "claims_refused", "claims_objected", "petitioners_asked", "petitioners_satisfied", "not_asked",
)  # fmt: skip


@pytest.fixture
def lived(kept_cast: Cast) -> tuple[Cast, list[Walk]]:
    """Four dossiers handed in: two accepted and closed, one of them rated; one waits; of one she came back."""
    with acting(kept_cast["registrar"].post):
        ways = [walk(kept_cast, last) for last in ("vouch", "vouch", "hand_in", "hand_in")]
        for way in ways[:2]:
            close_matter(case=way.case, actor=kept_cast["reviewer"], at=way.at)
        rate(ways[0], "SATISFIED")
        add_contact(
            case=ways[3].case, channel="LETTER", source="DIRECT", received_on=ways[3].day, text="It is not so.",
            actor=kept_cast["registrar"], at=ways[3].at,
        )  # fmt: skip
    return kept_cast, ways


def told(cast: Cast, snapshot: Snapshot, organ: str = "lin") -> dict[str, tuple[int, int]]:
    found = shares(snapshot, [KNOWN[each] for each in WANTED], [cast.organ(organ)])
    return {each.indicator: (each.numerator, each.denominator) for each in found}


def test_claimed_found_and_said_each_from_its_own_deeds(lived: tuple[Cast, list[Walk]]) -> None:
    cast, ways = lived
    snapshot = freeze_snapshot(month=DAY, actor=cast["campaign_office"], at=NEXT)
    assert told(cast, snapshot) == {
        "claims_verified": (2, 4), "claims_refused": (0, 4), "claims_objected": (1, 4),
        "petitioners_asked": (1, 2), "petitioners_satisfied": (1, 1), "not_asked": (1, 2),
    }  # fmt: skip
    assert told(cast, snapshot, "province") == told(cast, snapshot), "an organ has the cases of all below it"
    verified = KNOWN["claims_verified"]
    behind = cases_behind(snapshot, verified, cast.organ("lin"), numerator=True)
    assert behind == sorted(way.case for way in ways[:2])
    assert recompute(snapshot).holds


def test_a_month_frozen_before_ratings_were_told_is_computed_again_to_the_same_bytes(
    lived: tuple[Cast, list[Walk]], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, _ways = lived
    with monkeypatch.context() as earlier:
        earlier.setattr(freezing, "LAYOUT", 1)
        earlier.setattr(as_it_stood.copy_out, "__kwdefaults__", {"layout": 1, "using": "owner"})
        old = freeze_snapshot(month=DAY, actor=cast["campaign_office"], at=NEXT)
    assert old.manifest["layout"] == 1 and recompute(old).holds
    assert told(cast, old)["claims_verified"] == (2, 4), "what it can tell, it tells"
    assert "petitioners_satisfied" not in told(cast, old)
    new = freeze_snapshot(month=DAY, actor=cast["campaign_office"], at=NEXT, reason="Ratings are told.")
    assert new.manifest["layout"] == as_it_stood.LAYOUT and recompute(new).holds and recompute(old).holds
    assert [each["column"] for each in new.manifest["differences"]] == ["event"]
    assert told(cast, new)["petitioners_satisfied"] == (1, 1)
