"""Plan an inspection, draw its cases, write down what was seen, and end it (plan S39, S62, S63)."""

import secrets
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.closure.rules.draw import SEED_BYTES
from dengwen.domains.supervision.access import check_above, check_inspects, inspections_visible_to
from dengwen.domains.supervision.models import (
    InspectedCase,
    InspectedOrgan,
    Inspection,
    InspectionDraw,
    InspectionVisit,
)
from dengwen.domains.supervision.reads.inspections import cases_to_draw_from
from dengwen.domains.supervision.rules.inspections import (
    check_end,
    check_plan,
    check_visit,
    draw_cases,
    list_digest,
    write_cases,
)
from dengwen.domains.supervision.states import FindingState
from dengwen.domains.supervision.verbs.own_stream import Sheet, begin, change, new_salt
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.organs.reads.superiors import organ_row
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

MISSING = "inspection.not_found"


def plan_inspection(
    *, title: str, kind: str, since: date, until: date, themes: Collection[str], size: int,
    organs: Collection[int], actor: Actor, at: datetime,
) -> int:  # fmt: skip
    """Plan an inspection of organs below the actor's; return it.

    Raises ``right.missing``, ``supervision.not_above`` and as :func:`check_plan`.
    """
    actor.require(Right.INSPECT)
    with transaction.atomic():
        set_post(actor.post)
        check_plan(title=title, kind=kind, since=since, until=until, themes=themes, size=size, organs=organs)
        for organ in organs:
            check_above(actor, organ)
        today = local_day(at, settings.TIME_ZONE)
        row = Inspection(
            organ_id=actor.bureau, kind=kind, title=title.strip()[:120], since=since, until=until,
            themes=" ".join(sorted(set(themes))), size=size, planned_on=today, by_id=actor.post, salt=new_salt(),
        )  # fmt: skip
        with begin(row, "inspection_planned", actor=actor, at=at) as sheet:
            for organ in sorted(set(organs)):
                sheet.create(InspectedOrgan(inspection=row, organ_id=organ))
            sheet.facts |= {"organs": sorted(set(organs))}
    return row.pk


def draw_inspection(*, inspection: int, actor: Actor, at: datetime) -> int:
    """Freeze the list of cases and draw, once: seed, list and sample stand in the ledger. Return how many were drawn.

    The seed is made here, and nobody can draw a second time until the sample pleases. Raises
    ``inspection.not_found``, ``inspection.other_organ``, ``inspection.drawn``, ``inspection.nothing_to_draw``.
    """
    with hold_inspection(inspection, "inspection_drawn", actor, at) as sheet:
        row = sheet.root
        if InspectionDraw.objects.filter(inspection=row).exists():
            raise Refusal("inspection.drawn")
        listing, seed = write_cases(cases_to_draw_from(actor, row)), secrets.token_bytes(SEED_BYTES)
        drawn = draw_cases(seed=seed, listing=listing, size=row.size)
        if not drawn:
            raise Refusal("inspection.nothing_to_draw")
        sheet.create(
            InspectionDraw(
                inspection=row, listing=listing, population=len(listing.splitlines()),
                population_sha256=list_digest(listing), seed=seed.hex(), drawn_on=sheet.today, by_id=actor.post,
            )
        )  # fmt: skip
        for rank, case in enumerate(drawn, start=1):
            sheet.create(InspectedCase(inspection=row, matter_id=case, rank=rank))
        sheet.facts |= {"drawn": drawn}
    return len(drawn)


def look_at_case(*, inspection: int, case: int, remark: str, actor: Actor, at: datetime) -> None:
    """Write down that the file of a drawn case was read; a fault is a finding of its own.

    Raises ``inspection.not_found``, ``inspection.other_organ``, ``inspection.not_drawn``.
    """
    with hold_inspection(inspection, "inspection_case_read", actor, at) as sheet:
        drawn = InspectedCase.objects.filter(inspection=sheet.root, matter=case).first()
        if drawn is None:
            raise Refusal("inspection.not_drawn")
        sheet.watch(drawn)
        drawn.looked_on, drawn.looked_by_id, drawn.remark = sheet.today, actor.post, remark.strip()
        sheet.facts |= {"case": case}


def record_visit(
    *, inspection: int, organ: int, on: date, seen: Mapping[str, str], actor: Actor, at: datetime
) -> None:
    """Write down what was seen at an organ, theme by theme; empty themes are left out.

    Raises ``inspection.not_found``, ``inspection.other_organ``, ``inspection.not_named``, and as :func:`check_visit`.
    """
    with hold_inspection(inspection, "inspection_visited", actor, at) as sheet:
        row = sheet.root
        if not InspectedOrgan.objects.filter(inspection=row, organ=organ).exists():
            raise Refusal("inspection.not_named", organ=organ_row(organ))
        said = {theme: words for theme, words in seen.items() if words.strip()}
        if not said:
            raise Refusal("inspection.no_words")
        for theme, words in said.items():
            check_visit(theme=theme, themes=row.themes.split(), words=words, on=on, today=sheet.today)
            sheet.create(
                InspectionVisit(
                    inspection=row, organ_id=organ, on=on, theme=theme, words=words.strip(), by_id=actor.post
                )
            )
        sheet.facts |= {"organ": organ, "on": on.isoformat(), "themes": sorted(said)}


def end_inspection(*, inspection: int, actor: Actor, at: datetime) -> None:
    """End an inspection: every organ was visited and every finding is accepted (plan S39).

    Raises ``inspection.not_found``, ``inspection.other_organ``, and as :func:`check_end`.
    """
    with hold_inspection(inspection, "inspection_ended", actor, at) as sheet:
        row = sheet.root
        visited = set(row.visits.values_list("organ", flat=True))
        named = [each.organ for each in row.organs.select_related("organ").order_by("organ")]
        open_now = row.findings.exclude(state=FindingState.ACCEPTED.value).count()
        check_end(unvisited=[organ for organ in named if organ.pk not in visited], open_findings=open_now)
        row.ended_on, row.ended_by_id = sheet.today, actor.post


def named_above(inspection: Inspection, organ: int) -> bool:
    """Say whether ``organ`` is one that the plan names, or lies below one."""
    named = InspectedOrgan.objects.filter(inspection=inspection).values("organ")
    return OrganReach.objects.filter(top__in=named, organ=organ).exists()


@contextmanager
def hold_inspection(inspection: int, event: str, actor: Actor, at: datetime) -> Iterator[Sheet[Inspection]]:
    """Open the door of an inspection that the actor's organ carries out and that has not ended."""
    found = inspections_visible_to(actor)
    with change(found, inspection, event, actor=actor, at=at, missing=MISSING) as sheet:
        check_inspects(actor, sheet.root)
        if sheet.root.ended_on is not None:
            raise Refusal("inspection.ended")
        yield sheet
