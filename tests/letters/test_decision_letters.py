"""The paper of a decision: filled from its rows, written by who took the decision, and no part in the case."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.rules.verdicts import Verdict
from dengwen.domains.appeals.verbs.decide_review import Decided, decide_review
from dengwen.domains.cases.access import STORED
from dengwen.domains.cases.verbs.dispute_jurisdiction import decide_jurisdiction
from dengwen.domains.letters.models import Letter
from dengwen.domains.letters.reads.letter_wording import LANGUAGES
from dengwen.domains.letters.rules.letter_content import BLANK, load
from dengwen.domains.letters.verbs.draft_letter import draft_letter
from dengwen.domains.letters.verbs.edit_letter import edit_letter
from dengwen.domains.letters.verbs.issue_letter import issue_letter
from dengwen.domains.letters.verbs.void_letter import void_letter
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.families import use_family
from tests.appeals.upward import FURTHER, REASONING, Upward, upward
from tests.cases.test_jurisdiction import disputed
from tests.cast import MORNING, Cast
from tests.handling.procedures import PEOPLE, announce
from tests.handling.walk import Words

# The days that the desk takes from the clocks.
GIVEN = {"review_by": "1 May 2026", "rereview_by": "1 June 2026"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(ATTACHMENTS=tmp_path):
        yield tmp_path


@pytest.fixture
def england() -> Iterator[None]:
    use_family("ew-police")
    yield
    use_family("cn")


class Desk:
    """Writes letters in one case."""

    def __init__(self, way: Upward) -> None:
        self.way = way

    def draft(self, kind: str, actor: Actor, language: str = "en") -> Letter:
        by: Words = {"case": self.way.case, "at": self.way.at}
        draft_letter(kind=kind, language=language, given=GIVEN, actor=actor, **by)
        set_post(actor.post)
        return Letter.objects.filter(matter=self.way.case).latest("pk")

    def words(self, kind: str, actor: Actor, *others: Actor) -> str:
        """Return what a draft says when the right person writes it; ``others`` may not, and nobody leaves a blank."""
        for other in others:
            with pytest.raises(Refusal, match=r"right\.missing|letter\.not_your_decision|place\."):
                self.draft(kind, other)
        told = ""
        for language in LANGUAGES:
            content = load(self.draft(kind, actor, language).content)
            told = "\n".join(part.text for part in (*content.body, *content.plain))
            assert BLANK not in told.replace("Signed: ____", "").replace("签名：____", ""), (kind, told)
        return told


def test_the_letters_of_a_review_and_a_rereview_are_written_by_who_decides(cast: Cast) -> None:
    """One walk: each letter after its deed, by its examiner alone, who goes on to decide all the same."""
    way = upward(cast)
    desk, city, province = Desk(way), cast["reviewer"], cast["province_reviewer"]
    lin = [cast[part] for part in ("registrar", "leader", "handler")]
    way.ask()
    assert "The answer misses the point." in desk.words("review_request_record", lin[0], city)
    with pytest.raises(Refusal, match=r"letter\.not_your_decision"):
        desk.draft("review_opinion", city)  # nothing is admitted yet
    way.admit()
    assert "Your request is admitted." in desk.words("review_admission", city, *lin, province)
    assert not STORED.acted(city.account, cast.matter(way.case, "reviewer"))
    way.decide("CHANGED", "FACTS_UNCLEAR", "SUPPORTED")
    told = desk.words("review_opinion", city, *lin, province)
    assert REASONING.facts_found in told and FURTHER in told
    assert "Decided on review: Changed · Main facts unclear" in told
    way.give()
    way.ask_again()
    assert "The review misses it too." in desk.words("rereview_request_record", lin[0], province)
    way.admit_again()
    assert "1 June 2026" in desk.words("rereview_admission", province, *lin, city)
    way.decide_again()
    assert "Decided on review: Upheld" in desk.words("rereview_opinion", province, *lin, city)
    letter = desk.draft("rereview_opinion", province)
    issue_letter(case=way.case, letter=letter.pk, actor=province, at=way.at)
    events = (
        Entry.objects.filter(kind="case", subject=way.case).order_by("-seq").values_list("event", flat=True)
    )
    assert list(events[:2]) == ["decision_letter_issued", "decision_letter_drafted"]
    for actor in (*lin, city):
        with pytest.raises(Refusal, match=r"right\.missing|not_your_decision"):
            void_letter(case=way.case, letter=letter.pk, reason="No.", actor=actor, at=way.at)


def test_another_organs_draft_of_a_decision_is_not_changed(cast: Cast) -> None:
    way = upward(cast)
    desk = Desk(way)
    way.ask()
    way.admit()
    letter = desk.draft("review_admission", cast["reviewer"])
    content = load(letter.content)
    words: Words = {"body": ["x"] * len(content.body), "plain": ["x"] * len(content.plain)}
    for part in ("registrar", "province_reviewer"):
        with pytest.raises(Refusal, match=r"right\.missing|not_your_decision"):
            edit_letter(case=way.case, letter=letter.pk, actor=cast[part], at=way.at, **words)
    edit_letter(case=way.case, letter=letter.pk, actor=cast["reviewer"], at=way.at, **words)


def test_a_refused_request_says_why_and_where_to_turn(cast: Cast) -> None:
    way = upward(cast)
    way.ask()
    way.refuse()
    told = Desk(way).words("review_admission", cast["reviewer"], cast["registrar"])
    assert "Your request is not admitted." in told and "Ask Cloud Province." in told
    assert "You are not concerned." in told


def test_the_letters_of_the_end_and_of_its_reexamination(cast: Cast) -> None:
    way = upward(cast, category="01.01").reviewed().rereviewed().finish()
    desk, province = Desk(way), way.someone("province", "reviewer")
    told = desk.words("final_notice", cast["registrar"], province)
    assert "Re-reviewed, and the decision served" in told and "The county goes on." in told
    way.propose()
    way.examine()
    way.terminate()
    assert "New facts open it again." in desk.words("termination_notice", province, cast["leader"])
    way.ask_reexamination()
    assert "It was not fair." in desk.words("reexamination_request_record", cast["registrar"], province)
    way.revoke()
    ministry = way.someone("ministry", "reviewer")
    told = desk.words("reexamination_opinion", ministry, province, cast["leader"])
    assert "The termination is revoked" in told and "Facts unclear or wrong" in told


def test_the_letters_of_a_withdrawal(cast: Cast) -> None:
    way = upward(cast, "step")
    desk, city, registrar = Desk(way), cast["reviewer"], cast["registrar"]
    way.withdraw()
    desk.words("withdrawal_information", registrar, city)
    way.call_back()
    assert "Said so." in desk.words("call_back_record", city, registrar, cast["province_reviewer"])
    way.confirm(10)
    told = desk.words("withdrawal_confirmation", city, registrar, cast["leader"])
    assert "Nobody else is concerned." in told
    way.take_back()
    assert "the matter goes on" in desk.words("withdrawal_notice", registrar, cast["leader"])


def test_the_notice_of_a_hearing_names_who_sits_and_not_the_petitioner(cast: Cast) -> None:
    way = upward(cast, "step")
    announce(way, way.day + timedelta(days=14))
    told = Desk(way).words("hearing_notice", cast["handler"], cast["inspector"])
    assert "Room 3" in told and "Was there a receipt?" in told
    named = {one.name: one.role in ("PANEL", "RECORDER") for one in PEOPLE}
    assert True in named.values() and False in named.values()
    assert {name: name in told for name in named} == named


def test_the_letters_of_a_dispute_over_competence(cast: Cast) -> None:
    matter = disputed(cast)
    way = Upward(cast, matter.pk)
    desk, city = Desk(way), cast["city_registrar"]
    assert "Both banks." in desk.words("jurisdiction_request", cast["registrar"], cast["reviewer"])
    assert load(desk.draft("jurisdiction_request", cast["registrar"]).content).to == "River City"
    words: Words = {"reason": "It is so.", "to": cast.organ("moss")}
    decide_jurisdiction(case=matter.pk, actor=city, at=MORNING, **words)
    told = desk.words("jurisdiction_decision", city, cast["moss_registrar"], cast["campaign_office"])
    assert "Moss County is competent" in told and "It is so." in told
    assert load(desk.draft("jurisdiction_decision", city).content).to == "Lin County and Moss County"


@pytest.mark.usefixtures("england")
def test_a_review_in_england_is_told_in_its_own_words(cast: Cast) -> None:
    """Outcome, application, outcome of the review: no word of another country's law, and no blank is left."""
    case = cast.registered(category="H1", purpose="COMPLAINT", channel="ONLINE").pk
    way = Upward(cast, case, results={1: "NOT_ACCEPTABLE", 2: "ACCEPTABLE"}, method="APOLOGY")
    way.until("serve")
    desk, city = Desk(way), cast["reviewer"]
    told = desk.words("opinion", cast["leader"])
    assert "within 28 days" in told and "River City" in told
    way.ask()
    way.admit()
    assert "There will be a review." in desk.words("review_admission", city, cast["registrar"])
    decided = Decided(REASONING, tuple(Verdict(claim.pk, "NOT_UPHELD") for claim in way.claims()))
    decide_review(decided=decided, actor=city, **way.next())
    told = desk.words("review_opinion", city, cast["registrar"])
    assert "Review not upheld: the outcome stands" in told and "There is no second review." in told
    assert not re.findall(
        "petition|L22|re-review|terminat", told.replace(FURTHER, "").replace("L22 Art.21", "")
    )
    with pytest.raises(Refusal, match=r"letter\.kind_unknown"):
        desk.draft("rereview_opinion", city)
