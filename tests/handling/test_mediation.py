"""Mediation: both sides want it, some matters never, and an agreement answers the matter."""

from datetime import timedelta
from typing import Any

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim
from dengwen.domains.closure.models import Dossier, DossierItem
from dengwen.domains.deadlines.models import Clock
from dengwen.domains.handling.models import Mediation, Remedy
from dengwen.domains.handling.verbs.answer_claim import answer_claim
from dengwen.domains.handling.verbs.carry_out_remedy import carry_out_remedy
from dengwen.domains.handling.verbs.mediate import end_mediation, execute_settlement
from dengwen.foundation.ledger.models import Entry
from tests.cast import Cast
from tests.handling.procedures import agree, article, begin_mediation, consents, paper, pass_days
from tests.handling.walk import Walk, Words, walk


def test_an_agreement_is_carried_out_and_goes_up_like_an_opinion(cast: Cast) -> None:
    way = walk(cast, "step")
    begin_mediation(way)
    assert way.matter.state == "mediating"
    agree(pass_days(way, 3))
    matter = way.matter
    assert (matter.state, matter.decided_on, matter.served_on) == ("settled", way.day, way.day)
    assert {claim.result for claim in way.claims()} == {"AGREED"}
    assert Clock.objects.get(matter=matter, rule="CN22-HDL-60").met_on == way.day
    execute_settlement(case=way.case, actor=cast["handler"], at=way.at)
    assert way.matter.state == "executing"
    remedy = Remedy.objects.get(matter=way.case)
    assert (remedy.owner_id, remedy.due) == (cast.organ("lin"), way.day + timedelta(days=20))
    assert Clock.objects.filter(matter=way.case, rule="DSN-EXEC", met_on=None).exists()
    words: Words = {"remedy": remedy.pk, "done_on": way.day, "proof": "The receipt."}
    carry_out_remedy(case=way.case, actor=cast["handler"], at=way.at, **words)
    way.hand_in()
    items = set(DossierItem.objects.filter(matter=way.case).values_list("kind", flat=True))
    assert way.matter.state == "dossier_review" and "AGREEMENT" in items
    assert Dossier.objects.filter(matter=way.case).count() == 1
    way.judge()
    way.vouch()
    assert way.matter.state == "follow_up"


def test_each_side_has_to_want_it(cast: Cast) -> None:
    way = walk(cast, "step")
    both = consents(way)
    with pytest.raises(Refusal, match=r"mediation\.no_consent") as refused:
        begin_mediation(way, consents=both[1:])
    assert refused.value.facts == {"side": "PETITIONER"}
    with pytest.raises(Refusal, match=r"mediation\.no_consent") as refused:
        begin_mediation(way, consents=both[:1])
    assert refused.value.facts == {"side": "ORGAN"}
    assert way.matter.state == "investigating", "who does not consent suffers nothing by it"


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"who": " "}, "mediation.consent_unclear"),
        ({"method": "TELEPATHY"}, "mediation.consent_unclear"),
        ({"paper": None}, "mediation.consent_no_paper"),
        ({"paper": 999_999}, "file.not_here"),
    ],
)
def test_a_consent_is_one_that_can_be_shown(cast: Cast, changes: dict[str, Any], refused: str) -> None:
    way = walk(cast, "step")
    first, second = consents(way)
    words = {name: getattr(first, name) for name in ("side", "who", "given_on", "method", "paper")}
    with pytest.raises(Refusal, match=refused):
        begin_mediation(way, consents=[type(first)(**(words | changes)), second])


def test_a_barred_claim_bars_the_whole_matter(cast: Cast) -> None:
    draft = cast.draft().claims[0]
    barred = type(draft)("They beat me.", "03.02", "Punish them.")
    case = cast.registered(claims=(draft, barred)).pk
    way = Walk(cast, case).until("step")
    with pytest.raises(Refusal, match=r"mediation\.barred") as refused:
        begin_mediation(way)
    assert refused.value.facts == {"category": "03.02"}


def test_the_weaker_side_is_looked_at_first(cast: Cast) -> None:
    way = walk(cast, "step")
    with pytest.raises(Refusal, match=r"mediation\.no_balance"):
        begin_mediation(way, balance="  ")
    with pytest.raises(Refusal, match=r"mediation\.not_confirmed"):
        begin_mediation(way, nothing_barred=False)


def test_without_agreement_the_investigation_goes_on_as_if_nothing_had_been(cast: Cast) -> None:
    way = walk(cast, "step")
    due = way.matter.due
    begin_mediation(way)
    with pytest.raises(Refusal, match=r"mediation\.no_reason"):
        end_mediation(case=way.case, reason=" ", actor=cast["handler"], at=way.at)
    end_mediation(case=way.case, reason="They do not agree.", actor=cast["handler"], at=way.at)
    assert (way.matter.state, way.matter.due) == ("investigating", due)
    way.until("serve", "draft")
    assert way.matter.state == "served"


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"method": "EXPLANATION"}, "settlement.method_unknown"),
        ({"terms": " "}, "settlement.no_terms"),
        ({"items": []}, "settlement.no_items"),
    ],
)
def test_an_agreement_says_what_is_done(cast: Cast, changes: dict[str, Any], refused: str) -> None:
    way = walk(cast, "step")
    begin_mediation(way)
    with pytest.raises(Refusal, match=refused):
        agree(way, **changes)


def test_an_agreement_is_a_paper_and_has_its_day(cast: Cast) -> None:
    way = walk(cast, "step")
    begin_mediation(way)
    with pytest.raises(Refusal, match=r"settlement\.no_paper"):
        agree(way, paper=paper(way, "EVIDENCE"))
    with pytest.raises(Refusal, match=r"settlement\.before_mediation"):
        agree(way, signed_on=way.day - timedelta(days=1))
    with pytest.raises(Refusal, match=r"day\.future"):
        agree(way, signed_on=way.day + timedelta(days=1))
    with pytest.raises(Refusal, match=r"remedy\.due_past"):
        agree(way, items=[type(article(way))("PAY", "x", cast.organ("lin"), way.day - timedelta(days=1))])


def test_no_opinion_can_call_a_claim_agreed(cast: Cast) -> None:
    way = walk(cast, "draft")
    words: Words = {"facts_found": "f", "answer": "a", "legal_basis": "b", "reasons": "r", "result": "AGREED"}
    with pytest.raises(Refusal, match=r"opinion\.claim_agreed"):
        answer_claim(case=way.case, claim=way.claims()[0].pk, actor=cast["handler"], at=way.at, **words)
    assert not Claim.objects.filter(matter=way.case, result="AGREED").exists()


def test_every_step_is_one_entry(cast: Cast) -> None:
    way = walk(cast, "step")
    begin_mediation(way)
    agree(way)
    events = (
        Entry.objects.filter(kind="case", subject=way.case).order_by("-seq").values_list("event", flat=True)
    )
    assert list(events[:4]) == ["settle", "attach_file", "mediate", "attach_file"]
    assert Mediation.objects.get(matter=way.case).method == "MEDIATED"
