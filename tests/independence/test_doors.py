"""No door leads a matter to those it complains about, whatever the form says; the refusal names who handles it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from dengwen.domains.cases.models import Party
from dengwen.domains.cases.reads.case_page import case_sheet, sealed_party, what_may_be_done
from dengwen.domains.cases.reads.queues import queue_page, queues_of
from dengwen.domains.cases.reads.recipients import recipients_of, team_choices
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.accept_matter import accept_matter
from dengwen.domains.cases.verbs.assign_team import assign_team
from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.domains.cases.verbs.merge_matters import merge_matters
from dengwen.domains.cases.verbs.name_respondent import name_respondent, remove_respondent
from dengwen.domains.cases.verbs.object_to_matter import object_to_matter, refuse_objection
from dengwen.domains.cases.verbs.send_matter import assign_matter, transfer_matter
from dengwen.domains.closure.verbs.return_dossier import return_dossier
from dengwen.foundation.identity.models import SealedPerson
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import Words, walk
from tests.independence.people import (
    ACCUSATION,
    APPEAL,
    about,
    add_actor,
    appeal,
    counts,
    instead,
    refused,
    respondent_of,
    seen,
)

LATER = MORNING + timedelta(hours=1)
WHY: Words = {"reason": "It happened there."}


@pytest.mark.parametrize("kind", [APPEAL, ACCUSATION])
@pytest.mark.parametrize(("about_whom", "to"), [("lin", "lin"), ("lin", "lin_station"), ("lin_station", "lin_station"),
                                                ("river", "lin"), ("moss", "moss")])  # fmt: skip
def test_it_is_sent_to_nobody_complained_about(land: Cast, kind: Words, about_whom: str, to: str) -> None:
    case = land.registered("campaign_office", **kind, **about(land, organ=about_whom)).pk
    deed: Words = {"case": case, "to": land.organ(to), "actor": land["campaign_office"], "at": LATER, **WHY}
    with refused("conflict.to_organ") as told:
        transfer_matter(**deed)
    free = {
        "lin": "River City",
        "lin_station": "Lin County",
        "moss": "River City",
        "river": "Cloud Province",
    }
    assert instead(told) == free[about_whom]
    with refused("conflict.to_organ"):
        assign_matter(report_by=DAY + timedelta(days=30), **deed)
    assert seen(land, case).organ_id == land.organ("province")


def test_the_suggestions_leave_them_out_and_say_whom(land: Cast) -> None:
    case = appeal(land, "city_registrar", organ="lin")
    matter = seen(land, case, "city_registrar")
    near, left_out = recipients_of(matter)
    assert {row.name for row in left_out} == {"Lin County", "Lin East Station"}
    assert "Moss County" in {row.name for row in near}
    assert not {row.pk for row in near} & {row.pk for row in left_out}
    plain = land.registered("city_registrar", **APPEAL)
    assert recipients_of(plain)[1] == []


def test_a_transferred_file_is_not_handed_back_by_an_objection(land: Cast) -> None:
    """CPGRAMS sent complaints back to the body complained against; here the objection itself is refused."""
    case = land.registered("registrar", **APPEAL).pk
    transfer_matter(case=case, to=land.organ("river"), actor=land["registrar"], at=LATER, **WHY)
    name_respondent(
        case=case, organ=land.organ("lin"), reason="So it says.", actor=land["city_registrar"], at=LATER
    )
    with refused("conflict.to_organ"):
        object_to_matter(
            case=case,
            reason="OTHER_PLACE",
            explanation="It lies in Lin.",
            actor=land["city_registrar"],
            at=LATER,
        )


def test_a_refused_objection_does_not_give_it_back_to_them(land: Cast) -> None:
    case = land.registered("city_registrar", **APPEAL).pk
    transfer_matter(case=case, to=land.organ("lin"), actor=land["city_registrar"], at=LATER, **WHY)
    object_to_matter(
        case=case, reason="OTHER_PLACE", explanation="Not here.", actor=land["registrar"], at=LATER
    )
    name_respondent(
        case=case, organ=land.organ("lin"), reason="So it says.", actor=land["city_registrar"], at=LATER
    )
    with refused("conflict.to_organ"):
        refuse_objection(case=case, reason="It is yours.", actor=land["city_registrar"], at=LATER)


def test_nobody_complained_about_is_put_on_the_team(land: Cast) -> None:
    case = appeal(land, officer="handler")
    accept_matter(case=case, actor=land["registrar"], at=LATER)
    deed: Words = {"case": case, "actor": land["registrar"], "at": LATER}
    with refused("conflict.to_person") as told:
        assign_team(handler=land["handler"].post, **deed)
    assert "Handler" in str(told.value)
    assign_team(
        handler=land["unit_head"].post, leader=land["leader"].post, unit=land.organ("lin_unit"), **deed
    )
    team = team_choices(seen(land, case), DAY)
    assert [post.pk for post in team.left_out] == [land["handler"].post]
    assert [post.pk for post in team.handlers] == [land["unit_head"].post]


def test_a_unit_complained_about_is_not_the_responsible_unit(land: Cast) -> None:
    case = appeal(land, organ="lin_unit")
    accept_matter(case=case, actor=land["registrar"], at=LATER)
    with refused("conflict.to_organ") as told:
        assign_team(case=case, unit=land.organ("lin_unit"), actor=land["registrar"], at=LATER)
    assert instead(told) == "Lin County"
    assert team_choices(seen(land, case), DAY).units == []


def test_whoever_is_named_later_leaves_the_team(land: Cast) -> None:
    way = walk(land, "step")
    name_respondent(
        case=way.case, officer=land["handler"].post, reason="She was there.", actor=land["leader"], at=way.at
    )
    matter = seen(land, way.case)
    assert (matter.handler_id, matter.leader_id) == (None, land["leader"].post)
    assert matter.state == State.INVESTIGATING
    set_post(land["unit_head"].post)
    queue = next(queue for queue in queues_of(land["unit_head"]) if queue.code == "to_assign")
    assert [row.id for row in queue_page(land["unit_head"], queue, way.day).rows] == [way.case]


def test_the_accused_organ_may_see_an_appeal_and_not_handle_it(land: Cast) -> None:
    case = appeal(land, organ="lin")
    for part in ("registrar", "leader", "unit_head"):
        actor = land[part]
        assert counts(actor.post, case)["cases_claim"] == 1
        verbs = {
            one.verb: one.decision for one in what_may_be_done(actor, case_sheet(actor=actor, case=case))
        }
        allowed = {verb for verb, decision in verbs.items() if decision.allowed}
        assert allowed <= {"raise_level", "declare_recusal"}, part
        assert {str(decision.refusal.code) for decision in verbs.values() if decision.refusal} == {
            "conflict.organ"
        }
    with refused("conflict.organ"):
        begin_screening(case=case, actor=land["registrar"], at=LATER)


def test_it_is_not_merged_into_a_case_that_they_handle_or_could_handle(land: Cast) -> None:
    other = land.registered(**APPEAL).pk
    deed: Words = {"into": other, "reason": "The same.", "actor": land["city_registrar"], "at": LATER}
    with refused("conflict.to_organ"):
        merge_matters(case=appeal(land, "city_registrar", organ="lin"), **deed)
    case = appeal(land, "city_registrar", organ="moss")
    with refused("conflict.not_named_there"):
        merge_matters(case=case, **deed)
    words: Words = {"organ": land.organ("moss"), "reason": "The other letter says so."}
    name_respondent(case=other, actor=land["registrar"], at=LATER, **words)
    merge_matters(case=case, **deed)
    assert seen(land, case).state == State.MERGED


def test_a_dossier_is_not_examined_by_the_officer_complained_about(land: Cast) -> None:
    way = walk(land, "judge")
    name_respondent(
        case=way.case, officer=land["reviewer"].post, reason="She is named.", actor=land["leader"], at=way.at
    )
    with refused("case.not_found"):  # claim 2 accuses: it does not exist for her
        return_dossier(case=way.case, reason="FACTS_UNCLEAR", actor=land["reviewer"], at=way.at)
    second = add_actor(land, "second_reviewer", "river", "reviewer")
    return_dossier(
        case=way.case, reason="FACTS_UNCLEAR", actor=second, at=way.at, remarks="Claim 2 lacks evidence."
    )


def test_the_identity_stays_closed_to_them(land: Cast) -> None:
    case = appeal(land, organ="lin")
    set_post(land["registrar"].post)
    party = Party.objects.get(matter=case)
    assert party.mask == "W***"
    assert party.person_id is not None
    with refused("conflict.organ"):
        sealed_party(actor=land["registrar"], case=case, party=party.pk)
    assert not SealedPerson.objects.filter(pk=party.person_id).exists(), "the row itself is hidden"
    with refused("identity.not_found"):
        open_identity(person_id=party.person_id, case=case, post=land["registrar"].post, ground="x", at=LATER)
    set_post(land["city_registrar"].post)
    assert sealed_party(actor=land["city_registrar"], case=case, party=party.pk) == party.person_id
    assert SealedPerson.objects.filter(pk=party.person_id).exists()


def test_they_cannot_take_their_own_name_away(land: Cast) -> None:
    case = appeal(land, organ="lin")
    with refused("conflict.organ"):
        remove_respondent(
            case=case,
            respondent=respondent_of(land, case),
            reason="Not us.",
            actor=land["registrar"],
            at=LATER,
        )


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda land: {"organ": 999_999_999}, "respondent.unknown"),
        (lambda land: {"officer": 999_999_999}, "respondent.unknown"),
        (lambda land: {}, "respondent.nobody"),
        (lambda land: {"name": "Chen", "reason": ""}, "respondent.no_reason"),
        (lambda land: {"name": "Chen", "claim": 999_999_999}, "respondent.claim_not_found"),
    ],
)
def test_a_naming_that_says_nothing_is_refused(land: Cast, deed: Callable[[Cast], Words], code: str) -> None:
    case = land.registered(**APPEAL).pk
    words: Words = {"reason": "So it says."} | deed(land)
    with refused(code):
        name_respondent(case=case, actor=land["registrar"], at=LATER, **words)
    assert not seen(land, case).guarded


def test_a_name_is_digested_in_the_ledger(land: Cast) -> None:
    case = land.registered(**APPEAL).pk
    name_respondent(case=case, name="Officer Chen", reason="So it says.", actor=land["registrar"], at=LATER)
    entries = Entry.objects.filter(kind="case", subject=case)
    assert not [entry for entry in entries if "Officer Chen" in entry.payload]
    assert [entry.event for entry in entries.order_by("seq")] == ["registered", "respondent_named"]
