"""What a registrar, an import or a petitioner hands in. Plain Python."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.loading import code_list, pack_in_force


def most_representatives(received_on: date) -> int | None:
    """Return how many representatives a group may send under the pack of the day; None where there is no such rule."""
    law = pack_in_force(received_on, nearest=True)
    return law.procedure("representatives").most if law.knows("representatives") else None


def _first(list_name: str) -> Callable[[], str]:
    return lambda: code_list(list_name).first


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One claim as it was brought."""

    text: str
    category: str = ""
    remedy_sought: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What a person told about herself; all of it may be empty. ``role``: petitioner, on_behalf, representative."""

    name: str = ""
    phone: str = ""
    address: str = ""
    document: str = ""
    email: str = ""
    role: str = "petitioner"
    note: str = ""

    def told_something(self) -> bool:
        """Say whether there is anything to seal."""
        return bool(self.name or self.phone or self.address or self.document or self.email)


@dataclass(frozen=True, slots=True)
class RespondentDraft:
    """Who is complained about: an organ, an officer (her post), or the name of somebody not in the system."""

    organ: int | None = None
    officer: int | None = None
    name: str = ""

    def each(self) -> "tuple[RespondentDraft, ...]":
        """Return one draft for each of those that it names."""
        parts = (
            RespondentDraft(self.organ),
            RespondentDraft(None, self.officer),
            RespondentDraft(name=self.name),
        )
        return tuple(part for part in parts if part != RespondentDraft())


@dataclass(frozen=True, slots=True)
class PetitionDraft:
    """A petition before it is registered.

    ``organ`` is the id of the organ that receives it, ``unit`` that of its unit where a former register names one.
    ``external_source`` and ``external_key`` name the matter in a foreign register (rows with the same key are
    contacts of one matter); ``row_digest`` names the row.
    ``closed_on``/``answer`` are what that register said, never our own closing.
    """

    organ: int
    title: str
    text: str
    category: str
    received_on: date
    purpose: str = field(default_factory=_first("purposes"))
    channel: str = field(default_factory=_first("channels"))
    source: str = field(default_factory=_first("sources"))
    occurred_on: date | None = None
    place: str = ""
    claims: tuple[ClaimDraft, ...] = ()
    people: tuple[PersonDraft, ...] = ()
    respondents: tuple[RespondentDraft, ...] = ()
    head_count: int = 1
    urgent: bool = False
    external_source: str = ""
    external_key: str = ""
    row_digest: bytes | None = None
    closed_on: date | None = None
    answer: str = ""
    answered_on: date | None = None
    note: str = ""
    reported: tuple[str, ...] = field(default=())
    unit: int | None = None


def is_masked(text: str) -> bool:
    """Say whether the text is a mask (``王**``, ``199****1234``) and not what it hides."""
    return text.rstrip().endswith(("*", "＊")) or "**" in text or "＊＊" in text


def check_not_masked(*texts: str) -> None:
    """Refuse a mask where a name, number or address is asked for; raises ``petition.masked``."""
    masked = next(filter(is_masked, texts), None)
    if masked is not None:
        raise Refusal("petition.masked", value=masked)


def check_representatives(people: Iterable[PersonDraft], *, received_on: date) -> None:
    """Refuse more representatives than the pack allows; raises ``petition.too_many_representatives``."""
    count = sum(person.role == "representative" for person in people)
    most = most_representatives(received_on) if count else None
    if most is not None and count > most:
        raise Refusal("petition.too_many_representatives", most=most)


def check_draft(draft: PetitionDraft, *, today: date) -> None:
    """Refuse a draft that cannot be registered as it stands; nothing about the person is ever required.

    Raises: ``petition.empty``, ``petition.future``, ``petition.before_it_happened``,
    ``petition.too_many_representatives`` (L22 Art.20; the pack says how many), ``petition.closed_before_received``,
    ``petition.closed_in_future``, ``petition.masked``.
    """
    if not (draft.title.strip() or draft.text.strip()):
        raise Refusal("petition.empty")
    if draft.received_on > today:
        raise Refusal("petition.future", received_on=draft.received_on)
    if draft.occurred_on and draft.occurred_on > draft.received_on:
        raise Refusal(
            "petition.before_it_happened", received_on=draft.received_on, occurred_on=draft.occurred_on
        )
    check_representatives(draft.people, received_on=draft.received_on)
    for person in draft.people:
        check_not_masked(person.name, person.phone, person.address, person.document, person.email)
    if draft.closed_on and draft.closed_on < draft.received_on:
        raise Refusal(
            "petition.closed_before_received", received_on=draft.received_on, closed_on=draft.closed_on
        )
    if draft.closed_on and draft.closed_on > today:
        raise Refusal("petition.closed_in_future", closed_on=draft.closed_on)
