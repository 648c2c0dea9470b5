"""The three facts in a frozen month: the same bytes by both ways, older months as they were, and what the page says."""

from datetime import UTC, datetime, timedelta
from functools import partial
from html import unescape

import duckdb
import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from dengwen.domains.bulletins.reads.parquet import write_parquet
from dengwen.domains.bulletins.reads.recompute import recompute
from dengwen.domains.bulletins.reads.snapshot_figures import cases_behind, shares
from dengwen.domains.bulletins.reads.snapshots import Snapshot, file_mistakes
from dengwen.domains.bulletins.rules.indicators import fact_shares, signals
from dengwen.domains.bulletins.verbs import freeze_snapshot as freezing
from dengwen.domains.closure.verbs.return_dossier import order_redo
from dengwen.foundation.permissions.acting import acting
from tests.cast import DAY, Cast
from tests.desk.clients import at, client_of
from tests.desk.test_months import CELL
from tests.handling.walk import Walk, walk
from tests.hard.test_verbs import rate

NEXT = datetime(DAY.year, DAY.month + 1, 2, 3, tzinfo=UTC)
BEFORE = ("matters", "deeds", "organs")  # the tables of a month that was frozen before the three facts


def freeze(cast: Cast, reason: str = "") -> Snapshot:
    return freezing.freeze_snapshot(month=DAY, actor=cast["campaign_office"], at=NEXT, reason=reason)


def facts_of(snapshot: Snapshot) -> dict[int, tuple[str, str, str]]:
    with duckdb.connect() as db:
        rows = db.execute(f"SELECT * FROM '{snapshot.folder / 'facts.parquet'}' ORDER BY 1").fetchall()
    return {row[0]: row[3:] for row in rows}


@pytest.fixture
def ways(kept_cast: Cast) -> dict[str, Walk]:
    """One case handed in, three verified; of these one says she is satisfied, one that she is not."""
    with acting(kept_cast["registrar"].post):
        ways = {name: walk(kept_cast, "vouch") for name in ("content", "not", "unasked")}
        ways["claimed"] = walk(kept_cast, "hand_in")
        walk(kept_cast, "team")
        rate(ways["content"], "SATISFIED")
        rate(ways["not"], "NOT_SATISFIED")
    return ways


def test_what_is_found_and_said_later_changes_no_byte_and_a_changed_row_is_named(
    ways: dict[str, Walk],
) -> None:
    cast = ways["claimed"].cast
    first = freeze(cast)
    told = {
        "content": ("VERIFIED", "SATISFIED", "SATISFIED"),
        "not": ("VERIFIED", "NOT_SATISFIED", "NOT_SATISFIED"),
        "unasked": ("VERIFIED", "NOT_ASKED", ""),
        "claimed": ("NOT_EXAMINED", "NOT_ASKED", ""),
    }
    assert facts_of(first) == {ways[name].case: said for name, said in told.items()}
    assert recompute(first).holds
    # A month later: the last one is judged, and whoever was not asked says what she thinks.
    with acting(cast["registrar"].post):
        for name in ("claimed", "unasked"):
            ways[name].at = NEXT + timedelta(days=3)
        ways["claimed"].judge()
        order_redo(
            case=ways["claimed"].case, reason="FACTS_UNCLEAR", remarks="Ask the witness.", actor=cast["reviewer"],
            at=ways["claimed"].at,
        )  # fmt: skip
        rate(ways["unasked"], "NOT_SATISFIED")
    again = recompute(first)
    assert again.holds, again.differing
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE closure_rating DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE closure_rating SET outcome = 'SATISFIED' WHERE matter_id = %s", [ways["not"].case]
        )
    changed = recompute(first)
    assert changed.same == {"ledger": True, "rows": False}
    assert {(each["table"], each["id"], each["column"]) for each in changed.differing["rows"]} == {
        ("facts", ways["not"].case, "said"),
        ("facts", ways["not"].case, "rated"),
    }


def test_a_month_frozen_before_is_made_again_as_it_was(
    ways: dict[str, Walk], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = ways["claimed"].cast
    with monkeypatch.context() as before:
        before.setattr(freezing, "write_parquet", partial(write_parquet, tables=BEFORE))
        before.setattr(freezing, "defined", dict)
        old = freeze(cast)
    assert set(old.manifest["files"]) == set(BEFORE)
    again = recompute(old)
    assert again.holds and file_mistakes(old) == []
    wanted = (*fact_shares(), *(each for each in signals() if each.table == "facts"))
    assert shares(old, wanted, [cast.organ("province")]) == []
    assert cases_behind(old, wanted[0], cast.organ("province"), numerator=False) == []
    with at(NEXT + timedelta(days=1)):
        office = client_of(cast, "campaign_office")
        path = f"/figures/months/{old.name}/"
        assert "Frozen before the three facts" in office.get(f"{path}?list=facts").content.decode()
        assert "Petitioners who were not asked" not in office.get(f"{path}?list=signs").content.decode()
        cases = f"{path}cases/?organ={cast.organ('province')}&indicator=verified_of_claimed"
        assert office.get(cases).status_code == 404
        assert office.get(f"/figures/signs/?snapshot={old.name}").status_code == 200
    new = freeze(cast, reason="With the three facts.")
    assert {name: new.manifest["files"][name] for name in BEFORE} == old.manifest["files"]
    assert recompute(old).holds and recompute(new).holds


def test_the_page_heads_with_the_verified_rate_and_tells_no_rate_of_few(ways: dict[str, Walk]) -> None:
    cast = ways["claimed"].cast
    with acting(cast["registrar"].post):
        walk(cast, "vouch")
    frozen = freeze(cast)
    with at(NEXT + timedelta(days=1)):
        leader = client_of(cast, "leader")
        path = f"/figures/months/{frozen.name}/"
        with CaptureQueriesContext(connection) as others:
            leader.get(path)
        with CaptureQueriesContext(connection) as asked:
            page = unescape(leader.get(f"{path}?list=facts").content.decode())
        assert len(asked.captured_queries) <= len(others.captured_queries) <= 12
        for words in (
            "80.0 %</strong> verified: 4 of 5 that are claimed",
            "Gap to the claimed: 1 (20.0 %)",
            "Not borne out: 0; not examined yet: 1.",
            "2 of 5 were asked, 2 answered",
            "Satisfied: 1 of 2 (too few cases)",
        ):
            assert words in page, words
        seen = [(href, int(number)) for href, number in CELL.findall(page)]
        assert len(seen) >= len(fact_shares())
        for href, number in seen:
            assert leader.get(path + href).content.decode().count("<tr data-row>") == number, href
        assert "三方事实" in client_of(cast, "leader", "zh-hans").get(f"{path}?list=facts").content.decode()
    found = {each.indicator: each for each in shares(frozen, signals(), [cast.organ("lin")])}
    unasked = found["rating_not_asked"]
    assert (unasked.numerator, unasked.denominator) == (2, 4)
