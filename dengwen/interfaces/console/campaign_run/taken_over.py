"""The run on a former register: its rows come in as they did, and what they tell of is handled by the campaign."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from dengwen.domains.cases.rules.draft import PetitionDraft
from dengwen.domains.cases.verbs.register_petitions import register_petitions
from dengwen.foundation.permissions.actor import Actor
from dengwen.interfaces.console.campaign_run.pace import taken_up, waits_for_campaign
from dengwen.interfaces.console.campaign_run.world import World
from dengwen.interfaces.console.demo.arriving import DIRECT
from dengwen.interfaces.console.demo.life import Life
from dengwen.interfaces.console.demo.organs import DemoOrgan, Kind, Level, Province
from dengwen.interfaces.console.demo.paths import Walk
from dengwen.interfaces.console.demo.people import DemoAccount, DemoPost, Role
from dengwen.interfaces.console.demo.seeded import chance
from dengwen.interfaces.console.demo.steps import Case, Pace, Step, StepKind
from dengwen.interfaces.console.demo.stories import Story
from dengwen.interfaces.console.demo.texts import Claim
from dengwen.interfaces.console.demo.words import languages, word_list
from dengwen.interfaces.sheets.mapping_file import load_mapping
from dengwen.interfaces.sheets.reading import open_sheet
from dengwen.interfaces.sheets.source import Source

_BATCH = 500
_STAFF = (Role.REGISTRAR, Role.REVIEWER, Role.LEADER, Role.HANDLER)


@dataclass
class Register:
    """The drafts of a former register that have not come in yet, in order of receipt, and who takes them over."""

    drafts: list[PetitionDraft]
    actor: Actor
    code: str
    made: dict[int, int] = field(default_factory=dict)

    def until(self, day: date) -> list[PetitionDraft]:
        """Take out what was received until a day."""
        due = [draft for draft in self.drafts if draft.received_on <= day]
        self.drafts = self.drafts[len(due) :]
        return due


def with_organs(province: Province, path: Path) -> tuple[Province, tuple[str, ...]]:
    """Return the province with the organs of a list that it lacks, and the codes of the new city bureaus."""
    new = []
    for row in open_sheet(path).rows():
        said = {name: str(value).strip() for name, value in row.cells.items()}
        if said["code"] not in province.by_code:
            new.append(
                DemoOrgan(
                    said["code"], said["code"][:6], said["code"], said["name_zh"], said["name_en"],
                    Level(said["level"]), Kind(said["kind"]), said["parent_code"] or None, date(1990, 1, 1),
                    said["name_zh"], said["name_en"],
                )
            )  # fmt: skip
    cities = tuple(organ.code for organ in new if organ.level is Level.CITY)
    return replace(province, organs=(*province.organs, *new)), cities


def staff_of(cities: Sequence[str], begin: date) -> tuple[DemoAccount, ...]:
    """Return who works in the new bureaus: one person a role."""
    zh, en = (word_list("campaign")[lang]["city_team"] for lang in ("zh", "en"))
    names = zh if languages()[0] == "zh" else en
    return tuple(
        DemoAccount(
            f"{role}.{city}", name, english, f"{role}.{city}@example.invalid", (DemoPost(city, role, begin),)
        )
        for city in cities
        for role, name, english in zip(_STAFF, names, en, strict=True)
    )


def open_register(
    world: World, code: str, *, file: Path, mapping: Path, most: int, days: tuple[date, date]
) -> Register:
    """Read the rows received within ``days``, of ``most`` matters at most, spread over the file."""
    first, last = days
    actor = world.land.actor(code, Role.REGISTRAR, last)
    source = Source(file, load_mapping(mapping), actor, last)
    drafts = [row.draft for row in source.rows() if row.draft and first <= row.draft.received_on <= last]
    keys = list(dict.fromkeys(draft.external_key for draft in drafts))
    kept = set(keys[:: -(-len(keys) // most)]) if len(keys) > most else set(keys)
    chosen = [draft for draft in drafts if draft.external_key in kept]
    return Register(sorted(chosen, key=lambda draft: draft.received_on), actor, code)


def take_over(world: World, day: date) -> None:
    """Take over what was received until the day; what that register closed later is open today."""
    register = world.register
    if register is None:
        return
    due = register.until(day)
    for start in range(0, len(due), _BATCH):
        batch = [
            replace(draft, closed_on=None) if draft.closed_on and draft.closed_on > day else draft
            for draft in due[start : start + _BATCH]
        ]
        results = register_petitions(drafts=batch, actor=register.actor, at=world.at(day, 7, 40))
        for draft, result in zip(batch, results, strict=True):
            world.account.scope[f"rows {result.outcome}"] += 1
            if result.outcome == "made":
                _live_on(world, register, draft, result.matter, day)


def _live_on(world: World, register: Register, draft: PetitionDraft, case: int, day: date) -> None:
    """Lay what becomes of a case that was taken over, from tomorrow on."""
    number = len(register.made)
    register.made[number] = case
    random = chance("taken over", world.seed, number)
    what = Case(draft.category, draft.purpose, 1, None, named=False)
    walk = Walk(random, what, late=random.random() < 0.1)
    starts, tomorrow = world.pack.starts, day + timedelta(days=1)
    story = _story(draft, register.code, number, tomorrow)
    if draft.closed_on is None:
        story = replace(story, path=tuple(walk.whole_life()))
        story = waits_for_campaign(story, seed=world.seed, starts=starts, last=world.last_day)
    else:
        up = max(tomorrow, taken_up(number, register.code, seed=world.seed, starts=starts))
        walk.day = (up - tomorrow).days
        walk.go(StepKind.REOPEN, 0, 0)
        walk.planned_anew()
        story = replace(story, path=tuple(_once(walk.steps)))
    world.lives.add(Life(story, world.seed, world.land, None, world.lives.known), case=case)


def _once(steps: Sequence[Step]) -> list[Step]:
    """Let a case be reopened by the look-back alone, after it was once."""
    again = [index for index, step in enumerate(steps) if step.kind is StepKind.REOPEN and index]
    return list(steps[: again[0]] if again else steps)


def _story(draft: PetitionDraft, code: str, number: int, day: date) -> Story:
    return Story(
        number=number, organ_code=code, received_on=day, occurred_on=draft.occurred_on or day, channel=draft.channel,
        source=DIRECT, category=draft.category, purpose=draft.purpose, title=draft.title, text=draft.text,
        claims=(Claim(draft.text, ""),), place=draft.place, language="en", petitioner=None, group_size=1,
        representatives=(), on_behalf_of=False, contacts=(), pace=Pace.NORMAL, path=(), state="REGISTERED",
    )  # fmt: skip
