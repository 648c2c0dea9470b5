"""Contact with petitioners as they wish it, or none (plan S32): rules, doors, PostgreSQL, the page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Party
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.handling.models import ContactWish, PetitionerTalk
from dengwen.domains.handling.rules.talks import Wish, check_talk, check_wish
from dengwen.domains.handling.verbs.record_talk import record_talk, record_wish
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.rulebook.loading import code_list
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import Walk, walk

TODAY = date(2026, 3, 20)
SAID = date(2026, 3, 10)
YES = Wish(True, ("PHONE", "RECEPTION"), 14, SAID)
NO = Wish(False, (), None, SAID)


@pytest.mark.parametrize(
    ("wish", "how", "last", "code"),
    [
        (YES, "PHONE", None, ""),
        (NO, "PHONE", None, ""),
        (NO, "PHONE", SAID, ""),
        (NO, "PHONE", SAID + timedelta(days=1), "talk.said_before"),
        (YES, "nothing", None, "talk.how_unknown"),
        (Wish(True, (), 14, SAID), "PHONE", None, "talk.no_way"),
        (Wish(True, ("HOME",), 14, SAID), "PHONE", None, "talk.no_way"),
        (Wish(True, ("PHONE",), 6, SAID), "PHONE", None, "talk.too_often"),
        (Wish(True, ("PHONE",), None, SAID), "PHONE", None, "talk.too_often"),
        (Wish(False, ("PHONE",), None, SAID), "PHONE", None, "talk.none_with_ways"),
        (Wish(True, ("PHONE",), 14, date(2026, 3, 1)), "PHONE", None, "talk.said_before"),
        (Wish(True, ("PHONE",), 14, date(2026, 3, 21)), "PHONE", None, "day.future"),
    ],
)
def test_what_she_may_wish(wish: Wish, how: str, last: date | None, code: str) -> None:
    words: dict[str, Any] = {"how": how, "received_on": date(2026, 3, 2), "last_said": last, "today": TODAY}
    if not code:
        check_wish(wish, **words)
        return
    with pytest.raises(Refusal) as refused:
        check_wish(wish, **words)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("wish", "changed", "code"),
    [
        (YES, {}, ""),
        (YES, {"last_on": TODAY - timedelta(days=14)}, ""),
        (YES, {"last_on": TODAY - timedelta(days=13)}, "talk.too_soon"),
        (YES, {"way": "PLACE"}, "talk.other_way"),
        (YES, {"held_on": SAID - timedelta(days=1)}, "talk.before_wish"),
        (YES, {"purpose": "CALM_DOWN"}, "talk.purpose_unknown"),
        (YES, {"outcome": " "}, "talk.no_outcome"),
        (YES, {"held_on": TODAY + timedelta(days=1)}, "day.future"),
        (NO, {}, "talk.not_wanted"),
        (None, {}, "talk.not_asked"),
    ],
)
def test_when_she_may_be_contacted(wish: Wish | None, changed: dict[str, Any], code: str) -> None:
    words: dict[str, Any] = {"purpose": "LISTEN", "way": "PHONE", "held_on": TODAY, "last_on": None,
                             "outcome": "She was heard.", "today": TODAY}  # fmt: skip
    if not code:
        check_talk(wish, **words | changed)
        return
    with pytest.raises(Refusal) as refused:
        check_talk(wish, **words | changed)
    assert refused.value.code == code


def test_no_way_is_a_home_and_no_purpose_presses_anybody() -> None:
    assert {entry.code for entry in code_list("talk_ways").entries} == {
        "RECEPTION", "PLACE", "PHONE", "ONLINE", "LETTER",
    }  # fmt: skip
    assert {entry.code for entry in code_list("talk_purposes").entries} == {
        "LISTEN", "PROGRESS", "EXPLAIN", "RELIEF", "AFTER",
    }  # fmt: skip
    columns = {field.name for model in (ContactWish, PetitionerTalk) for field in model._meta.get_fields()}
    assert not columns & {"place", "address", "mood", "risk", "promise", "pledge"}


def party(way: Walk) -> int:
    set_post(way.cast["registrar"].post)
    return Party.objects.filter(matter=way.case).order_by("pk")[0].pk


def wish(way: Walk, wanted: bool = True, **changed: Any) -> None:
    words: dict[str, Any] = {"ways": ("PHONE",), "days_between": 10, "times": "After six."} if wanted else {}
    record_wish(
        case=way.case, party=party(way), wanted=wanted, said_on=way.day, how="PHONE", actor=way.cast["handler"],
        at=way.at, **words | changed,
    )  # fmt: skip


def talk(walked: Walk, **changed: Any) -> None:
    words: dict[str, Any] = {
        "purpose": "PROGRESS",
        "way": "PHONE",
        "held_on": walked.day,
        "outcome": "She knows.",
    }
    record_talk(
        case=walked.case, party=party(walked), actor=walked.cast["handler"], at=walked.at, **words | changed
    )


def refused(deed: Any, *args: Any, **words: Any) -> str:
    with pytest.raises(Refusal) as told:
        deed(*args, **words)
    return told.value.code


def test_she_is_contacted_as_she_wishes_and_no_more_once_she_says_so(cast: Cast) -> None:
    way = walk(cast, "team")
    before = way.matter.due
    assert refused(talk, way) == "talk.not_asked"
    wish(way)
    talk(way, aid="A form for legal aid.")
    assert refused(talk, way) == "talk.too_soon"
    way.at, way.day = way.at + timedelta(days=10), way.day + timedelta(days=10)
    talk(way, declined=True)
    wish(way, wanted=False)
    way.at, way.day = way.at + timedelta(days=30), way.day + timedelta(days=30)
    assert refused(talk, way) == "talk.not_wanted"
    assert (way.matter.state, way.matter.due) == ("accepted", before)  # nothing hangs on what she wishes
    set_post(cast["moss_registrar"].post)
    assert not ContactWish.objects.exists()
    assert not PetitionerTalk.objects.exists()


def test_postgresql_refuses_a_contact_that_was_not_wished(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = walk(cast, "team")
    wish(way)
    talk(way)
    monkeypatch.setattr("dengwen.domains.handling.verbs.record_talk.check_talk", lambda *_, **__: None)
    for changed in ({}, {"way": "ONLINE", "held_on": way.day + timedelta(days=20)}):
        with pytest.raises(DatabaseError, match="not as the petitioner wished"), transaction.atomic():
            talk(way, **changed)
    wish(way, wanted=False)
    with pytest.raises(DatabaseError, match="not as the petitioner wished"), transaction.atomic():
        talk(way, held_on=way.day + timedelta(days=20))
    with pytest.raises(DatabaseError), transaction.atomic():
        ContactWish.objects.filter(matter=way.case).update(wanted=True)


def test_the_ledger_says_every_column_of_a_contact(kept_cast: Cast) -> None:
    with transaction.atomic():
        way = walk(kept_cast, "team")
        wish(way)
        talk(way)
    assert list(verify_everything()) == []


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_from_the_forms_to_the_page(cast: Cast, language: str) -> None:
    way = walk(cast, "team")
    who, day = party(way), way.day.isoformat()
    with at(way.at + timedelta(hours=1)):
        client = client_of(cast, "handler", language)
        assert "do/record_talk/" not in client.get(f"/cases/{way.case}/").content.decode()
        form = {"party": who, "wanted": "YES", "ways": ["PHONE"], "days_between": "10", "said_on": day,
                "how": "PHONE", "version": way.matter.version}  # fmt: skip
        assert client.post(f"/cases/{way.case}/do/record_wish/", form).status_code == 303
        assert "do/record_talk/" in client.get(f"/cases/{way.case}/").content.decode()
        form = {"party": who, "purpose": "PROGRESS", "way": "PHONE", "held_on": day, "outcome": "She knows now.",
                "version": way.matter.version}  # fmt: skip
        assert client.post(f"/cases/{way.case}/do/record_talk/", form).status_code == 303
        case = client.get(f"/cases/{way.case}/").content.decode()
        page = client.get(f"/cases/{way.case}/procedures/").content.decode()
    assert (
        "as she wished: To tell how far it is, By telephone" if language == "en" else "按信访人意愿联系"
    ) in case
    assert "She knows now." in page
    assert "Wang Wu" not in page
