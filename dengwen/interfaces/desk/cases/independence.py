"""Forms and words of independence: who is complained about, who stands aside, who has to be told."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.cases.reads.case_page import CaseSheet
from dengwen.domains.cases.states import TEAM_WORKS
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.staff.reads.posts import find_officers
from dengwen.interfaces.desk.cases.forms import ActionForm, OrganField, choose, coded, long_text, offer
from dengwen.interfaces.desk.cases.sending_forms import choose_claim, person_words
from dengwen.interfaces.kit.sentences import label, lang

_LONGEST_NAME = 120


class NameForm(ActionForm):
    """Who is complained about: an organ, an officer, or a name."""

    note = gettext_lazy(
        "What accuses somebody is hidden from them at once, and leaves their organ for the next one above."
    )
    needs_organs = True
    organ = OrganField(label=gettext_lazy("Organ complained about"), required=False)
    officer = forms.CharField(
        label=gettext_lazy("Officer complained about"), required=False, max_length=_LONGEST_NAME,
        help_text=gettext_lazy("Name or user name. A name that nobody here bears is kept as it was told."),
    )  # fmt: skip
    claim = coded(gettext_lazy("In which claim"), required=False)
    reason = long_text(gettext_lazy("Where it says so"), rows=3)

    def fill(self) -> None:
        """Offer the claims."""
        choose_claim(self.fields["claim"], self)

    def arguments(self) -> dict[str, Any]:
        """Return ids, and the name of somebody who is not in the system."""
        post, name = officer_named(self.cleaned_data["officer"], self.case.today)
        claim = self.cleaned_data["claim"]
        return {
            "organ": self.cleaned_data["organ"], "officer": post, "name": name, "claim": int(claim) if claim else None,
            "reason": self.cleaned_data["reason"],
        }  # fmt: skip

    def clean_officer(self) -> str:
        """Return what was typed, if it names one person or none."""
        words = str(self.cleaned_data["officer"])
        officer_named(words, self.case.today)
        return words


class RemoveForm(ActionForm):
    """Which naming was wrong, and why."""

    respondent = coded(gettext_lazy("Complained about"))
    reason = long_text(
        gettext_lazy("Why it was wrong"), rows=3, help_text=gettext_lazy("Stays in the timeline.")
    )

    def fill(self) -> None:
        """Offer who is named now."""
        rows = self.case.sheet.respondents
        choose(self.fields["respondent"], [(row["id"], respondent_words(row)) for row in rows])

    def arguments(self) -> dict[str, Any]:
        """Return the row's id."""
        return {"respondent": int(self.cleaned_data["respondent"]), "reason": self.cleaned_data["reason"]}


class RecusalForm(ActionForm):
    """On what ground the actor stands aside."""

    note = gettext_lazy(
        "From now on you cannot act in this case any more; somebody else is put in your place."
    )
    ground = coded(gettext_lazy("Ground"))
    reason = long_text(gettext_lazy("Reason"), rows=3, help_text=gettext_lazy("Stays in the timeline."))

    def fill(self) -> None:
        """Offer the grounds."""
        offer(self.fields["ground"], "recusal_grounds")


class AskRecusalForm(RecusalForm):
    """Whom the petitioner wants to stand aside."""

    note = gettext_lazy("The head of the organ decides and says why.")
    post = coded(gettext_lazy("Who is to stand aside"))
    field_order = ("post", "ground", "reason")

    def fill(self) -> None:
        """Offer the people of the organ that holds the case."""
        super().fill()
        team = self.case.team
        choose(
            self.fields["post"], [(post.pk, person_words(post)) for post in (*team.leaders, *team.handlers)]
        )

    def arguments(self) -> dict[str, Any]:
        """Return the post's id."""
        return dict(self.cleaned_data) | {"post": int(self.cleaned_data["post"])}


class DecideRecusalForm(ActionForm):
    """Granted or refused, and why."""

    recusal = coded(gettext_lazy("Request for recusal"))
    grant = coded(gettext_lazy("Decision"))
    reason = long_text(
        gettext_lazy("Reasons"), rows=3, help_text=gettext_lazy("The petitioner will read this.")
    )

    def fill(self) -> None:
        """Offer the requests that wait."""
        waiting = [row for row in self.case.sheet.recusals if not row["decision"]]
        choose(self.fields["recusal"], [(row["id"], recusal_words(row)) for row in waiting])
        choose(self.fields["grant"], [("yes", _("granted")), ("no", _("not granted"))])

    def arguments(self) -> dict[str, Any]:
        """Return the row's id and the decision."""
        data = self.cleaned_data
        return {"recusal": int(data["recusal"]), "grant": data["grant"] == "yes", "reason": data["reason"]}


def officer_named(words: str, today: date) -> tuple[int | None, str]:
    """Return the post of the one officer whom ``words`` names, else None and the name as it was told.

    Raises a ``ValidationError`` where several people bear it: the wrong one would be kept out of the case.
    """
    if not words.strip():
        return None, ""
    found = find_officers(words, today)
    if len(found) > 1:
        names = "; ".join(f"{post.account.username}: {person_words(post)}" for post in found[:8])
        raise ValidationError(
            _("Several people bear this name. Type the user name: %(names)s") % {"names": names}
        )
    return (found[0].pk, "") if found else (None, words.strip()[:_LONGEST_NAME])


def respondent_words(row: dict[str, Any]) -> str:
    """Return who is complained about, in one line."""
    organ, officer = _called(row, "organ_name"), _called(row, "officer")
    if officer:
        return f"{officer} · {_called(row, 'works_in')}"
    return organ or str(row["name"])


def recusal_words(row: dict[str, Any]) -> str:
    """Return who stands aside or is asked to, and on what ground."""
    return f"{_called(row, 'name')} · {label('recusal_grounds', row['ground'])}"


def _called(row: dict[str, Any], name: str) -> str:
    english = row.get(f"{name}_en") if lang() == "en" else ""
    return str(english or row[name] or "")


def notes_of(sheet: CaseSheet, *, raised: bool) -> list[str]:
    """Return what stands above a case: who is complained about, whether its level was raised, who is missing."""
    notes = []
    if sheet.respondents:
        who = (", " if lang() == "en" else "、").join(respondent_words(row) for row in sheet.respondents)
        notes.append(_("Complained about: %(who)s.") % {"who": who})
    if sheet.matter.shielded:
        notes.append(_("For them and whoever works under them this case does not exist."))
    if raised:
        notes.append(_("Level raised."))
    if _needs_replacement(sheet):
        notes.append(_("Somebody stands aside: a replacement is needed."))
    return notes


def to_tell(sheet: CaseSheet) -> str:
    """Return who has to be told of an open case at once, because of what it is about (``tell`` in the categories).

    Source: facts 3.3 and RET-1, L22 Art.18, 25.
    """
    if not sheet.matter.is_open:
        return ""
    codes = {sheet.matter.category, *(claim["category"] for claim in sheet.claims)}
    found = dict.fromkeys(word for code in sorted(codes) for word in _told_of(code))
    if not found:
        return ""
    words = (_("the next higher organ") if word == "higher" else label("organ_kinds", word) for word in found)
    whom = (", " if lang() == "en" else "、").join(words)
    return _("Tell at once, in writing: %(whom)s. A case of this kind does not wait for its limits.") % {
        "whom": whom
    }


def _told_of(category: str) -> Iterable[str]:
    categories = code_list("categories")
    return categories.entry(category).extras.get("tell", "").split() if category in categories else ()


def _needs_replacement(sheet: CaseSheet) -> bool:
    """Say whether somebody stood aside and her place in the team is empty."""
    matter = sheet.matter
    away = any(row["decision"] == "granted" for row in sheet.recusals)
    return away and matter.state in TEAM_WORKS and None in (matter.leader_id, matter.handler_id)


def is_idle(verb: str, sheet: CaseSheet) -> bool:
    """Say whether there is nothing in this case that ``verb`` could be about."""
    if verb == "remove_respondent":
        return not sheet.respondents
    return verb == "decide_recusal" and all(row["decision"] for row in sheet.recusals)
