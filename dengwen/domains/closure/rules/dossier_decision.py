"""How a reviewer may judge and decide on a dossier (plan S27)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from dengwen.base.errors import Refusal


class Finding(StrEnum):
    """What the reviewer found about one item; empty until judged."""

    OPEN = ""
    MET = "met"
    LACKING = "lacking"


class Outcome(StrEnum):
    """What became of a dossier; empty while it is examined."""

    OPEN = ""
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REDO = "redo"
    OVERTAKEN = "overtaken"  # a request for review came in first


def check_finding(*, finding: str, remark: str) -> Finding:
    """Return the finding; raises ``dossier.finding_unknown``, ``dossier.lacking_without_remark``."""
    if finding not in (Finding.MET, Finding.LACKING):
        raise Refusal("dossier.finding_unknown", finding=finding)
    if finding == Finding.LACKING and not remark.strip():
        raise Refusal("dossier.lacking_without_remark")
    return Finding(finding)


def check_accept(findings: Sequence[str]) -> None:
    """Refuse to accept while an item is not judged, or lacking.

    Raises ``dossier.no_items``, ``dossier.items_not_judged``, ``dossier.items_lacking`` with their number.
    """
    if not findings:
        raise Refusal("dossier.no_items")
    if waiting := sum(finding == Finding.OPEN for finding in findings):
        raise Refusal("dossier.items_not_judged", count=waiting)
    if lacking := sum(finding != Finding.MET for finding in findings):
        raise Refusal("dossier.items_lacking", count=lacking)


def check_return(*, reason_known: bool, findings: Iterable[str], remarks: str) -> None:
    """Refuse to send a dossier back without a listed reason, or without saying what is missing.

    Raises ``dossier.reason_unknown``, ``dossier.nothing_lacking``.
    """
    if not reason_known:
        raise Refusal("dossier.reason_unknown")
    if not remarks.strip() and Finding.LACKING not in set(findings):
        raise Refusal("dossier.nothing_lacking")
