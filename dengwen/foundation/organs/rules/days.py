"""On which days an organ may change: not tomorrow, and not before what is already written down."""

from datetime import date

from dengwen.base.errors import Refusal


def check_not_future(on: date, today: date) -> None:
    """Refuse (``organ.future_dated``) a change of a day to come: the tree shows today."""
    if on > today:
        raise Refusal("organ.future_dated", on=on, today=today)


def check_not_back_dated(name: str, on: date, since: date, *, ends: bool = False) -> None:
    """Refuse (``organ.back_dated``) a change before the last one: it would rewrite who was responsible.

    A change on the very day of the last one corrects it. An end must leave at least one day (``ends``).
    """
    if on < since or (ends and on == since):
        raise Refusal("organ.back_dated", name=name, on=on, since=since)


def check_founded(name: str, founded_on: date, on: date) -> None:
    """Refuse (``organ.not_yet_founded``) to put anything below an organ that did not exist that day."""
    if founded_on > on:
        raise Refusal("organ.not_yet_founded", name=name, founded_on=founded_on, on=on)
