"""The same desk runs the police complaints of England and Wales: other words, other limits, no other code."""

import html
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.rules.draft import ClaimDraft, PersonDraft
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.deadlines.models import Clock
from dengwen.domains.deadlines.verbs.tell_progress import tell_progress
from dengwen.domains.handling.rules.remedies import RemedyDraft
from dengwen.domains.handling.verbs.begin_execution import begin_execution
from dengwen.domains.handling.verbs.carry_out_remedy import carry_out_remedy
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.rulebook.loading import code_list
from tests.cast import DAY, MORNING, Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import Walk

pytestmark = pytest.mark.usefixtures("england")
REG_34 = "Police (Complaints and Misconduct) Regulations 2020 reg. 34"
FORM = {
    "token": "england", "received_on": "2026-03-02", "channel": "ONLINE", "source": "DIRECT", "purpose": "COMPLAINT",
    "category": "H1 Impolite language or tone", "group_size": "1", "name": "Ann Other", "phone": "07700900001",
    "title": "Sworn at on the High Street", "text": "An officer swore at me.", "claim_text": "An officer swore at me.",
    "claim_remedy": "An apology.",
}  # fmt: skip


def logged(cast: Cast) -> Matter:
    """Log a complaint as the desk does."""
    with at(MORNING):
        answer = client_of(cast, "registrar").post("/register/", FORM)
    assert answer.status_code == 303, re.findall(r'class="field-errors">([^<]*)', answer.content.decode())
    with transaction.atomic():
        return cast.matter(int(answer["Location"].rpartition("=")[2]))


def clocks(cast: Cast, case: int) -> dict[str, Clock]:
    cast.matter(case)
    return {clock.rule: clock for clock in Clock.objects.filter(matter=case)}


def seen(cast: Cast, part: str, page: str, language: str = "en") -> str:
    with at(MORNING + timedelta(days=1)):
        answer = client_of(cast, part, language).get(page)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_one_complaint_from_the_desk_to_its_end(cast: Cast) -> None:
    """Logged, assessed, recorded, handled, its outcome told within five working days, remedied, closed."""
    matter = logged(cast)
    assert (matter.pack, matter.category, matter.purpose) == ("ew-police-2020", "H1", "COMPLAINT")
    progress = clocks(cast, matter.pk)["UKP-UPD-4WK"]
    assert (progress.target, progress.bearer) == (DAY + timedelta(days=28), "organ")
    assert (matter.due, matter.due_rule) == (DAY + timedelta(days=28), "UKP-UPD-4WK")

    begin_screening(case=matter.pk, actor=cast["registrar"], at=MORNING)
    way = Walk(cast, matter.pk, results={1: "NOT_ACCEPTABLE"}, method="APOLOGY").until("accept")
    tell_progress(
        case=matter.pk, text="An officer has your complaint.", told_on=way.day, told_by="EMAIL",
        actor=cast["registrar"], at=way.at,
    )  # fmt: skip
    assert cast.matter(matter.pk).due == way.day + timedelta(days=28), "four weeks from the last update"
    way.until("issue", "team")
    service = clocks(cast, matter.pk)["UKP-OUT-5W"]
    assert way.day == date(2026, 3, 10), "a Tuesday"
    assert service.target == date(2026, 3, 17), "five working days by the calendar of England and Wales"

    way.until("serve", "serve")
    review = clocks(cast, matter.pk)["UKP-REV-28"]
    assert (review.bearer, review.target) == ("petitioner", way.day + timedelta(days=28))
    (claim,) = way.claims()
    by: dict[str, Any] = {"case": matter.pk, "actor": cast["handler"], "at": way.at}
    remedy = RemedyDraft(
        kind="APOLOGISE", text="Write to her.", owner=cast.organ("lin"), due=way.day, claim=claim.pk
    )
    begin_execution(**by, remedies=[remedy], reason="")
    cast.matter(matter.pk)
    (done,) = matter.remedies.all()
    carry_out_remedy(**by, remedy=done.pk, done_on=way.day, proof="The letter of 11 March.")
    way.until("vouch", "hand_in")
    close_matter(case=matter.pk, actor=cast["reviewer"], at=way.at)

    ended = cast.matter(matter.pk)
    assert (ended.state, ended.due) == (State.CLOSED, None)
    assert {clock.pack for clock in clocks(cast, matter.pk).values()} == {"ew-police-2020"}
    assert not [rule for rule in clocks(cast, matter.pk) if rule.startswith(("CN", "DSN"))]
    page = seen(cast, "reviewer", f"/cases/{matter.pk}/")
    assert "The service provided was not acceptable" in page and "Apologise" in page


def test_the_form_speaks_its_own_language(cast: Cast) -> None:
    """Categories, channels and purposes are those of England; no Chinese one is offered or taken."""
    page = seen(cast, "registrar", "/register/")
    assert "A1 Police action following contact" in page
    assert '<option value="COMPLAINT" selected' in page and '<option value="ONLINE" selected' in page
    assert "Petition bureau" not in page and "01.05" not in page and "At most" not in page
    with at(MORNING):
        answer = client_of(cast, "registrar").post("/register/", FORM | {"category": "01.05"})
    assert answer.status_code == 422
    chinese = seen(cast, "registrar", "/register/", "zh-hans")
    assert "接报后的警务行动" in chinese and "投诉" in chinese


def test_the_case_page_counts_four_weeks_and_names_its_regulation(cast: Cast) -> None:
    case = logged(cast).pk
    page = seen(cast, "registrar", f"/cases/{case}/")
    assert "28 days from 2 March 2026, the day not counted, end on 30 March 2026." in page
    assert f"{REG_34}(2)(a)" in page
    assert "tell the complainant in writing how the complaint stands" in page
    assert "Impolite language or tone" in page and "Logged" in page
    assert "L22" not in page and "信访" not in re.sub(r'title="[^"]*"', "", page.partition("<main")[2])
    why = seen(cast, "registrar", f"/cases/{case}/days/")
    assert f"{REG_34}(2)(a)" in why and '<a href="/rules/ew-police-2020/">' in why
    receipt = seen(cast, "registrar", f"/cases/{case}/receipt/")
    assert "By <strong>30 March 2026</strong> you will hear from us" in receipt and "60 days" not in receipt
    accept = seen(cast, "registrar", f"/cases/{case}/do/begin_screening/")
    assert "L22" not in accept


def test_the_opinion_form_tells_of_the_review_of_this_country(cast: Cast) -> None:
    matter = logged(cast)
    begin_screening(case=matter.pk, actor=cast["registrar"], at=MORNING)
    way = Walk(cast, matter.pk, results={1: "ACCEPTABLE"}).until("step")
    with at(way.at):
        page = html.unescape(
            client_of(cast, "handler").get(f"/cases/{matter.pk}/do/draft_opinion/").content.decode()
        )
    assert "you may apply for a review within 28 days" in page
    assert "next higher organ" not in page
    assert '<option value="REFLECTIVE_PRACTICE"' in page
    way.until("draft", "draft")
    with at(way.at):
        page = client_of(cast, "handler").get(f"/cases/{matter.pk}/do/answer_claim/").content.decode()
    assert "Case to answer" in page and "Partly supported" not in page


def test_no_law_of_another_country_counts_the_representatives(cast: Cast) -> None:
    """Five at most is Chinese law (L22 Art.20); here seven may speak for a crowd."""
    people = tuple(PersonDraft(name=f"Person {n}", role="representative") for n in range(7))
    claims = (ClaimDraft("No answer.", "A3"),)
    cast.registered(category="A3", claims=claims, people=people, purpose="COMPLAINT", channel="EMAIL")


def test_every_list_of_the_desk_is_english(cast: Cast) -> None:
    case = logged(cast).pk
    page = seen(cast, "registrar", "/cases/")
    for name in ("categories", "channels", "sources"):
        assert all(entry.en in page for entry in code_list(name).entries)
    begin_screening(case=case, actor=cast["registrar"], at=MORNING)
    refusing = seen(cast, "registrar", f"/cases/{case}/do/not_accept/")
    assert "We write to you at least every four weeks" in refusing and "people’s congress" not in refusing
    diverting = seen(cast, "registrar", f"/cases/{case}/do/divert/")
    assert "Referral to the IOPC" in diverting and "Procuratorate" not in diverting


def test_the_ledger_is_whole(kept_cast: Cast) -> None:
    matter = logged(kept_cast)
    with acting(kept_cast["registrar"].post):
        assert Matter.objects.get(pk=matter.pk).pack == "ew-police-2020"
    assert list(verify_everything()) == []
