"""Forms of contact with petitioners: what they wish, and what the organ did within that."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from dengwen.domains.handling.verbs.record_talk import record_talk, record_wish
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import Action, ActionForm, choose, coded, long_text, offer
from dengwen.interfaces.desk.cases.hard_forms import several
from dengwen.interfaces.desk.cases.procedure_forms import as_ids


class WishForm(ActionForm):
    """Whether she wishes contact, how, when, and how often at most."""

    note = gettext_lazy(
        "Ask, and write down what she says; she may change it on any day. Declining costs nothing. Nobody is contacted "
        "at home."
    )
    party = coded(gettext_lazy("Petitioner"))
    wanted = coded(gettext_lazy("Contact by the organ"))
    ways = forms.MultipleChoiceField(
        label=gettext_lazy("By which ways"), widget=forms.CheckboxSelectMultiple, required=False
    )
    times = forms.CharField(label=gettext_lazy("At which times"), max_length=200, required=False)
    days_between = forms.IntegerField(
        label=gettext_lazy("Days between two contacts, at least"), required=False, min_value=1, max_value=999
    )
    said_on = DayField(label=gettext_lazy("She said so on"))
    how = coded(gettext_lazy("How she said it"))

    def fill(self) -> None:
        """Offer the known petitioners, ways and channels."""
        _offer_parties(self)
        offer(self.fields["wanted"], "contact_wishes")
        several("talk_ways", self.fields["ways"])
        offer(self.fields["how"], "channels")
        self.fields["said_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return the wish as the verb takes it."""
        data = as_ids(self.cleaned_data, "party")
        return data | {"wanted": data["wanted"] == "YES"}


class TalkForm(ActionForm):
    """A contact that she wished: why, how, when, what came of it."""

    party = coded(gettext_lazy("Petitioner"))
    purpose = coded(gettext_lazy("Purpose of the contact"))
    way = coded(gettext_lazy("By which way"))
    held_on = DayField(label=gettext_lazy("Day of the contact"))
    declined = forms.BooleanField(label=gettext_lazy("She did not wish to talk then"), required=False)
    outcome = long_text(gettext_lazy("What came of it"), rows=3)
    aid = long_text(gettext_lazy("Aid that was given"), rows=2, required=False)

    def fill(self) -> None:
        """Offer the known petitioners, purposes and ways."""
        _offer_parties(self)
        offer(self.fields["purpose"], "talk_purposes")
        offer(self.fields["way"], "talk_ways")
        self.fields["held_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return the party as an id."""
        return as_ids(self.cleaned_data, "party")


def _offer_parties(form: ActionForm) -> None:
    known = [(row["id"], row["mask"]) for row in form.case.sheet.parties if row["told"]]
    choose(form.fields["party"], known)


TALKS: dict[str, Action] = {
    "record_wish": Action(WishForm, record_wish, "paper"),
    "record_talk": Action(TalkForm, record_talk, "paper"),
}
