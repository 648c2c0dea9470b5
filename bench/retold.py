"""Records of five registers, made from real texts, with the truth: which of them are the same matter.

The texts are real (``../shared/data``: Chinese messages, English police complaints); everything that could point at
anybody is made up: names, telephone numbers, streets, days. A matter comes into one register or into several; each
further record is retold, shortened, misspelt, written in full forms, has its names and streets translated, or is
one half of a matter that was split; its day of the event, telephone number and street may be told inexactly. To be
hard in the way of real registers, there are: other matters of the same person, matters that share half of their
text, and one text brought by several people of different streets (a circular letter).

``python -m bench.retold --records 1000 --seed 1 --out FILE.csv`` writes a file. The same seed gives the same records,
and a larger number begins with the records of the smaller one.
"""

import argparse
import csv
import gzip
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random

from bench import retelling
from bench.retelling import words

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
MESSAGES, COMPLAINTS = "citizen-messages-with-replies.xlsx", "police-complaints-2000-2014.csv.gz"
REGISTERS = ("letters", "hotline", "petition-bureau", "prosecutor", "ministry")
_FIRST_DAY, _DAYS = date(2022, 1, 3), 1400
_SAME_PERSON = 0.06  # how often a matter is of the person of the one before
_CIRCULAR, _CIRCULARS = 6, 0.03  # so many matters have one text, and so often
# How often a matter stands in one, two, ... five records.
_SPREAD = (0.56, 0.24, 0.11, 0.06, 0.03)
_LEAST_TEXT = {"zh": 30, "en": 40}
# What each register does not write down, and how often.
_LACKS = {
    "letters": {"phone": 0.5},
    "hotline": {"occurred_on": 0.7, "name": 0.2},
    "petition-bureau": {"phone": 0.3, "occurred_on": 0.3},
    "prosecutor": {"place": 0.4, "phone": 0.6},
    "ministry": {"place": 0.5, "name": 0.3, "occurred_on": 0.5},
}
# What a record that was made from another tells inexactly, and how often.
_INEXACT = {"occurred_on": 0.15, "place": 0.15, "phone": 0.04}
_QUOTES = 0.15  # how often a later record gives the number of an earlier one


@dataclass(frozen=True, slots=True)
class Text:
    """A real text. ``language``: zh or en."""

    title: str
    body: str
    language: str


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a register. ``quoted``: the number of another register's record that it names.

    ``matter`` is the truth: records of one matter have one number. ``made``: what was done to the text.
    """

    register: str
    key: str
    quoted: str
    name: str
    phone: str
    received_on: date
    occurred_on: date | None
    place: str
    title: str
    text: str
    language: str
    matter: int
    made: str


@dataclass(frozen=True, slots=True)
class _Matter:
    id: int
    title: str
    body: str
    language: str
    person: int
    street: int
    number: int
    occurred_on: date


def real_texts(folder: Path = SHARED) -> list[Text]:
    """Read the real texts, Chinese and English in turn; raises FileNotFoundError where they are not."""
    both = [_chinese(folder / MESSAGES), _english(folder / COMPLAINTS)]
    longest = max(map(len, both))
    return [texts[at % len(texts)] for at in range(longest) for texts in both]


def _chinese(path: Path) -> list[Text]:
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
    texts = [Text("".join(str(row[2]).split()), "".join(str(row[4]).split()), "zh") for row in rows]
    return [text for text in texts if len(text.body) >= _LEAST_TEXT["zh"]]


def _english(path: Path) -> list[Text]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = {
            " ".join(row["narrative"].lower().split()): row["category"].lower()
            for row in csv.DictReader(file)
        }
    return [Text(title, body, "en") for body, title in rows.items() if len(body) >= _LEAST_TEXT["en"]]


def records(size: int, *, seed: int, texts: Sequence[Text]) -> Iterator[Record]:
    """Yield ``size`` records of matters number 0, 1, ...; ``texts`` is used again and again where it is short."""
    return islice(_all(seed, texts), size)


def _all(seed: int, texts: Sequence[Text]) -> Iterator[Record]:
    keys = {register: count(1) for register in REGISTERS}
    for number in count():
        chance = Random(f"{seed}/{number}")
        matter = _matter(number, seed, texts, chance)
        yield from _records_of(matter, keys, chance)


def _matter(number: int, seed: int, texts: Sequence[Text], chance: Random) -> _Matter:
    """Make a matter; now and then of the person of the one before, or one of a circular letter."""
    text = texts[chance.randrange(len(texts))]
    person = number - 1 if number and chance.random() < _SAME_PERSON else number
    group = Random(f"{seed}/circular {number // _CIRCULAR}")
    if group.random() < _CIRCULARS:
        text = texts[group.randrange(len(texts))]
        body = text.body
    else:
        body = _with_half_of(text, texts[chance.randrange(len(texts))])
    return _Matter(
        number, text.title, body, text.language, person, chance.randrange(20), chance.randrange(1, 400),
        _FIRST_DAY + timedelta(days=chance.randrange(_DAYS)),
    )  # fmt: skip


def _with_half_of(text: Text, other: Text) -> str:
    """Lengthen a text by sentences of another of its language, so that few matters are word for word alike."""
    if other.language != text.language:
        return text.body
    return retelling.joined([text.body, retelling.halves(other.body, text.language)[0]], text.language)


def _records_of(matter: _Matter, keys: dict[str, "count[int]"], chance: Random) -> Iterator[Record]:
    copies = chance.choices(range(1, 6), _SPREAD)[0]
    order = chance.sample(REGISTERS, copies)
    received, earlier = matter.occurred_on + timedelta(days=chance.randrange(30)), ""
    for at, register in enumerate(order):
        made = _ways(at, register, matter.language, chance)
        for told in _tellings(matter, made, chance):
            key = f"{'ABCDE'[REGISTERS.index(register)]}{next(keys[register]):07d}"
            quoted = earlier if earlier and chance.random() < _QUOTES else ""
            yield _record(matter, register, key, quoted, received, told, made, chance)
            earlier = earlier or key
        received += timedelta(days=min(int(chance.expovariate(1 / 20)), 200))


def _ways(at: int, register: str, language: str, chance: Random) -> list[str]:
    """Choose what is done to a record; the first of a matter stays as it was written, unless it is split."""
    made = [
        way
        for way, often in (("retold", 0.7), ("shortened", 0.3), ("misspelt", 0.4))
        if at and chance.random() < often
    ]
    if at and chance.random() < (0.8 if register == "prosecutor" else 0.1):
        made.append("translated")
    if language == "zh" and register == "ministry" and chance.random() < 0.3:
        made.append("full forms")
    if chance.random() < 0.06:
        made.append("split")
    return made


def _tellings(matter: _Matter, made: list[str], chance: Random) -> list[tuple[str, str]]:
    """Return heading and text of the record, or of both records of one that is split."""
    street = _street(matter, "translated" in made)
    sign = "；" if matter.language == "zh" else ". "
    bodies = list(retelling.halves(matter.body, matter.language)) if "split" in made else [matter.body]
    return [_telling(matter.title, body, made, matter.language, chance, street + sign) for body in bodies]


def _telling(  # noqa: PLR0917 - as below
    title: str, body: str, made: list[str], language: str, chance: Random, street: str
) -> tuple[str, str]:
    if "retold" in made:
        body = retelling.retell(body, language, chance)
    if "shortened" in made:
        body = retelling.shorten(body, language, chance)
    if "misspelt" in made:
        title, body = retelling.misspell(title, language, chance), retelling.misspell(body, language, chance)
    if "full forms" in made:
        title, body = retelling.in_full_forms(title), retelling.in_full_forms(body)
    if "retold" in made and chance.random() < 0.6:
        title = body[:40]
    return title[:200], street + body if chance.random() < 0.6 else body


def _street(matter: _Matter, translated: bool) -> str:
    places = words()["places"]
    writing = "zh" if (matter.language == "zh") != translated else "latin"
    return str(
        places[f"{writing}_number"].format(street=places[writing][matter.street], number=matter.number)
    )


def _record(  # noqa: PLR0917 - all of it makes the one record
    matter: _Matter, register: str, key: str, quoted: str, received: date, told: tuple[str, str],
    made: list[str], chance: Random,
) -> Record:  # fmt: skip
    translated = "translated" in made
    lacks = {what for what, often in _LACKS[register].items() if chance.random() < often}
    inexact = {what for what, often in _INEXACT.items() if made and chance.random() < often}
    phone = f"1990{matter.person % 10_000_000:07d}"
    occurred = matter.occurred_on - timedelta(days=chance.randrange(1, 4) if "occurred_on" in inexact else 0)
    place = _street(matter, translated)
    if "place" in inexact:
        place = place.strip("0123456789 ").rstrip(words()["places"]["zh_number"][-1]).rstrip("0123456789")
    return Record(
        register=register, key=key, quoted=quoted,
        name="" if "name" in lacks else _name(matter, translated),
        phone="" if "phone" in lacks else phone[:-2] + phone[:-3:-1] if "phone" in inexact else phone,
        received_on=received,
        occurred_on=None if "occurred_on" in lacks else occurred,
        place="" if "place" in lacks else place,
        title=told[0], text=told[1], language=matter.language, matter=matter.id, made=" ".join(made),
    )  # fmt: skip


def _name(matter: _Matter, translated: bool) -> str:
    """Return the made-up name of the person; thousands bear the same one, as is so."""
    people, chance = words()["people"], Random(f"person {matter.person}")
    family, given = chance.randrange(20), chance.randrange(24)
    more = chance.randrange(24)
    if matter.language == "zh":
        kind = "_latin" if translated else ""
        own = people[f"zh_given{kind}"]
        first, second = (own[given], own[more]) if translated else (own[given][0], own[more][1])
        parts = [people[f"zh_family{kind}"][family], first, second]
        return " ".join(parts) if translated else "".join(parts)
    last = people["en_family_other" if translated else "en_family"][family]
    return f"{people['en_given'][given]} {people['en_given'][more]} {last}"


def write_csv(path: Path, found: Iterator[Record]) -> int:
    """Write the records as CSV and return how many."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Record)])
        writer.writeheader()
        rows = 0
        for record in found:
            writer.writerow(asdict(record))
            rows += 1
    return rows


def main() -> None:
    """Write a file of records."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.retold", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    begin = datetime.now()  # noqa: DTZ005 - a duration
    rows = write_csv(asked.out, records(asked.records, seed=asked.seed, texts=real_texts()))
    print(f"{rows} records in {(datetime.now() - begin).total_seconds():.1f} s")  # noqa: DTZ005


if __name__ == "__main__":
    main()
