"""Record a step of the investigation."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.handling.models import InvestigationStep
from dengwen.domains.handling.reads.rounds import claim_here
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def record_step(
    *, case: int, kind: str, done_on: date, text: str, actor: Actor, at: datetime, claim: int | None = None,
    version: int | None = None,
) -> None:  # fmt: skip
    """Record what was done to find out (code list ``step_kinds``) and what it showed, if need be for one claim.

    Raises ``step.kind_unknown``, ``step.no_text``, ``claim.not_here``, ``day.future`` (L22 Art.32).
    """
    with door("investigate", case=case, actor=actor, at=at, version=version) as passage:
        if kind not in code_list("step_kinds"):
            raise Refusal("step.kind_unknown", kind=kind)
        if not text.strip():
            raise Refusal("step.no_text")
        check_done_on(done_on, today=passage.today)
        about = None
        if claim is not None:
            about = claim_here(passage, claim)
            if about is None:
                raise Refusal("claim.not_here", claim=claim)
        passage.create(
            InvestigationStep(
                matter=passage.matter,
                claim=about,
                kind=kind,
                done_on=done_on,
                by_id=actor.post,
                text=text.strip(),
            )
        )
        passage.facts |= {
            "kind": kind,
            "done_on": done_on.isoformat(),
            "claim": about.position if about else None,
        }
