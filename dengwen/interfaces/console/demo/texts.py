"""Writes the titles, texts and claims of demo stories from the templates in ``data/``."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from dengwen.foundation.rulebook.families import family
from dengwen.interfaces.console.demo.province import DemoOrgan, Level, Province
from dengwen.interfaces.console.demo.words import pairs, word_list

_SMALL_FINES = (100, 200, 300, 500, 1000)
_AMOUNTS = (
    800,
    1200,
    2600,
    3500,
    4800,
    6000,
    7500,
    9800,
    12000,
    15600,
    18000,
    23000,
    36000,
    48000,
    65000,
    98000,
    160000,
)


_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_MODEST = frozenset(("01.01", "01.02", "04.02", "05.02", "05.03", "03.02", "12.01", "02.02"))
"""Categories in which sums stay below 20,000 yuan."""
_PLAIN = frozenset(("SUGGESTION", "INQUIRY", "THANKS", "OTHER"))
"""Purposes whose texts tell no story of waiting."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim (诉求) and the remedy sought for it (请求事项)."""

    text: str
    remedy_sought: str


@dataclass(frozen=True, slots=True)
class Petitioner:
    """An invented petitioner: only what is needed to answer. All telephone numbers start with 199-0000-."""

    name: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything a template says once its slots are filled."""

    category: str
    purpose: str
    title: str
    text: str
    claims: tuple[Claim, ...]
    place: str
    occurred_on: date
    slots: dict[str, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when a story is told: its language, the day of receipt, the province, the county's code."""

    language: str
    received: date
    province: Province
    county: str


def templates(language: str) -> tuple[dict[str, Any], ...]:
    """The story templates of a language."""
    return tuple(word_list(f"stories_{language}")["template"])


@cache
def _weights(language: str, rules: str) -> tuple[int, ...]:
    """How often each template is drawn: grave accusations are rare, slow cases and traffic are common."""
    rare = ("02.01", "03", "09.02", "10.03", "10.04", "13")
    common = ("01.02", "05.", "06.", "07.01", "08.", "10.01")
    codes: list[str] = [template["c"] for template in templates(language)]
    return tuple(1 if code.startswith(rare) else 5 if code.startswith(common) else 3 for code in codes)


@cache
def _slot_words(language: str, rules: str) -> dict[str, tuple[str, ...]]:
    """Slot words; a hyphen stands for a blank inside an English word group."""
    table: dict[str, str] = word_list("slots")[language]
    return {key: tuple(word.replace("-", " ") for word in words.split()) for key, words in table.items()}


@cache
def _names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    surnames, given = pairs("names", "surnames"), pairs("names", "given")
    return tuple(zh for zh, _ in surnames), tuple(zh for zh, _ in given)


def _station_names(province: Province, county: str, language: str) -> tuple[str, ...]:
    organ = province.by_code[county]
    stations = province.below(county, Level.STATION)
    if language == "zh":
        short = (s.name.removeprefix(organ.name).removeprefix(organ.place) for s in stations)
        return tuple(short) or (f"{organ.place}公安机关",)
    return tuple(s.name_en.split(",")[0] for s in stations) or (f"{organ.place_en} Police Office",)


def person_name(random: Random, language: str) -> str:
    """An invented petitioner's name."""
    if language == "en":
        names: dict[str, list[str]] = word_list("names")
        return f"{random.choice(names['english_first'])} {random.choice(names['english_last'])}"
    surnames, given = _names()
    return random.choice(surnames) + random.choice(given)


def petitioner(random: Random, language: str, county: DemoOrgan) -> Petitioner:
    """An invented petitioner who lives in the county."""
    name, number = person_name(random, language), random.randrange(10000)
    phone = str(word_list("country")["phone"]).format(n=number, last=number % 1000)
    street, flat = street_and_number(random, language), random.randint(1, 40)
    if language == "en":
        return Petitioner(name, phone, f"Flat {flat}, {street}, {county.place_en}")
    return Petitioner(name, phone, f"{county.place}{street}{flat}室")


def street_and_number(random: Random, language: str) -> str:
    """An invented street with a house number."""
    words, number = _slot_words(language, family()), random.randint(1, 399)
    first, second = random.choice(words["street_a"]), random.choice(words["street_b"])
    return f"{number} {first} {second}" if language == "en" else f"{first}{second}{number}号"


def written_day(day: date, received: date, language: str) -> str:
    """A date as people write it: without the year when it is the year of the letter."""
    same = day.year == received.year
    if language == "zh":
        return ("" if same else f"{day.year}年") + f"{day.month}月{day.day}日"
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]}" + ("" if same else f" {day.year}")


def _occurred(random: Random, template: dict[str, Any], received: date) -> date:
    slow = any("{m}" in line for line in (template["t"], *template["f"]))
    return received - timedelta(days=random.randint(70, 540) if slow else random.randint(8, 120))


def _slots(random: Random, template: dict[str, Any], scene: Scene, occurred: date) -> dict[str, str]:
    language, received, county = scene.language, scene.received, scene.county
    words, organ, gap = (
        _slot_words(language, family()),
        scene.province.by_code[county],
        (received - occurred).days,
    )
    later = occurred + timedelta(days=random.randint(3, gap - 1))
    fine, modest = template["c"] in ("05.01", "06.02"), template["c"] in _MODEST
    amount = random.choice(_SMALL_FINES if fine else _AMOUNTS[:10] if modest else _AMOUNTS)
    return {
        "co": organ.place if language == "zh" else organ.place_en,
        "st": random.choice(_station_names(scene.province, county, language)),
        "p": street_and_number(random, language),
        "w": random.choice(words["shop"]),
        "item": random.choice(words["item"]),
        "kin": random.choice(words["kin"]),
        "car": random.choice(words["car"]),
        "d": written_day(occurred, received, language),
        "d2": written_day(later, received, language),
        "n": str(random.randint(5, min(gap, 90))),
        "m": str(max(2, gap // 30)),
        "k": str(random.randint(2, 9)),
        "amt": str(amount),
    }


def _paragraphs(random: Random, template: dict[str, Any], language: str, slots: dict[str, str]) -> str:
    pool, plain = word_list(f"stories_{language}"), template["p"] in _PLAIN
    gap = " " if language == "en" else ""
    how_many = 0 if plain else random.choice((0, 1, 1, 2))
    middle = gap.join(random.sample(pool["middles"], how_many)).format_map(slots)
    ending: str = random.choice(pool["endings_plain" if plain else "endings"])
    chosen: str = random.choice(template["f"])
    facts = chosen.format_map(slots)
    facts = facts[0].upper() + facts[1:]
    if plain and random.random() < 0.5:
        return facts + gap + ending
    if not middle or random.random() < 0.3:
        return "\n\n".join((facts, middle + gap + ending if middle else ending))
    if random.random() < 0.2:
        return gap.join((facts, middle, ending))
    return "\n\n".join((facts, middle, ending))


def write(random: Random, scene: Scene) -> Wording:
    """Draw a template that fits the language and fill it in."""
    language = scene.language
    template = random.choices(templates(language), _weights(language, family()))[0]
    occurred = _occurred(random, template, scene.received)
    slots = _slots(random, template, scene, occurred)
    drawn = [claim for index, claim in enumerate(template["q"]) if not index or random.random() < 0.45]
    return Wording(
        category=template["c"],
        purpose=template["p"],
        title=template["t"].format_map(slots),
        text=_paragraphs(random, template, language, slots),
        claims=tuple(Claim(text.format_map(slots), remedy.format_map(slots)) for text, remedy in drawn),
        place=f"{slots['p']}, {slots['co']}" if language == "en" else slots["co"] + slots["p"],
        occurred_on=occurred,
        slots=slots,
    )


def write_follow_up(random: Random, language: str, slots: dict[str, str]) -> str:
    """The text of a further contact about a matter."""
    line: str = random.choice(word_list(f"stories_{language}")["follow_ups"])
    return line.format_map(slots)


def write_again(random: Random, language: str, title: str) -> str:
    """The text of a contact that repeats an earlier matter and is merged into it."""
    line: str = word_list(f"stories_{language}")["merged"]
    return line.format(title=title, k=random.randint(2, 9))
