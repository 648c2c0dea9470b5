"""The cast's further people: a station's registrar, and somebody with two posts."""

from typing import Any

import pytest
from django.db import connection

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter, Respondent
from dengwen.domains.cases.rules.draft import RespondentDraft
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor, load_actor
from dengwen.foundation.staff.models import Account, Post
from tests.cast import DAY, FOUNDED, Cast
from tests.handling.walk import Words

# What every accusation with a file has rows in.
CORE = (
    "cases_matter", "cases_contact", "cases_claim", "cases_party", "cases_statement", "cases_involvement",
    "cases_respondent", "letters_attachment", "deadlines_clock", "ledger_entry",
)  # fmt: skip
ACCUSATION: Words = {"purpose": "ACCUSATION", "category": "10.02"}
APPEAL: Words = {"purpose": "APPEAL", "category": "05.01", "claims": ()}
COUNTY = ("registrar", "handler", "unit_head", "leader", "own_reviewer", "station")
ABOVE = ("city_registrar", "city_leader", "reviewer", "campaign_office", "auditor", "minister")


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    """Expect the refusal with this code."""
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


def instead(told: "pytest.ExceptionInfo[Refusal]") -> str:
    """Return the name of the organ that a refusal proposes."""
    organ = told.value.facts["instead"]
    assert isinstance(organ, Organ)
    return organ.name


def appeal(cast: Cast, part: str = "registrar", **named: str) -> int:
    """Register an appeal that complains about somebody and accuses nobody."""
    return cast.registered(part, **APPEAL, **about(cast, **named)).pk


def with_station(cast: Cast) -> Cast:
    """Add the registrar of Lin East Station."""
    add_actor(cast, "station", "lin_station", "registrar")
    return cast


def add_actor(cast: Cast, part: str, organ: str, role: str, account: int | None = None) -> Actor:
    """Appoint somebody, with an account of her own where none is given."""
    if account is None:
        account = Account.objects.create(username=part, name=part.replace("_", " ").title(), language="en").pk
    post = Post.objects.create(account_id=account, organ_id=cast.organ(organ), role=role, since=FOUNDED)
    cast.actors[part] = load_actor(post.pk, DAY)
    return cast[part]


def about(cast: Cast, organ: str = "", officer: str = "", name: str = "") -> dict[str, Any]:
    """Return what a draft says about who is complained about."""
    draft = RespondentDraft(
        cast.organ(organ) if organ else None, cast[officer].post if officer else None, name
    )
    return {"respondents": (draft,)}


def counts(post: int, case: int) -> dict[str, int]:
    """Return how many rows of the case each table shows to the post, asked as the application's role asks."""
    set_post(post)
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE column_name = 'matter_id' AND table_schema = 'public'"
        )
        columns = {name: "matter_id" for (name,) in cursor.fetchall()}
        for table, column in (columns | {"cases_matter": "id", "ledger_entry": "subject"}).items():
            kind = " AND kind = 'case'" if table == "ledger_entry" else ""
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s{kind}", [case])
            found[table] = cursor.fetchone()[0]
    return found


def sealed(post: int, people: list[int]) -> int:
    """Return how many of the sealed people are shown to the post."""
    set_post(post)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM identity_sealedperson WHERE id = ANY (%s)", [people])
        return int(cursor.fetchone()[0])


def people_of(cast: Cast, case: int) -> list[int]:
    """Return the sealed people behind the parties, as the ministry sees them."""
    set_post(cast["minister"].post)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id FROM cases_party WHERE matter_id = %s AND person_id IS NOT NULL", [case]
        )
        return [pk for (pk,) in cursor.fetchall()]


def seen(cast: Cast, case: int, part: str = "minister") -> Matter:
    """Return the matter as a part of the cast sees it now."""
    return cast.matter(case, part)


def respondent_of(cast: Cast, case: int) -> int:
    """Return the one naming that is in force."""
    set_post(cast["minister"].post)
    return Respondent.objects.get(matter=case, until=None).pk
