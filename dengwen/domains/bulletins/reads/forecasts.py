"""The forecast to a target, from a snapshot, and its sentence."""

from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dengwen.domains.bulletins.reads.snapshot_figures import month_days, opened
from dengwen.domains.bulletins.reads.snapshots import Snapshot
from dengwen.domains.bulletins.rules.forecast import Forecast, Spell, forecast
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.shape import in_lang

# What is to be closed: every case received, without those merged, refused or led elsewhere. The part of the tree right
# below the organ that is asked about holds each case, or the organ itself does.
_SPELLS = """
SELECT coalesce(p.id, t.organ_id), greatest(least(coalesce(closed_on, ended_on, $last), $last) - received_on, 0),
  coalesce(closed_on, ended_on) IS NOT NULL
FROM matters t JOIN reach r ON r.organ = t.organ_id AND r.top = ?
LEFT JOIN (SELECT o.id, b.organ FROM organs o JOIN reach b ON b.top = o.id WHERE o.parent_id = ?) p
  ON p.organ = t.organ_id
WHERE received_on <= $last AND merged_into_id IS NULL AND (is_open OR closed_on IS NOT NULL)
  AND close_basis <> 'former_register'
"""
_MOST = 3


@dataclass(frozen=True, slots=True)
class Outlook:
    """A forecast with the day it is for and the names of the organs that lack most, in both languages."""

    by: date
    found: Forecast
    most: Sequence[tuple[str, str]]


def outlook(snapshot: Snapshot, *, organ: int, by: date, target: float) -> Outlook:
    """Return what is to be expected of ``organ`` with all below it by the day ``by``, at the pace of the snapshot."""
    _, last = month_days(snapshot)
    with opened(snapshot) as db:
        rows = db.execute(_SPELLS.replace("$last", f"DATE '{last}'"), [organ, organ]).fetchall()
        found = forecast([Spell(*row) for row in rows], ahead=max((by - last).days, 0), target=target)
        ids = [pk for pk, _ in found.short_by[:_MOST]]
        known = db.execute(
            "SELECT id, name, coalesce(nullif(name_en, ''), name) FROM organs WHERE list_contains(?::bigint[], id)",
            [ids],
        )
        names = {pk: (name, english) for pk, name, english in known.fetchall()}
    return Outlook(by, found, [names[pk] for pk in ids])


def sentence(seen: Outlook, lang: str) -> str:
    """Return the forecast in words (code list ``forecast_words``)."""
    found, by, words = seen.found, seen.by, code_list("forecast_words")
    names = in_lang(lang, ", ", "、").join(in_lang(lang, english, name) for name, english in seen.most)
    kind = ("short" if names else "short_here") if found.short else "met"
    return words.label(kind, lang).format(
        percent=found.percent, margin=found.margin_percent, year=by.year, month=by.month, date=by.day,
        month_name=month_name[by.month], short=found.short, most=names,
    )  # fmt: skip
