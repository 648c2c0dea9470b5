"""Days of the procedures: from the matter's pack, else from the code list ``procedure_days``; never from the code."""

from datetime import date

from dengwen.domains.deadlines.rules.compute_due import Due, compute_due
from dengwen.foundation.rulebook.loading import code_list, pack
from dengwen.foundation.rulebook.model import Limit, Pack, Status, Unit

HEARING_NOTICE = "HEARING_NOTICE"
VIEW_COMMENT = "VIEW_COMMENT"


def days_from(code: str, start: date, *, law: str) -> Due:
    """Return where the days ``code`` end that begin on ``start``, under the pack ``law``; the article is with them."""
    found = pack(law)
    return compute_due(limit_of(code, found), start, calendar=found.calendar)


def limit_of(code: str, law: Pack) -> Limit:
    """Return the limit of the pack where it has one, else our own design with its source."""
    entry = code_list("procedure_days").entry(code)
    says = entry.extras
    if law.has(says["key"]):
        return law.limit(says["key"])
    return Limit(
        id=code, key=says["key"], stage="procedure", trigger=says["key"], bearer="petitioner", action_en=entry.en,
        action_zh=entry.zh, length=int(says["days"]), unit=Unit(says["unit"]), article=says["article"],
        article_zh=says["article"], status=Status(says["status"]),
    )  # fmt: skip
