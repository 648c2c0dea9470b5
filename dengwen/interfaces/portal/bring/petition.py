"""From the answers to a petition that can be registered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from dengwen.domains.cases.rules.draft import ClaimDraft, PersonDraft, PetitionDraft, RespondentDraft
from dengwen.foundation.organs.reads.superiors import (
    competent_bureau,
    higher_organs,
    is_below,
    next_higher,
    organs_by_code,
)
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.staff.reads.posts import find_officers
from dengwen.interfaces.kit.language import speaking
from dengwen.interfaces.kit.sentences import label
from dengwen.interfaces.portal.bring.forms import form_of
from dengwen.interfaces.portal.bring.matter_questions import AskForm, WhereForm
from dengwen.interfaces.portal.bring.people_questions import OthersForm
from dengwen.interfaces.portal.bring.question import StepForm
from dengwen.interfaces.portal.bring.steps import Answers, accuses, steps_of

# The first of each that the rules in force here know: another family of rules has other channels.
ONLINE, SPOKEN = ("WEB", "ONLINE"), ("VISIT_SINGLE", "COUNTER")


@dataclass(frozen=True, slots=True)
class Scribe:
    """Who writes it down for somebody else, at the counter: the bureau where it is, and her name."""

    bureau: int
    name: str


def forms_of(answers: Answers) -> dict[str, StepForm]:
    """Return the form of each question that is asked and has one, checked."""
    forms = {step: form_of(step, answers) for step in steps_of(answers) if step != "files"}
    for form in forms.values():
        form.is_valid()
    return forms


def wrong_step(answers: Answers, forms: Mapping[str, StepForm]) -> str:
    """Return the first question that is not answered, or wrongly; empty when all is well."""
    asked = (step for step in steps_of(answers) if step not in ("files", "notice"))
    return next((step for step in asked if step not in answers or forms[step].errors), "")


def petition_of(answers: Answers, *, top: int, today: date, scribe: Scribe | None = None) -> PetitionDraft:
    """Return the petition. The caller has seen to it that nothing is wrong (:func:`wrong_step`).

    ``top`` is the highest organ here. What a stranger writes is received by the organ that it is about, an accusation
    by the one above that; what names no organ by the one that the installation set for it, else by the highest. A
    scribe registers at her own counter.
    """
    forms = forms_of(answers)
    said = {name: value for form in forms.values() for name, value in form.cleaned_data.items()}
    where, purpose = forms["where"], str(said["purpose"])
    named = where.organ_id() if isinstance(where, WhereForm) else None
    accusing = accuses(answers)
    ask = forms["ask"]
    asks = [row["ask"] for row in ask.filled()] if isinstance(ask, AskForm) else []
    people = _people(said, forms)
    return PetitionDraft(
        organ=scribe.bureau if scribe else receiving_organ(named, top=top, accuses=accusing),
        title="", text=_text(said, named), category=str(said["topic"]), purpose=purpose, received_on=today,
        channel=_first_of(SPOKEN if scribe else ONLINE), source=_first_of(("DIRECT",), "sources"),
        occurred_on=said.get("occurred_on"), place=str(said.get("place", "")),
        claims=tuple(ClaimDraft(words, remedy_sought=words) for words in asks), people=tuple(people),
        respondents=_respondents(said, named, today) if accusing else (),
        head_count=max(1, sum(person.role == "petitioner" for person in people)),
        note=_written_down_by(scribe),
    )  # fmt: skip


def receiving_organ(named: int | None, *, top: int, accuses: bool) -> int:
    """Return the organ that receives what is about ``named``: its bureau, of an accusation the organ above that."""
    if named is None or not is_below(named, top):
        return organs_by_code([settings.PORTAL_ORGAN]).get(settings.PORTAL_ORGAN, top)
    if accuses:
        above = next_higher(named)
        return above.pk if above and is_below(above.pk, top) else top
    bureau = competent_bureau(named)
    county = next(iter(higher_organs(named)), None) if bureau.level == "station" else None
    return county.pk if county else bureau.pk


def _text(said: Mapping[str, object], named: int | None) -> str:
    """Return her words, with what has no column of its own under them, in the language that she writes."""
    parts = [str(said["what"])]
    if said.get("about_when"):
        parts.append(_("When: %(words)s") % {"words": said["about_when"]})
    if said.get("organ") and named is None:
        parts.append(_("Police organ, as it was named: %(words)s") % {"words": said["organ"]})
    if said.get("about_officer"):
        parts.append(_("About the officer: %(words)s") % {"words": said["about_officer"]})
    return "\n\n".join(parts)


def _people(said: Mapping[str, object], forms: Mapping[str, StepForm]) -> list[PersonDraft]:
    def words(name: str) -> str:
        return str(said.get(name, ""))

    her = PersonDraft(words("name"), words("phone"), words("address"), email=words("email"))
    people = [her]
    if "behalf" in forms:
        other = PersonDraft(
            words("behalf_name"), words("behalf_phone"), words("behalf_address"), role="on_behalf"
        )
        with speaking(settings.LANGUAGE_CODE):
            people.append(replace(other, note=label("authorities", words("authority"))))
    others = forms.get("others")
    if isinstance(others, OthersForm):
        people += [
            PersonDraft(row["other_name"], row["other_phone"], row["other_address"])
            for row in others.filled()
        ]
    return [person for person in people if person.told_something()]


def _respondents(said: Mapping[str, object], named: int | None, today: date) -> tuple[RespondentDraft, ...]:
    """Return whom it accuses: the organ, and the officer if exactly one who works there bears that name."""
    name = str(said.get("officer", ""))
    posts = (
        [post for post in find_officers(name, today) if named and is_below(post.organ_id, named)]
        if name
        else []
    )
    found = RespondentDraft(named, posts[0].pk if len(posts) == 1 else None, "" if len(posts) == 1 else name)
    return (found,) if found != RespondentDraft() else ()


def _written_down_by(scribe: Scribe | None) -> str:
    if scribe is None:
        return ""
    with speaking(settings.LANGUAGE_CODE):
        return _("Spoken by the petitioner, written down by %(name)s, read aloud and confirmed.") % {
            "name": scribe.name
        }


def _first_of(wanted: tuple[str, ...], list_name: str = "channels") -> str:
    known = code_list(list_name)
    return next((code for code in wanted if code in known), known.first)
