"""What a filed register must have, row by row, and how a filing stands. Plain Python (plan S20, S22, S23)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.states import FilingAnswer
from dengwen.foundation.rulebook.campaign import CampaignPack, FilingNeed
from dengwen.foundation.rulebook.campaign import Filing as FilingRule

NAMED = 5  # how many numbers a refusal names


@dataclass(frozen=True, slots=True)
class Lack:
    """A case of the register in which something is missing; ``must``: the register cannot be filed without it."""

    case: int
    number: str
    must: tuple[str, ...]
    should: tuple[str, ...]


def lacks(rows: Iterable[Mapping[str, object]], needs: Sequence[FilingNeed]) -> Iterator[Lack]:
    """Yield the rows in which something is missing, in their order.

    A row has ``case``, ``number``, ``accepted_on``, ``merged`` and the fields that needs name. What was merged into
    another case needs nothing: the other one is asked.
    """
    for row in rows:
        if row["merged"]:
            continue
        wanted = [need for need in needs if need.once == "registered" or row["accepted_on"] is not None]
        missing = [need for need in wanted if row[need.field] in (None, "")]
        if missing:
            must = tuple(need.field for need in missing if need.refuses)
            should = tuple(need.field for need in missing if not need.refuses)
            yield Lack(int(str(row["case"])), str(row["number"]), must, should)


def filing_of(pack: CampaignPack, kind: str, level: str) -> FilingRule:
    """Return the register that is filed; raises ``filing.unknown`` where organs of ``level`` file none of this kind."""
    found = pack.filing(kind)
    if found is None or level not in found.levels:
        raise Refusal("filing.unknown")
    return found


def check_filing(*, waits: bool, lacking: Sequence[Lack]) -> None:
    """Refuse a register while another waits for its receipt, and one in which something must be there.

    An organ without a case files an empty one: it owes the answer too. Raises ``filing.waits``, ``filing.lacking``.
    """
    if waits:
        raise Refusal("filing.waits")
    must = [lack for lack in lacking if lack.must]
    if must:
        raise Refusal(
            "filing.lacking", count=len(must), names=", ".join(lack.number for lack in must[:NAMED])
        )


def check_answer(*, answer: str, received: bool, reasons: str, whole: bool) -> None:
    """Refuse a second answer, a return without reasons, and to receive a package that is not what was filed.

    Raises ``filing.answered``, ``filing.no_reasons``, ``filing.changed``.
    """
    if answer:
        raise Refusal("filing.answered")
    if not received and not reasons.strip():
        raise Refusal("filing.no_reasons")
    if received and not whole:
        raise Refusal("filing.changed")


def met_on(filings: Iterable[tuple[date, str]]) -> date | None:
    """Return the day on which filings (day, answer; oldest first) met the duty, or None.

    The first one that was received counts, with the day on which it was filed: the office's own time to read it is
    not the filer's. One that waits counts until it is answered; one that was returned counts for nothing.
    """
    listed = list(filings)
    for wanted in (FilingAnswer.RECEIVED, FilingAnswer.WAITS):
        for day, answer in listed:
            if answer == wanted:
                return day
    return None
