"""How long the file of a matter is kept, and what is known about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dengwen.domains.cases.models import Contact, Matter, Party
from dengwen.domains.cases.states import CloseBasis, State
from dengwen.domains.records.models import Disposal, FileExport, LegalHold
from dengwen.domains.records.rules.retention import Keeping, Resting, keeping
from dengwen.domains.records.states import Outcome
from dengwen.foundation.permissions.actor import Actor

_MOST_MERGES = 20


def kept_for(matter: Matter) -> Keeping:
    """Return the class of a matter's file and until when it is kept; a merged one goes with the one it went into."""
    root = _root(matter)
    sources = Contact.objects.filter(matter=root).values_list("source", flat=True).distinct()
    return keeping(resting(root, sources))


def resting(matter: Matter, sources: Iterable[str]) -> Resting:
    """Return what the period of a matter's file is reckoned from; ``sources`` are those of its contacts."""
    former = matter.close_basis == CloseBasis.FORMER_REGISTER
    # Not accepting is decided too, and is no result: a result was served, or closed with.
    answered = matter.served_on is not None or matter.close_basis in (CloseBasis.VERIFIED, CloseBasis.ENDED)
    ended_on = None if matter.is_open else matter.ended_on
    return Resting(ended_on, answered, former, frozenset({matter.source, *sources}))


def _root(matter: Matter) -> Matter:
    for _ in range(_MOST_MERGES):
        if matter.state != State.MERGED or matter.merged_into_id is None:
            break
        other = Matter.objects.filter(pk=matter.merged_into_id).first()
        if other is None:
            break  # where it went is not shown here: its own day of merging counts
        matter = other
    return matter


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """What is kept about a file: its period, and every hold, disposal and export, oldest first."""

    kept: Keeping
    holds: list[LegalHold]
    disposals: list[Disposal]
    exports: list[FileExport]

    @property
    def in_force(self) -> list[LegalHold]:
        """The holds that last."""
        return [row for row in self.holds if row.lifted_on is None]

    @property
    def waiting(self) -> Disposal | None:
        """The proposal that waits for its decision."""
        return next((row for row in self.disposals if row.outcome == Outcome.WAITS), None)


def record_sheet(matter: Matter) -> RecordSheet:
    """Return what is kept about the file of a matter that the caller may see."""
    return RecordSheet(
        kept_for(matter),
        list(LegalHold.objects.filter(matter=matter).select_related("placed_by__account", "placed_by__organ",
             "lifted_by__account").order_by("number")),
        list(Disposal.objects.filter(matter=matter).select_related("proposed_by__account", "decided_by__account",
             "proposed_by__organ").order_by("number")),
        list(FileExport.objects.filter(matter=matter).select_related("asked_by__account", "decided_by__account",
             "party").order_by("number")),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stub:
    """What is left to say of a file that was disposed of: when, of which class, under what, by which decision."""

    number: str
    organ: str
    organ_en: str
    disposed_on: date
    record_class: str
    article: str
    kept_until: date
    decision: str


def stub_of(matter: Matter) -> Stub | None:
    """Return what is said of a matter whose file was disposed of; None for every other, without asking.

    For the desk, the petitioner's page and her receipt; the caller may see the matter.
    """
    if matter.salt:
        return None
    row = Disposal.objects.select_related("matter__organ").get(matter=matter, outcome=Outcome.DISPOSED)
    organ = row.matter.organ
    if row.decided_on is None:
        raise LookupError(f"the disposal of {matter.pk} has no day")
    return Stub(
        matter.number or "", organ.name, organ.name_en, row.decided_on, row.record_class, row.article,
        row.kept_until, row.decision,
    )  # fmt: skip


def parties_of(matter: Matter) -> list[Party]:
    """Return the parties of a matter that the caller may see, as masked as lists show them."""
    return list(Party.objects.filter(matter=matter).order_by("pk"))


def actor_pair(actor: Actor) -> tuple[int, int]:
    """Return the post and the account of who acts."""
    return actor.post, actor.account
