"""Keep the list of evidence."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.handling.models import Evidence
from dengwen.domains.handling.reads.procedures import attached_file, claim_named
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.domains.handling.rules.evidence import EvidenceDraft, check_evidence, description_digest
from dengwen.foundation.permissions.actor import Actor


def add_evidence(
    *, case: int, kind: str, description: str, origin: str, obtained_on: date, held_by: str, actor: Actor,
    at: datetime, claim: int | None = None, attachment: int | None = None, preserve_by: date | None = None,
    version: int | None = None,
) -> None:  # fmt: skip
    """Put a piece of evidence on the list, with its number and SHA-256 (of the attached file, else of the words).

    Raises what :func:`check_evidence` raises, ``claim.not_here``, ``file.not_here`` (facts 8b; COE-2).
    """
    with door("add_evidence", case=case, actor=actor, at=at, version=version) as passage:
        file, about = attached_file(passage, attachment), claim_named(passage, claim)
        draft = EvidenceDraft(
            kind, description, origin, held_by, obtained_on, preserve_by, has_file=file is not None
        )
        check_evidence(draft, today=passage.today)
        number = len(passage.rows(Evidence)) + 1
        passage.create(
            Evidence(
                matter=passage.matter, number=number, claim=about, kind=kind, description=description.strip(),
                origin=origin.strip(), obtained_on=obtained_on, held_by=held_by.strip(), attachment=file,
                sha256=file.sha256 if file else description_digest(description), preserve_by=preserve_by,
                preserved_on=passage.today if file else None, by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {
            "number": number, "kind": kind, "claim": about.position if about else None, "saved": file is not None,
        }  # fmt: skip
        if preserve_by is not None:
            passage.facts["preserve_by"] = preserve_by.isoformat()


def preserve_evidence(
    *, case: int, evidence: int, preserved_on: date, how: str, actor: Actor, at: datetime,
    attachment: int | None = None, version: int | None = None,
) -> None:  # fmt: skip
    """Record that evidence was saved before it was lost, on which day and how; with its file, if there is one.

    With a file the SHA-256 becomes that of the file. Raises ``evidence.not_here``, ``evidence.preserved_already``,
    ``evidence.no_way``, ``file.not_here``, ``day.future`` (COE-2).
    """
    with door("preserve_evidence", case=case, actor=actor, at=at, version=version) as passage:
        row = next(iter(passage.rows(Evidence, pk=evidence)), None)
        if row is None:
            raise Refusal("evidence.not_here", evidence=evidence)
        if row.preserved_on is not None:
            raise Refusal("evidence.preserved_already", preserved_on=row.preserved_on)
        if not how.strip():
            raise Refusal("evidence.no_way")
        check_done_on(preserved_on, today=passage.today)
        file = attached_file(passage, attachment)
        passage.watch(row)
        row.preserved_on, row.preserved_how = preserved_on, how.strip()
        if file is not None:
            row.attachment, row.sha256 = file, file.sha256
        passage.facts |= {"number": row.number, "kind": row.kind, "preserved_on": preserved_on.isoformat()}
