"""The campaign office of Cloud Province: a campaign opened, Lin County's cases in it, three people who decide."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dengwen.domains.campaigns.models import Campaign, StageRun
from dengwen.domains.campaigns.verbs.decide_scope import confirm_out_of_scope, propose_out_of_scope
from dengwen.domains.campaigns.verbs.run_stages import enter_stage, leave_stage, open_campaign, prove_item
from dengwen.domains.campaigns.verbs.sweep_cases import CHUNK, Swept, sweep_cases
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import Words
from tests.independence.people import add_actor

# Its window lies in the past; the cases of the tests came in on 2 March 2026, so the second campaign counts them.
PACK = "special-governance-2011"
OLD = date(2011, 3, 1)
WHAT: Words = {"title": "A bicycle was never given back", "place": "Harbour Street"}
EXCLUDED: Words = {
    "reason": "CONCLUDED_LEGACY", "evidence": "The file of 2009 holds it.", "paper": "Decision 7 of 2009",
    "proof_on": date(2009, 5, 4),
}  # fmt: skip


@dataclass
class Office:
    """A campaign of the province and what is in it; ``next`` moves the time on by a minute."""

    cast: Cast
    campaign: int
    cases: list[int]
    at: datetime
    swept: Swept = field(default_factory=Swept)

    def __getitem__(self, part: str) -> Actor:
        return self.cast[part]

    @property
    def day(self) -> date:
        """The day of the test."""
        return DAY

    def next(self) -> datetime:
        """Return an instant after the one before."""
        self.at += timedelta(minutes=1)
        return self.at

    def seen(self, part: str = "campaign_office") -> Campaign:
        """Return the campaign as ``part`` sees it."""
        set_post(self[part].post)
        return Campaign.objects.get(pk=self.campaign)

    def events(self, case: int) -> list[str]:
        """Return what happened to a case."""
        set_post(self["campaign_office"].post)
        entries = Entry.objects.filter(kind="case", subject=case).order_by("seq")
        return list(entries.values_list("event", flat=True))

    def propose(self, case: int, part: str = "office_two", **changes: object) -> None:
        """Propose to leave a case outside."""
        words: Words = EXCLUDED | {"review_on": DAY + timedelta(days=60)} | changes
        propose_out_of_scope(case=case, campaign=self.campaign, actor=self[part], at=self.next(), **words)

    def confirm(self, case: int, part: str = "campaign_office") -> None:
        """Confirm it."""
        confirm_out_of_scope(case=case, campaign=self.campaign, actor=self[part], at=self.next())

    def exclude(self, case: int) -> None:
        """Leave a case outside."""
        self.propose(case)
        self.confirm(case)

    def prove(self, item: str, kind: str, evidence: str = "It lies in file 3.") -> None:
        """Prove an item of a stage."""
        prove_item(
            campaign=self.campaign, item=item, kind=kind, evidence=evidence, actor=self["campaign_office"],
            at=self.next(),
        )  # fmt: skip

    def begin_resolution(self) -> StageRun:
        """Walk to the stage of resolution."""
        office = self["campaign_office"]
        for item in ("plan_issued", "office_named"):
            self.prove(item, "entry")
        enter_stage(campaign=self.campaign, actor=office, at=self.next())
        for item in ("registers_filed", "reconciled"):
            self.prove(item, "exit")
        leave_stage(campaign=self.campaign, actor=office, at=self.next())
        self.prove("summary_mobilisation", "entry")
        enter_stage(campaign=self.campaign, actor=office, at=self.next())
        set_post(office.post)
        return StageRun.objects.get(campaign=self.campaign, stage="resolution")


def open_office(cast: Cast, chunk: int = CHUNK) -> Office:
    """Open the campaign and sweep two old cases of Lin County into it; one came in after its window."""
    for part in ("office_two", "office_three"):
        add_actor(cast, part, "province", "campaign_office")
    cases = [
        cast.registered(at=MORNING + timedelta(minutes=n), received_on=OLD, occurred_on=OLD, **WHAT).pk
        for n in (1, 2)
    ]
    at = MORNING + timedelta(hours=1)
    campaign = open_campaign(pack=PACK, actor=cast["campaign_office"], at=at)
    office = Office(cast, campaign, cases, at)
    office.swept = sweep_cases(
        campaign=campaign, actor=cast["campaign_office"], at=office.next(), chunk=chunk
    )
    return office
