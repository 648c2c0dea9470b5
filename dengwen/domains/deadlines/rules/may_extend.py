"""Whether a limit may be extended: once, before it ends, by who the rule names, and not without the petitioner."""

from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.model import Limit


@dataclass(frozen=True, slots=True)
class Wish:
    """An extension as it is asked for: days, reason, and how and when the petitioner was told (code and day)."""

    days: int
    reason: str
    told_on: date
    told_by: str


def roles_that_extend(limit: Limit) -> frozenset[str]:
    """Return the roles behind the one that the rule names (code list ``extension_roles``); none: never extended."""
    if limit.extension is None:
        return frozenset()
    entry = code_list("extension_roles").entry(limit.extension.by)
    return frozenset(entry.extras.get("roles", "").split())


def check_may_extend(limit: Limit, *, legal: date, extended: int, role: str, today: date) -> None:
    """Refuse an extension that is out of the question, whatever its words; the last day itself is in time.

    Raises ``limit.no_extension``, ``extend.once``, ``extend.too_late``, ``extend.other_role`` (L05 Art.33, L22
    Art.34; facts 8a note 3).
    """
    if limit.extension is None:
        raise Refusal("limit.no_extension", limit=limit.id, article=limit.article)
    if extended:
        raise Refusal("extend.once", days=extended, legal=legal, article=limit.article)
    if today > legal:
        raise Refusal("extend.too_late", legal=legal, article=limit.article)
    roles = roles_that_extend(limit)
    if role not in roles:
        raise Refusal("extend.other_role", role=role, by=limit.extension.by, article=limit.article)


def check_wish(limit: Limit, wish: Wish, *, starts_on: date, today: date) -> None:
    """Refuse an extension without length, reason or notice to the petitioner.

    Raises ``extend.no_days``, ``limit.extension_too_long``, ``extend.no_reason``, ``extend.means_unknown``,
    ``extend.told_too_early``, ``day.future``.
    """
    if wish.days < 1:
        raise Refusal("extend.no_days")
    if limit.extension is not None and wish.days > limit.extension.max:
        raise Refusal("limit.extension_too_long", limit=limit.id, most=limit.extension.max, asked=wish.days)
    if not wish.reason.strip():
        raise Refusal("extend.no_reason")
    if wish.told_by not in code_list("service_methods"):
        raise Refusal("extend.means_unknown", means=wish.told_by)
    if wish.told_on > today:
        raise Refusal("day.future", day=wish.told_on)
    if wish.told_on < starts_on:
        raise Refusal("extend.told_too_early", told_on=wish.told_on, starts_on=starts_on)
