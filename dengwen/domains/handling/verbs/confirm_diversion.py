"""What the organ of the statutory channel did with a diverted matter."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.handling.models import DiversionAnswer
from dengwen.domains.handling.reads.procedures import attached_file
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.permissions.actor import Actor


def confirm_diversion(
    *, case: int, organ_name: str, their_number: str, registered_on: date, paper: int, actor: Actor, at: datetime,
    version: int | None = None,
) -> None:  # fmt: skip
    """Record that the other organ registered the matter: which, under what number, on which day, and its paper.

    Until then a diverted matter stays open here. Raises ``diversion.no_organ``, ``diversion.no_number``,
    ``diversion.no_paper``, ``file.not_here``, ``day.future`` (L22 Art.31; facts 8b).
    """
    with door("confirm_diversion", case=case, actor=actor, at=at, version=version) as passage:
        _check_organ(organ_name)
        if not their_number.strip():
            raise Refusal("diversion.no_number")
        check_done_on(registered_on, today=passage.today)
        file = attached_file(passage, paper)
        if file is None:
            raise Refusal("diversion.no_paper")
        passage.create(
            DiversionAnswer(
                matter=passage.matter, registered=True, organ_name=organ_name.strip(),
                their_number=their_number.strip(), answered_on=registered_on, paper=file,
            )
        )  # fmt: skip
        passage.facts["registered_on"] = registered_on.isoformat()
        passage.say("other_organ", f"{organ_name.strip()} · {their_number.strip()}")


def take_back_diversion(
    *, case: int, organ_name: str, refused_on: date, reason: str, actor: Actor, at: datetime,
    paper: int | None = None, version: int | None = None,
) -> None:  # fmt: skip
    """Take the matter back because the other organ refused it, with its reason; it is screened anew.

    Raises ``diversion.no_organ``, ``diversion.no_reason``, ``file.not_here``, ``day.future`` (L22 Art.31).
    """
    with door("take_back_diversion", case=case, actor=actor, at=at, version=version) as passage:
        _check_organ(organ_name)
        if not reason.strip():
            raise Refusal("diversion.no_reason")
        check_done_on(refused_on, today=passage.today)
        passage.create(
            DiversionAnswer(
                matter=passage.matter, registered=False, organ_name=organ_name.strip(), answered_on=refused_on,
                paper=attached_file(passage, paper), reason=reason.strip(),
            )
        )  # fmt: skip
        passage.matter.decided_on = None
        passage.facts["refused_on"] = refused_on.isoformat()
        passage.say("other_organ", organ_name)
        passage.say("reason", reason)


def _check_organ(organ_name: str) -> None:
    if not organ_name.strip() or len(organ_name) > 200:
        raise Refusal("diversion.no_organ")
