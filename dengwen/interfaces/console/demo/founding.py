"""Founds the demo province and appoints its people, through the doors."""

from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password

from dengwen.foundation.organs.verbs.found_organs import OrganSpec, found_organs
from dengwen.foundation.organs.verbs.merge_organs import merge_organs
from dengwen.foundation.organs.verbs.move_organ import move_organ
from dengwen.foundation.organs.verbs.rename_organ import rename_organ
from dengwen.foundation.permissions.actor import load_actor
from dengwen.foundation.staff.verbs.appoint_many import PostSpec, appoint_many
from dengwen.foundation.staff.verbs.create_accounts import AccountSpec, create_accounts
from dengwen.interfaces.console.demo.land import Land
from dengwen.interfaces.console.demo.organs import Change, HistoryEvent, Province
from dengwen.interfaces.console.demo.people import DEMO_SIGN_INS, DemoAccount, Role
from dengwen.interfaces.console.demo.words import told, word_list

PASSWORD = "dengwen-demo-2011"  # noqa: S105 (of invented people, shown on the sign-in page of a demo)


def found_land(province: Province, people: tuple[DemoAccount, ...], start: date) -> Land:
    """Found every organ, then give everybody an account and the posts; all dated at ``start``."""
    at = datetime(start.year, start.month, start.day, 1, 0, tzinfo=UTC)
    specs = [
        OrganSpec(
            key=organ.code, name=organ.name, name_en=organ.name_en, level=organ.level,
            kind=told("organ_kinds", organ.kind), parent_key=organ.parent or "",
            code=organ.police_code, division=organ.division, on=min(organ.founded, start),
        )
        for organ in province.organs
    ]  # fmt: skip
    ids = found_organs(specs, actor_post=None, at=at)
    land = Land(province, {organ.code: pk for organ, pk in zip(province.organs, ids, strict=True)})
    _appoint(land, people, at)
    return land


def _appoint(land: Land, people: tuple[DemoAccount, ...], at: datetime) -> None:
    secret = make_password(PASSWORD)  # one for all: a slow hash is slow by design
    accounts = create_accounts(
        [
            AccountSpec(
                username=person.username, name=person.name, name_en=person.name_en, email=person.email,
                password_hash=secret, language=word_list("country").get("language", settings.LANGUAGE_CODE),
            )
            for person in people
        ],
        actor_post=None,
        at=at + timedelta(minutes=1),
    )  # fmt: skip
    held = [
        (account, post) for account, person in zip(accounts, people, strict=True) for post in person.posts
    ]
    posts = appoint_many(
        [
            PostSpec(account, land.ids[post.organ], post.role, post.start, post.until)
            for account, post in held
        ],
        actor_post=None,
        at=at + timedelta(minutes=2),
    )
    for pk, (_, post) in zip(posts, held, strict=True):
        land.posts[post.organ, post.role].append((post, load_actor(pk, post.start)))


def change_organs(land: Land, *changes: Change) -> None:
    """Let the organs' history happen, as far as it consists of ``changes``."""
    for event in land.province.history:
        if event.change in changes:
            at = datetime(event.on.year, event.on.month, event.on.day, 1, 0, tzinfo=UTC)
            _change(land, event, at)


def _change(land: Land, event: HistoryEvent, at: datetime) -> None:
    organ, target = land.ids[event.organ], land.ids.get(event.target or "")
    if event.change is Change.MOVE:
        move_organ(organ=organ, to=target, on=event.on, actor_post=None, at=at)
    elif event.change is Change.RENAME:
        rename_organ(
            organ=organ,
            name=event.new_name or "",
            name_en=event.new_name_en,
            on=event.on,
            actor_post=None,
            at=at,
        )
    elif target is not None:
        merge_organs(organ=organ, into=target, on=event.on, actor_post=None, at=at)


def sign_ins(people: tuple[DemoAccount, ...], province: Province) -> list[dict[str, str]]:
    """Return one person for each role, as the sign-in page of a demo shows them."""
    by_name = {person.username: person for person in people}
    shown = []
    for role in Role:
        person = by_name[DEMO_SIGN_INS[role]]
        organ = province.by_code[person.posts[0].organ]
        shown.append(
            {
                "role": role.value, "username": person.username, "name": person.name, "organ": organ.name,
                "password": PASSWORD,
            }
        )  # fmt: skip
    return shown
