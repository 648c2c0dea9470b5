"""When a resolution plan says enough to be worked by (plan S20)."""

from datetime import date

from dengwen.base.errors import Refusal


def check_plan(
    *, issues: str, approach: str, finish_by: date, handling_due: date | None, today: date
) -> None:
    """Refuse a plan that names no issue, no way, or a day that is past or lies behind the legal limit.

    A matter whose limit has run out already may still be planned, from today on. Raises ``plan.no_issues``,
    ``plan.no_approach``, ``plan.finish_past``, ``plan.finish_after_limit`` (L22 Art.34).
    """
    if not issues.strip():
        raise Refusal("plan.no_issues")
    if not approach.strip():
        raise Refusal("plan.no_approach")
    if finish_by < today:
        raise Refusal("plan.finish_past", finish_by=finish_by)
    if handling_due is not None and today <= handling_due < finish_by:
        raise Refusal("plan.finish_after_limit", finish_by=finish_by, handling_due=handling_due)


def check_team(*, leader: int | None, unit: int | None, handler: int | None) -> None:
    """Refuse a plan for a matter that nobody leads, no unit has or nobody handles (plan S20, S22)."""
    if leader is None:
        raise Refusal("plan.no_leader")
    if unit is None:
        raise Refusal("plan.no_unit")
    if handler is None:
        raise Refusal("plan.no_handler")


def check_approver(*, approver: int, drafters: frozenset[int]) -> None:
    """Refuse the approval by a person (account) who wrote the plan, under whatever post."""
    if approver in drafters:
        raise Refusal("plan.approved_by_author")
