"""Everything that handling put into a case, in few queries."""

from dataclasses import dataclass

from dengwen.domains.cases.models import Statement
from dengwen.domains.handling.access import visible_matter
from dengwen.domains.handling.models import InvestigationStep, Opinion, Plan, Remedy, ServiceRecord
from dengwen.domains.handling.rules.opinion_text import text_digest
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The plans, steps, opinions, services and remedies of one matter, oldest first."""

    plans: tuple[Plan, ...]
    steps: tuple[InvestigationStep, ...]
    opinions: tuple[Opinion, ...]
    services: tuple[ServiceRecord, ...]
    remedies: tuple[Remedy, ...]

    @property
    def plan(self) -> Plan | None:
        """Return the plan of the last round."""
        return self.plans[-1] if self.plans else None

    @property
    def opinion(self) -> Opinion | None:
        """Return the opinion of the last round, drafted or issued."""
        return self.opinions[-1] if self.opinions else None

    @property
    def open_remedies(self) -> tuple[Remedy, ...]:
        """Return what is still to be carried out."""
        return tuple(remedy for remedy in self.remedies if remedy.done_on is None)


def case_file(*, actor: Actor, case: int) -> CaseFile:
    """Return the case file of a matter that ``actor`` sees; raises ``case.not_found``."""
    matter = visible_matter(actor, case)
    plans = Plan.objects.filter(matter=matter).select_related("approved_by__account")
    steps = InvestigationStep.objects.filter(matter=matter).select_related("by__account", "claim")
    opinions = Opinion.objects.filter(matter=matter).select_related("issued_by__account")
    services = ServiceRecord.objects.filter(matter=matter).select_related("by__account", "opinion")
    remedies = Remedy.objects.filter(matter=matter).select_related("owner", "claim")
    return CaseFile(
        plans=tuple(plans.order_by("round")), steps=tuple(steps.order_by("done_on", "pk")),
        opinions=tuple(opinions.order_by("round")), services=tuple(services.order_by("pk")),
        remedies=tuple(remedies.order_by("due", "pk")),
    )  # fmt: skip


def frozen_text(*, actor: Actor, case: int, opinion: int) -> str | None:
    """Return the wording of an opinion as it was issued, or None where no kept text has its digest."""
    matter = visible_matter(actor, case)
    digest = Opinion.objects.filter(matter=matter, pk=opinion).values_list("text_sha256", flat=True).first()
    texts = Statement.objects.filter(matter=matter, label="opinion_text").values_list("text", flat=True)
    return next((text for text in texts if text_digest(text) == digest), None)
