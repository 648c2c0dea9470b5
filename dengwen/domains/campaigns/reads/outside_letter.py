"""The letter to an outside body after its registers were compared: counts, and numbers of matters; no person."""

from collections.abc import Callable

from dengwen.domains.campaigns.reads.outside import Reconciled, rows_of_body
from dengwen.domains.campaigns.states import RowStanding
from dengwen.domains.letters.rules.letter_content import Content, Section
from dengwen.foundation.rulebook.loading import code_list

LISTED = 200  # numbers in a letter; the annexed list has all
_LISTS = (RowStanding.REGISTERED, RowStanding.NOT_OURS, RowStanding.OPEN, RowStanding.UNREAD)


def letter_content(found: Reconciled, lang: str) -> Content:
    """Return what the letter to the body says in ``lang`` (zh, en)."""
    words = code_list("outside_letter")

    def say(code: str, **facts: int) -> str:
        return words.label(code, lang).format(**facts)

    only_we = found.only_we.count()
    intro = say("intro", rows=found.rows - found.already, only_we=only_we, **found.counts)
    body = [Section("", intro), Section("", say("numbers"))]
    for standing in _LISTS:
        rows = rows_of_body(found.registers, standing).values_list("their_number", "position")
        numbers = [number or say("row", n=position) for number, position in rows[:LISTED]]
        body.append(_listed(say, standing.value, numbers, found.counts[standing.value]))
    numbers = [str(number) for number in found.only_we.values_list("number", flat=True)[:LISTED]]
    body.append(_listed(say, "only_we", numbers, only_we))
    return Content(say("title"), code_list("outside_bodies").label(found.body, lang), tuple(body))


def _listed(say: Callable[..., str], code: str, numbers: list[str], count: int) -> Section:
    text = ", ".join(numbers) or say("none")
    if count > len(numbers):
        text += "\n" + say("more", n=count - len(numbers))
    return Section(say(code), text)
