"""Which posts one person may hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal

ADMINISTRATOR = "administrator"
# The post through which petitioners act for themselves: nobody signs in with it, nobody is appointed to it.
PETITIONER = "petitioner"


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post of one person: ``until`` is the last day on which it holds, None while it is open."""

    organ: int
    role: str
    since: date
    until: date | None = None

    def overlaps(self, other: "Tenure") -> bool:
        """Say whether both hold on some day."""
        starts_in_time = other.until is None or self.since <= other.until
        return starts_in_time and (self.until is None or other.since <= self.until)

    def holds_on(self, day: date) -> bool:
        """Say whether the post is in force on ``day``."""
        return self.since <= day and (self.until is None or day <= self.until)


def check_days(since: date, until: date | None) -> None:
    """Refuse (``post.ends_before_start``) a post that ends before it begins."""
    if until is not None and until < since:
        raise Refusal("post.ends_before_start", since=since, until=until)


def check_not_held_twice(new: Tenure, held: Iterable[Tenure]) -> None:
    """Refuse (``post.held_already``) the same role in the same organ on days on which the person has it."""
    for old in held:
        if (old.organ, old.role) == (new.organ, new.role) and old.overlaps(new):
            raise Refusal("post.held_already", role=new.role, since=old.since, until=old.until)


def check_administrator_apart(new: Tenure, held: Iterable[Tenure]) -> None:
    """Refuse (``post.administrator_apart``) administrator beside a role that reads cases, and the reverse.

    Who hands out posts must not be able to read cases by handing one to herself. Every role but administrator
    reads cases.
    """
    for old in held:
        if (old.role == ADMINISTRATOR) != (new.role == ADMINISTRATOR) and old.overlaps(new):
            raise Refusal("post.administrator_apart", role=new.role, held=old.role)


def check_organ_exists(new: Tenure, *, name: str, closed_on: date | None) -> None:
    """Refuse (``post.organ_closed``) a post that outlasts its organ; the closing day itself may be its last."""
    if closed_on is not None and (new.until is None or new.until > closed_on):
        raise Refusal("post.organ_closed", name=name, closed_on=closed_on)
