"""Everything beyond registration that hangs on a case: limits, files, handling and dossiers, in one question."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.case_page import Rows, with_days
from dengwen.domains.closure.models import Dossier
from dengwen.domains.deadlines.models import Clock
from dengwen.domains.handling.models import InvestigationStep, Opinion, Plan, Remedy, ServiceRecord
from dengwen.domains.letters.models import Attachment
from dengwen.foundation.identity.sealing import mask


@dataclass(frozen=True, slots=True)
class CasePapers:
    """The rows of one case as a page shows them, oldest first; days are days, names stand beside ids.

    Who received an opinion may be the petitioner herself: the name is masked, as those of parties are.
    """

    clocks: Rows
    files: Rows
    plans: Rows
    steps: Rows
    opinions: Rows
    services: Rows
    remedies: Rows
    dossiers: Rows


def case_papers(matter: Matter) -> CasePapers:
    """Return the papers of a matter that the caller may see."""
    row = Matter.objects.filter(pk=matter.pk).values_list(*_QUESTIONS.values()).first()
    found = dict(zip(_QUESTIONS, row or ([],) * len(_QUESTIONS), strict=True))
    return CasePapers(
        clocks=with_days(found["clocks"], "starts_on", "target", "legal", "original", "met_on"),
        files=list(found["files"] or []),
        plans=with_days(found["plans"], "finish_by", "approved_on"),
        steps=with_days(found["steps"], "done_on"),
        opinions=with_days(found["opinions"], "issued_on"),
        services=[
            row | {"received_by": mask(row["received_by"])}
            for row in with_days(found["services"], "served_on")
        ],
        remedies=with_days(found["remedies"], "due", "done_on"),
        dossiers=with_days(found["dossiers"], "handed_in_on", "decided_on"),
    )


def _rows(rows: "QuerySet[Any]", *names: str, **more: str) -> ArraySubquery:
    columns = {name: F(name) for name in names} | {name: F(path) for name, path in more.items()}
    return ArraySubquery(rows.filter(matter=OuterRef("pk")).values(row=JSONObject(**columns)))


_QUESTIONS = {
    "clocks": _rows(
        Clock.objects.order_by("pk"), "id", "rule", "pack", "bearer", "starts_on", "target", "legal", "original",
        "met_on", "stopped", "provisional",
    ),
    "files": _rows(
        Attachment.objects.order_by("pk"), "id", "kind", "name", "size", "media_type", claim="claim__position"
    ),
    "plans": _rows(
        Plan.objects.order_by("round"), "round", "issues", "evidence_wanted", "approach", "finish_by", "approved_on"
    ),
    "steps": _rows(
        InvestigationStep.objects.order_by("done_on", "pk"), "kind", "done_on", "text", claim="claim__position",
        by="by__account__name", by_en="by__account__name_en",
    ),
    "opinions": _rows(
        Opinion.objects.order_by("round"), "round", "number", "method", "summary", "review_told", "issued_on"
    ),
    "services": _rows(
        ServiceRecord.objects.order_by("pk"), "method", "served_on", "received_by", number="opinion__number"
    ),
    "remedies": _rows(
        Remedy.objects.order_by("due", "pk"), "id", "kind", "text", "due", "done_on", "proof",
        claim="claim__position", name="owner__name", name_en="owner__name_en",
    ),
    "dossiers": _rows(
        Dossier.objects.order_by("round"), "round", "report", "handed_in_on", "decision", "decided_on", "reason",
        "remarks", name="organ__name", name_en="organ__name_en",
    ),
}  # fmt: skip
