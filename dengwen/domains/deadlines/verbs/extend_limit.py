"""Extend a limit."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.cases.verbs.rows import new_row
from dengwen.domains.deadlines.models import Clock, ClockExtension
from dengwen.domains.deadlines.reads.calendars import newest_calendar
from dengwen.domains.deadlines.rules.may_extend import Wish, check_may_extend, check_wish
from dengwen.domains.deadlines.rules.run_clocks import limit_of
from dengwen.domains.deadlines.verbs.keep_clocks import count, pauses_of
from dengwen.foundation.permissions.actor import Actor


def extend_limit(
    *, case: int, rule: str, days: int, reason: str, told_on: date, told_by: str, actor: Actor, at: datetime,
    version: int | None = None,
) -> None:  # fmt: skip
    """Extend (延期) the running limit ``rule`` by ``days``, once, before it ends, by who its rule names.

    ``told_on`` and ``told_by`` (code list ``service_methods``) say when and how the petitioner was told the reason;
    without that there is no extension (L22 Art.34, L05 Art.33). The clock itself is counted anew by the reaction
    ``keep_clocks``; its first day stays beside the new one. Raises ``extend.not_running`` and the refusals of
    :func:`check_may_extend` and :func:`check_wish`.
    """
    with door("extend_limit", case=case, actor=actor, at=at, version=version) as passage:
        clock = next(iter(passage.rows(Clock, rule=rule, met_on=None, stopped=False)), None)
        if clock is None:
            raise Refusal("extend.not_running")
        limit, wish = limit_of(clock), Wish(days, reason, told_on, told_by)
        check_may_extend(
            limit, legal=clock.legal, extended=clock.extension_days, role=actor.role, today=passage.today
        )
        check_wish(limit, wish, starts_on=clock.starts_on, today=passage.today)
        after = _legal_day(passage, clock, days)
        row = new_row(
            ClockExtension,
            matter=passage.matter, clock_id=clock.pk, days=days, reason=reason.strip(), granted_on=passage.today,
            granted_by_id=actor.post, told_on=told_on, told_by=told_by, before=clock.legal, after=after,
        )  # fmt: skip
        passage.create(row)
        passage.facts |= {
            "rule": rule, "days": days, "before_on": clock.legal.isoformat(), "after_on": after.isoformat(),
            "told_on": told_on.isoformat(), "method": told_by,
        }  # fmt: skip
        passage.say("reason", reason)


def _legal_day(passage: Passage, clock: Clock, days: int) -> date:
    calendar = passage.look_up(("newest calendar",), newest_calendar)
    return count(
        clock.pack,
        clock.rule,
        clock.starts_on,
        calendar,
        extension_days=days,
        pauses=pauses_of(passage, clock),
    ).legal
