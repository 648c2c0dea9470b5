"""Where her case stands, until when who must do what, and what happened: in the words of the street."""

from dataclasses import dataclass
from datetime import date, datetime

from dengwen.domains.cases.reads.petitioner_case import GoesWith, Happening, OwnCase, what_happened
from dengwen.domains.deadlines.reads.why_days import WhyDay, why_days
from dengwen.domains.deadlines.rules.explain_due import explain
from dengwen.domains.deadlines.rules.tell_petitioner import tell_petitioner
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.kit.sentences import in_words, label, lang
from dengwen.interfaces.kit.wording import organ_name

# Rights of organs among themselves, and what a reviewer may look at once more: nothing that she waits for.
_NOT_HERS = frozenset({"objection", "lookback"})


def standing(case: OwnCase) -> str:
    """Return where the case stands; every state of the table has its words in ``petitioner_states``."""
    asked = case.asked or case.above
    places = {"organ": organ_name(case.organ), "asked": organ_name(asked) if asked else _above()}
    return label("petitioner_states", case.state).format_map(places)


def standing_of_other(other: GoesWith) -> str:
    """Return where the case stands that hers is answered with."""
    places = {"organ": organ_name(other.organ), "asked": organ_name(other.above) if other.above else _above()}
    return label("petitioner_states", other.state).format_map(places)


def _above() -> str:
    return label("petitioner_words", "office_above")


@dataclass(frozen=True, slots=True)
class Day:
    """One day of her case: what it says, why it is that day, and how it moved."""

    said: str
    why: str
    moved: tuple[str, ...]
    runs: bool
    legal: date


def days_of(actor: Actor, today: date) -> list[Day]:
    """Return every day that binds an organ towards her, or that is her own period: running ones first."""
    found = [one for one in why_days(actor=actor, case=actor.case or 0, today=today) if _told(one)]
    days = [_day(one, today) for one in found]
    return sorted(days, key=lambda day: (not day.runs, day.legal))


def _told(one: WhyDay) -> bool:
    return one.limit.key not in _NOT_HERS


def _day(one: WhyDay, today: date) -> Day:
    runs = one.met_on is None and not one.stopped
    said = tell_petitioner(one.due, lang(), today=today, told=one.legal) if runs else _over(one)
    return Day(said, explain(one.due, lang(), told=one.legal), _moves(one), runs, one.legal)


def _over(one: WhyDay) -> str:
    words = "day_met" if one.met_on else "day_stopped"
    places = {"action": one.limit.action(lang()), "until": in_words(one.legal), "on": in_words(one.met_on)}
    return label("petitioner_words", words).format_map(places)


def _moves(one: WhyDay) -> tuple[str, ...]:
    found = []
    if one.extended is not None:
        places = {
            "before": in_words(one.extended.before), "after": in_words(one.extended.after),
            "reason": one.extended.reason, "told": in_words(one.extended.told_on),
        }  # fmt: skip
        found.append(label("petitioner_words", "day_extended").format_map(places))
    for pause in one.pauses:
        places = {
            "why": label("pauses", pause.code), "since": in_words(pause.since),
            "until": in_words(pause.until) if pause.until else "…",
        }  # fmt: skip
        found.append(label("petitioner_words", "day_paused").format_map(places))
    for move in one.moved:
        places = {"before": in_words(move.before), "after": in_words(move.after), "at": in_words(move.at)}
        found.append(label("petitioner_words", "day_moved").format_map(places))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what happened."""

    at: datetime
    sentence: str


def story_of(actor: Actor) -> list[Told]:
    """Return what happened, newest first, in the words of the list ``petitioner_events``."""
    return [Told(one.at, _sentence(one)) for one in what_happened(actor)]


def _sentence(one: Happening) -> str:
    facts: dict[str, str] = {name: _fact(value) for name, value in one.facts.items()}
    facts |= {name: organ_name(organ) for name, organ in one.organs.items()}
    facts["by"] = organ_name(one.by) if one.by else label("petitioner_words", "an_office")
    facts["who"] = label("petitioner_words", f"who_{one.who}") if one.who else facts["by"]
    words = code_list("petitioner_events").label(one.event, lang())
    said = words.format_map(_Blank(facts))
    return said[:1].upper() + said[1:]


def _fact(value: object) -> str:
    if isinstance(value, str):
        try:
            return in_words(date.fromisoformat(value))
        except ValueError:
            return value
    return in_words(value)


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
