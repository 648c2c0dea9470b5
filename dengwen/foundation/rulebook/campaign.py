"""The shape of a campaign pack: what a province sets out to do, by when, and how it proves it. Data, no code."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dengwen.foundation.rulebook.procedures import Count
from dengwen.foundation.rulebook.shape import Frozen, Status, Text, in_lang

CampaignCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=40)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]+$", max_length=32)]
Share = Annotated[int, Field(gt=0, le=100)]
Keys = tuple[Key, ...]


class Named(Frozen):
    """Whatever has a key, words in both languages, and a source."""

    key: Key
    en: Text
    zh: Text
    source: Text

    def label(self, lang: str) -> str:
        """Return the wording for people."""
        return in_lang(lang, self.en, self.zh)


class Stage(Named):
    """A stage with its days and what must be proven before it is entered and before it is left.

    ``entry`` and ``exit`` are keys of the pack's ``items``.
    """

    starts: date
    ends: date
    entry: Keys = ()
    exit: Keys = ()


class SourceClass(Named):
    """Where a case of the campaign came from: by the codes of its sources, or by having come in before a day.

    The first class that fits is taken; the last one names neither and takes the rest.
    """

    sources: tuple[Text, ...] = ()
    received_before: date | None = None


class ScopeRule(Frozen):
    """Which matters the sweep takes: open ones, and those that a former register closed without a recorded answer.

    ``categories``: these and what stands below them; empty: all. Never a criterion: who petitions, how often, or
    whether somebody goes on.
    """

    received_from: date | None = None
    received_to: date | None = None
    open: Literal[True] = True
    former_unanswered: bool = False
    categories: tuple[Text, ...] = ()


class Reason(Named):
    """A coded reason for which a matter stays outside the campaign, for a time.

    ``needs``: what must be named (paper, proof_on, channel, number); ``proof_en``/``proof_zh`` say which day
    ``proof_on`` is. ``review_days``: the most days until it is looked at again; on that day it lapses by itself.
    ``ends_with``: events of the case that end it at once. ``told_en``/``told_zh``: what the petitioner is told.
    """

    needs: tuple[Literal["paper", "proof_on", "channel", "number"], ...] = ()
    proof_en: str = ""
    proof_zh: str = ""
    review_days: Count
    ends_with: tuple[Text, ...] = ()
    told_en: Text
    told_zh: Text

    def proof(self, lang: str) -> str:
        """Return which day ``proof_on`` is."""
        return in_lang(lang, self.proof_en, self.proof_zh)

    def told(self, lang: str) -> str:
        """Return what the petitioner is told."""
        return in_lang(lang, self.told_en, self.told_zh)


class Target(Named):
    """A share of the denominator of ``stage`` that is to be resolved on or before the day ``by``."""

    share: Share
    by: date
    stage: Key


class Item(Named):
    """Something to be proven, with evidence."""


class Duty(Named):
    """Something that every organ of these levels owes by a day: ``item`` to prove, or ``contact`` to name."""

    kind: Literal["item", "contact"] = "item"
    levels: tuple[Text, ...]
    due: date


class Returns(Frozen):
    """Figures that every organ of these levels hands in at the end of each month or quarter."""

    every: Literal["month", "quarter"]
    first: date
    last: date
    levels: tuple[Text, ...]
    source: Text

    def periods(self) -> Iterator[tuple[str, date]]:
        """Yield the name of each return (``2011-11``) and the day on which it is due: the last of the period."""
        step = 3 if self.every == "quarter" else 1
        year, month = self.first.year, self.first.month
        while (year, month) <= (self.last.year, self.last.month):
            if step == 1 or month % 3 == 0:
                yield f"{year}-{month:02}", date(year, month, monthrange(year, month)[1])
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)


class Summary(Named):
    """A summary that every organ of these levels owes within ``days`` after ``after``."""

    after: date
    days: Count
    levels: tuple[Text, ...]
    status: Status = Status.SOURCE

    @property
    def due(self) -> date:
        """The last day, before it is rolled over a day of rest."""
        return self.after + timedelta(days=self.days)


FilingField = Literal[
    "title", "place", "occurred_on", "handling_due", "leader", "unit", "handler", "decided_on", "served_on"
]


class FilingNeed(Frozen):
    """A column that a filed register must have filled: of every case, or ``once`` it is accepted.

    ``refuses``: without it the register cannot be filed; else the lack is only told.
    """

    field: FilingField
    once: Literal["registered", "accepted"] = "registered"
    refuses: bool = False


class Filing(Named):
    """A register that organs of ``levels`` file with the campaign's organ as a sealed package.

    ``part``: all cases counted, or those resolved. ``duty``: what a filing meets; ``item``: what is proven once
    every organ's filing was received.
    """

    part: Literal["in", "resolved"] = "in"
    duty: Key | None = None
    item: Key | None = None
    levels: tuple[Text, ...]
    needs: tuple[FilingNeed, ...] = ()


class UnitPlans(Named):
    """An own plan that a unit or station owes which holds ``open_matters`` or more on the day of a count."""

    open_matters: Count
    days: Count
    status: Status = Status.DESIGN


class CampaignPack(Frozen):
    """A campaign: basis, window, stages, sources, scope, reasons, targets, what organs owe."""

    code: CampaignCode
    family: Text
    calendar: Text
    title_en: Text
    title_zh: Text
    basis_en: Text
    basis_zh: Text
    goal_en: Text
    goal_zh: Text
    starts: date
    ends: date
    ends_status: Status = Status.SOURCE
    levels: Annotated[tuple[Text, ...], Field(min_length=1)]
    scope: ScopeRule
    items: tuple[Item, ...] = ()
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    source_classes: Annotated[tuple[SourceClass, ...], Field(min_length=1)]
    reasons: Annotated[tuple[Reason, ...], Field(min_length=1)]
    targets: Annotated[tuple[Target, ...], Field(min_length=1)]
    duties: tuple[Duty, ...] = ()
    returns: Returns | None = None
    summaries: tuple[Summary, ...] = ()
    filings: tuple[Filing, ...] = ()
    unit_plans: UnitPlans | None = None

    def title(self, lang: str) -> str:
        """Return the name of the campaign."""
        return in_lang(lang, self.title_en, self.title_zh)

    def basis(self, lang: str) -> str:
        """Return what the campaign rests on."""
        return in_lang(lang, self.basis_en, self.basis_zh)

    def goal(self, lang: str) -> str:
        """Return what it is for."""
        return in_lang(lang, self.goal_en, self.goal_zh)

    def stage(self, key: str) -> Stage | None:
        """Return a stage."""
        return next((each for each in self.stages if each.key == key), None)

    def reason(self, key: str) -> Reason | None:
        """Return a reason."""
        return next((each for each in self.reasons if each.key == key), None)

    def item(self, key: str) -> Item | None:
        """Return something to be proven."""
        return next((each for each in self.items if each.key == key), None)

    def duty(self, key: str) -> Duty | None:
        """Return something that organs owe."""
        return next((each for each in self.duties if each.key == key), None)

    def filing(self, key: str) -> Filing | None:
        """Return a register that organs file."""
        return next((each for each in self.filings if each.key == key), None)

    def source_class(self, key: str) -> SourceClass | None:
        """Return a class of sources."""
        return next((each for each in self.source_classes if each.key == key), None)
