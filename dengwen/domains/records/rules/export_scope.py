"""Who gets what of a case file: the whole, or one person's own data. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.loading import code_list

PARTY = "PARTY"
LONGEST_ADDRESSEE = 200
MASK = "***"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a recipient may have: every row, or one party's own data; and whether the names may go with it."""

    recipient: str
    whole: bool
    may_have_names: bool


def scope_of(recipient: str) -> Scope:
    """Return what ``recipient`` (code list ``export_recipients``) may have; raises ``export.recipient_unknown``."""
    recipients = code_list("export_recipients")
    if recipient not in recipients:
        raise Refusal("export.recipient_unknown", recipient=recipient)
    extras = recipients.entry(recipient).extras
    return Scope(recipient, extras["scope"] == "whole", extras["identities"] == "yes")


def check_export(*, recipient: str, addressee: str, ground: str, identities: bool) -> Scope:
    """Return the scope of an export to somebody outside; a party gets her own data by another way.

    Raises ``export.recipient_unknown``, ``export.no_ground``, ``export.no_addressee``, ``export.addressee_too_long``,
    ``export.names_not_theirs``. Source: LPI Art.13, 23, 35; LDA Art.37.
    """
    scope = scope_of(recipient)
    if not scope.whole:
        raise Refusal("export.recipient_unknown", recipient=recipient)
    if not ground.strip():
        raise Refusal("export.no_ground")
    if not addressee.strip():
        raise Refusal("export.no_addressee")
    if len(addressee) > LONGEST_ADDRESSEE:
        raise Refusal("export.addressee_too_long", most=LONGEST_ADDRESSEE)
    if identities and not scope.may_have_names:
        raise Refusal("export.names_not_theirs")
    return scope


# What a person is told of the entries about her case: the steps that she is told of anyway. The others keep their
# place and their hash, and say neither what was done nor by whom.
TOLD_TO_PARTY = frozenset(
    {
        "registered", "accept", "not_accept", "transferred", "assigned", "divert", "record_service", "close",
        "archived", "reopened", "screen_again", "tell_progress", "extend_limit", "ask_review", "admit_review",
        "refuse_review", "decide_review", "ask_rereview", "admit_rereview", "refuse_rereview", "decide_rereview",
        "file_exported", "own_data_exported", "hold_placed", "hold_lifted", "disposal_proposed", "disposal_refused",
    }
)  # fmt: skip
# What a person who is alone in her case brought herself or was given: these documents are hers.
HER_PAPERS = frozenset({"PETITION", "NOTICE", "OPINION", "SERVICE_RECORD", "AGREEMENT", "CONSENT"})


def without(secrets: Iterable[str], text: str) -> str:
    """Return ``text`` with every occurrence of the ``secrets`` masked, the longest first.

    ``secrets`` are what parties told about themselves; what is shorter than two signs is no secret.
    """
    for secret in sorted({each.strip() for each in secrets}, key=len, reverse=True):
        if len(secret) > 1:
            text = text.replace(secret, MASK)
    return text
