"""Forms of problems and suggestions. They hold no rules: the verb refuses what may not be."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import OrganField, choose, coded, long_text, offer


class ProblemForm(forms.Form):
    """Whose problem it is, what it is, until when."""

    organ = OrganField(label=gettext_lazy("Organ that owns it"))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    words = long_text(
        gettext_lazy("The problem"), rows=4,
        help_text=gettext_lazy("About the work of organs. Nothing about a petitioner belongs here."),
    )  # fmt: skip
    due = DayField(label=gettext_lazy("To be solved by"))


class PickForm(forms.Form):
    """A form about one row of several."""

    def __init__(self, *args: Any, rows: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        name = next(iter(self.fields))
        choose(self.fields[name], rows)

    def clean(self) -> dict[str, Any]:
        """Return the row as an id."""
        found = dict(super().clean() or {})
        name = next(iter(self.fields))
        if name in found:
            found[name] = int(found[name])
        return found


class SolveForm(PickForm):
    """Which problem, what was done, what proves it."""

    problem = coded(gettext_lazy("Problem"))
    solution = long_text(gettext_lazy("What was done"), rows=3)
    evidence = long_text(
        gettext_lazy("Evidence"), rows=2, help_text=gettext_lazy("What was done, where the paper lies.")
    )


class AcceptForm(PickForm):
    """Which solution is accepted."""

    problem = coded(gettext_lazy("Problem"))
    remarks = long_text(gettext_lazy("Remark"), rows=2, required=False)


class SendBackForm(PickForm):
    """Which is sent back, what is missing, and until when."""

    problem = coded(gettext_lazy("Problem"))
    remarks = long_text(gettext_lazy("What is missing"), rows=3)
    due = DayField(label=gettext_lazy("To be solved by"))


class SuggestForm(forms.Form):
    """To whom, about which cause, why, what, until when."""

    organ = OrganField(label=gettext_lazy("Organ"))
    cause = coded(gettext_lazy("Cause of failure"))
    grounds = long_text(gettext_lazy("What shows it"), rows=3)
    words = long_text(gettext_lazy("What the organ should change"), rows=3)
    due = DayField(label=gettext_lazy("Answer wanted by"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self.fields["cause"], "root_causes")


class ReplyForm(PickForm):
    """Which suggestion, whether it is taken up, why not, what is done."""

    suggestion = coded(gettext_lazy("Suggestion"))
    answer = coded(gettext_lazy("The suggestion is"))
    reasons = long_text(
        gettext_lazy("Reasons"), rows=2, required=False, help_text=gettext_lazy("Needed for what is not accepted.")
    )  # fmt: skip
    measures = long_text(
        gettext_lazy("Measures"), rows=3, required=False, help_text=gettext_lazy("Needed for what is accepted.")
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self.fields["answer"], "suggestion_answers")


class FollowForm(PickForm):
    """Which suggestion, and what became of it."""

    suggestion = coded(gettext_lazy("Suggestion"))
    words = long_text(gettext_lazy("What became of it"), rows=3)
