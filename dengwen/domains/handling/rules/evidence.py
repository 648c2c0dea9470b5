"""What the list of evidence takes."""

import hashlib
from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.rulebook.loading import code_list

LENGTH = 200


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """A piece of evidence before it is listed; ``has_file``: its file is attached to the case."""

    kind: str
    description: str
    origin: str
    held_by: str
    obtained_on: date
    preserve_by: date | None = None
    has_file: bool = False


def check_evidence(evidence: EvidenceDraft, *, today: date) -> None:
    """Refuse evidence that nobody could find again, or that would be lost by itself without a day to save it by.

    What is fleeting (``fleeting`` in ``evidence_kinds``: camera recordings above all) is attached or gets a day
    (COE-2). Raises ``evidence.kind_unknown``, ``evidence.no_description``, ``evidence.no_origin``,
    ``evidence.nobody_holds_it``, ``evidence.no_preserve_day``, ``evidence.preserve_past``, ``day.future``.
    """
    kinds = code_list("evidence_kinds")
    if evidence.kind not in kinds:
        raise Refusal("evidence.kind_unknown", kind=evidence.kind)
    if not evidence.description.strip():
        raise Refusal("evidence.no_description")
    if not evidence.origin.strip() or len(evidence.origin) > LENGTH:
        raise Refusal("evidence.no_origin")
    if not evidence.held_by.strip() or len(evidence.held_by) > LENGTH:
        raise Refusal("evidence.nobody_holds_it")
    check_done_on(evidence.obtained_on, today=today)
    fleeting = kinds.entry(evidence.kind).extras.get("fleeting") == "yes"
    if fleeting and evidence.preserve_by is None and not evidence.has_file:
        raise Refusal("evidence.no_preserve_day", kind=evidence.kind)
    if evidence.preserve_by is not None and evidence.preserve_by < today:
        raise Refusal("evidence.preserve_past", preserve_by=evidence.preserve_by)


def description_digest(description: str) -> str:
    """Return the SHA-256 of a description, for evidence that has no file."""
    return hashlib.sha256(description.strip().encode()).hexdigest()
