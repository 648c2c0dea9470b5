"""Letters that assign many cases, each with its own receipt and clock; plans that units owe by matters held."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import AssignmentBatch, UnitPlan
from dengwen.domains.campaigns.reads.batches import batch_cases
from dengwen.domains.campaigns.reads.owed import owed_by
from dengwen.domains.campaigns.rules.duties import Due, owing_units
from dengwen.domains.campaigns.verbs import unit_plans
from dengwen.domains.campaigns.verbs.assign_batch import assign_batch
from dengwen.domains.campaigns.verbs.sweep_cases import take_into_campaign
from dengwen.domains.campaigns.verbs.unit_plans import count_units, meet_unit_plan
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from tests.campaigns.office import OLD, PACK, Office, open_office
from tests.campaigns.test_pages import done, get, post
from tests.cast import DAY, Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import Walk


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


@pytest.fixture
def office(cast: Cast) -> Office:
    return open_office(cast)


def city_cases(office: Office, count: int = 2) -> list[int]:
    """Cases of the campaign that River City holds."""
    made = [
        office.cast.registered(
            "city_registrar", at=office.next(), received_on=OLD, occurred_on=OLD, title=f"Road {n}"
        ).pk
        for n in range(count)
    ]
    for case in made:
        take_into_campaign(
            case=case, campaign=office.campaign, actor=office["campaign_office"], at=office.next()
        )
    return made


def test_a_letter_assigns_what_it_can_and_says_what_became_of_each(office: Office) -> None:
    mine, foreign = city_cases(office), office.cases[0]
    lin, due = office.cast.organ("lin"), DAY + timedelta(days=40)
    words: dict[str, Any] = {"campaign": office.campaign, "to": lin, "reason": "It lies there.", "report_by": due,
                             "actor": office["city_registrar"]}  # fmt: skip
    with refused("batch.none"):
        assign_batch(cases=[], at=office.next(), **words)
    nothing = assign_batch(cases=[foreign], at=office.next(), **words)
    assert nothing.batch is None and not AssignmentBatch.objects.exists()
    made = assign_batch(cases=[*mine, foreign, mine[0]], at=office.next(), **words)
    assert [(each.case, each.refusal is None) for each in made.became] == [
        (mine[0], True),
        (mine[1], True),
        (foreign, False),
    ]
    row = AssignmentBatch.objects.get()
    assert (row.number, row.cases) == (1, f"[{mine[0]},{mine[1]}]")
    path = f"/campaigns/{office.campaign}/assign/{row.pk}/"
    page = get(office, "registrar", path).content.decode()
    assert page.count('class="soon">not yet') == 2
    set_post(office["registrar"].post)
    assert [each.report_due for each in batch_cases(office["registrar"], row)] == [due, due], (
        "each has its own clock"
    )
    with at(office.next() + timedelta(days=1)):
        signing = client_of(office.cast, "registrar").post(path, {"pick": [mine[0], foreign]})
    assert signing.status_code == 200 and "1 / 2" in signing.content.decode()
    events = (
        Entry.objects.filter(kind="case", subject=mine[0]).order_by("seq").values_list("event", flat=True)
    )
    assert list(events)[-2:] == ["assign", "sign_for"]
    for language in ("en", "zh-hans"):
        assert get(office, "registrar", f"{path}letter.pdf", language).content.startswith(b"%PDF")
    with at():
        assert client_of(office.cast, "stone_registrar").get(path).status_code == 404
        assert client_of(office.cast, "city_registrar").post(path, {"pick": [mine[1]]}).status_code == 404


def test_the_page_assigns_what_is_picked(office: Office) -> None:
    (case,) = city_cases(office, 1)
    path = f"/campaigns/{office.campaign}/assign/"
    assert f'value="{case}"' in get(office, "city_registrar", path).content.decode()
    fields = {"to": office.cast.organ("lin"), "reason": "There.", "report_by": "2026-05-01"}
    with at(office.next() + timedelta(days=3)):
        client = client_of(office.cast, "city_registrar")
        assert client.post(path, fields).status_code == 422, "nothing was picked"
        sent = client.post(path, fields | {"pick": [case]})
        assert sent.status_code == 200 and "The letter and its cases" in sent.content.decode()
        assert client_of(office.cast, "handler").post(path, fields | {"pick": [case]}).status_code == 404


@pytest.mark.parametrize(
    ("held", "least", "owing"),
    [({}, 20, []), ({1: 19}, 20, []), ({1: 20, 2: 19, 3: 400}, 20, [1, 3]), ({1: 1}, 1, [1])],
)
def test_who_owes_a_plan_by_matters_held(held: dict[int, int], least: int, owing: list[int]) -> None:
    assert owing_units(held, least=least) == owing


def test_a_unit_that_holds_many_owes_a_plan_from_the_count_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit, lin = office.cast.organ("lin_unit"), office.cast.organ("lin")
    count: dict[str, Any] = {"campaign": office.campaign, "actor": office["campaign_office"]}
    assert count_units(at=office.next(), **count).owing == 0
    monkeypatch.setattr(unit_plans, "owing_units", lambda held, least: owing_units(held, least=1))
    Walk(office.cast, office.cases[0]).until("team")
    assert count_units(at=office.next(), **count).owing == 1
    assert count_units(at=office.next(), **count).owing == 0, "it owes one plan, not one a count"
    set_post(office["campaign_office"].post)
    plan = UnitPlan.objects.get()
    assert (plan.unit_id, plan.organ_id, plan.number) == (unit, lin, 1)
    pack, row = campaign_pack(PACK), Organ.objects.get(pk=lin)

    def line(today: date) -> Due:
        return next(
            each.state for each in owed_by(office.seen(), pack, row, today).lines if each.kind == "unit_plan"
        )

    assert line(plan.due) is Due.OWED and line(plan.due + timedelta(days=1)) is Due.OVERDUE
    with refused("unit_plan.not_yours"):
        meet_unit_plan(
            campaign=office.campaign,
            plan=plan.pk,
            evidence="x",
            actor=office["city_registrar"],
            at=office.next(),
        )
    page = f"/campaigns/{office.campaign}/organs/{lin}/"
    done(post(office, "registrar", page, "unit", plan=plan.pk, evidence="Plan 3 of the unit."))
    assert line(plan.due) is Due.DONE
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
