"""The check by a higher organ, through its doors: who may do it, and what it needs."""

from collections.abc import Callable

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import may
from dengwen.domains.cases.models import Claim, Contact
from dengwen.domains.cases.rules.draft import ClaimDraft
from dengwen.domains.cases.verbs.assign_team import assign_team
from dengwen.domains.cases.verbs.register_petitions import register_petition
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.domains.closure.models import Dossier, DossierItem
from dengwen.domains.closure.reads.dossiers import latest_dossier, to_examine
from dengwen.domains.closure.verbs.accept_dossier import accept_dossier
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.closure.verbs.hand_in_dossier import hand_in_dossier
from dengwen.domains.closure.verbs.judge_item import judge_item
from dengwen.domains.closure.verbs.return_dossier import order_redo, return_dossier
from dengwen.domains.letters.models import Attachment
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from tests.cast import MORNING, Cast
from tests.handling.test_verbs import second_post
from tests.handling.walk import Walk, Words, walk

Deed = Callable[[Walk, Actor], None]


def _judge(way: Walk, actor: Actor) -> None:
    judge_item(case=way.case, item=way.items()[0].pk, finding="met", actor=actor, at=way.at)


def _return(way: Walk, actor: Actor) -> None:
    return_dossier(case=way.case, reason="OTHER", remarks="More.", actor=actor, at=way.at)


def _redo(way: Walk, actor: Actor) -> None:
    order_redo(case=way.case, reason="FACTS_UNCLEAR", remarks="Anew.", actor=actor, at=way.at)


def _accept(way: Walk, actor: Actor) -> None:
    accept_dossier(case=way.case, actor=actor, at=way.at)


def _close(way: Walk, actor: Actor) -> None:
    close_matter(case=way.case, actor=actor, at=way.at)


DEEDS = [
    pytest.param("hand_in", _judge, id="judge_item"),
    pytest.param("judge", _return, id="return_dossier"),
    pytest.param("judge", _redo, id="order_redo"),
    pytest.param("judge", _accept, id="accept_dossier"),
    pytest.param("vouch", _close, id="close"),
]


def refused(deed: Deed, way: Walk, actor: Actor, code: str) -> None:
    """Assert that the deed is refused with ``code`` and that nothing of the matter changed."""
    before = way.matter.version
    with pytest.raises(Refusal) as told:
        deed(way, actor)
    assert told.value.code == code
    assert way.matter.version == before


@pytest.mark.parametrize(("last", "deed"), DEEDS)
def test_only_a_reviewer_of_the_examining_organ_may(cast: Cast, last: str, deed: Deed) -> None:
    way = walk(cast, last)
    refused(deed, way, cast["own_reviewer"], "examine.own_organ")
    refused(deed, way, cast["province_reviewer"], "examine.other_organ")
    refused(deed, way, cast["stone_reviewer"], "case.not_found")
    for part in ("leader", "handler", "city_leader", "auditor", "campaign_office"):
        refused(deed, way, cast[part], "right.missing")
    deed(way, cast["reviewer"])


@pytest.mark.parametrize(("last", "deed"), DEEDS)
def test_who_registered_or_handled_the_case_never_examines_it(cast: Cast, last: str, deed: Deed) -> None:
    way = walk(cast, last)
    for part in ("registrar", "handler", "leader"):
        moved_up = second_post(cast, part, "river", "reviewer")
        assert moved_up.post != cast[part].post
        refused(deed, way, moved_up, "examine.acted_in_case")
    unconcerned = second_post(cast, "moss_handler", "river", "reviewer")
    deed(way, unconcerned)


@pytest.mark.parametrize("part", ["leader", "handler"])
def test_who_is_only_named_on_the_case_never_examines_it(cast: Cast, part: str) -> None:
    """A second person is put on the case and does nothing; she is in it all the same."""
    newcomer = second_post(cast, "inspector", "lin", part)
    way = walk(cast, "execute")
    assign_team(case=way.case, actor=cast["registrar"], at=way.at, **{part: newcomer.post})
    way.hand_in()
    reviewer = second_post(cast, "inspector", "river", "reviewer")
    refused(_judge, way, reviewer, "examine.acted_in_case")


def test_a_city_reviewer_who_registered_it_at_the_city_never_examines_it(cast: Cast) -> None:
    as_registrar = second_post(cast, "reviewer", "river", "registrar")
    done = register_petition(draft=cast.draft("lin"), actor=as_registrar, at=MORNING)
    way = Walk(cast, done.matter).until("hand_in")
    refused(_judge, way, cast["reviewer"], "examine.acted_in_case")


def test_examining_twice_is_not_acting_in_the_case(cast: Cast) -> None:
    way = walk(cast, "judge")
    _return(way, cast["reviewer"])
    assert way.matter.state == "executing"
    way.until("vouch", "hand_in")
    _close(way, cast["reviewer"])
    assert (way.matter.state, way.matter.close_basis, way.matter.returned) == ("closed", "verified", 1)


def test_the_page_says_beforehand_what_the_door_would_say(cast: Cast) -> None:
    way = walk(cast, "hand_in")
    matter = way.matter
    set_post(cast["own_reviewer"].post)
    refusal = may(cast["own_reviewer"], "judge_item", matter).refusal
    assert refusal
    assert refusal.code == "examine.own_organ"
    set_post(cast["reviewer"].post)
    assert may(cast["reviewer"], "judge_item", matter).allowed


def test_forged_form_values_are_refused(cast: Cast) -> None:
    other, way = walk(cast, "hand_in"), walk(cast, "hand_in")
    by: Words = {"case": way.case, "actor": cast["reviewer"], "at": way.at}
    foreign, own = other.items()[0].pk, way.items()[0].pk
    with pytest.raises(Refusal, match="item_not_here"):
        judge_item(**by, item=foreign, finding="met")
    with pytest.raises(Refusal, match="finding_unknown"):
        judge_item(**by, item=own, finding="accepted")
    with pytest.raises(Refusal, match="lacking_without_remark"):
        judge_item(**by, item=own, finding="lacking")
    with pytest.raises(Refusal, match="reason_unknown"):
        return_dossier(**by, reason="BECAUSE", remarks="x")
    with pytest.raises(Refusal, match="nothing_lacking"):
        return_dossier(**by, reason="OTHER")
    with pytest.raises(Refusal, match="items_not_judged"):
        accept_dossier(**by)
    with pytest.raises(Refusal, match=r"case\.stale"):
        judge_item(**by, item=own, finding="met", version=way.matter.version - 1)
    assert set(DossierItem.objects.values_list("finding", flat=True)) == {""}


def test_an_item_of_an_earlier_dossier_is_no_longer_judged(cast: Cast) -> None:
    way = walk(cast, "hand_in")
    old = way.items()[0].pk
    _return(way, cast["reviewer"])
    way.hand_in()
    with pytest.raises(Refusal, match="item_not_here"):
        judge_item(case=way.case, item=old, finding="met", actor=cast["reviewer"], at=way.at)


def test_one_lacking_item_stands_against_accepting(cast: Cast) -> None:
    way = walk(cast, "judge")
    item = way.items()[1].pk
    by: Words = {"case": way.case, "actor": cast["reviewer"], "at": way.at}
    judge_item(**by, item=item, finding="lacking", remark="No record.")
    with pytest.raises(Refusal, match="items_lacking"):
        accept_dossier(**by)
    return_dossier(**by, reason="PAPERS_MISSING")
    dossier = Dossier.objects.get(matter=way.case)
    assert (dossier.decision, dossier.reason, dossier.examined_by_id) == (
        "returned", "PAPERS_MISSING", cast["reviewer"].post,
    )  # fmt: skip


def test_the_examining_organ_is_found_and_never_chosen(cast: Cast) -> None:
    way = walk(cast, "hand_in")
    assert way.matter.review_organ_id == cast.organ("river")
    set_post(cast["reviewer"].post)
    assert [dossier.matter_id for dossier in to_examine(actor=cast["reviewer"])] == [way.case]
    day = str(way.day)
    assert to_examine(actor=cast["reviewer"], after=(day, Dossier.objects.get().pk)) == []
    for part in ("own_reviewer", "province_reviewer", "city_leader"):
        set_post(cast[part].post)
        assert to_examine(actor=cast[part]) == []


def test_a_resolution_with_a_paper_needs_the_paper_and_the_manifest_holds_it(cast: Cast) -> None:
    way = walk(cast, "execute", method="MEDIATED")
    with pytest.raises(Refusal, match="paper_missing"):
        way.hand_in()
    words: Words = {"name": "a.txt", "content": "协议".encode(), "kind": "AGREEMENT"}
    attach_file(case=way.case, actor=cast["handler"], at=way.at, **words)
    way.hand_in()
    first = Dossier.objects.get(matter=way.case).manifest_sha256
    _return(way, cast["reviewer"])
    attach_file(
        case=way.case, actor=cast["handler"], at=way.at, name="b.txt", content=b"more", kind="EVIDENCE"
    )
    way.hand_in()
    assert Dossier.objects.get(matter=way.case, round=2).manifest_sha256 != first


def test_nothing_goes_up_without_report_or_service(cast: Cast) -> None:
    way = walk(cast, "execute")
    with pytest.raises(Refusal, match="no_report"):
        hand_in_dossier(case=way.case, report=" ", actor=cast["handler"], at=way.at)
    early = walk(cast, "issue")
    with pytest.raises(Refusal, match=r"transition\.not_in_state"):
        early.hand_in()


def test_who_stands_at_the_top_has_nobody_to_examine_it(cast: Cast) -> None:
    way = walk(cast, "execute")
    matter = way.matter
    from dengwen.foundation.organs.reads.superiors import next_higher

    assert next_higher(cast.organ("ministry")) is None
    higher = next_higher(matter.organ_id)
    assert higher
    assert higher.pk == cast.organ("river")


def test_the_dossier_shows_each_claim_beside_its_evidence(cast: Cast) -> None:
    way = walk(cast, "execute")
    claim = way.claims()[0]
    by: Words = {"case": way.case, "actor": cast["handler"], "at": way.at, "kind": "EVIDENCE"}
    attach_file(**by, name="a.txt", content=b"one", claim=claim.pk)
    attach_file(**by, name="b.txt", content=b"two")
    way.hand_in()
    set_post(cast["reviewer"].post)
    sheet = latest_dossier(actor=cast["reviewer"], case=way.case)
    assert sheet
    assert [[file.name for file in part.files] for part in sheet.claims] == [["a.txt"], []]
    assert [file.name for file in sheet.files] == ["b.txt"]
    assert [item.kind for item in sheet.items] == ["SERVICE_RECORD", "REMEDIES", "CLOSING_REPORT"]
    set_post(cast["moss_leader"].post)
    assert latest_dossier(actor=cast["moss_leader"], case=way.case) is None
    assert not Attachment.objects.exists()


def test_a_letter_that_came_in_late_undoes_no_opinion(cast: Cast) -> None:
    draft = cast.draft(external_source="old", external_key="A1", row_digest=b"1" * 32)
    done = register_petition(draft=draft, actor=cast["registrar"], at=MORNING)
    way = Walk(cast, done.matter).until("vouch")
    late = cast.draft(
        external_source="old", external_key="A1", row_digest=b"2" * 32, claims=(ClaimDraft("And again."),)
    )
    register_petition(draft=late, actor=cast["registrar"], at=way.at)
    assert Contact.objects.filter(matter=way.case).count() == 2
    assert not Claim.objects.filter(matter=way.case, result="").exists()
    _close(way, cast["reviewer"])


def test_what_was_accepted_before_a_reopening_closes_nothing_after_it(cast: Cast) -> None:
    way = walk(cast, "vouch")
    _close(way, cast["reviewer"])
    reopen_matter(case=way.case, reason="New facts.", actor=cast["leader"], at=way.at)
    matter = way.matter
    assert (matter.state, matter.closed_on, matter.close_basis) == ("redo", None, "")
    refused(_close, way, cast["reviewer"], "transition.not_in_state")
    way.until("vouch", "plan")
    _close(way, cast["reviewer"])
    assert Dossier.objects.filter(matter=way.case, decision="accepted").count() == 2
