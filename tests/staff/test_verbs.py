"""Accounts and posts through their doors."""

import json
from datetime import date, timedelta

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from pytest_django import DjangoAssertNumQueries

from dengwen.base.errors import Refusal
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.organs.verbs.merge_organs import merge_organs
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.staff.models import Account, Post
from dengwen.foundation.staff.reads.accounts import accounts, check_sign_in
from dengwen.foundation.staff.reads.posts import (
    assignable_posts,
    posts_of_account,
    posts_of_organ,
    who_held,
)
from dengwen.foundation.staff.rules.sign_in import LOCKED_FOR
from dengwen.foundation.staff.verbs.appoint import appoint
from dengwen.foundation.staff.verbs.appoint_many import PostSpec, appoint_many
from dengwen.foundation.staff.verbs.change_language import change_language
from dengwen.foundation.staff.verbs.create_account import create_account
from dengwen.foundation.staff.verbs.create_accounts import AccountSpec, create_accounts
from dengwen.foundation.staff.verbs.deactivate_account import deactivate_account
from dengwen.foundation.staff.verbs.end_post import end_post
from dengwen.foundation.staff.verbs.end_posts_of_organ import end_posts_of_organ
from dengwen.foundation.staff.verbs.record_failed_sign_in import record_failed_sign_in
from dengwen.foundation.staff.verbs.record_sign_in import record_sign_in
from dengwen.foundation.staff.verbs.set_password import set_password
from tests.organs.land import AT, TODAY, land

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

PASSWORD = "a drum outside the court"
SINCE = date(2024, 1, 1)


@pytest.fixture
def organs() -> dict[str, int]:
    return land()


@pytest.fixture
def li() -> int:
    return create_account(
        username="li.na", name="李娜", email="li@example.invalid", password=PASSWORD, actor_post=None, at=AT
    )


def _refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=rf"^{code}\(")


def _entries(kind: str, subject: int) -> list[tuple[str, str]]:
    set_post(1)
    rows = Entry.objects.filter(kind=kind, subject=subject).order_by("seq")
    return [(row.event, row.payload) for row in rows]


def _give(account: int, organ: int, role: str, since: date = SINCE, until: date | None = None) -> int:
    return appoint(account=account, organ=organ, role=role, since=since, until=until, actor_post=None, at=AT)


def test_an_account_is_in_the_ledger_without_who_it_is(li: int) -> None:
    entries = _entries("account", li)
    assert [event for event, _ in entries] == ["account_created", "password_set"]
    told = " ".join(payload for _, payload in entries)
    for secret in ("李娜", "li.na", "example", PASSWORD, Account.objects.get(pk=li).password):
        assert secret not in told
    assert authenticate(username="li.na", password=PASSWORD) == Account.objects.get(pk=li)


def test_what_no_account_may_be(li: int) -> None:
    def create(username: str, name: str = "x", language: str = "", password: str | None = None) -> None:
        create_account(
            username=username, name=name, language=language, password=password, actor_post=None, at=AT
        )

    for username in ("x", "two words", "li\n", "a" * 61):
        with _refused("account.username_malformed"):
            create(username)
    with _refused("account.name_missing"):
        create("wang", name=" ")
    with _refused("account.language_unknown"):
        create("wang", language="xx")
    with _refused("account.username_taken"):
        create("Li.Na")
    with _refused("account.username_taken"):
        create_accounts([AccountSpec("wang", "x"), AccountSpec("WANG", "y")], actor_post=None, at=AT)
    with _refused("account.password_weak") as refusal:
        create("wang", password="password")
    assert refusal.value.facts["problems"] == [
        "password_too_short",
        "password_too_common",
        "password_site_words",
    ]
    assert not Account.objects.filter(username__iexact="wang").exists()


def test_an_account_without_password_cannot_sign_in() -> None:
    create_account(username="wang", name="x", actor_post=None, at=AT)
    assert authenticate(username="wang", password="") is None


def test_hundreds_of_accounts_and_posts_in_a_few_statements(
    organs: dict[str, int], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    hashed = make_password(PASSWORD)
    specs = [AccountSpec(f"user{number}", f"User {number}", password_hash=hashed) for number in range(300)]
    with django_assert_max_num_queries(6):
        ids = create_accounts(specs, actor_post=None, at=AT)
    posts = [PostSpec(account, organs["lin"], "handler", SINCE) for account in ids]
    with django_assert_max_num_queries(8):
        appoint_many(posts, actor_post=None, at=AT)
    assert len(posts_of_organ(organs["lin"], TODAY)) == 300
    assert authenticate(username="user299", password=PASSWORD) is not None
    with pytest.raises(ValueError, match="algorithm"):
        create_accounts([AccountSpec("clear", "x", password_hash="in the clear")], actor_post=None, at=AT)


def test_five_failures_lock_and_time_unlocks(li: int) -> None:
    for _ in range(4):
        assert record_failed_sign_in(username="li.na", at=AT) is None
    assert record_failed_sign_in(username="li.na", at=AT) == AT + LOCKED_FOR
    assert record_failed_sign_in(username="li.na", at=AT + timedelta(minutes=5)) == AT + LOCKED_FOR
    assert record_failed_sign_in(username="nobody", at=AT) is None
    with _refused("account.locked"):
        check_sign_in(username="li.na", at=AT)
    with _refused("account.locked"):
        record_sign_in(account=li, at=AT)
    check_sign_in(username="nobody", at=AT)
    record_sign_in(account=li, at=AT + LOCKED_FOR)
    row = Account.objects.get(pk=li)
    assert (row.failed_sign_ins, row.locked_until, row.last_login) == (0, None, AT + LOCKED_FOR)
    assert [event for event, _ in _entries("account", li)][2:] == ["account_locked", "signed_in"]


def test_a_new_password_lifts_the_lock(li: int) -> None:
    for _ in range(5):
        record_failed_sign_in(username="li.na", at=AT)
    set_password(account=li, password="another drum of the court", actor_post=None, at=AT)
    check_sign_in(username="li.na", at=AT)
    with _refused("account.not_found"):
        set_password(account=0, password=PASSWORD, actor_post=None, at=AT)


def test_change_language(li: int) -> None:
    change_language(account=li, language="en", actor_post=None, at=AT)
    change_language(account=li, language="en", actor_post=None, at=AT)
    assert Account.objects.get(pk=li).language == "en"
    assert [event for event, _ in _entries("account", li)].count("language_changed") == 1
    with _refused("account.language_unknown"):
        change_language(account=li, language="xx", actor_post=None, at=AT)


def test_appointing_and_what_it_refuses(organs: dict[str, int], li: int) -> None:
    lin = organs["lin"]
    post = _give(li, lin, "handler", until=date(2025, 12, 31))
    [(event, payload)] = _entries("post", post)
    assert event == "appointed"
    assert json.loads(payload)["set"] == {
        f"staff.post/{post}": {
            "account_id": li, "organ_id": lin, "role": "handler", "since": "2024-01-01", "until": "2025-12-31",
        }
    }  # fmt: skip
    with _refused("post.held_already"):
        _give(li, lin, "handler", since=date(2025, 12, 31))
    with _refused("post.administrator_apart"):
        _give(li, lin, "administrator", since=date(2025, 12, 31))
    with _refused("post.role_unknown"):
        _give(li, lin, "king")
    with _refused("post.ends_before_start"):
        _give(li, lin, "leader", until=date(2023, 1, 1))
    with _refused("organ.not_found"):
        _give(li, 0, "leader")
    with _refused("account.not_found"):
        _give(0, lin, "leader")
    _give(li, lin, "administrator", since=date(2026, 1, 1))
    with _refused("post.administrator_apart"):
        _give(li, lin, "auditor", since=date(2026, 2, 1))


def test_one_list_cannot_smuggle_in_what_two_calls_may_not(organs: dict[str, int], li: int) -> None:
    specs = [PostSpec(li, organs["lin"], role, SINCE) for role in ("administrator", "handler")]
    with _refused("post.administrator_apart"):
        appoint_many(specs, actor_post=None, at=AT)
    assert not Post.objects.filter(account=li).exists()


def test_an_ended_post_stays_as_history(organs: dict[str, int], li: int) -> None:
    lin = organs["lin"]
    post = _give(li, lin, "leader")
    end_post(post=post, until=date(2025, 6, 30), actor_post=None, at=AT)
    assert posts_of_account(li, TODAY) == []
    assert [row.pk for row in posts_of_account(li, date(2025, 6, 30))] == [post]
    assert [row.pk for row in who_held(lin, "leader", date(2025, 6, 30))] == [post]
    assert who_held(lin, "leader", date(2025, 7, 1)) == []
    with _refused("post.ended_already"):
        end_post(post=post, until=date(2025, 6, 30), actor_post=None, at=AT)
    with _refused("post.ends_before_start"):
        end_post(post=post, until=date(2023, 12, 31), actor_post=None, at=AT)
    with _refused("post.not_found"):
        end_post(post=0, until=TODAY, actor_post=None, at=AT)
    assert [event for event, _ in _entries("post", post)] == ["appointed", "post_ended"]


def test_posts_of_a_merged_organ_end(organs: dict[str, int], li: int) -> None:
    closing = date(2025, 5, 1)
    post = _give(li, organs["lin"], "leader")
    merge_organs(organ=organs["lin"], into=organs["moss"], on=closing, actor_post=None, at=AT)
    assert end_posts_of_organ(organ=organs["lin"], until=closing, actor_post=None, at=AT) == [post]
    assert Post.objects.get(pk=post).until == closing
    assert end_posts_of_organ(organ=organs["lin"], until=closing, actor_post=None, at=AT) == []
    with _refused("post.organ_closed"):
        _give(li, organs["lin"], "handler")
    _give(li, organs["lin"], "handler", until=closing)


def test_a_deactivated_account_holds_nothing(organs: dict[str, int], li: int) -> None:
    post = _give(li, organs["lin"], "handler")
    later = _give(li, organs["moss"], "handler", since=TODAY + timedelta(days=30))
    deactivate_account(account=li, actor_post=None, at=AT)
    assert posts_of_account(li, TODAY) == []
    assert [row.pk for row in who_held(organs["lin"], "handler", TODAY)] == [post]
    assert Post.objects.get(pk=later).until == TODAY + timedelta(days=30)
    assert authenticate(username="li.na", password=PASSWORD) is None
    with _refused("account.inactive"):
        record_sign_in(account=li, at=AT)
    with _refused("account.inactive_already"):
        deactivate_account(account=li, actor_post=None, at=AT)
    with _refused("account.inactive_already"):
        _give(li, organs["lin"], "leader")


def test_who_can_be_assigned(organs: dict[str, int], li: int) -> None:
    in_unit = _give(li, organs["lin office"], "handler")
    in_bureau = _give(li, organs["lin"], "unit_head")
    _give(li, organs["lin"], "registrar")
    _give(li, organs["lin east"], "handler")
    _give(li, organs["moss"], "handler")
    found = assignable_posts(organs["lin"], TODAY, ("handler", "unit_head"))
    assert {post.pk for post in found} == {in_unit, in_bureau}
    assert [post.role for post in posts_of_organ(organs["lin"], TODAY, {"registrar"})] == ["registrar"]
    assert assignable_posts(organs["lin"], date(2023, 1, 1), ("handler",)) == []


def test_list_of_accounts(
    organs: dict[str, int], li: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _give(li, organs["lin"], "handler")
    with django_assert_num_queries(3):
        rows = [(row.username, [post.organ.name for post in row.posts.all()]) for row in accounts()]
    assert rows == [("li.na", ["lin"])]
