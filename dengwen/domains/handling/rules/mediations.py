"""When people may be brought to the table, and what an agreement needs (L22 Art.33)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.cases.rules.draft import check_not_masked
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.domains.handling.rules.remedies import RemedyDraft, check_remedy
from dengwen.foundation.rulebook.loading import code_list

AGREED = "AGREED"
METHODS = ("MEDIATED", "SETTLED")


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """The consent of one side; ``paper`` is the id of the attached file that shows it."""

    side: str
    who: str
    given_on: date
    method: str
    paper: int | None


def check_mediable(categories: Iterable[str], *, nothing_barred: bool) -> None:
    """Refuse where ill-treatment, death, sexual acts or corruption are at stake (COE-6; plan S29).

    The category says most of it; what no category says, whoever begins confirms (``nothing_barred``). Raises
    ``mediation.barred``, ``mediation.not_confirmed``.
    """
    known = code_list("categories")
    for code in categories:
        if code in known and known.entry(code).extras.get("mediation") == "barred":
            raise Refusal("mediation.barred", category=code)
    if not nothing_barred:
        raise Refusal("mediation.not_confirmed")


def check_consents(consents: Sequence[ConsentDraft], *, today: date) -> None:
    """Refuse without the consent of both sides, each with who, day, way and paper.

    Raises ``mediation.no_consent`` (which side), ``mediation.consent_unclear``, ``petition.masked``,
    ``mediation.consent_no_paper``, ``day.future``. Who does not consent suffers nothing by it: the
    investigation goes on.
    """
    given = {consent.side: consent for consent in consents}
    for side in code_list("sides").entries:
        if side.code not in given:
            raise Refusal("mediation.no_consent", side=side.code)
    for consent in consents:
        if not consent.who.strip() or consent.method not in code_list("channels"):
            raise Refusal("mediation.consent_unclear", side=consent.side)
        check_not_masked(consent.who)
        if consent.paper is None:
            raise Refusal("mediation.consent_no_paper", side=consent.side)
        check_done_on(consent.given_on, today=today)


def check_agreement(
    *, method: str, terms: str, items: Sequence[RemedyDraft], signed_on: date, begun_on: date, today: date
) -> None:
    """Refuse an agreement without terms, or one that is none of mediation or settlement.

    Raises ``settlement.method_unknown``, ``settlement.no_terms``, ``settlement.no_items``,
    ``settlement.before_mediation``, ``day.future`` and what :func:`check_remedy` raises for its items.
    """
    if method not in METHODS:
        raise Refusal("settlement.method_unknown", kind=method)
    if not terms.strip():
        raise Refusal("settlement.no_terms")
    if not items:
        raise Refusal("settlement.no_items")
    if signed_on < begun_on:
        raise Refusal("settlement.before_mediation", begun_on=begun_on)
    check_done_on(signed_on, today=today)
    for item in items:
        check_remedy(item, today=today)
