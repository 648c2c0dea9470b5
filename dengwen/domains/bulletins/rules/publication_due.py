"""What an organ owes to publish in a campaign, and until when (plan S28, S67, S70, S71). Plain Python."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.rules.publication_kinds import Kind
from dengwen.domains.bulletins.rules.window import parse_month
from dengwen.foundation.calendar.working_days import next_working_day
from dengwen.foundation.rulebook.campaign import CampaignPack, Summary


@dataclass(frozen=True, slots=True)
class Publishing:
    """Something to be published. ``month``: the frozen month it rests on; ``rolled``: the first working day."""

    kind: str
    period: str
    month: date
    due: date
    rolled: date


def end_of_month(day: date) -> date:
    """Return the last day of the month of ``day``."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)


def last_month_over(day: date) -> date:
    """Return the first day of the last month that is over when ``day`` is over."""
    if day == end_of_month(day):
        return day.replace(day=1)
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def publishings(
    pack: CampaignPack, wanted: Iterable[Kind], *, level: str, office: bool
) -> Iterator[Publishing]:
    """Yield what an organ of ``level`` owes to publish; ``office``: it runs the campaign.

    The office publishes a bulletin for every month that begins in the campaign, and reports upward for every month in
    which the time of a summary ends; the organs that owe summaries publish those.
    """
    for kind in wanted:
        if not kind.by_month:
            yield from (_summary(pack, kind, each) for each in _of_kind(pack, kind) if level in each.levels)
        elif office:
            yield from _months(pack, kind)


def _months(pack: CampaignPack, kind: Kind) -> Iterator[Publishing]:
    asked = {each.after.replace(day=1) for each in pack.summaries}
    month = pack.starts.replace(day=1)
    while month <= pack.ends:
        if not kind.after_stages or month in asked:
            due = end_of_month(month) + timedelta(days=kind.due_days)
            yield Publishing(kind.code, f"{month:%Y-%m}", month, due, next_working_day(due, pack.calendar))
        month = end_of_month(month) + timedelta(days=1)


def _of_kind(pack: CampaignPack, kind: Kind) -> list[Summary]:
    return [each for each in pack.summaries if (each.key == "final") == (kind.code == "final_summary")]


def _summary(pack: CampaignPack, kind: Kind, said: Summary) -> Publishing:
    rolled = next_working_day(said.due, pack.calendar)
    return Publishing(kind.code, said.key, last_month_over(said.after), said.due, rolled)


def month_of(kind: Kind, period: str, pack: CampaignPack | None) -> date:
    """Return the first day of the frozen month that a publication for ``period`` rests on.

    Raises ``publication.period_unknown``, ``publication.no_campaign``.
    """
    if kind.by_month:
        month = parse_month(period)
        if month is None:
            raise Refusal("publication.period_unknown", period=period)
        return month.replace(day=1)
    if pack is None:
        raise Refusal("publication.no_campaign")
    found = next((each for each in _of_kind(pack, kind) if each.key == period), None)
    if found is None:
        raise Refusal("publication.period_unknown", period=period)
    return last_month_over(found.after)
