"""Send a dossier back, or order the matter to be handled anew."""

from datetime import datetime

from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.closure.reads.open_dossier import findings_of, open_dossier
from dengwen.domains.closure.rules.dossier_decision import Outcome, check_return
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def return_dossier(
    *, case: int, reason: str, actor: Actor, at: datetime, remarks: str = "", version: int | None = None
) -> None:
    """Return (退回): the holder mends what is lacking and hands in again; the opinion stands (plan S27).

    ``reason`` is of the code list ``return_reasons``. Raises ``dossier.none_open``, ``dossier.reason_unknown``,
    ``dossier.nothing_lacking`` and, from the door, the refusals of ``examine.*``.
    """
    with door("return_dossier", case=case, actor=actor, at=at, version=version) as passage:
        _send_back(passage, Outcome.RETURNED, reason, remarks)


def order_redo(
    *, case: int, reason: str, actor: Actor, at: datetime, remarks: str = "", version: int | None = None
) -> None:
    """Order a new handling (责令重新办理): a new round with plan, investigation and opinion (plan S27, S52).

    Raises what :func:`return_dossier` raises.
    """
    with door("order_redo", case=case, actor=actor, at=at, version=version) as passage:
        _send_back(passage, Outcome.REDO, reason, remarks)
        matter = passage.matter
        matter.decided_on = matter.served_on = None
        matter.review_organ = None
        matter.review_organ_id = None


def _send_back(passage: Passage, outcome: Outcome, reason: str, remarks: str) -> None:
    dossier = open_dossier(passage)
    known = reason in code_list("return_reasons")
    check_return(reason_known=known, findings=findings_of(passage, dossier), remarks=remarks)
    passage.watch(dossier)
    dossier.decision, dossier.reason, dossier.remarks = outcome.value, reason, remarks.strip()
    dossier.decided_on, dossier.examined_by_id = passage.today, passage.actor.post
    passage.matter.returned += 1
    passage.matter.returned_in = " ".join(
        sorted({*passage.matter.returned_in.split(), f"{passage.today:%Y-%m}"})
    )
    passage.facts |= {"round": dossier.round, "reason": reason}
    passage.say("remarks", remarks)
