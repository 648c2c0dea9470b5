"""The petitions of the demo province, in order of receipt: who wrote what to whom, and what became of it."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from dengwen.interfaces.console.demo import texts
from dengwen.interfaces.console.demo.arriving import Desk
from dengwen.interfaces.console.demo.paths import draw_path
from dengwen.interfaces.console.demo.province import Province
from dengwen.interfaces.console.demo.seeded import chance
from dengwen.interfaces.console.demo.shows import Shows
from dengwen.interfaces.console.demo.steps import Case, Pace, Step, StepKind, state_after
from dengwen.interfaces.console.demo.texts import Claim, Petitioner
from dengwen.interfaces.console.demo.words import languages

CHANNEL_WEIGHTS: dict[str, int] = {
    "WEB": 240, "APP": 130, "LETTER": 150, "VISIT_SINGLE": 110, "VISIT_GROUP": 14, "PHONE": 80, "FAX": 4,
    "EMAIL": 25, "LEADER_MAILBOX": 45, "LEADER_RECEPTION": 25, "OUTREACH": 12, "VIDEO": 8,
    "HOTLINE_12345": 90, "HOTLINE_12389": 45, "TRANSFERRED": 60, "ASSIGNED": 25, "MEDIA": 4, "DEPUTY": 8,
    "SELF_SORTED": 12, "INSPECTION": 5,
}  # fmt: skip
"""Every channel of facts 3.1 and its share on a working day."""

WEEKEND_CHANNELS = ("WEB", "APP", "PHONE", "EMAIL", "LEADER_MAILBOX", "HOTLINE_12345", "HOTLINE_12389")
_MONTHS = (0.9, 0.65, 1.25, 1.1, 1.0, 1.05, 1.0, 0.95, 1.05, 0.85, 1.2, 1.0)
_WEEKDAYS = (1.15, 1.05, 1.0, 1.0, 0.95, 0.3, 0.25)
_NAMELESS = frozenset(
    ("LETTER", "WEB", "PHONE", "EMAIL", "HOTLINE_12389", "INSPECTION", "MEDIA", "SELF_SORTED")
)
"""Channels by which a petition may come without a name."""
_AGAIN = ("WEB", "APP", "PHONE", "EMAIL", "HOTLINE_12345")
_MERGED_SHARE = 0.025
_TERMINAL = frozenset(
    (
        StepKind.CLOSE,
        StepKind.NOT_ACCEPT,
        StepKind.NO_LONGER_ACCEPT,
        StepKind.DIVERT,
        StepKind.WITHDRAW,
        StepKind.FINAL,
    )
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A further contact (信访件) about the same matter, some days after the first."""

    day: int
    organ_code: str
    channel: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """One petition from first receipt to wherever it stands at the end of the demo's time.

    ``state`` is the state of facts 8c that ``path`` leads to. ``contacts`` are the ones after the first.
    """

    number: int
    organ_code: str
    received_on: date
    occurred_on: date
    channel: str
    source: str
    category: str
    purpose: str
    title: str
    text: str
    claims: tuple[Claim, ...]
    place: str
    language: str
    petitioner: Petitioner | None
    group_size: int
    representatives: tuple[str, ...]
    on_behalf_of: bool
    contacts: tuple[Contact, ...]
    pace: Pace
    path: tuple[Step, ...]
    state: str


def _channel(random: Random, received: date) -> str:
    names = WEEKEND_CHANNELS if received.weekday() >= 5 else tuple(CHANNEL_WEIGHTS)
    return random.choices(names, [CHANNEL_WEIGHTS[name] for name in names])[0]


def _group(
    random: Random, channel: str, language: str, first: Petitioner | None
) -> tuple[int, tuple[str, ...]]:
    """Return (how many people, representatives): at most five represent a group."""
    if channel == "VISIT_GROUP":
        size = random.choice((5, 5, 6, 6, 7, 8, 9, 12, 15, 20, 28, 40))
    elif channel in ("LETTER", "WEB") and first is not None and random.random() < 0.04:
        size = random.randint(2, 30)
    else:
        return 1, ()
    if first is None or size < 5:
        return size, ()
    others = {texts.person_name(random, language): None for _ in range(random.randint(0, 4))}
    return size, (first.name, *(name for name in others if name != first.name))


def _is_anonymous(random: Random, channel: str, purpose: str) -> bool:
    if channel not in _NAMELESS:
        return False
    return random.random() < (0.25 if purpose == "ACCUSATION" else 0.05)


def _contacts(random: Random, story: Story, slots: dict[str, str], horizon: int) -> tuple[Contact, ...]:
    """One to three further contacts for about one matter in eight, while it is open."""
    last = min([horizon, *(step.day for step in story.path if step.kind in _TERMINAL)])
    unanswered = story.purpose in ("APPEAL", "ACCUSATION") and story.petitioner is not None
    if not unanswered or last < 8 or random.random() > 0.16:
        return ()
    days = sorted(random.randint(3, min(last - 1, 200)) for _ in range(random.choice((1, 1, 1, 2, 2, 3))))
    return tuple(
        Contact(
            day,
            story.organ_code,
            random.choice(_AGAIN),
            texts.write_follow_up(random, story.language, slots),
        )
        for day in days
    )


def _story(number: int, random: Random, desk: Desk, received: date, shows: "Shows[Story]") -> Story:
    language = "en" if random.random() < 0.2 else "zh"
    if language not in languages():
        language = languages()[0]
    county, organ, target = desk.draw(random, received)
    channel = _channel(random, received)
    wording = texts.write(random, texts.Scene(language, received, desk.province, county))
    person = None
    if not _is_anonymous(random, channel, wording.purpose):
        person = texts.petitioner(random, language, desk.province.by_code[county])
    size, representatives = _group(random, channel, language, person)
    horizon = (shows.end - received).days
    case = Case(
        wording.category, wording.purpose, len(wording.claims), target, person is not None,
        *desk.ways_up(organ, target or organ, everywhere=shows.small),
    )  # fmt: skip
    pace, path = draw_path(random, case, horizon)
    if shown := shows.draw(case, random, horizon):
        pace, path = Pace.STUCK, shown
    story = Story(
        number=number,
        organ_code=organ,
        received_on=received,
        occurred_on=wording.occurred_on,
        channel=channel,
        source=desk.source(random, channel, organ),
        category=wording.category,
        purpose=wording.purpose,
        title=wording.title,
        text=wording.text,
        claims=wording.claims,
        place=wording.place,
        language=language,
        petitioner=person,
        group_size=size,
        representatives=representatives,
        on_behalf_of=person is not None and size == 1 and random.random() < 0.07,
        contacts=(),
        pace=pace,
        path=path,
        state=state_after(path),
    )
    return replace(story, contacts=_contacts(random, story, wording.slots, horizon))


def _open_on(story: Story, day: date) -> bool:
    """Whether a story stays with its first organ and is registered, but not ended, on a day."""
    if not story.path or story.path[-1].kind is StepKind.MERGE:
        return False
    if any(step.kind in (StepKind.TRANSFER, StepKind.ASSIGN) for step in story.path):
        return False
    passed = (day - story.received_on).days
    return not any(step.kind in _TERMINAL and step.day <= passed for step in story.path)


def _repeat(story: Story, random: Random, earlier: Story, end: date) -> Story | None:
    """The story told again: the same petitioner about the same thing, merged into the earlier matter."""
    screened = story.received_on + timedelta(days=random.randint(1, 4))
    merged = screened + timedelta(days=random.randint(0, 5))
    if merged > end or earlier.petitioner is None or not _open_on(earlier, merged):
        return None
    day, last = (screened - story.received_on).days, (merged - story.received_on).days
    path = (
        Step(StepKind.REGISTER, 0),
        Step(StepKind.SCREEN, day),
        Step(StepKind.MERGE, last, into=earlier.number),
    )
    return _told_again(story, random, earlier, path)


def _no_longer(random: Random, earlier: Story) -> tuple[Step, ...]:
    """What was decided to the end is told again: screened, and no longer accepted."""
    screened = random.randint(1, 4)
    return (
        Step(StepKind.REGISTER, 0),
        Step(StepKind.SCREEN, screened),
        Step(StepKind.NO_LONGER_ACCEPT, screened + random.randint(1, 5), into=earlier.number),
    )


def _told_again(story: Story, random: Random, earlier: Story, path: tuple[Step, ...]) -> Story:
    """The earlier story as ``story`` tells it again: by the same petitioner, on another day, to another end."""
    return replace(
        earlier,
        number=story.number,
        received_on=story.received_on,
        channel=story.channel,
        source=story.source,
        text=texts.write_again(random, earlier.language, earlier.title),
        group_size=1,
        representatives=(),
        contacts=(),
        pace=Pace.NORMAL,
        path=path,
        state=state_after(path),
    )


def _days(random: Random, count: int, start: date, end: date) -> list[date]:
    """Draw the days of receipt: fewer at weekends and in February, a little more every year."""
    days = [start + timedelta(days=offset) for offset in range((end - start).days + 1)]
    weights = [
        _MONTHS[day.month - 1] * _WEEKDAYS[day.weekday()] * (1 + 0.1 * (day - start).days / 365)
        for day in days
    ]
    return sorted(random.choices(days, weights, k=count))


def stories(seed: int, count: int, province: Province, start: date, end: date) -> Iterator[Story]:
    """Yield ``count`` stories in order of receipt between two days; nothing happens after ``end``."""
    if start > end:
        raise ValueError(f"The demo's time ends ({end}) before it starts ({start}).")
    desk = Desk(seed, province)
    recent: dict[str, deque[Story]] = {}
    shows = Shows[Story](count, end)
    for number, received in enumerate(_days(chance("days", seed), count, start, end)):
        random = chance("story", seed, number)
        story = _story(number, random, desk, received, shows)
        before = recent.setdefault(story.organ_code, deque(maxlen=4))
        if before and story.channel != "VISIT_GROUP" and random.random() < _MERGED_SHARE * 2:
            story = _repeat(story, random, random.choice(before), end) or story
        elif decided := shows.told_to_the_end(received):
            story = _told_again(story, random, decided, _no_longer(random, decided))
        before.append(story)
        shows.keep(story)
        yield story
