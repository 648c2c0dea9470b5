"""Forms of the procedures: competence, diversion, the three meetings, evidence, views, service that failed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.handling.rules.procedure_days import VIEW_COMMENT, days_from
from dengwen.interfaces.desk.cases.days import DayField
from dengwen.interfaces.desk.cases.forms import ActionForm, OrganField, choose, coded, long_text, offer
from dengwen.interfaces.desk.cases.sending_forms import choose_claim
from dengwen.interfaces.kit.sentences import in_words, label, lang


def choose_file(field: forms.Field, form: ActionForm, *, kind: str = "") -> None:
    """Let ``field`` offer the files of the case, only those of ``kind`` where one is named."""
    files = [row for row in form.case.papers.files if not kind or row["kind"] == kind]
    words = [(row["id"], f"{row['name']} · {label('file_kinds', row['kind'])}") for row in files]
    choose(field, words, "" if words else _("No such file is attached yet"))


def as_ids(data: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return cleaned data with the choices named as ids, None where nothing was chosen."""
    return data | {name: int(data[name]) if data[name] else None for name in names}


class DisputeForm(ActionForm):
    """Which organs, and why it is disputed."""

    needs_organs = True
    note = gettext_lazy(
        "Their nearest common superior is found in the tree of organs. It sees the case, decides, and names the "
        "competent organ."
    )
    organ = OrganField(label=gettext_lazy("Other organ"))
    second = OrganField(label=gettext_lazy("A further organ"), required=False)
    third = OrganField(label=gettext_lazy("And one more"), required=False)
    reason = long_text(
        gettext_lazy("Why it is disputed"),
        help_text=gettext_lazy("What each organ says, and what was tried to agree."),
    )

    def arguments(self) -> dict[str, Any]:
        """Return the organs as one list."""
        data = self.cleaned_data
        named = [data["organ"], data["second"], data["third"]]
        return {"organs": [organ for organ in named if organ], "reason": data["reason"]}


class CompetenceForm(ActionForm):
    """Who is competent, and why."""

    needs_organs = True
    note = gettext_lazy("The organ that you name has accepted the case; its handling limit begins today.")
    to = OrganField(label=gettext_lazy("Competent organ"))
    reason = long_text(gettext_lazy("Reasons of the decision"))


class ConfirmDiversionForm(ActionForm):
    """That the organ of the channel registered it."""

    note = gettext_lazy("Until it is confirmed the case stays open here: nobody may fall between two organs.")
    organ_name = forms.CharField(label=gettext_lazy("Organ that registered it"), max_length=200)
    their_number = forms.CharField(label=gettext_lazy("Its number there"), max_length=120)
    registered_on = DayField(label=gettext_lazy("Registered there on"))
    paper = coded(
        gettext_lazy("Its paper"), help_text=gettext_lazy("Attach it to the case first, then choose it.")
    )

    def fill(self) -> None:
        """Offer the files."""
        choose_file(self.fields["paper"], self)

    def arguments(self) -> dict[str, Any]:
        """Return the paper as an id."""
        return as_ids(self.cleaned_data, "paper")


class TakeBackDiversionForm(ActionForm):
    """That the organ of the channel refused it."""

    organ_name = forms.CharField(label=gettext_lazy("Organ that refused it"), max_length=200)
    refused_on = DayField(label=gettext_lazy("Refused on"))
    reason = long_text(gettext_lazy("Its reason"))
    paper = coded(gettext_lazy("Its paper"), required=False)

    def fill(self) -> None:
        """Offer the files."""
        choose_file(self.fields["paper"], self)

    def arguments(self) -> dict[str, Any]:
        """Return the paper as an id."""
        return as_ids(self.cleaned_data, "paper")


class MeetingForm(ActionForm):
    """One of the three meetings."""

    note = gettext_lazy(
        "All three are on record before the plan is approved. Meeting the petitioner is an offer: declining it has no "
        "consequence, and the petitioner may bring a companion."
    )
    kind = coded(gettext_lazy("Meeting"))
    outcome = coded(gettext_lazy("What came of it"))
    met_on = DayField(label=gettext_lazy("Day"))
    who = coded(gettext_lazy("Who went"), required=False)
    how_offered = long_text(
        gettext_lazy("How it was offered"), rows=2, required=False,
        help_text=gettext_lazy("For the petitioner: by letter, by telephone, in person."),
    )  # fmt: skip
    notes = long_text(gettext_lazy("What it showed"), rows=4, required=False)

    def fill(self) -> None:
        """Offer kinds and outcomes; the leader in charge is the one who usually goes."""
        offer(self.fields["kind"], "meeting_kinds")
        offer(self.fields["outcome"], "meeting_outcomes")
        sheet, matter = self.case.sheet, self.case.sheet.matter
        team = [(matter.leader_id, sheet.leader), (matter.handler_id, sheet.handler)]
        known = [(pk, _name(post)) for pk, post in team if post is not None and pk is not None]
        choose(self.fields["who"], known, _("Myself"))
        if matter.leader_id is not None:
            self.fields["who"].initial = matter.leader_id
        self.fields["met_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return who went as an id."""
        return as_ids(self.cleaned_data, "who")


def _name(post: Any) -> str:
    return str(post.name_en) if lang() == "en" and post.name_en else str(post.name)


class EvidenceForm(ActionForm):
    """A piece of evidence."""

    note = gettext_lazy(
        "It gets a number and a SHA-256: that of its file, or of the description if it has none."
    )
    kind = coded(gettext_lazy("Kind of evidence"))
    description = long_text(gettext_lazy("What it is"), rows=3)
    origin = forms.CharField(label=gettext_lazy("Where it comes from"), max_length=200)
    obtained_on = DayField(label=gettext_lazy("Obtained on"))
    held_by = forms.CharField(label=gettext_lazy("Who holds it"), max_length=200)
    claim = coded(gettext_lazy("Evidence for"), required=False)
    attachment = coded(gettext_lazy("Its file"), required=False)
    preserve_by = DayField(
        label=gettext_lazy("To be saved by"), required=False,
        help_text=gettext_lazy("Camera recordings and the like are overwritten: the day on which it would be lost."),
    )  # fmt: skip

    def fill(self) -> None:
        """Offer kinds, claims and files."""
        offer(self.fields["kind"], "evidence_kinds")
        choose_claim(self.fields["claim"], self)
        choose_file(self.fields["attachment"], self)
        self.fields["obtained_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return claim and file as ids."""
        return as_ids(self.cleaned_data, "claim", "attachment")


class PreserveForm(ActionForm):
    """That a piece of evidence was saved."""

    evidence = coded(gettext_lazy("Evidence"))
    preserved_on = DayField(label=gettext_lazy("Saved on"))
    how = long_text(gettext_lazy("How, and by whom"), rows=2)
    attachment = coded(gettext_lazy("Its file"), required=False)

    def fill(self) -> None:
        """Offer what is not saved yet."""
        waiting = self.case.procedures.unsaved
        choose(
            self.fields["evidence"], [(row.pk, f"{row.number}. {row.description[:80]}") for row in waiting]
        )
        choose_file(self.fields["attachment"], self)
        self.fields["preserved_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return ids."""
        return as_ids(self.cleaned_data, "evidence", "attachment")


class ViewForm(ActionForm):
    """When and how the draft was shown, and until when there is time to comment."""

    note = gettext_lazy(
        "The petitioner and those concerned read the draft, claim by claim, before it is issued. It cannot be issued "
        "before the last day for comments is over and each comment has an answer."
    )
    shown_on = DayField(label=gettext_lazy("Shown on"))
    method = coded(gettext_lazy("Way of service"))
    comment_by = DayField(label=gettext_lazy("Comments until"))

    def fill(self) -> None:
        """Offer the ways; the last day is the first one that leaves enough time."""
        offer(self.fields["method"], "service_methods")
        self.fields["shown_on"].initial = self.case.today
        last = days_from(VIEW_COMMENT, self.case.today, law=self.case.sheet.matter.pack).for_petitioner
        self.fields["comment_by"].initial = last
        self.fields["comment_by"].help_text = _("%(day)s at the earliest, if it is shown today.") % {
            "day": in_words(last)
        }


class CommentForm(ActionForm):
    """What was said to the provisional view."""

    side = coded(gettext_lazy("Who said it"))
    received_on = DayField(label=gettext_lazy("Received on"))
    text = long_text(gettext_lazy("What was said"), rows=5)

    def fill(self) -> None:
        """Offer the sides."""
        offer(self.fields["side"], "sides")
        self.fields["received_on"].initial = self.case.today


class AnswerCommentForm(ActionForm):
    """What became of a comment."""

    comment = coded(gettext_lazy("Comment"))
    answer = long_text(
        gettext_lazy("What was changed, or why nothing was"),
        help_text=gettext_lazy("Whoever commented will read this."),
    )

    def fill(self) -> None:
        """Offer what has no answer yet."""
        waiting = [row for row in self.case.procedures.comments if row.answered_on is None]
        choose(
            self.fields["comment"],
            [(row.pk, f"{label('sides', row.side)}: {row.text[:80]}") for row in waiting],
        )

    def arguments(self) -> dict[str, Any]:
        """Return the comment as an id."""
        return as_ids(self.cleaned_data, "comment")


class AttemptForm(ActionForm):
    """An attempt at service that failed."""

    needs_organs = True
    note = gettext_lazy("It starts no period of the petitioner. Service is owed on and tried again.")
    method = coded(gettext_lazy("Way of service"))
    tried_on = DayField(label=gettext_lazy("Tried on"))
    failure = coded(gettext_lazy("Why it failed"))
    through = OrganField(label=gettext_lazy("Through which organ"), required=False)
    note_text = long_text(gettext_lazy("Note"), rows=2, required=False)

    def fill(self) -> None:
        """Offer ways and causes."""
        offer(self.fields["method"], "service_methods")
        offer(self.fields["failure"], "service_failures")
        self.fields["tried_on"].initial = self.case.today

    def arguments(self) -> dict[str, Any]:
        """Return the note under the name that verbs use."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "note_text"}
        return data | {"note": self.cleaned_data["note_text"]}
