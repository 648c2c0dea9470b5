"""The same attempts by somebody with the owner's password: the database refuses, and once its guards are off,
``ledger verify`` and ``figures recompute`` say where (issue 4)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connections, transaction

from dengwen.domains.bulletins.reads.recompute import recompute
from dengwen.domains.bulletins.reads.snapshots import Snapshot
from dengwen.domains.bulletins.verbs.freeze_snapshot import freeze_snapshot
from dengwen.domains.campaigns.reads.verify_campaigns import verify_campaigns
from dengwen.domains.campaigns.verbs.sweep_cases import take_into_campaign
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.verbs.accept_matter import accept_matter
from dengwen.domains.closure.verbs.close_matter import close_matter
from tests.campaigns.office import Office, open_office
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import Walk

NEXT = datetime(2026, 4, 2, 3, tzinfo=UTC)
GUARDED = ("cases_matter", "campaigns_campaigncase", "campaigns_scopechange", "campaigns_stagerun",
           "campaigns_stagecount", "deadlines_clock", "ledger_entry")  # fmt: skip


@dataclass(frozen=True)
class Attempt:
    """A statement that bends a figure, and the one that puts it back; ``said`` is what verifying names.

    ``column`` is what differs in the frozen month; None where the month does not hold what was changed.
    """

    bends: str
    back: str
    said: str
    column: str | None = None


ATTEMPTS = {
    "closed by nobody": Attempt(
        "UPDATE cases_matter SET close_basis = 'verified', closed_on = '2026-03-20', state = 'closed', is_open = false,"
        " ended_on = '2026-03-20' WHERE id = {open}",
        "UPDATE cases_matter SET close_basis = '', closed_on = NULL, state = 'registered', is_open = true,"
        " ended_on = NULL WHERE id = {open}",
        "close_basis", "close_basis",
    ),
    "left outside on the last day": Attempt(
        "UPDATE campaigns_campaigncase SET counted = false WHERE matter_id = {open}",
        "UPDATE campaigns_campaigncase SET counted = true WHERE matter_id = {open}", "counted",
    ),
    "taken out of the scope before the stage": Attempt(
        "UPDATE campaigns_scopechange SET step = -1 WHERE matter_id = {open}",
        "UPDATE campaigns_scopechange SET step = 1 WHERE matter_id = {open}", "step",
    ),
    "a smaller denominator": Attempt(
        "UPDATE campaigns_stagerun SET denominator = 1 WHERE stage = 'resolution'",
        "UPDATE campaigns_stagerun SET denominator = 3 WHERE stage = 'resolution'", "denominator",
    ),
    "an entry dated back": Attempt(
        "UPDATE ledger_entry SET at = at - interval '9 days' WHERE kind = 'case' AND event = 'close'",
        "UPDATE ledger_entry SET at = at + interval '9 days' WHERE kind = 'case' AND event = 'close'",
        "altered",
    ),
    "merged to hide": Attempt(
        "UPDATE cases_matter SET merged_into_id = {closed} WHERE id = {open}",
        "UPDATE cases_matter SET merged_into_id = NULL WHERE id = {open}", "merged_into_id", "merged_into_id",
    ),
    "a limit moved at month end": Attempt(
        "UPDATE cases_matter SET due = due + 60 WHERE id = {open}",
        "UPDATE cases_matter SET due = due - 60 WHERE id = {open}", "due", "due",
    ),
    "a limit stopped at month end": Attempt(
        "UPDATE deadlines_clock SET stopped = true WHERE matter_id = {open} AND NOT stopped AND met_on IS NULL",
        "UPDATE deadlines_clock SET stopped = false WHERE matter_id = {open} AND stopped", "stopped",
    ),
    "another organ after the snapshot": Attempt(
        "UPDATE cases_matter SET organ_id = {moss} WHERE id = {open}",
        "UPDATE cases_matter SET organ_id = {lin} WHERE id = {open}", "organ_id", "organ_id",
    ),
    "a part of the stage given to another": Attempt(
        "UPDATE campaigns_stagecount SET organ_id = {moss}", "UPDATE campaigns_stagecount SET organ_id = {lin}",
        "organ_id",
    ),
}  # fmt: skip


@pytest.fixture
def bent(kept_cast: Cast) -> tuple[Office, Snapshot, dict[str, int]]:
    """A campaign in its second stage, one of three cases closed, and the month frozen."""
    with transaction.atomic():  # the casts' reads want the post of the transaction
        office = open_office(kept_cast)
        third = Walk(kept_cast, kept_cast.registered(at=MORNING).pk).until("vouch")
        office.at = third.at + timedelta(hours=1)
        take_into_campaign(
            case=third.case, campaign=office.campaign, actor=office["campaign_office"], at=office.next()
        )
        office.begin_resolution()
        close_matter(case=third.case, actor=office["reviewer"], at=office.next())
    frozen = freeze_snapshot(month=DAY, actor=office["campaign_office"], at=NEXT)
    names = {"open": office.cases[0], "closed": third.case} | {
        name: kept_cast.organ(name) for name in ("lin", "moss")
    }
    return office, frozen, names


def wrong() -> list[str]:
    return [str(each) for each in (*verify_everything(), *verify_campaigns())]


def as_owner(statement: str) -> None:
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute(statement)


def test_whoever_bends_a_figure_behind_the_doors_is_found(
    bent: tuple[Office, Snapshot, dict[str, int]],
) -> None:
    _, frozen, names = bent
    assert wrong() == [] and recompute(frozen).holds
    for what, attempt in ATTEMPTS.items():
        with pytest.raises(DatabaseError):
            as_owner(attempt.bends.format(**names))
        assert wrong() == [], what
    for table in GUARDED:
        as_owner(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for what, attempt in ATTEMPTS.items():
        as_owner(attempt.bends.format(**names))
        found = wrong()
        assert found and all(attempt.said in line or "columns" in line for line in found[:1]), (what, found)
        again = recompute(frozen)
        columns = {each["column"] for way in again.differing.values() for each in way}
        if attempt.column is not None:
            assert not again.holds and attempt.column in columns, (what, columns)
            assert {each["id"] for each in again.differing["rows"]} == {names["open"]}, what
        as_owner(attempt.back.format(**names))
        assert wrong() == [] and recompute(frozen).holds, what


def test_a_deed_dated_back_into_a_frozen_month_is_found_and_changes_no_frozen_figure(
    bent: tuple[Office, Snapshot, dict[str, int]],
) -> None:
    office, frozen, names = bent
    # By the door, with a wrong clock: the case has an entry of the same month after this instant.
    with transaction.atomic():
        office.propose(names["open"])
    accept_matter(case=names["open"], actor=office["registrar"], at=MORNING + timedelta(days=3))
    found = wrong()
    assert [line for line in found if "back_dated" in line and f"case/{names['open']}" in line], found
    again = recompute(frozen)
    assert not again.holds and not again.mistakes, "the files are what was signed"
    assert names["open"] in {each["id"] for each in again.differing["ledger"]}
