"""Each page has a committed budget of journeys to the database: ``tests/query_budgets.json``.

A page that needs more fails; one that needs fewer passes, and ``UPDATE_QUERY_BUDGETS=1`` lowers the budget. Counted
are all statements, those that begin and end (nested) transactions included. That a page does not ask once a row is
checked by counting again with more rows.
"""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dengwen.domains.bulletins.verbs.roll_boards import roll_boards
from dengwen.domains.campaigns.verbs.run_stages import open_campaign
from tests.cast import DAY, MORNING, Cast
from tests.desk.clients import at, client_of
from tests.desk.supervised import supervise_case

BUDGETS = Path(__file__).parents[1] / "query_budgets.json"
MORE_ROWS = 8

# Name of the budget: part of the cast, address. {case} is a matter of that part's county.
PAGES = {
    "queue, county registrar": ("registrar", "/?queue=to_screen"),
    "queue, county leader": ("leader", "/?queue=overdue"),
    "queue, handler": ("handler", "/"),
    "queue, city reviewer": ("reviewer", "/?queue=overdue"),
    "queue, province": ("campaign_office", "/?queue=overdue"),
    "queue, ministry": ("minister", "/?queue=overdue"),
    "case, county registrar": ("registrar", "/cases/{case}/"),
    "case, county leader": ("leader", "/cases/{case}/"),
    "case, city reviewer": ("reviewer", "/cases/{case}/"),
    "case, action form": ("registrar", "/cases/{case}/do/accept/"),
    "case, evidence": ("leader", "/cases/{case}/evidence/"),
    "case, procedures": ("leader", "/cases/{case}/procedures/"),
    "case, three facts and marks": ("leader", "/cases/{case}/hard/"),
    "case, earlier matters": ("registrar", "/cases/{case}/earlier/"),
    "case, retention": ("leader", "/cases/{case}/records/"),
    "retention": ("registrar", "/records/"),
    "complex cases": ("reviewer", "/cases/complex/"),
    "watched cases": ("city_leader", "/cases/watched/"),
    "leaders in charge": ("campaign_office", "/cases/leaders/"),
    "look-backs": ("reviewer", "/lookback/"),
    "cooperation": ("leader", "/cooperation/"),
    "campaigns": ("campaign_office", "/campaigns/"),
    "bulletins": ("campaign_office", "/bulletins/"),
    "wall board": ("campaign_office", "/campaigns/{campaign}/board/"),
    "forecast": ("campaign_office", "/campaigns/{campaign}/forecast/"),
    "signs": ("campaign_office", "/figures/signs/"),
    "frozen months": ("campaign_office", "/figures/months/"),
    "denominator": ("campaign_office", "/campaigns/{campaign}/denominator/"),
    "outside registers": ("campaign_office", "/campaigns/outside/"),
    "case, receipt": ("registrar", "/cases/{case}/receipt/"),
    "case, letters": ("registrar", "/cases/{case}/letters/"),
    "list, county registrar": ("registrar", "/cases/"),
    "list, city, all": ("reviewer", "/cases/?open=all"),
    "list, province, words": ("campaign_office", "/cases/?q=receipt"),
    "figures, county": ("leader", "/figures/"),
    "figures, city": ("reviewer", "/figures/"),
    "figures, province by month": ("auditor", "/figures/?by=month"),
    "register, form": ("registrar", "/register/"),
    "reminders": ("registrar", "/reminders/"),
    "organs": ("administrator", "/organs/"),
    "staff": ("administrator", "/organs/staff/"),
}
# The same for what the city and the province raised, looked at and learnt about a case of Lin County.
SUPERVISION = {
    "supervision": ("city_leader", "/supervision/?queue=all"),
    "supervision, item": ("registrar", "/supervision/{item}/"),
    "supervision, inspections": ("inspector", "/supervision/inspections/"),
    "supervision, inspection": ("inspector", "/supervision/inspections/{inspection}/"),
    "supervision, visits": ("inspector", "/supervision/visits/"),
    "supervision, experience": ("leader", "/supervision/experience/"),
}
FORM = {
    "token": "of-the-budget", "received_on": "2026-03-02", "channel": "LETTER", "source": "DIRECT",
    "purpose": "APPEAL", "category": "01.05", "group_size": "1", "name": "Wang Wu", "phone": "19900001234",
    "title": "No receipt for a report", "text": "Nobody gave me a receipt.", "claim_text": "A receipt.",
}  # fmt: skip


def statements(client: Client, address: str, form: dict[str, str] | None = None, *, status: int = 200) -> int:
    with at(), CaptureQueriesContext(connection) as seen:
        answer = client.get(address) if form is None else client.post(address, form)
    assert answer.status_code == status, f"{address}: {answer.status_code}"
    return len(seen.captured_queries)


def keep_to_budget(name: str, found: int) -> None:
    budgets = json.loads(BUDGETS.read_text(encoding="utf-8")) if BUDGETS.exists() else {}
    if os.environ.get("UPDATE_QUERY_BUDGETS"):
        budgets[name] = found
        BUDGETS.write_text(json.dumps(budgets, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return
    assert name in budgets, f"no budget for {name!r}; write it with UPDATE_QUERY_BUDGETS=1"
    assert found <= budgets[name], f"{name}: {found} statements, the budget is {budgets[name]}"


@pytest.mark.parametrize("name", PAGES)
def test_page(cast: Cast, name: str) -> None:
    part, address = PAGES[name]
    cast.registered()
    case = cast.registered(at=MORNING + timedelta(hours=1)).pk
    ids = {"case": case, "campaign": _campaign(cast) if "{campaign}" in address else 0}
    client = client_of(cast, part)
    found = statements(client, address.format(**ids))
    keep_to_budget(name, found)
    for hour in range(MORE_ROWS):
        cast.registered(at=MORNING + timedelta(hours=2 + hour), title=f"Another matter {hour}")
    assert statements(client, address.format(**ids)) <= found, f"{name} asks once a row"


def _campaign(cast: Cast) -> int:
    """Open a campaign and count it."""
    at_noon = MORNING + timedelta(hours=3)
    campaign = open_campaign(pack="unpaid-compensation-2026", actor=cast["campaign_office"], at=at_noon)
    roll_boards(day=DAY, at=at_noon)
    return campaign


@pytest.mark.parametrize("name", SUPERVISION)
def test_page_of_supervision(cast: Cast, name: str) -> None:
    part, address = SUPERVISION[name]
    known = supervise_case(cast)
    client = client_of(cast, part)
    found = statements(client, address.format(**known))
    keep_to_budget(name, found)
    for _ in range(3):
        supervise_case(cast, **known)
    assert statements(client, address.format(**known)) <= found, f"{name} asks once a row"


def test_registering(cast: Cast) -> None:
    cast.registered()  # the first case of a process also pins the rule pack, once for ever
    client = client_of(cast, "registrar")
    keep_to_budget("register, POST", statements(client, "/register/", FORM, status=303))


def test_registering_with_two_more_claims(cast: Cast) -> None:
    cast.registered()
    client = client_of(cast, "registrar")
    form = FORM | {"claim_text": ["One.", "Two.", "Three."], "claim_remedy": ["", "", ""]}
    keep_to_budget("register, POST", statements(client, "/register/", form, status=303))  # type: ignore[arg-type]


def test_signing_in(cast: Cast) -> None:
    sent = {"username": "registrar", "password": "correct horse battery"}
    keep_to_budget("sign in, POST", statements(Client(), "/sign-in/", sent, status=302))


def test_asking_what_is_known(cast: Cast) -> None:
    cast.registered()
    asked = {"name": "Wang Wu", "title": "No receipt for a report of theft"}
    keep_to_budget(
        "register, known already", statements(client_of(cast, "registrar"), "/register/known/", asked)
    )


def test_every_budget_is_used() -> None:
    budgets = json.loads(BUDGETS.read_text(encoding="utf-8"))
    others = {"register, POST", "sign in, POST", "register, known already"}
    assert budgets.keys() == PAGES.keys() | SUPERVISION.keys() | others
