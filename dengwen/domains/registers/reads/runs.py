"""Runs, the rows that they reported, and kept mappings."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import QuerySet

from dengwen.domains.registers.access import mappings_visible_to, visible_to
from dengwen.domains.registers.models import ImportRun, ReportedRow
from dengwen.domains.registers.rules.rows import Account, Cell, Problem, unpack_row
from dengwen.domains.registers.states import AT_WORK, RunState
from dengwen.foundation.identity.sealing import open_bytes
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class RunSeen:
    """A run as it stands; see the model for what the columns mean."""

    id: int
    file_name: str
    stored: str
    mapping: str
    register: str
    state: str
    is_dry_run: bool
    stop_asked: bool
    made_at: datetime
    started_at: datetime | None
    beat_at: datetime | None
    finished_at: datetime | None
    total: int | None
    position: int
    rows: int
    matters: int
    contacts: int
    already: int
    reported: int
    problems: dict[str, int]
    trouble: dict[str, object]
    organ_id: int
    organ__name: str
    organ__name_en: str
    post__account__name: str

    @property
    def account(self) -> Account:
        """Return the account of the run so far."""
        return Account(self.rows, self.matters, self.contacts, self.already, self.reported)

    @property
    def at_work(self) -> bool:
        """Say whether the run waits for the worker or runs."""
        return self.state in AT_WORK

    @property
    def has_begun(self) -> bool:
        """Say whether it may have taken rows: then its mapping stays and it cannot be thrown away."""
        return self.started_at is not None and not self.is_dry_run


_COLUMNS = tuple(column.name for column in fields(RunSeen))


def runs_of(actor: Actor, *, most: int | None = None) -> list[RunSeen]:
    """Return the newest runs that the post sees, or all of them."""
    return _seen(visible_to(actor).order_by("-made_at", "-pk")[:most])


def run_of(actor: Actor, run: int) -> RunSeen | None:
    """Return one run, or None where it does not exist for the post."""
    return next(iter(_seen(visible_to(actor).filter(pk=run))), None)


def unfinished_run(actor: Actor, *, file_digest: bytes, mapping: str) -> RunSeen | None:
    """Return the run of the same file with the same mapping that began and did not come to its end."""
    states = [RunState.RUNNING.value, RunState.STOPPED.value, RunState.FAILED.value]
    runs = visible_to(actor).filter(
        organ=actor.bureau, file_digest=file_digest, mapping=mapping, state__in=states, is_dry_run=False
    )
    return next(iter(_seen(runs.order_by("-made_at", "-pk")[:1])), None)


def _seen(runs: QuerySet[ImportRun]) -> list[RunSeen]:
    return [RunSeen(*row) for row in runs.values_list(*_COLUMNS)]


def reported_rows(actor: Actor, run: int) -> Iterator[tuple[int, dict[str, Cell], tuple[Problem, ...]]]:
    """Yield number, cells and problems of the rows that the run did not take, in their order; memory stays flat."""
    rows = ReportedRow.objects.filter(run__in=visible_to(actor), run=run).order_by("number")
    for number, sealed in rows.values_list("number", "sealed").iterator(chunk_size=500):
        cells, problems = unpack_row(open_bytes(bytes(sealed)))
        yield number, cells, problems


def kept_mappings(actor: Actor) -> list[tuple[int, str]]:
    """Return id and name of the mappings that the post's bureau kept."""
    return list(mappings_visible_to(actor).order_by("name").values_list("pk", "name"))


def kept_mapping(actor: Actor, saved: int) -> str | None:
    """Return the text of a kept mapping."""
    return mappings_visible_to(actor).filter(pk=saved).values_list("text", flat=True).first()
