"""Who gets what of a case file: the whole, or one person's own data. Plain Python."""

from dataclasses import dataclass

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.loading import code_list

PARTY = "PARTY"
LONGEST_ADDRESSEE = 200


@dataclass(frozen=True, slots=True)
class Scope:
    """What a recipient may have: every row, and the names behind the parties; or one party's own data."""

    recipient: str
    whole: bool
    identities: bool


def scope_of(recipient: str) -> Scope:
    """Return what ``recipient`` (code list ``export_recipients``) may have; raises ``export.recipient_unknown``."""
    recipients = code_list("export_recipients")
    if recipient not in recipients:
        raise Refusal("export.recipient_unknown", recipient=recipient)
    extras = recipients.entry(recipient).extras
    whole = extras["scope"] == "whole"
    return Scope(recipient, whole, whole and extras["identities"] == "yes")


def check_export(*, scope: Scope, addressee: str, ground: str, party: int | None) -> None:
    """Refuse an export that names no ground, no addressee outside, or the wrong kind of person.

    Raises ``export.no_ground``, ``export.no_addressee``, ``export.addressee_too_long``, ``export.no_party``,
    ``export.party_not_asked``. Source: LPI Art.45 (the person's own data), LDA Art.37.
    """
    if not ground.strip():
        raise Refusal("export.no_ground")
    if len(addressee) > LONGEST_ADDRESSEE:
        raise Refusal("export.addressee_too_long", most=LONGEST_ADDRESSEE)
    if scope.whole and not addressee.strip():
        raise Refusal("export.no_addressee")
    if scope.whole and party is not None:
        raise Refusal("export.party_not_asked")
    if not scope.whole and party is None:
        raise Refusal("export.no_party")


# What a person is told of the entries about her case: the steps that she is told of anyway. The others keep their
# place and their hash, and say neither what was done nor by whom.
TOLD_TO_PARTY = frozenset(
    {
        "registered", "accept", "not_accept", "transferred", "assigned", "divert", "record_service", "close",
        "archived", "reopened", "screen_again", "tell_progress", "extend_limit", "ask_review", "admit_review",
        "refuse_review", "decide_review", "ask_rereview", "admit_rereview", "refuse_rereview", "decide_rereview",
        "file_exported", "hold_placed", "hold_lifted", "disposal_proposed", "disposal_struck", "disposed",
    }
)  # fmt: skip


def without_others(text: str, secrets: list[str], mark: str) -> str:
    """Return ``text`` with every occurrence of the ``secrets`` replaced by ``mark``: the longest first.

    ``secrets`` are what other parties told about themselves; what is shorter than two signs is no secret.
    """
    for secret in sorted({each.strip() for each in secrets}, key=len, reverse=True):
        if len(secret) > 1:
            text = text.replace(secret, mark)
    return text
