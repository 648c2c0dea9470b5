"""The main pages of the desk, and who looks at them: what must hold for each page is tested on this list."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from dengwen.base.clock import local_day, now
from dengwen.domains.bulletins.verbs.roll_boards import roll_boards
from dengwen.domains.letters.reads.letters import letters_of
from dengwen.domains.letters.verbs.draft_letter import draft_letter
from dengwen.domains.reminders.verbs.sweep import sweep
from tests.appeals.upward import Upward
from tests.browser.site import Site
from tests.campaigns.office import open_office
from tests.cast import Cast
from tests.handling.walk import Walk

# who, address; {case} stands for a case whose dossier waits for the city, {held} for one that is being answered
PAGES = (
    ("", "/sign-in/"),
    ("registrar", "/"),
    ("registrar", "/register/"),
    ("registrar", "/cases/"),
    ("registrar", "/cases/?q=theft&open=open"),
    ("registrar", "/cases/{case}/"),
    ("registrar", "/cases/{case}/days/"),
    ("registrar", "/cases/{case}/earlier/"),
    ("registrar", "/cases/{case}/earlier/{held}/"),
    ("registrar", "/cases/{held}/letters/"),
    ("registrar", "/cases/{held}/letters/{letter}/"),
    ("registrar", "/cases/{case}/receipt/"),
    ("handler", "/cases/{case}/evidence/"),
    ("handler", "/cases/{case}/procedures/"),
    ("handler", "/cooperation/"),
    ("handler", "/cases/{held}/do/ask_cooperation/"),
    ("handler", "/cases/{held}/do/show_provisional_view/"),
    ("registrar", "/cases/{case}/do/add_contact/"),
    ("registrar", "/figures/"),
    ("registrar", "/figures/?by=month"),
    ("registrar", "/import/"),
    ("registrar", "/organs/"),
    ("registrar", "/rules/"),
    ("registrar", "/rules/cn-2022/"),
    ("registrar", "/post/"),
    ("leader", "/"),
    ("leader", "/cases/{held}/do/extend_limit/"),
    ("leader", "/reminders/"),
    ("reviewer", "/review/"),
    ("reviewer", "/review/?queue=asked"),
    ("reviewer", "/cases/{asked}/do/decide_review/"),
    ("registrar", "/cases/{above}/appeals/"),
    ("registrar", "/cases/{above}/do/ask_withdrawal/"),
    ("reviewer", "/cases/{case}/dossier/"),
    ("reviewer", "/lookback/"),
    ("campaign_office", "/figures/?by=category"),
    ("campaign_office", "/campaigns/{campaign}/"),
    ("campaign_office", "/bulletins/"),
    ("campaign_office", "/campaigns/{campaign}/board/"),
    ("campaign_office", "/campaigns/{campaign}/board/?projector=1"),
    ("city_registrar", "/campaigns/{campaign}/forecast/"),
    ("campaign_office", "/campaigns/{campaign}/denominator/"),
    ("campaign_office", "/campaigns/{campaign}/scope/?queue=out"),
    ("registrar", "/campaigns/{campaign}/cases/{outside}/"),
    ("city_registrar", "/campaigns/{campaign}/organs/{city}/"),
    ("administrator", "/reminders/"),
    ("administrator", "/organs/staff/"),
    ("administrator", "/organs/staff/new/"),
)


def make_cases(site: Site) -> dict[str, int]:
    """Walk one case until its dossier is handed in and another until its opinion is drafted, with a letter."""
    held = walked(site.cast, "draft")
    made = {"case": walked(site.cast, "hand_in"), "held": held, "letter": _drafted(site.cast, held)}
    made |= {"above": _reviewed(site.cast), "asked": _reviewed(site.cast, Upward.ask, Upward.admit)}
    made |= _campaign(site.cast)
    sweep(day=local_day(now(), settings.TIME_ZONE), at=now())
    return made


def _reviewed(cast: Cast, *deeds: Callable[[Upward], object]) -> int:
    """Walk a case up: to a decision that was served and a withdrawal that was taken back, or as ``deeds`` say."""
    start = now() - timedelta(days=40)
    day = local_day(start, settings.TIME_ZONE)
    with transaction.atomic():
        case = cast.registered(at=start, received_on=day, occurred_on=day - timedelta(days=5)).pk
        way = Upward(cast, case, day=day, at=start)
        way.until("serve")
        if not deeds:
            way.reviewed("CHANGED", "CLEARLY_UNFIT", "PARTLY").withdraw()
            way.take_back()
        for deed in deeds:
            deed(way)
        return case


def _campaign(cast: Cast) -> dict[str, int]:
    """Open a campaign in its second stage, with one case left outside and one that is in it."""
    with transaction.atomic():
        office = open_office(cast)
        office.begin_resolution()
        office.exclude(office.cases[0])
        roll_boards(day=local_day(now(), settings.TIME_ZONE), at=now())
    return {"campaign": office.campaign, "outside": office.cases[0], "city": cast.organ("river")}


def _drafted(cast: Cast, case: int) -> int:
    with transaction.atomic():
        draft_letter(case=case, kind="transfer_letter", language="en", actor=cast["registrar"], at=now())
        return letters_of(actor=cast["registrar"], case=case)[0].pk


def walked(cast: Cast, last: str) -> int:
    """Register a petition forty days ago and walk it until ``last``; returns the case, committed."""
    start = now() - timedelta(days=40)
    day = local_day(start, settings.TIME_ZONE)
    with transaction.atomic():
        case = cast.registered(at=start, received_on=day, occurred_on=day - timedelta(days=5)).pk
        return Walk(cast, case, day=day, at=start).until(last).case
