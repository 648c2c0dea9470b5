"""The dossier that a verb works on."""

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim, Matter
from dengwen.domains.closure.models import Dossier
from dengwen.domains.closure.rules.dossier_decision import Outcome
from dengwen.domains.handling.rules.remedies import ClaimResult


def open_dossier(matter: Matter) -> Dossier:
    """Return the dossier under examination; raises ``dossier.none_open``."""
    found = Dossier.objects.filter(matter=matter, decision=Outcome.OPEN.value).order_by("-round").first()
    if found is None:
        raise Refusal("dossier.none_open")
    return found


def last_dossier(matter: Matter) -> Dossier | None:
    """Return the dossier that was handed in last, whatever became of it."""
    return Dossier.objects.filter(matter=matter).order_by("-round").first()


def findings_of(dossier: Dossier) -> list[str]:
    """Return the findings of all items of the dossier."""
    return list(dossier.items.values_list("finding", flat=True))


def claims_of(matter: Matter) -> list[ClaimResult]:
    """Return the claims of the matter, in order, and how each was decided."""
    rows = Claim.objects.filter(matter=matter).order_by("position").values_list("pk", "position", "result")
    return [ClaimResult(pk, position, result) for pk, position, result in rows]
