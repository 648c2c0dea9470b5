"""What one organ may ask of another, and how it is answered (plan S8e, S46; LSD Art.37)."""

from datetime import date

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.loading import code_list

# Never a kind: finding, holding, persuading or bringing back anybody. Tests hold the code list against this.
KINDS = frozenset({"EVIDENCE", "SERVICE", "AID", "KNOWN_CASE"})


def check_request(
    *, kind: str, task: str, due: date, consent_on: date | None, asked: int, asking: int, today: date
) -> None:
    """Refuse a request that is no task of a case, or one that gives the petitioner's contact away unasked.

    Raises ``cooperation.kind_unknown``, ``cooperation.no_task``, ``cooperation.due_past``,
    ``cooperation.to_itself``, ``cooperation.no_consent``, ``day.future``.
    """
    if kind not in KINDS or kind not in code_list("cooperation_kinds"):
        raise Refusal("cooperation.kind_unknown", kind=kind)
    if asked == asking:
        raise Refusal("cooperation.to_itself")
    if not task.strip():
        raise Refusal("cooperation.no_task")
    if due <= today:
        raise Refusal("cooperation.due_past", due=due)
    if code_list("cooperation_kinds").entry(kind).extras.get("consent") == "yes" and consent_on is None:
        raise Refusal("cooperation.no_consent", cooperation=kind)
    if consent_on is not None and consent_on > today:
        raise Refusal("day.future", day=consent_on)


def check_answer(*, outcome: str, result: str) -> None:
    """Refuse an answer without words, or a refusal without a reason, or a second one.

    Raises ``cooperation.over``, ``cooperation.no_result``.
    """
    if outcome:
        raise Refusal("cooperation.over")
    if not result.strip():
        raise Refusal("cooperation.no_result")
