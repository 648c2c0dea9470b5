"""Forms of a leader who watches a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from dengwen.domains.handling.reads.watches import watch_file
from dengwen.foundation.staff.reads.posts import assignable_posts
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import ActionForm, choose, coded, long_text
from dengwen.interfaces.desk.cases.procedure_forms import as_ids
from dengwen.interfaces.kit.wording import in_language


class WatchForm(ActionForm):
    """Which leader, on what ground, until when."""

    note = gettext_lazy(
        "Who watches asks the organ and is answered. From then on she never examines, decides, reviews or handles this "
        "case, under any post."
    )
    leader = coded(gettext_lazy("Leader of your organ"))
    ground = long_text(gettext_lazy("Ground of the watch"), rows=3)
    until = DayField(
        label=gettext_lazy("Watched until"), required=False,
        help_text=gettext_lazy("Empty: until the case is closed and verified, or her post ends."),
    )  # fmt: skip

    def fill(self) -> None:
        """Offer the leaders of the actor's organ."""
        found = assignable_posts(self.case.actor.bureau, self.case.today, ("leader",))
        choose(self.fields["leader"], [(post.pk, in_language(post.account, "name")) for post in found])

    def arguments(self) -> dict[str, Any]:
        """Return the leader as an id."""
        return as_ids(self.cleaned_data, "leader")


class NoteForm(ActionForm):
    """What the leader says, and whether she wants an answer."""

    note = gettext_lazy(
        "The organ that holds the case reads this. It is about its handling, never about the petitioner."
    )
    words = long_text(gettext_lazy("Note to the organ"))
    asks = forms.BooleanField(label=gettext_lazy("The organ answers this"), required=False)
    due = DayField(label=gettext_lazy("Answer wanted by"), required=False)


class AnswerForm(ActionForm):
    """Which note is answered, and how."""

    question = coded(gettext_lazy("Note of the leader"))
    answer = long_text(gettext_lazy("Answer"))

    def fill(self) -> None:
        """Offer the notes that wait."""
        file = watch_file(self.case.sheet.matter)
        waiting = file.waiting if file else []
        choose(self.fields["question"], [(row.pk, f"{row.number}. {row.words[:80]}") for row in waiting])

    def arguments(self) -> dict[str, Any]:
        """Return the note as an id, under the name that the verb uses."""
        data = self.cleaned_data
        return {"note": int(data["question"]), "answer": data["answer"]}


class EndForm(ActionForm):
    """Why the watch ends before its time."""

    reason = long_text(gettext_lazy("Reason"), rows=3)
