"""The three facts in a frozen month: what organs claimed, what was found, what petitioners said; and older months."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengwen.domains.bulletins.reads import as_it_stood
from dengwen.domains.bulletins.reads.recompute import recompute
from dengwen.domains.bulletins.reads.snapshot_figures import cases_behind, shares
from dengwen.domains.bulletins.reads.snapshots import Snapshot
from dengwen.domains.bulletins.rules.indicators import Indicator, fact_shares, indicators, signals
from dengwen.domains.bulletins.verbs import freeze_snapshot as freezing
from dengwen.domains.bulletins.verbs.freeze_snapshot import freeze_snapshot
from dengwen.domains.cases.verbs.add_contact import add_contact
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.foundation.permissions.acting import acting
from dengwen.interfaces.desk.figures import months
from tests.bulletins.test_snapshots import NEXT
from tests.cast import DAY, Cast
from tests.desk.clients import at, client_of
from tests.desk.test_months import CELL
from tests.handling.walk import Walk, walk
from tests.hard.test_verbs import rate

KNOWN: dict[str, Indicator] = {each.id: each for each in (*indicators(), *signals())}
WANTED = (
    "claims_verified", "claims_refused", "claims_objected", "petitioners_asked", "petitioners_answered",
    "petitioners_satisfied", "not_asked", "not_asked_where_undone",
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
        "petitioners_asked": (1, 2), "petitioners_answered": (1, 1), "petitioners_satisfied": (1, 1),
        "not_asked": (1, 2), "not_asked_where_undone": (1, 1),
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
    assert not {"petitioners_answered", "petitioners_satisfied"} & set(told(cast, old))
    with at(NEXT + timedelta(days=1)):
        page = client_of(cast, "leader").get(f"/figures/months/{old.name}/?list=facts").content.decode()
        assert "frozen before answers were told" in page and "Satisfied:" not in page
    new = freeze_snapshot(month=DAY, actor=cast["campaign_office"], at=NEXT, reason="Ratings are told.")
    assert new.manifest["layout"] == as_it_stood.LAYOUT and recompute(new).holds and recompute(old).holds
    assert [each["column"] for each in new.manifest["differences"]] == ["event"]
    assert told(cast, new)["petitioners_satisfied"] == (1, 1)


def test_the_page_heads_with_the_verified_rate_and_tells_no_rate_of_few(
    lived: tuple[Cast, list[Walk]], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, _ways = lived
    with acting(cast["registrar"].post):
        walk(cast, "vouch")
    snapshot = freeze_snapshot(month=DAY, actor=cast["campaign_office"], at=NEXT)
    path = f"/figures/months/{snapshot.name}/"
    with at(NEXT + timedelta(days=1)):
        leader = client_of(cast, "leader")
        with CaptureQueriesContext(connection) as others:
            leader.get(path)
        with CaptureQueriesContext(connection) as asked:
            page = unescape(leader.get(f"{path}?list=facts").content.decode())
        assert len(asked.captured_queries) <= len(others.captured_queries) <= 17
        for words in (
            "60.0 %</strong> verified: 3 of 5 that are claimed", "Gap to the claimed: 2 (40.0 %)",
            "Not borne out: 0; not examined yet: 2.", "of 2 closed cases 1 were asked",
            "Answered in the month: 1 of 1 asked.", "Satisfied: 1 of 1 (too few cases)",
        ):  # fmt: skip
            assert words in page, words
        seen = [(href, int(number)) for href, number in CELL.findall(page)]
        assert len(seen) >= 2 * len(fact_shares())
        for href, number in seen:
            assert leader.get(path + href).content.decode().count("<tr data-row>") == number, href
        assert "Counted otherwise" not in page
        changed = {**snapshot.manifest["indicators"], "claims_verified": "0" * 16}
        monkeypatch.setitem(snapshot.manifest, "indicators", changed)
        monkeypatch.setattr(months, "snapshot_named", lambda _name: snapshot)
        monkeypatch.setattr(months, "file_mistakes", lambda _snapshot: [])
        said = leader.get(f"{path}?list=facts").content.decode()
        assert "Counted otherwise when the month was frozen:</strong> Claims borne out<" in said
