"""Governance bodies: the item of the stage, seats by office, secondees, meetings, decisions, tasks out of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import (
    BodyDecision,
    BodyMeeting,
    BodyMember,
    CampaignTask,
    GovernanceBody,
)
from dengwen.domains.campaigns.reads.bodies import bodies_of
from dengwen.domains.campaigns.reads.verify_campaigns import verify_campaigns
from dengwen.domains.campaigns.rules.bodies import check_body, check_meeting, check_seat, check_seat_end, sits
from dengwen.domains.campaigns.verbs.meet_duties import give_task
from dengwen.domains.campaigns.verbs.run_bodies import (
    end_seat,
    hold_meeting,
    name_body,
    record_decision,
    seat_member,
)
from dengwen.domains.campaigns.verbs.run_stages import enter_stage
from dengwen.foundation.permissions.acting import set_post
from tests.campaigns.office import Office, open_office
from tests.cast import DAY, Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import Words
from tests.independence.people import add_actor

SEAT: Words = {"role": "MEMBER", "title": "Head of the legal unit", "seconded": False, "since": DAY, "until": None,
               "home": 1, "runs": 2}  # fmt: skip
WEEK = timedelta(days=7)


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


@pytest.mark.parametrize(("changes", "code"), [
    ({"role": "FRIEND"}, "seat.role_unknown"),
    ({"title": " "}, "seat.no_title"),
    ({"seconded": True}, "seat.no_end"),
    ({"seconded": True, "until": DAY + WEEK, "home": 2}, "seat.not_lent"),
    ({"until": DAY - WEEK}, "seat.backward"),
    ({"seconded": True, "until": DAY + WEEK}, ""),
    ({}, ""),
])  # fmt: skip
def test_a_seat_is_an_office_and_a_secondee_goes_home(changes: Words, code: str) -> None:
    """Plan S40: roles only; S41: a secondee has her home organ and an end day."""
    said: Words = SEAT | changes
    if not code:
        check_seat(**said)
        return
    with refused(code):
        check_seat(**said)


def test_bodies_seats_and_meetings_say_what_they_must() -> None:
    body: Words = {
        "kind": "OFFICE",
        "name": "Office",
        "paper": "Notice 4",
        "known": frozenset({"LEADING_GROUP"}),
    }
    check_body(**body)
    check_body(**body | {"kind": "OTHER", "known": frozenset({"OTHER"})})
    wrong_bodies: list[tuple[Words, str]] = [
        ({"kind": "CLUB"}, "kind_unknown"), ({"name": " "}, "no_name"), ({"paper": ""}, "no_paper"),
        ({"known": frozenset({"LEADING_GROUP", "OFFICE"})}, "named_already"), ({"known": frozenset()}, "no_group"),
    ]  # fmt: skip
    for changes, code in wrong_bodies:
        with refused(f"body.{code}"):
            check_body(**body | changes)
    met: Words = {"agenda": "The plan.", "held_on": DAY, "named_on": DAY, "seated": True, "today": DAY}
    check_meeting(**met)
    wrong_meetings: list[tuple[Words, str]] = [
        ({"agenda": " "}, "no_agenda"), ({"held_on": DAY + WEEK}, "to_come"), ({"held_on": DAY - WEEK}, "before_body"),
        ({"seated": False}, "nobody"),
    ]  # fmt: skip
    for changes, code in wrong_meetings:
        with refused(f"meeting.{code}"):
            check_meeting(**met | changes)
    left: Words = {"since": DAY, "until": None, "on": DAY, "words": "She goes back."}
    check_seat_end(**left)
    for changes, code in (
        ({"until": DAY}, "over"),
        ({"on": DAY - WEEK}, "backward"),
        ({"words": ""}, "no_reason"),
    ):
        with refused(f"seat.{code}"):
            check_seat_end(**left | changes)
    held = [sits(since=DAY, until=DAY + WEEK, today=DAY + timedelta(days=n)) for n in (-1, 0, 7, 8)]
    assert held == [False, True, True, False]


def named(office: Office) -> tuple[int, int]:
    """Name the leading group and its office."""
    for kind, name in (("LEADING_GROUP", "Leading group"), ("OFFICE", "Office of the group")):
        name_body(
            campaign=office.campaign, kind=kind, name=name, paper=f"Notice on {kind}", actor=office["campaign_office"],
            at=office.next(),
        )  # fmt: skip
    set_post(office["campaign_office"].post)
    group, bureau = GovernanceBody.objects.order_by("pk")
    return group.pk, bureau.pk


def seat(office: Office, body: int, **changes: Any) -> int:
    words: Words = {"role": "MEMBER", "organ": office.cast.organ("river"), "title": "Deputy head", "since": DAY,
                    "body": body, **changes}  # fmt: skip
    seat_member(campaign=office.campaign, actor=office["campaign_office"], at=office.next(), **words)
    set_post(office["campaign_office"].post)
    return int(BodyMember.objects.latest("pk").pk)


def decided(office: Office, body: int) -> int:
    """Let a body meet and decide."""
    told: Words = {"campaign": office.campaign, "actor": office["campaign_office"]}
    hold_meeting(body=body, held_on=DAY, agenda="The plan.", at=office.next(), **told)
    set_post(office["campaign_office"].post)
    meeting = BodyMeeting.objects.latest("pk").pk
    record_decision(meeting=meeting, words="Count by Friday.", at=office.next(), **told)
    set_post(office["campaign_office"].post)
    return int(BodyDecision.objects.latest("pk").pk)


def test_naming_group_and_office_proves_the_stages_item(cast: Cast) -> None:
    """Plan S9, S40: the item says both, so one of them alone proves nothing."""
    office = open_office(cast)
    chief: Words = {"campaign": office.campaign, "actor": office["campaign_office"]}
    office.prove("plan_issued", "entry")
    name_body(kind="LEADING_GROUP", name="Group", paper="Notice 3", at=office.next(), **chief)
    with refused("stage.lacking"):
        enter_stage(at=office.next(), **chief)
    name_body(kind="OFFICE", name="Office", paper="Notice 4", at=office.next(), **chief)
    mark = office.seen().marks.get(item="office_named")
    assert (mark.kind, mark.evidence) == ("entry", "Group: Notice 3; Office: Notice 4")
    enter_stage(at=office.next(), **chief)
    river = add_actor(cast, "river_office", "river", "campaign_office")
    with refused("campaign.not_office"):
        name_body(
            campaign=office.campaign, kind="OTHER", name="Own", paper="None", actor=river, at=office.next()
        )


def test_a_task_comes_out_of_a_decision(cast: Cast) -> None:
    """Plan S40, S43: body, seats, meeting, numbered decision, task; whoever sees the campaign reads who leads it."""
    office = open_office(cast)
    chief: Words = {"campaign": office.campaign, "actor": office["campaign_office"]}
    group, bureau = named(office)
    with refused("meeting.nobody"):
        hold_meeting(body=group, held_on=DAY, agenda="The plan.", at=office.next(), **chief)
    head = seat(office, group, role="HEAD")
    lent = seat(office, bureau, seconded=True, until=DAY + WEEK)
    decision = decided(office, group)
    words: Words = {"organ": cast.organ("river"), "words": "Count.", "due": DAY + WEEK}
    with refused("decision.not_found"):
        give_task(decision=decision + 1, at=office.next(), **chief, **words)
    give_task(decision=decision, at=office.next(), **chief, **words)
    end_seat(seat=head, words="She has another office.", at=office.next(), **chief)
    with refused("seat.over"):
        end_seat(seat=head, words="Again.", at=office.next(), **chief)
    set_post(cast["registrar"].post)
    sheets = bodies_of(office.seen("registrar"), DAY + timedelta(days=8))
    assert [each.body.pk for each in sheets] == [group, bureau]
    assert [held for each in sheets for _seat, held in each.seats] == [False, False], "the secondee went home"
    assert BodyMember.objects.get(pk=lent).organ_id == cast.organ("river")
    ((_met, ((row, tasks),)),) = sheets[0].meetings
    assert (row.number, tasks) == (1, []), "a county does not see a city's tasks"
    set_post(cast["city_registrar"].post)
    assert CampaignTask.objects.get(decision=decision).organ_id == cast.organ("river")


def test_bodies_stand_in_the_ledger_and_change_in_no_silence(kept_cast: Cast) -> None:
    with transaction.atomic():
        office = open_office(kept_cast)
        group, _bureau = named(office)
        seat(office, group)
        decided(office, group)
    assert list(verify_campaigns()) == []
    with pytest.raises(IntegrityError, match="without its ledger entry"), transaction.atomic():
        _rename(office)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE campaigns_bodydecision DISABLE TRIGGER USER")
        cursor.execute("UPDATE campaigns_bodydecision SET words = 'Count by Monday.'")
    (found,) = verify_campaigns()
    assert "campaigns.bodydecision" in found.detail and "words" in found.detail


def _rename(office: Office) -> None:
    set_post(office["campaign_office"].post)
    assert BodyMember.objects.update(title="Somebody else") == 1


def test_the_page_of_bodies(cast: Cast) -> None:
    office = open_office(cast)
    page = f"/campaigns/{office.campaign}/bodies/"

    def send(deed: str, **fields: Any) -> Any:
        typed = {"deed": deed} | {f"{deed}-{name}": value for name, value in fields.items()}
        with at(office.next() + timedelta(hours=1)):
            return client_of(cast, "campaign_office").post(page, typed)

    assert send("name", kind="LEADING_GROUP", name="Leading group", paper="Notice 3").status_code == 303
    set_post(office["campaign_office"].post)
    body = GovernanceBody.objects.get().pk
    typed: Words = {"body": body, "role": "HEAD", "organ": "River City", "title": "Head of the bureau",
                    "since": DAY.isoformat(), "seconded": "on"}  # fmt: skip
    refusal = send("seat", **typed)
    assert refusal.status_code == 422 and "goes back to her home organ" in refusal.content.decode()
    assert "Head of the bureau" in refusal.content.decode(), "what was typed stays"
    assert send("seat", **typed, until=(DAY + WEEK).isoformat()).status_code == 303
    with at(office.next() + timedelta(hours=1)):
        seen = client_of(cast, "registrar").get(page).content.decode()
        chinese = client_of(cast, "registrar", "zh-hans").get(page).content.decode()
    assert "seconded from here" in seen and 'value="seat"' not in seen
    assert "领导小组" in chinese and "Governance" not in chinese
