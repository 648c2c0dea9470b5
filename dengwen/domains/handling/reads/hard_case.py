"""What makes one case hard, and what was done about it: marks, panels, links to special operations."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dengwen.domains.cases.models import Matter
from dengwen.domains.handling.access import visible_matter
from dengwen.domains.handling.models import CaseFlag, ExpertPanel, OperationLink
from dengwen.domains.handling.reads.change_owed import deeds_of, owed_in
from dengwen.domains.handling.rules.change_owed import ChangeOwed
from dengwen.domains.handling.rules.flags import is_long_pending, long_pending_since
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.staff.models import Post


def hard_case(*, actor: Actor, case: int) -> "HardCase":
    """Return the file of a matter that ``actor`` sees; raises ``case.not_found``."""
    return HardCase(visible_matter(actor, case))


class HardCase:
    """Each kind is read when it is first asked for, the last first; the caller has made sure the matter is seen."""

    def __init__(self, matter: Matter) -> None:
        self.matter = matter

    @cached_property
    def flags(self) -> list[CaseFlag]:
        """The marks, those taken off too."""
        found = CaseFlag.objects.filter(matter=self.matter)
        return list(found.select_related("set_by__account", "ended_by__account").order_by("-number"))

    @property
    def in_force(self) -> list[CaseFlag]:
        """The marks that the case bears now."""
        return [row for row in self.flags if row.ended_on is None]

    @cached_property
    def panels(self) -> list[ExpertPanel]:
        """The panels with their members."""
        found = ExpertPanel.objects.filter(matter=self.matter).select_related(
            "called_by__account", "answered_by__account"
        )
        return list(
            found.prefetch_related("members__post__account", "members__post__organ").order_by("-number")
        )

    @cached_property
    def links(self) -> list[OperationLink]:
        """The links with what was reported back."""
        found = OperationLink.objects.filter(matter=self.matter).select_related("linked_by__account")
        return list(found.prefetch_related("reports").order_by("-number"))

    @cached_property
    def change(self) -> "OwedNow | None":
        """The change of team that is owed, if the earlier decision fell and nothing was decided since."""
        owed = owed_in(self.matter.pk, deeds_of(self.matter.pk))
        if owed is None or self.matter.decided_on is not None:
            return None
        posts = Post.objects.filter(pk__in=owed.earlier).select_related("account")
        return OwedNow(owed, tuple(sorted({str(post.account) for post in posts})))

    def long_pending(self, today: date) -> date | None:
        """Return since when the case is pending for long by the rule; None where it is not."""
        matter = self.matter
        if not is_long_pending(received_on=matter.received_on, is_open=matter.is_open, today=today):
            return None
        return long_pending_since(matter.received_on)


@dataclass(frozen=True, slots=True)
class OwedNow:
    """What is owed, and the names of those who may not handle it again."""

    owed: ChangeOwed
    names: tuple[str, ...]
