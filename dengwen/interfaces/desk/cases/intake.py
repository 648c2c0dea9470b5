"""The register form: from what was typed to a petition that can be registered, each error beside its field."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from dengwen.base.errors import Refusal
from dengwen.domains.cases.rules.draft import (
    ClaimDraft,
    PersonDraft,
    PetitionDraft,
    RespondentDraft,
    check_representatives,
)
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.cases.days import not_a_day, parse_day
from dengwen.interfaces.desk.cases.forms import OrganField
from dengwen.interfaces.desk.cases.independence import officer_named
from dengwen.interfaces.kit.sentences import refusal_sentence

SINGLE = (
    "token", "received_on", "channel", "source", "name", "phone", "address", "behalf_name", "behalf_phone",
    "group_size", "title", "text", "place", "occurred_on", "category", "purpose", "urgent",
    "respondent_organ", "respondent_officer",
)  # fmt: skip
REPEATED = ("rep_name", "rep_phone", "claim_text", "claim_remedy")
MOST_CLAIMS = 30
_CODED = (("channel", "channels"), ("source", "sources"), ("purpose", "purposes"))
_AT_FIELD = {
    "petition.empty": "title", "petition.future": "received_on", "petition.before_it_happened": "occurred_on",
    "petition.too_many_representatives": "rep_name",
    "petition.masked": "name",
}  # fmt: skip


@dataclass(slots=True)
class Intake:
    """What stands in the form, and what is wrong with it (field -> sentence)."""

    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal beside the field that it is about."""
        place = "files" if refusal.code.startswith("file.") else _AT_FIELD.get(refusal.code, "title")
        self.errors[place] = refusal_sentence(refusal)

    def rows(self, *names: str) -> list[tuple[str, ...]]:
        """Return the repeated fields row by row, empty rows left out."""
        columns = [self.lists.get(name, []) for name in names]
        count = max(map(len, columns), default=0)
        rows = [tuple(column[at] if at < len(column) else "" for column in columns) for at in range(count)]
        return [row for row in rows if any(row)]


def empty_intake(today: date, token: str) -> Intake:
    """Return the form of the next letter."""
    usual = {name: code_list(list_name).first for name, list_name in _CODED}
    return Intake(usual | {"received_on": today.isoformat(), "group_size": "1", "token": token})


def intake_of(sent: QueryDict) -> Intake:
    """Return what was sent."""
    return Intake(
        {name: sent.get(name, "").strip() for name in SINGLE},
        {name: [value.strip() for value in sent.getlist(name)] for name in REPEATED},
    )


def intake_of_draft(fields: Mapping[str, Any]) -> Intake:
    """Return what a draft on the server holds; whatever else lies in it is left alone."""
    return Intake(
        {name: str(fields.get(name, "")) for name in SINGLE},
        {name: [str(value) for value in _texts(fields.get(name))] for name in REPEATED},
    )


def _texts(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []


def petition_of(intake: Intake, actor: Actor, today: date) -> PetitionDraft | None:
    """Return the petition, or None when something is wrong; then ``intake.errors`` says what."""
    values = intake.values
    received_on = _day(intake, "received_on") or today
    occurred_on = _day(intake, "occurred_on")
    category = _category(intake)
    size = values["group_size"] or "1"
    if not size.isdecimal() or not 0 < int(size) < 1_000_000:
        intake.errors["group_size"] = _("How many people came or signed? Write a number, 1 or more.")
    for name, list_name in _CODED:
        if values[name] not in code_list(list_name):
            intake.errors[name] = _("Choose one from the list.")
    for name, longest in (("title", 200), ("place", 200)):
        if len(values[name]) > longest:
            intake.errors[name] = _("At most %(n)d characters.") % {"n": longest}
    people = _people(intake)
    try:
        check_representatives(people, received_on=received_on)
    except Refusal as refusal:
        intake.refuse(refusal)
    respondents = _respondents(intake, today)
    if intake.errors:
        return None
    rows = intake.rows("claim_text", "claim_remedy")[:MOST_CLAIMS]
    claims = tuple(ClaimDraft(text or remedy, remedy_sought=remedy) for text, remedy in rows)
    return PetitionDraft(
        organ=actor.bureau, title=values["title"], text=values["text"], category=category, received_on=received_on,
        purpose=values["purpose"], channel=values["channel"], source=values["source"], occurred_on=occurred_on,
        place=values["place"], claims=claims, people=tuple(people), head_count=int(size),
        respondents=respondents,
        urgent=bool(values["urgent"]), row_digest=digest_of(actor, values["token"]),
    )  # fmt: skip


def digest_of(actor: Actor, token: str) -> bytes | None:
    """Return what makes a form register once, however often it is sent."""
    return hashlib.sha256(f"register form {actor.post} {token}".encode()).digest() if token else None


def _day(intake: Intake, name: str) -> date | None:
    text = intake.values[name]
    if not text:
        return None
    day = parse_day(text)
    if day is None:
        intake.errors[name] = not_a_day()
    return day


def _category(intake: Intake) -> str:
    """Return the code that was typed or picked: "01.05", "01.05 No answer to a report", or a whole label."""
    typed = intake.values["category"]
    categories = code_list("categories")
    code = typed.partition(" ")[0]
    if code in categories:
        return code
    for entry in categories.entries:
        if typed and typed.casefold() in (entry.en.casefold(), entry.zh):
            return entry.code
    intake.errors["category"] = (
        _("No category has this code or name. Type a part of it and pick one.")
        if typed
        else _("Choose a category.")
    )
    return ""


def _respondents(intake: Intake, today: date) -> tuple[RespondentDraft, ...]:
    """Return the organ and the officer complained about, as far as they were typed."""
    organ, officer, name = None, None, ""
    try:
        organ = OrganField(required=False).clean(intake.values["respondent_organ"])
    except ValidationError as error:
        intake.errors["respondent_organ"] = " ".join(error.messages)
    try:
        officer, name = officer_named(intake.values["respondent_officer"], today)
    except ValidationError as error:
        intake.errors["respondent_officer"] = " ".join(error.messages)
    named = RespondentDraft(organ, officer, name)
    return (named,) if named != RespondentDraft() else ()


def _people(intake: Intake) -> list[PersonDraft]:
    values = intake.values
    people = [
        PersonDraft(name=values["name"], phone=values["phone"], address=values["address"]),
        PersonDraft(name=values["behalf_name"], phone=values["behalf_phone"], role="on_behalf"),
    ]
    for name, phone in intake.rows("rep_name", "rep_phone"):
        people.append(PersonDraft(name=name, phone=phone, role="representative"))
    return [person for person in people if person.told_something()]
