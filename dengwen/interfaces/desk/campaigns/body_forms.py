"""Forms of governance bodies. They hold no rules: the verb refuses what may not be."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.campaigns.reads.bodies import BodySheet
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import OrganField, choose, coded, long_text, offer
from dengwen.interfaces.kit.sentences import label


class BodyForm(forms.Form):
    """A form that knows the bodies of the campaign."""

    def __init__(self, *args: Any, bodies: Sequence[BodySheet], **options: Any) -> None:
        super().__init__(*args, **options)
        self.bodies = bodies
        self.fill()

    def fill(self) -> None:
        """Set the choices that depend on the bodies or the language."""


def _number(form: forms.Form, name: str) -> int:
    return int(form.cleaned_data[name])


class NameForm(BodyForm):
    """Which body, by which paper."""

    kind = coded(gettext_lazy("Kind of body"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    paper = forms.CharField(
        label=gettext_lazy("Paper that names it, and its number"), max_length=200,
        help_text=gettext_lazy("Once the leading group and its office are named, the stage's item is proven by it."),
    )  # fmt: skip

    def fill(self) -> None:
        """Offer the kinds."""
        offer(self.fields["kind"], "body_kinds")


class SeatForm(BodyForm):
    """Which office of which organ sits where, from when to when."""

    body = coded(gettext_lazy("Governance body"))
    role = coded(gettext_lazy("Seat"))
    organ = OrganField(label=gettext_lazy("Organ"), help_text=gettext_lazy("Of a secondee: her home organ."))
    title = forms.CharField(
        label=gettext_lazy("Office held"),
        max_length=120,
        help_text=gettext_lazy("The office, without a name."),
    )
    since = DayField(label=gettext_lazy("From"))
    until = DayField(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Needed for a secondee.")
    )
    seconded = forms.BooleanField(label=gettext_lazy("Seconded"), required=False)

    def fill(self) -> None:
        """Offer bodies and seats."""
        choose(self.fields["body"], [(each.body.pk, each.body.name) for each in self.bodies])
        offer(self.fields["role"], "body_roles")

    def clean_body(self) -> int:
        """Return the body as an id."""
        return _number(self, "body")


class EndSeatForm(BodyForm):
    """Which seat ends, and why."""

    seat = coded(gettext_lazy("Seat"))
    words = long_text(gettext_lazy("Reason"), rows=2)

    def fill(self) -> None:
        """Offer the seats that are held today."""
        pairs = [
            (seat.pk, f"{each.body.name}: {label('body_roles', seat.role)}, {seat.title}")
            for each in self.bodies for seat, held in each.seats if held
        ]  # fmt: skip
        choose(self.fields["seat"], pairs)

    def clean_seat(self) -> int:
        """Return the seat as an id."""
        return _number(self, "seat")


class MeetingForm(BodyForm):
    """Which body met, when, about what."""

    body = coded(gettext_lazy("Governance body"))
    held_on = DayField(label=gettext_lazy("Held on"))
    agenda = long_text(gettext_lazy("Agenda"), rows=3)

    def fill(self) -> None:
        """Offer the bodies."""
        choose(self.fields["body"], [(each.body.pk, each.body.name) for each in self.bodies])

    def clean_body(self) -> int:
        """Return the body as an id."""
        return _number(self, "body")


class DecisionForm(BodyForm):
    """Which meeting decided what."""

    meeting = coded(gettext_lazy("Meeting"))
    words = long_text(gettext_lazy("What was decided"), rows=3)

    def fill(self) -> None:
        """Offer the meetings, newest first."""
        pairs = [
            (met.pk, _("%(body)s: meeting %(n)d") % {"body": each.body.name, "n": met.number})
            for each in self.bodies for met, _decisions in each.meetings
        ]  # fmt: skip
        choose(self.fields["meeting"], pairs)

    def clean_meeting(self) -> int:
        """Return the meeting as an id."""
        return _number(self, "meeting")


class DecisionTaskForm(BodyForm):
    """Who does what out of which decision, until when."""

    decision = coded(gettext_lazy("Decision"))
    organ = OrganField(label=gettext_lazy("Organ"))
    words = long_text(gettext_lazy("What is to be done"), rows=3)
    due = DayField(label=gettext_lazy("Due"))

    def fill(self) -> None:
        """Offer the decisions."""
        pairs = [
            (decision.pk, f"{each.body.name} {decision.number}: {decision.words[:60]}")
            for each in self.bodies for _met, decisions in each.meetings for decision, _tasks in decisions
        ]  # fmt: skip
        choose(self.fields["decision"], pairs)

    def clean_decision(self) -> int:
        """Return the decision as an id."""
        return _number(self, "decision")
