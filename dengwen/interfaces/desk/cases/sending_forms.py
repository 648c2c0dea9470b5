"""Forms of what happens at the door and between organs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.cases.reads.case_page import case_by_number
from dengwen.domains.cases.reads.proposed_organ import proposed_organ
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import ActionForm, OrganField, Words, choose, coded, long_text, offer
from dengwen.interfaces.kit.sentences import label, lang
from dengwen.interfaces.kit.wording import organ_name


class TransferForm(ActionForm):
    """To whom, and why there."""

    needs_organs = True
    to = OrganField(
        label=gettext_lazy("Organ"), help_text=gettext_lazy("Type a part of the name, or the code.")
    )
    reason = long_text(gettext_lazy("Why this organ is competent"))

    def fill(self) -> None:
        """Say which organ the rule proposes, and why; it is never filled in."""
        if self.is_bound:
            return
        organ, why = proposed_organ(self.case.sheet.matter)
        if organ is not None:
            found = {"organ": organ_name(organ), "reason": label("proposal_reasons", why)}
            self.note = _("Proposed by the rule, decided by you: %(organ)s. %(reason)s.") % found


class AssignForm(TransferForm):
    """As a transfer, with a report due."""

    report_by = DayField(label=gettext_lazy("Report due by"))


class DivertForm(ActionForm):
    """Which statutory channel, and why."""

    route = coded(gettext_lazy("Statutory channel"))
    reason = long_text(gettext_lazy("Reason"), help_text=gettext_lazy("The petitioner will read this."))

    def fill(self) -> None:
        """Offer the channels of the law; what a category usually takes stands first."""
        routes = code_list("routes")
        outside = [entry.code for entry in routes.entries if entry.extras.get("kind") == "divert"]
        category = code_list("categories").entry(self.case.sheet.matter.category)
        usual = category.extras.get("route", "")
        outside.sort(key=lambda code: code != usual)
        choose(self.fields["route"], [(code, routes.label(code, lang())) for code in outside])


class NotAcceptForm(ActionForm):
    """The reason and the other door."""

    reason = coded(gettext_lazy("Reason"))
    explanation = long_text(
        gettext_lazy("Explanation"),
        help_text=gettext_lazy("The petitioner will read this. Name the other door: who can help, and how."),
    )

    def fill(self) -> None:
        """Offer the reasons with the door that each one names."""
        entries = code_list("not_accept_reasons").entries
        door = "door_zh" if lang() == "zh" else "door_en"
        words = [(entry.code, f"{entry.label(lang())} → {entry.extras.get(door, '')}") for entry in entries]
        choose(self.fields["reason"], words)


class MergeForm(ActionForm):
    """Into which case, and why it is the same matter."""

    note = gettext_lazy(
        "This case keeps its number, contacts, claims and receipt, stays counted, and follows the other one."
    )
    into = forms.CharField(label=gettext_lazy("Number of the other case"), max_length=32)
    reason = long_text(gettext_lazy("Why it is the same matter"))

    def clean_into(self) -> int:
        """Return the id of the other case."""
        found = case_by_number(actor=self.case.actor, number=self.cleaned_data["into"])
        if found is None:
            raise ValidationError(_("There is no case with this number, or you may not see it."))
        return found


class ObjectForm(ActionForm):
    """Why the case goes back to its sender."""

    reason = coded(gettext_lazy("Reason"))
    explanation = long_text(
        gettext_lazy("Detailed reasons"), help_text=gettext_lazy("The sender decides on them.")
    )

    def fill(self) -> None:
        """Offer the reasons."""
        offer(self.fields["reason"], "objection_reasons")


class ReasonForm(ActionForm):
    """A reason that stays in the timeline."""

    reason = long_text(gettext_lazy("Reason"), help_text=gettext_lazy("Stays in the timeline."))


class TeamForm(ActionForm):
    """Who answers for the case; what is left empty stays as it is."""

    note: Words = gettext_lazy("What you leave empty stays as it is.")
    leader = coded(gettext_lazy("Leader in charge"), required=False)
    unit = coded(gettext_lazy("Responsible unit"), required=False)
    handler = coded(gettext_lazy("Handler"), required=False)

    def fill(self) -> None:
        """Offer the people and units of the organ that holds the case."""
        team, matter = self.case.team, self.case.sheet.matter
        choose(self.fields["leader"], [(post.pk, person_words(post)) for post in team.leaders], _("As it is"))
        choose(
            self.fields["handler"], [(post.pk, person_words(post)) for post in team.handlers], _("As it is")
        )
        own = [(matter.organ_id, _("The organ itself: %(name)s") % {"name": organ_name(matter.organ)})]
        units = [(unit.pk, organ_name(unit)) for unit in team.units]
        choose(self.fields["unit"], own + units, _("As it is"))
        if team.left_out:
            names = ", ".join(person_words(post) for post in team.left_out)
            why = _(
                "Left out, because they are complained about here, work under who is, or stand aside: %(names)s"
            )
            self.note = f"{self.note} {why % {'names': names}}"

    def arguments(self) -> dict[str, Any]:
        """Return ids, None where nothing was chosen."""
        return {name: int(value) if value else None for name, value in self.cleaned_data.items()}


def person_words(post: Any) -> str:
    """Return a post in one line: who, where, in which role."""
    name = post.account.name_en if lang() == "en" and post.account.name_en else post.account.name
    return f"{name} · {organ_name(post.organ)} · {label('roles', post.role)}"


class ContactForm(ActionForm):
    """A further letter, visit, call or message."""

    received_on = DayField(label=gettext_lazy("Received on"))
    channel = coded(gettext_lazy("Channel"))
    source = coded(gettext_lazy("Source"))
    people = forms.IntegerField(
        label=gettext_lazy("How many people"), min_value=1, max_value=100_000, initial=1
    )
    text = long_text(gettext_lazy("What it says"), rows=8)

    def fill(self) -> None:
        """Offer the lists; today is the usual day."""
        offer(self.fields["channel"], "channels")
        offer(self.fields["source"], "sources")
        self.fields["received_on"].initial = self.case.today
        self.fields["channel"].initial = code_list("channels").first
        self.fields["source"].initial = code_list("sources").first


class CorrectForm(ActionForm):
    """What was registered wrongly; organ, days and head-count are not corrected here."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    category = coded(gettext_lazy("Category"))
    purpose = coded(gettext_lazy("Purpose"))
    reason = long_text(
        gettext_lazy("Why the registration was wrong"), rows=3,
        help_text=gettext_lazy("The first wording stays in the timeline."),
    )  # fmt: skip

    def fill(self) -> None:
        """Begin with what is registered."""
        pairs = [
            (entry.code, f"{entry.code} {entry.label(lang())}") for entry in code_list("categories").entries
        ]
        choose(self.fields["category"], pairs)
        offer(self.fields["purpose"], "purposes")
        matter = self.case.sheet.matter
        for name in ("title", "place", "category", "purpose"):
            self.fields[name].initial = getattr(matter, name)

    def arguments(self) -> dict[str, Any]:
        """Return the columns as one mapping."""
        changes = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return {"changes": changes, "reason": self.cleaned_data["reason"]}


class FileForm(ActionForm):
    """One file, and what it is."""

    multipart = True
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "PDF, picture, Word, Excel, OpenDocument, text, sound or video; without macros."
        ),
    )
    kind = coded(gettext_lazy("Kind of document"))
    claim = coded(gettext_lazy("Evidence for"), required=False)

    def fill(self) -> None:
        """Offer kinds and claims."""
        offer(self.fields["kind"], "file_kinds")
        choose_claim(self.fields["claim"], self)

    def arguments(self) -> dict[str, Any]:
        """Return name and bytes of the file."""
        sent = self.cleaned_data["file"]
        claim = self.cleaned_data["claim"]
        return {
            "name": sent.name, "content": sent.read(), "kind": self.cleaned_data["kind"],
            "claim": int(claim) if claim else None,
        }  # fmt: skip


def choose_claim(field: forms.Field, form: ActionForm) -> None:
    """Let ``field`` offer the claims of the case, or the whole of it."""
    choose(field, [(claim["id"], claim_words(claim)) for claim in form.case.claims], _("The whole case"))


def claim_words(claim: dict[str, Any]) -> str:
    """Return a claim in one line."""
    text = " ".join(claim["text"].split())
    return f"{claim['position']}. {text[:80]}{'…' if len(text) > 80 else ''}"
