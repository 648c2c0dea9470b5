"""What is published: a bulletin each month with the replies of those named, summaries, reports upward."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from dengwen.domains.bulletins.reads.publications import owed_publications, publication_sheet
from dengwen.domains.bulletins.rules.publication_due import Publishing, end_of_month, publishings
from dengwen.domains.bulletins.rules.publication_kinds import kind_of, kinds
from dengwen.domains.bulletins.verbs.approve_publication import approve_publication
from dengwen.domains.bulletins.verbs.ask_for_replies import ask_for_replies
from dengwen.domains.bulletins.verbs.draft_publication import draft_publication
from dengwen.domains.bulletins.verbs.edit_publication import edit_publication
from dengwen.domains.bulletins.verbs.issue_publication import issue_publication
from dengwen.domains.bulletins.verbs.reply_to_publication import reply_to_publication
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign import CampaignPack
from dengwen.interfaces.console.campaign_run.world import Submitted, World
from dengwen.interfaces.console.demo.people import Role
from dengwen.interfaces.console.demo.seeded import chance

_UPWARD_AFTER = 4
_REPLIES = 0.7
_WRITTEN = ("work", "next", "lessons")


def publish_by_month(world: World, day: date) -> None:
    """Draft what the office owes for the month that is over: the bulletin at once, reports upward some days later."""
    for owed in world.once("press", _month_days).get(day, ()):
        _submit(world, _Paper(owed.kind, owed.period), world.top, day)


def _month_days(world: World) -> dict[date, list[Publishing]]:
    found: dict[date, list[Publishing]] = defaultdict(list)
    for owed in publishings(world.pack, kinds(), level="province", office=True):
        kind = kind_of(owed.kind)
        if kind.by_month:
            begins = end_of_month(owed.month) + timedelta(
                days=1 + (_UPWARD_AFTER if kind.after_stages else 0)
            )
            found[begins].append(owed)
    return found


@dataclass(frozen=True, slots=True)
class _Paper:
    kind: str
    period: str


def publish_summary(world: World, kind: str, period: str, organ: str, day: date) -> None:
    """Write, approve and issue a summary of a city or of the office; that hands it in, or proves it."""
    _submit(world, _Paper(kind, period), organ, day)


def _writers(world: World, organ: str, day: date) -> tuple[Actor, Actor]:
    """Return who writes for an organ and who approves."""
    if organ == world.top:
        writer = world.office(day)
        return writer, world.office(day, but=(writer.post,))
    land = world.land
    return land.actor(organ, Role.REGISTRAR, day), land.actor(organ, Role.LEADER, day)


def _submit(world: World, paper: _Paper, organ: str, day: date) -> None:
    writer, approver = _writers(world, organ, day)
    kind = paper.kind
    made = draft_publication(
        kind=kind, period=paper.period, campaign=world.campaign, actor=writer, at=world.at(day, 8, 10)
    )
    texts = {name: world.words("summary") for name in _WRITTEN if name in kind_of(kind).sections}
    edit_publication(publication=made, texts=texts, actor=writer, at=world.at(day, 8, 10))
    until = ask_for_replies(publication=made, actor=writer, at=world.at(day, 8, 10))
    submitted = Submitted(made, kind, paper.period, writer, approver, until)
    if until is None:
        _issue(world, submitted, day)
    else:
        world.submitted.append(submitted)


def reply_and_approve(world: World, day: date) -> None:
    """Let cities that are named reply; what waited for replies long enough is approved and issued."""
    for submitted in list(world.submitted):
        if submitted.until is not None and day > submitted.until:
            world.submitted.remove(submitted)
            _issue(world, submitted, day)
        else:
            _replies(world, submitted, day)


def _replies(world: World, submitted: Submitted, day: date) -> None:
    for organ in _asked(submitted):
        random = chance("reply", world.seed, submitted.period, world.land.codes[organ])
        if random.random() < _REPLIES and submitted.until == day + timedelta(days=random.randint(0, 1)):
            reply_to_publication(
                publication=submitted.publication, words=world.words("reply"), at=world.at(day, 8, 20),
                actor=world.land.actor(world.land.codes[organ], Role.REGISTRAR, day),
            )  # fmt: skip
            world.account.published["replies"] += 1


def _asked(submitted: Submitted) -> list[int]:
    """Return the organs that are named and have not replied."""
    with transaction.atomic():
        set_post(submitted.writer.post)
        sheet = publication_sheet(submitted.writer, submitted.publication)
        return [each.organ_id for each in sheet.replies if each.replied_on is None]


def _issue(world: World, submitted: Submitted, day: date) -> None:
    made = submitted.publication
    approve_publication(publication=made, actor=submitted.approver, at=world.at(day, 8, 20))
    issue_publication(publication=made, actor=submitted.writer, at=world.at(day, 8, 20))
    world.account.published[submitted.kind] += 1
    due = due_of(world.pack, submitted.kind, submitted.period)
    world.account.late[submitted.kind] += due is not None and day > due


def due_of(pack: CampaignPack, kind: str, period: str) -> date | None:
    """Return until when something was to be published."""
    return next((each.rolled for each in _all(pack) if (each.kind, each.period) == (kind, period)), None)


def last_due(pack: CampaignPack) -> date:
    """Return the last day on which anything is owed to be published in a campaign."""
    return max(each.rolled for each in _all(pack))


def _all(pack: CampaignPack) -> Iterator[Publishing]:
    yield from publishings(pack, kinds(), level="province", office=True)
    yield from publishings(pack, kinds(), level="city", office=False)


def count_published(world: World, last: date) -> Iterator[str]:
    """Count what was owed until the last day and what was given; yield what is not there."""
    account = world.account
    for level, organs in (("province", [world.top]), ("city", world.organs("city"))):
        for organ in organs:
            owed = publishings(world.pack, kinds(), level=level, office=organ == world.top)
            due = {(each.kind, each.period) for each in owed if each.rolled < last}
            account.owed.update(kind for kind, _ in due)
            lacking = due & set(_not_issued(world, organ, last))
            account.given.update(kind for kind, _ in due - lacking)
            yield from (f"{kind} {period} of {organ}" for kind, period in sorted(lacking))


def _not_issued(world: World, organ: str, last: date) -> Iterable[tuple[str, str]]:
    actor = world.office(last) if organ == world.top else world.land.actor(organ, Role.REGISTRAR, last)
    with transaction.atomic():
        set_post(actor.post)
        return [(each.publishing.kind, each.publishing.period) for each in owed_publications(actor, last)]
