"""What the procedures of one matter left behind, for its pages and forms."""

from functools import cached_property

from dengwen.domains.cases.models import Matter
from dengwen.domains.handling.access import visible_matter
from dengwen.domains.handling.models import (
    ClaimReasons,
    ContactWish,
    DiversionAnswer,
    Evidence,
    Hearing,
    Mediation,
    Meeting,
    ProvisionalView,
    Relief,
    ServiceAttempt,
    ViewComment,
)
from dengwen.foundation.permissions.actor import Actor


def procedure_file(*, actor: Actor, case: int) -> "ProcedureFile":
    """Return the procedures of a matter that ``actor`` sees; raises ``case.not_found``."""
    return ProcedureFile(visible_matter(actor, case))


class ProcedureFile:
    """Each kind is read when it is first asked for, oldest first; the caller has made sure that the matter is seen."""

    def __init__(self, matter: Matter) -> None:
        self.matter = matter

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The three meetings, of every round."""
        return list(Meeting.objects.filter(matter=self.matter).select_related("who__account").order_by("pk"))

    @cached_property
    def evidence(self) -> list[Evidence]:
        """The list of evidence."""
        found = Evidence.objects.filter(matter=self.matter).select_related("attachment", "claim")
        return list(found.order_by("number"))

    @property
    def unsaved(self) -> list[Evidence]:
        """Evidence that nobody has saved yet."""
        return [row for row in self.evidence if row.preserved_on is None]

    @cached_property
    def hearings(self) -> list[Hearing]:
        """The hearings with those who are asked to them."""
        found = Hearing.objects.filter(matter=self.matter).select_related(
            "organ", "chair__account", "transcript"
        )
        return list(found.prefetch_related("participants").order_by("number"))

    @cached_property
    def mediations(self) -> list[Mediation]:
        """The mediations with consents and articles."""
        found = Mediation.objects.filter(matter=self.matter).select_related("agreement")
        return list(found.prefetch_related("consents__paper", "items__owner").order_by("number"))

    @cached_property
    def views(self) -> list[ProvisionalView]:
        """The provisional views."""
        return list(ProvisionalView.objects.filter(matter=self.matter).order_by("number"))

    @cached_property
    def comments(self) -> list[ViewComment]:
        """What was said to them."""
        return list(ViewComment.objects.filter(matter=self.matter).order_by("received_on", "pk"))

    @cached_property
    def reasons(self) -> list[ClaimReasons]:
        """The reasons of the answers, by claim; the last round's come last."""
        found = ClaimReasons.objects.filter(matter=self.matter).select_related("claim")
        return list(found.order_by("claim__position", "round"))

    @cached_property
    def attempts(self) -> list[ServiceAttempt]:
        """Attempts at service that failed."""
        found = ServiceAttempt.objects.filter(matter=self.matter).select_related("through", "by__account")
        return list(found.order_by("tried_on", "pk"))

    @cached_property
    def diversions(self) -> list[DiversionAnswer]:
        """What organs of statutory channels answered."""
        return list(DiversionAnswer.objects.filter(matter=self.matter).select_related("paper").order_by("pk"))

    @cached_property
    def reliefs(self) -> list[Relief]:
        """Applications for relief."""
        return list(Relief.objects.filter(matter=self.matter).select_related("proof").order_by("number"))

    @cached_property
    def wishes(self) -> list[ContactWish]:
        """What petitioners said about being contacted, the last first, each with the contacts made under it."""
        found = ContactWish.objects.filter(matter=self.matter).select_related("party", "by__account")
        return list(found.prefetch_related("talks__who__account").order_by("-number"))
