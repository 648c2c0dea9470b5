"""Appoint people to posts, one or hundreds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.staff.models import Account, Post
from dengwen.foundation.staff.rules.posts import (
    Tenure,
    check_administrator_apart,
    check_days,
    check_not_held_twice,
    check_organ_exists,
)
from dengwen.foundation.staff.verbs.recording import post_entry


@dataclass(frozen=True, slots=True)
class PostSpec:
    """A post to give: ``until`` is the last day on which it holds."""

    account: int
    organ: int
    role: str
    since: date
    until: date | None = None


def appoint_many(specs: Sequence[PostSpec], *, actor_post: int | None, at: datetime) -> list[int]:
    """Give the posts and return their ids in the same order; if one is refused none is given.

    A post may begin on a day to come, or have begun before today. Raises ``post.role_unknown``,
    ``post.ends_before_start``, ``post.held_already``, ``post.administrator_apart``, ``post.organ_closed``,
    ``organ.not_found``, ``account.not_found``, ``account.inactive_already``.
    """
    with transaction.atomic():
        held = _lock(specs)
        organs = Organ.objects.in_bulk({spec.organ for spec in specs})
        for spec in specs:
            tenure = Tenure(spec.organ, spec.role, spec.since, spec.until)
            _check(tenure, organs.get(spec.organ), held[spec.account])
            held[spec.account].append(tenure)
        posts = Post.objects.bulk_create(
            [
                Post(
                    account_id=spec.account,
                    organ_id=spec.organ,
                    role=spec.role,
                    since=spec.since,
                    until=spec.until,
                )
                for spec in specs
            ]
        )
        append_entries(
            [post_entry(post, "appointed", actor_post=actor_post, at=at, fresh=True) for post in posts]
        )
    return [post.pk for post in posts]


def _lock(specs: Sequence[PostSpec]) -> dict[int, list[Tenure]]:
    """Lock the accounts, in one order for all, and return what each holds already."""
    wanted = {spec.account for spec in specs}
    accounts = {
        row.pk: row for row in Account.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    }
    for account in wanted:
        if account not in accounts:
            raise Refusal("account.not_found", account=account)
        if not accounts[account].is_active:
            raise Refusal("account.inactive_already")
    held: dict[int, list[Tenure]] = {account: [] for account in wanted}
    for post in Post.objects.filter(account__in=wanted).order_by("since"):
        held[post.account_id].append(Tenure(post.organ_id, post.role, post.since, post.until))
    return held


def _check(tenure: Tenure, organ: Organ | None, held: Sequence[Tenure]) -> None:
    if organ is None:
        raise Refusal("organ.not_found", organ=tenure.organ)
    if tenure.role not in code_list("roles"):
        raise Refusal("post.role_unknown", role=tenure.role)
    check_days(tenure.since, tenure.until)
    check_organ_exists(tenure, name=organ.name, closed_on=organ.closed_on)
    check_administrator_apart(tenure, held)
    check_not_held_twice(tenure, held)
