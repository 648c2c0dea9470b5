"""What is typed into the one box: words, "phrases", -exclusions and fields, as the index understands them."""

import re
from dataclasses import dataclass, field
from datetime import date

from dengwen.domains.search.rules.words import fold, is_han, words

# A field by its names in both languages, as they are typed before the colon (folded).
FIELDS: dict[str, tuple[str, ...]] = {
    "organ": ("organ", "机关", "单位"),
    "category": ("category", "类别"),
    "state": ("state", "状态"),
    "from": ("from", "自"),
    "to": ("to", "至"),
    "number": ("number", "编号"),
}
LONGEST = 200
_MOST_PARTS = 12
_SHORTEST_BEGINNING = 3
_NAMES = {name: key for key, names in FIELDS.items() for name in names}
_QUOTES = str.maketrans(dict.fromkeys("“”„«»「」『』〝〞", '"'))
_PART = re.compile(
    r"""(?P<minus>[-－−](?=\S))?(?:(?P<name>[^\s":：-]{1,12})[:：](?=\S))?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))"""
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a part of the question is not understood: a code of ``search_words`` and the part itself."""

    code: str
    part: str


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked.

    ``wanted`` and ``unwanted`` are lists of terms that follow each other (a last term ending with ``*`` may go on);
    ``fields`` are the values by field as typed. ``problems``: parts that were left out, each with why.
    """

    wanted: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[tuple[str, ...], ...] = ()
    fields: dict[str, list[str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked that could be answered."""
        return not self.wanted and not self.fields


def parse(text: str) -> Question:
    """Return what ``text`` asks for. A part that can not be understood is named and never silently dropped."""
    wanted: list[tuple[str, ...]] = []
    unwanted: list[tuple[str, ...]] = []
    fields: dict[str, list[str]] = {}
    problems: list[Problem] = []
    parts = list(_PART.finditer(text[:LONGEST].translate(_QUOTES)))
    for part in parts[:_MOST_PARTS]:
        said = part["phrase"] if part["phrase"] is not None else part["word"]
        name = _NAMES.get(fold(part["name"] or ""))
        if name is not None and name != "number":  # a number is found like every other word
            if part["minus"] or not said.strip():
                problems.append(Problem("field_empty", part[0]))
            else:
                fields.setdefault(name, []).append(said.strip())
            continue
        if part["name"] and name is None:  # no field of ours: a time, a web address
            said = f"{part['name']} {said}"
        chain = chain_of(said)
        if not chain:
            problems.append(Problem("no_word", part[0]))
        elif part["minus"]:
            unwanted.append(chain)
        else:
            wanted.append(chain if part["phrase"] is not None else _begun(chain))
    problems += [Problem("too_many", part[0]) for part in parts[_MOST_PARTS:]]
    if len(text) > LONGEST:
        problems.append(Problem("too_long", text[LONGEST:]))
    if unwanted and not wanted and not fields:
        problems.append(Problem("only_unwanted", text.strip()))
    return Question(tuple(wanted), tuple(unwanted), fields, tuple(problems))


def chain_of(said: str) -> tuple[str, ...]:
    """Return the terms that have to follow each other for ``said`` to stand in a text.

    The single character that ends a run of Han characters stands in a text only where a run ends there: what is asked
    may go on, so it is left out behind its pair, and alone it asks for any term that begins with it.
    """
    found = words(said)
    chain: list[str] = []
    for place, term in enumerate(found):
        alone = len(term) == 1 and is_han(term)
        if not alone:
            chain.append(term)
        elif place + 1 < len(found):
            chain.append(term)  # a run that ended inside the phrase ends so in the text, too
        elif not (place and is_han(found[place - 1][0]) and len(found[place - 1]) == 2):
            chain.append(f"{term}*")
    if said.rstrip().endswith("*") and chain and not chain[-1].endswith("*"):
        chain[-1] += "*"
    return tuple(chain)


def _begun(chain: tuple[str, ...]) -> tuple[str, ...]:
    """Let a single word outside quotation marks be the beginning of one: half a name finds it, too."""
    word = chain[0]
    goes_on = len(chain) == 1 and len(word) >= _SHORTEST_BEGINNING and not is_han(word[0]) and word[-1] != "*"
    return (f"{word}*",) if goes_on else chain


def tsquery(question: Question) -> str:
    """Return the words of ``question`` as a ``tsquery``; empty where only fields are asked for."""
    wanted = [_chain(chain) for chain in question.wanted]
    unwanted = [f"!({_chain(chain)})" for chain in question.unwanted]
    return " & ".join(wanted + unwanted)


def day_of(typed: str) -> tuple[date, date] | None:
    """Return the first and last day of a day, month or year as typed (``2011``, ``2011-03``, ``2011年3月1日``)."""
    found = re.fullmatch(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2}))?)?[年月日]?", fold(typed).strip())
    if found is None:
        return None
    year, month, day = (int(each) if each else None for each in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first, first
        if month:
            return first, date.fromordinal(
                (date(first.year + month // 12, month % 12 + 1, 1)).toordinal() - 1
            )
        return first, date(first.year, 12, 31)
    except ValueError:
        return None


def _chain(chain: tuple[str, ...]) -> str:
    return (
        "(" + " <-> ".join(f"'{term[:-1]}':*" if term.endswith("*") else f"'{term}'" for term in chain) + ")"
    )
