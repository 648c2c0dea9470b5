"""Forms for a petitioner who telephones or stands at the counter: what she says, written down in her name."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.cases.verbs.correct_own_data import correct_own_data
from dengwen.domains.closure.verbs.say_of_remedy import say_of_remedy
from dengwen.interfaces.desk.cases.forms import Action, ActionForm, choose, coded, long_text, offer
from dengwen.interfaces.desk.cases.handling_forms import remedy_words

_YES, _NO = "yes", "no"
# By which channels somebody speaks for herself; what another office sent is nobody's word.
_SPOKEN = (
    "PHONE",
    "VISIT_SINGLE",
    "VISIT_GROUP",
    "LEADER_RECEPTION",
    "VIDEO",
    "LETTER",
    "EMAIL",
    "FAX",
    "OUTREACH",
)


class RemedyWordForm(ActionForm):
    """Whether what was promised has arrived, in the petitioner's own words."""

    note = gettext_lazy(
        "Write down what she says. If it has not arrived it is open again, whatever the organ has proved."
    )
    party = coded(gettext_lazy("Which petitioner said it"), required=False)
    how = coded(gettext_lazy("How she said it"))
    remedy = coded(gettext_lazy("Remedy"))
    arrived = coded(gettext_lazy("Has it arrived, in her words?"))
    words = long_text(
        gettext_lazy("What she said is missing"), rows=3, required=False,
        help_text=gettext_lazy("Needed where it has not arrived."),
    )  # fmt: skip

    def fill(self) -> None:
        """Offer parties, channels, and every remedy of the case, done or open."""
        offer_speakers(self)
        choose(self.fields["remedy"], [(row["id"], remedy_words(row)) for row in self.case.papers.remedies])
        choose(self.fields["arrived"], [(_YES, _("Yes, all of it")), (_NO, _("No, or only in part"))])

    def arguments(self) -> dict[str, Any]:
        """Return what she said as the verb takes it."""
        data = self.cleaned_data
        return {
            "remedy": int(data["remedy"]), "delivered": data["arrived"] == _YES, "words": data["words"],
            "party": int(data["party"]) if data["party"] else None, "how": data["how"],
        }  # fmt: skip


class OwnDataForm(ActionForm):
    """One thing on record about a party that is wrong; what stands there is not shown."""

    note = gettext_lazy(
        "Write the whole new value as she says it; what stands there now is not shown here. What stood before stays "
        "sealed, and she can read that you looked at it and why."
    )
    party = coded(gettext_lazy("Whose data"))
    how = coded(gettext_lazy("How she said it"))
    field = coded(gettext_lazy("Which entry is wrong"))
    value = forms.CharField(
        label=gettext_lazy("What it should be"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    taken_away = forms.BooleanField(
        label=gettext_lazy("She wants it taken away, with nothing instead"), required=False
    )
    ground = forms.CharField(
        label=gettext_lazy("Why you open it"), max_length=200, required=False,
        help_text=gettext_lazy("In words where the case accuses somebody."),
    )  # fmt: skip

    def fill(self) -> None:
        """Offer parties, channels and what is kept of a person."""
        offer_speakers(self)
        names = {
            "name": _("Her name"), "phone": _("Her telephone"), "address": _("Her address"),
            "document": _("Her identity document"), "email": _("Her e-mail"),
        }  # fmt: skip
        choose(self.fields["field"], names.items())

    def clean(self) -> dict[str, Any]:
        """Take nothing away by an empty field alone."""
        data = dict(super().clean() or self.cleaned_data)
        if bool(data.get("value")) == bool(data.get("taken_away")):
            self.add_error(
                "value", _("Write the new value, or tick that she wants it taken away; one of the two.")
            )
        return data

    def arguments(self) -> dict[str, Any]:
        """Return the one change as the verb takes it."""
        data = self.cleaned_data
        return {
            "party": int(data["party"]), "changes": {data["field"]: data["value"]}, "how": data["how"],
            "ground": data["ground"],
        }  # fmt: skip


def offer_speakers(form: ActionForm) -> None:
    """Offer who may have spoken (masked), and by which channels."""
    choose(
        form.fields["party"], [(row["id"], row["mask"] or f"#{row['id']}") for row in form.case.sheet.parties]
    )
    offer(form.fields["how"], "channels", _SPOKEN)


WORDS: dict[str, Action] = {
    "say_of_remedy": Action(RemedyWordForm, say_of_remedy, "paper"),
    "correct_own_data": Action(OwnDataForm, correct_own_data, "paper"),
}
