"""Forms of supervision. They hold no rules: the verb refuses what may not be."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.cases.reads.case_page import case_by_number
from dengwen.domains.supervision.rules.inspections import ADVICE
from dengwen.domains.supervision.states import InspectionKind
from dengwen.domains.supervision.verbs.answer_cooperation import PaperDraft
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import OrganField, choose, coded, long_text, offer
from dengwen.interfaces.kit.sentences import lang


class NoForm(forms.Form):
    """For what needs no words."""


class RaiseForm(forms.Form):
    """What is demanded of which organ, why, and until when; about a duty, not about a single case."""

    organ = OrganField(label=gettext_lazy("Organ"))
    cause = coded(gettext_lazy("Cause"))
    grounds = long_text(gettext_lazy("What is wrong"), rows=3)
    demand = long_text(gettext_lazy("What is demanded"), rows=3)
    due = DayField(label=gettext_lazy("Answer wanted by"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self.fields["cause"], "supervision_causes")


class ManyFilesField(forms.FileField):
    """Several files at once, as drafts that verbs take."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=_ManyFiles(), required=False, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files with their content."""
        files = [super(ManyFilesField, self).clean(each, initial) for each in data or () if each]
        return [PaperDraft(each.name, each.read()) for each in files]


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return every file that was chosen."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])


class AnswerForm(forms.Form):
    """What was done, and what proves it."""

    words = long_text(gettext_lazy("What was done"), rows=4)
    evidence = long_text(
        gettext_lazy("Evidence"), rows=2, help_text=gettext_lazy("What was done, where the paper lies.")
    )
    papers = ManyFilesField(label=gettext_lazy("Files"))


class SettleForm(forms.Form):
    """A remark, if there is one."""

    remarks = long_text(gettext_lazy("Remark"), rows=2, required=False)


class ReturnForm(forms.Form):
    """What is missing, and until when."""

    remarks = long_text(gettext_lazy("What is missing"), rows=3)
    due = DayField(label=gettext_lazy("Answer wanted by"))


class WithdrawForm(forms.Form):
    """Why."""

    words = long_text(gettext_lazy("Reason"), rows=2)


class OrgansField(forms.CharField):
    """Several organs, one a line, each by name or code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **options)
        self._one = OrganField()

    def clean(self, value: Any) -> Any:
        """Return the ids; the first line that is not understood says so."""
        text = str(super().clean(value) or "")
        return {self._one.clean(line.strip()) for line in text.splitlines() if line.strip()}


class PlanForm(forms.Form):
    """What kind, of whom, over which period, what is looked at, how many cases are drawn."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    kind = coded(gettext_lazy("Kind of inspection"))
    below = forms.MultipleChoiceField(
        label=gettext_lazy("Organs"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("All below an organ are looked at with it."),
    )  # fmt: skip
    organs = OrgansField(
        label=gettext_lazy("Others below"),
        required=False,
        help_text=gettext_lazy("By name or code, one a line."),
    )
    since = DayField(label=gettext_lazy("Cases received from"))
    until = DayField(label=gettext_lazy("Cases received until"))
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("What is looked at"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A regional visit looks at least at the first four."),
    )  # fmt: skip
    size = forms.IntegerField(label=gettext_lazy("Cases to draw"), min_value=0, initial=20)

    def __init__(self, *args: Any, below: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        nearest = self.fields["below"]
        if isinstance(nearest, forms.MultipleChoiceField):
            nearest.choices = below
        offer(self.fields["kind"], "inspection_kinds", [each.value for each in InspectionKind])
        field = self.fields["themes"]
        if isinstance(field, forms.MultipleChoiceField):
            offered = code_list("inspection_themes").choices(lang())
            field.choices = [one for one in offered if one[0] != ADVICE]

    def clean_themes(self) -> set[str]:
        """Return the themes as a set."""
        return set(self.cleaned_data["themes"])

    def clean(self) -> dict[str, Any]:
        """Return all organs under the one name that the verb knows."""
        found = dict(super().clean() or {})
        return found | {"organs": set(map(int, found.pop("below", ()))) | set(found.get("organs") or ())}


class ReadForm(forms.Form):
    """That the file of a drawn case was read."""

    case = forms.IntegerField(widget=forms.HiddenInput)
    remark = long_text(gettext_lazy("Remark"), rows=2, required=False)


class VisitForm(forms.Form):
    """What was seen at which organ, theme by theme."""

    organ = coded(gettext_lazy("Organ"))
    on = DayField(label=gettext_lazy("Day of the visit"))

    def __init__(
        self, *args: Any, organs: Sequence[tuple[int, str]], themes: Sequence[str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choose(self.fields["organ"], organs)
        known = code_list("inspection_themes")
        for theme in themes:
            field = long_text(known.label(theme, lang()), rows=2, required=False)
            self.fields[f"theme_{theme}"] = field

    def clean(self) -> dict[str, Any]:
        """Return what was seen by theme."""
        found = dict(super().clean() or {})
        seen = {
            name.removeprefix("theme_"): found.pop(name) for name in list(found) if name.startswith("theme_")
        }
        organ = found.get("organ")
        return {"organ": int(organ) if organ else None, "on": found.get("on"), "seen": seen}


class FindingForm(forms.Form):
    """What was found about which organ, perhaps in which drawn case, and until when it is corrected."""

    case = coded(gettext_lazy("Drawn case"), required=False)
    organ = OrganField(
        label=gettext_lazy("Organ"), required=False,
        help_text=gettext_lazy("Left empty: the organ that holds the drawn case."),
    )  # fmt: skip
    code = coded(gettext_lazy("Finding"))
    words = long_text(gettext_lazy("What was found"), rows=3)
    due = DayField(label=gettext_lazy("To be corrected by"))

    def __init__(self, *args: Any, cases: Sequence[tuple[int, str, int]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._holders = {case: organ for case, _number, organ in cases}
        choose(
            self.fields["case"],
            [(case, number) for case, number, _organ in cases],
            _("none: about the organ"),
        )
        offer(self.fields["code"], "inspection_findings")

    def clean_case(self) -> int | None:
        """Return the case as an id."""
        return int(self.cleaned_data["case"]) if self.cleaned_data["case"] else None

    def clean_organ(self) -> int:
        """Return the organ that is named, or the one that holds the case."""
        organ = self.cleaned_data["organ"] or self._holders.get(self.cleaned_data.get("case") or 0)
        if organ is None:
            raise ValidationError(_("Name the organ, or choose a drawn case."))
        return int(organ)


class CorrectForm(forms.Form):
    """What was corrected, and what proves it."""

    finding = forms.IntegerField(widget=forms.HiddenInput)
    words = long_text(gettext_lazy("What was corrected"), rows=3)
    evidence = long_text(
        gettext_lazy("Evidence"), rows=2, help_text=gettext_lazy("What was done, where the paper lies.")
    )


class JudgeForm(forms.Form):
    """Whether the correction is accepted."""

    finding = forms.IntegerField(widget=forms.HiddenInput)
    accept = coded(gettext_lazy("The correction is"))
    remarks = long_text(gettext_lazy("What is missing"), rows=2, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self.fields["accept"], [("yes", _("accepted")), ("no", _("sent back"))])

    def clean_accept(self) -> bool:
        """Return yes or no."""
        return bool(self.cleaned_data["accept"] == "yes")


class NoteForm(forms.Form):
    """What others can learn, without anybody's name."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    text = long_text(
        gettext_lazy("What others can learn"), rows=8,
        help_text=gettext_lazy(
            "No names, numbers or addresses: the text is compared with the people of the case before it is kept."
        ),
    )  # fmt: skip


class DraftForm(NoteForm):
    """The same with where it comes from."""

    case = forms.CharField(label=gettext_lazy("From the case with the number"), max_length=32, required=False)
    source = coded(gettext_lazy("Or from the inspection"), required=False)
    field_order = ("case", "source", "title", "text")

    def __init__(
        self, *args: Any, actor: Actor, inspections: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        choose(self.fields["source"], inspections, _("none"))

    def clean_case(self) -> int | None:
        """Return the id of the case."""
        number = self.cleaned_data["case"].strip()
        found = case_by_number(actor=self.actor, number=number) if number else None
        if number and found is None:
            raise ValidationError(_("There is no case with this number, or you may not see it."))
        return int(found) if found else None

    def clean(self) -> dict[str, Any]:
        """Return the inspection under the name that the verb knows."""
        found = dict(super().clean() or {})
        source = found.pop("source", "")
        return found | {"inspection": int(source) if source else None}


class DecideForm(forms.Form):
    """Whether the note goes to everybody."""

    accept = coded(gettext_lazy("The note is"))
    remarks = long_text(gettext_lazy("Remark"), rows=2, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self.fields["accept"], [("yes", _("approved")), ("no", _("sent back"))])

    def clean(self) -> dict[str, Any]:
        """Return yes or no under the name that the verb knows."""
        found = dict(super().clean() or {})
        return {"approve": found.get("accept") == "yes", "remarks": found.get("remarks", "")}
