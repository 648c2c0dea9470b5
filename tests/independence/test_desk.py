"""Independence on the desk: naming at the counter, the page of the case, the forms, the figures' lists."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dengwen.domains.bulletins.verbs.fold_tallies import fold_tallies
from dengwen.domains.cases.models import IntakeDraft, Matter, Recusal, Respondent
from dengwen.domains.cases.verbs.recuse import ask_recusal
from dengwen.domains.letters.models import Attachment
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.staff.models import Account
from tests.cast import DAY, Cast
from tests.desk.clients import at, client_of
from tests.desk.test_register import LETTER
from tests.handling.walk import walk
from tests.independence.people import ACCUSATION, APPEAL, about, add_actor, appeal, respondent_of, seen

ACCUSING: dict[str, Any] = LETTER | {
    "purpose": "ACCUSATION",
    "category": "10.02",
    "respondent_organ": "Lin County",
}


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def the_matter(land: Cast) -> Matter:
    set_post(land["minister"].post)
    return Matter.objects.get()


def test_who_registers_an_accusation_of_her_own_organ_gets_the_number_and_sees_it_no_more(land: Cast) -> None:
    with at():
        client = client_of(land, "registrar")
        letter = SimpleUploadedFile("letter.txt", b"The letter.")
        answer = client.post("/register/", ACCUSING | {"files": letter})
        assert answer.status_code == 303
        page = body(client, answer.headers["Location"])
        matter = the_matter(land)
        assert client.get(f"/cases/{matter.pk}/").status_code == 404
    assert str(matter.number) in page
    assert "Give the petitioner this number" in page
    assert f"/cases/{matter.pk}/" not in page
    assert (matter.organ_id, matter.shielded) == (land.organ("river"), True)
    assert Attachment.objects.filter(matter=matter).count() == 1


def test_the_same_form_sent_twice_registers_once(land: Cast) -> None:
    with at():
        client = client_of(land, "registrar")
        assert client.post("/register/", ACCUSING).status_code == 303
        again = client.post("/register/", ACCUSING)
    assert again.status_code == 422
    assert "registered already" in again.content.decode()
    assert the_matter(land).pk


@pytest.mark.parametrize(
    ("typed", "officer", "name"),
    [("handler", "handler", ""), ("Unit Head", "unit_head", ""), ("Officer Chen", "", "Officer Chen")],
)
def test_an_officer_is_found_by_name_or_user_name_or_kept_as_told(
    land: Cast, typed: str, officer: str, name: str
) -> None:
    sent = ACCUSING | {"respondent_organ": "", "respondent_officer": typed}
    with at():
        assert client_of(land, "registrar").post("/register/", sent).status_code == 303
    set_post(land["minister"].post)
    row = Respondent.objects.get()
    assert (row.officer_id, row.name) == (land[officer].post if officer else None, name)


def test_of_two_people_of_one_name_the_user_name_is_asked_for(land: Cast) -> None:
    for number in ("1", "2"):
        add_actor(land, f"chen{number}", "lin", "handler")
    Account.objects.filter(username__startswith="chen").update(name="Chen")
    sent = ACCUSING | {"respondent_organ": "Nowhere", "respondent_officer": "Chen"}
    with at():
        text = client_of(land, "registrar").post("/register/", sent).content.decode()
    assert "chen1: " in text and "chen2: " in text
    assert "No open organ has this name" in text
    assert 'value="Nowhere"' in text, "what was typed stays"


def test_the_draft_keeps_who_is_complained_about(land: Cast) -> None:
    with at():
        client = client_of(land, "registrar")
        fields = {"title": "Half", "respondent_organ": "Lin County", "respondent_officer": "Officer Chen"}
        client.post("/register/draft/", json.dumps(fields), content_type="application/json")
        page = body(client, "/register/")
    assert 'value="Officer Chen"' in page and 'value="Lin County"' in page
    assert b"Chen" not in bytes(IntakeDraft.objects.get().sealed), "it is sealed as the petitioner's name is"


def test_organs_are_suggested_when_they_are_asked_for(land: Cast) -> None:
    with at():
        client = client_of(land, "registrar")
        assert "Lin East Station" not in body(client, "/register/")
        options = body(client, "/register/organs/")
    for name in ("Lin County", "Lin East Station", "River City", "Moss County"):
        assert f"{name} (" in options


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_says_who_is_complained_about_and_why_nothing_can_be_done(land: Cast, language: str) -> None:
    case = appeal(land, organ="lin", officer="leader")
    said = {
        "en": ("Complained about:", "River City handles it"),
        "zh-hans": ("被反映对象：", "应由River City办理"),
    }
    with at():
        own = body(client_of(land, "registrar", language), f"/cases/{case}/")
        above = body(client_of(land, "city_registrar", language), f"/cases/{case}/")
    head, instead = said[language]
    assert head in own and head in above and "Lin County, Leader · Lin County" in above.replace("、", ", ")
    assert instead in own and instead not in above
    assert f"/cases/{case}/do/raise_level/" in own and f"/cases/{case}/do/accept/" not in own


def test_a_case_without_anybody_named_says_nothing_of_it(land: Cast) -> None:
    with at():
        page = body(client_of(land, "registrar"), f"/cases/{land.registered(**APPEAL).pk}/")
    for words in (
        "Complained about",
        "Level raised",
        "Tell at once",
        "do/remove_respondent",
        "do/decide_recusal",
    ):
        assert words not in page


@pytest.mark.parametrize(
    ("category", "bodies"),
    [
        ("10.04", "the next higher organ, Discipline inspection and supervision"),
        ("10.03", "the next higher organ, Discipline inspection and supervision"),
        ("03.01", "the next higher organ, Procuratorate"),
        ("03.03", "the next higher organ, Procuratorate"),
    ],
)
def test_what_does_not_wait_says_who_is_told(land: Cast, category: str, bodies: str) -> None:
    case = land.registered(category=category, claims=()).pk
    with at():
        assert f"Tell at once, in writing: {bodies}." in body(client_of(land, "registrar"), f"/cases/{case}/")


def test_named_on_the_desk_it_leaves_the_desk(land: Cast) -> None:
    case = land.registered(**ACCUSATION).pk
    form = {
        "organ": "Lin County",
        "officer": "Officer Chen",
        "claim": "",
        "reason": "It says so.",
        "version": "1",
    }
    with at():
        client = client_of(land, "registrar")
        assert "data-keep" in body(client, f"/cases/{case}/do/name_respondent/")
        answer = client.post(f"/cases/{case}/do/name_respondent/", form)
        assert answer.headers["Location"] == "/"
        page = body(client, "/")
    assert "your post does not see it any more" in page
    set_post(land["minister"].post)
    assert Respondent.objects.filter(matter=case).count() == 2
    with at():
        timeline = body(client_of(land, "city_registrar"), f"/cases/{case}/")
    assert (
        "named who is complained about. It accuses the organ that held it, so it went up to River City."
        in timeline
    )
    assert "Level raised." in timeline


def test_the_form_of_a_transfer_leaves_them_out_and_refuses_them_all_the_same(land: Cast) -> None:
    case = appeal(land, "city_registrar", organ="lin")
    path = f"/cases/{case}/do/transfer/"
    with at():
        client = client_of(land, "city_registrar")
        page = body(client, path)
        answer = client.post(path, {"to": "Lin County", "reason": "It happened there.", "version": "1"})
    assert '<option value="Lin County (991101000000)">' not in page
    assert '<option value="Moss County (991102000000)">' in page
    assert "because the case complains about them: Lin County (991101000000), Lin East Station" in page
    assert "Send it to River City instead" in answer.content.decode()
    assert seen(land, case).organ_id == land.organ("river")


def test_assigning_many_at_once_refuses_the_one_that_is_in_conflict(land: Cast) -> None:
    cases = [land.registered(**APPEAL).pk, appeal(land, officer="handler")]
    with at():
        client = client_of(land, "registrar")
        page = client.post(
            "/cases/assign/", {"pick": cases, "handler": land["handler"].post}
        ).content.decode()
    assert "Handler is complained about here" in page
    assert [seen(land, case).handler_id for case in cases] == [land["handler"].post, None]


def test_a_naming_is_corrected_on_the_desk(land: Cast) -> None:
    case = appeal(land, organ="moss")
    row = respondent_of(land, case)
    with at():
        client = client_of(land, "registrar")
        assert "Moss County" in body(client, f"/cases/{case}/do/remove_respondent/")
        form = {"respondent": row, "reason": "It was another county.", "version": "1"}
        assert client.post(f"/cases/{case}/do/remove_respondent/", form).status_code == 303
        page = body(client, f"/cases/{case}/")
    assert "Complained about:" not in page
    assert "corrected who is complained about." in page and "It was another county." in page


def test_a_recusal_from_the_form_to_the_replacement(land: Cast) -> None:
    way = walk(land, "step")
    words = {"ground": "KINSHIP", "reason": "My cousin.", "version": str(way.matter.version)}
    with at(way.at):
        client = client_of(land, "handler")
        assert client.post(f"/cases/{way.case}/do/declare_recusal/", words).status_code == 303
        page = body(client_of(land, "unit_head"), f"/cases/{way.case}/")
        team = body(client_of(land, "unit_head"), f"/cases/{way.case}/do/assign_team/")
        mine = body(client, f"/cases/{way.case}/")
    assert "Somebody stands aside: a replacement is needed." in page
    assert "stands aside from the case: Close kin of somebody concerned." in page
    assert "Left out, because" in team and f'<option value="{land["handler"].post}"' not in team
    assert "stand aside from this case" in mine


def test_a_request_for_recusal_is_decided_on_the_desk(land: Cast) -> None:
    way = walk(land, "plan")
    post = land["handler"].post
    ask_recusal(
        case=way.case, post=post, ground="OTHER", reason="So asked.", actor=land["registrar"], at=way.at
    )
    row = Recusal.objects.get()
    with at(way.at):
        client = client_of(land, "leader")
        page = body(client, f"/cases/{way.case}/do/decide_recusal/")
        form = {"recusal": row.pk, "grant": "yes", "reason": "It is so.", "version": str(way.matter.version)}
        assert client.post(f"/cases/{way.case}/do/decide_recusal/", form).status_code == 303
        told = body(client, f"/cases/{way.case}/")
    assert "Handler · Another relation that may affect fairness" in page
    assert "decided on the recusal of Handler: granted." in told
    assert seen(land, way.case).handler_id is None


def test_a_figure_counts_it_and_the_list_behind_says_that_it_leaves_it_out(land: Cast) -> None:
    land.registered(**ACCUSATION, **about(land, officer="handler"))
    fold_tallies(today=DAY)
    address = f"/cases/?figure=received&month=2026-03&organ={land.organ('lin')}&open=all"
    with at():
        handler = body(client_of(land, "handler"), address)
        registrar = body(client_of(land, "registrar"), address)
    assert "No receipt for a report" in registrar and "No receipt for a report" not in handler
    assert "A figure also counts cases that your post may not see" in handler
