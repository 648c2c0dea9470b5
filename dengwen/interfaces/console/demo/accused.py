"""Whom the accusations of the demo name: a station, the county bureau itself, or an officer by name."""

from dengwen.domains.cases.rules.conflict import ACCUSATION
from dengwen.domains.cases.rules.draft import RespondentDraft
from dengwen.foundation.rulebook.families import family
from dengwen.interfaces.console.demo.land import Land
from dengwen.interfaces.console.demo.organs import Level
from dengwen.interfaces.console.demo.seeded import chance
from dengwen.interfaces.console.demo.steps import StepKind
from dengwen.interfaces.console.demo.stories import Story
from dengwen.interfaces.console.demo.texts import person_name

_BUREAU_SHARE, _STATION_SHARE = 0.25, 0.7
# A matter that takes one of these steps stays with the county or comes to it: there the county is not accused.
_COUNTY_HANDLES = (StepKind.TRANSFER, StepKind.ASSIGN)


def respondents_of(story: Story, seed: int, land: Land) -> tuple[RespondentDraft, ...]:
    """Return who is complained about in the story; nobody where it accuses nobody."""
    if story.purpose != ACCUSATION:
        return ()
    random = chance("respondent", seed, story.number)
    sent = next((step.to for step in story.path if step.to is not None), None)
    county = land.province.by_code[sent or story.organ_code]
    stations = land.province.below(county.code, Level.STATION)
    draw = random.random()
    kept = not any(step.kind in _COUNTY_HANDLES for step in story.path)
    # The small English force lets a district register what comes in about it; its stories accuse stations and people.
    if kept and draw < _BUREAU_SHARE and county.level is Level.COUNTY and family() == "cn":
        return (RespondentDraft(organ=land.ids[county.code]),)
    if stations and draw < _STATION_SHARE:
        return (RespondentDraft(organ=land.ids[random.choice(stations).code]),)
    return (RespondentDraft(name=person_name(random, story.language)),)
