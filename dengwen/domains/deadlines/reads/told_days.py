"""Until when the petitioner hears something."""

from datetime import date

from dengwen.domains.deadlines.models import Clock
from dengwen.foundation.rulebook.loading import pack


def told_days(case: int) -> dict[str, date]:
    """Return for each running limit of the organ, by its key, the later day of the two.

    The later one, so that nobody is told a day that may still move on. The caller's transaction shows the case.
    """
    rows = Clock.objects.filter(matter=case, met_on=None, stopped=False, bearer="organ").order_by(
        "-target", "-pk"
    )
    return {pack(row.pack).limit(row.rule).key: max(row.target, row.legal) for row in rows}
