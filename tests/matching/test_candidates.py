"""Earlier matters while one types: found at once, within sight, and of what is out of sight the organ alone."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dengwen.domains.cases.verbs.add_contact import add_contact
from dengwen.domains.cases.verbs.book import writing_book
from dengwen.domains.cases.verbs.correct_matter import correct_matter
from dengwen.domains.cases.verbs.name_respondent import name_respondent
from dengwen.domains.cases.verbs.register_petitions import register_petitions
from dengwen.domains.matching.models import CommonKey, Imprint
from dengwen.domains.matching.reads.candidates import Asked, Found, candidates
from dengwen.domains.matching.verbs.sweep import sweep
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast
from tests.independence.people import ACCUSATION

STORY = (
    "On the evening of 20 February somebody broke the lock of my shop in Willow Lane and took the till. The officer "
    "at the east station wrote nothing down, gave me no receipt and told me to come back another time."
)
AGAIN = (
    "The officer at the east station wrote nothing down and gave me no receipt. Somebody broke the lock of my shop "
    "in Willow Lane on the evening of 20 February and took the till."
)
OTHER = "My date of birth stands wrongly in the household register; the window refuses to correct it without a form."


def ask(cast: Cast, part: str = "registrar", **asked: Any) -> Found:
    set_post(cast[part].post)
    return candidates(actor=cast[part], asked=Asked(**asked))


def test_the_same_told_again_is_found_with_its_reasons(cast: Cast) -> None:
    case = cast.registered(title="Shop broken into", text=STORY, people=())
    cast.registered(title="Household register", text=OTHER, people=(), place="", claims=())
    (one,) = ask(cast, text=AGAIN, title="No receipt", occurred_on=DAY).here
    assert (one.case, one.number) == (case.pk, case.number)
    assert [reason.why for reason in one.reasons] == ["text", "day"]
    assert ask(cast, text=OTHER[::-1]).here == []


def test_what_is_added_later_finds_it_too(cast: Cast) -> None:
    case = cast.registered(people=(), claims=()).pk
    known: dict[str, Any] = {"case": case, "actor": cast["registrar"], "at": MORNING}
    add_contact(channel="PHONE", source="DIRECT", received_on=DAY, text=STORY, **known)
    correct_matter(changes={"place": "41 Harbour Street"}, reason="Heard wrongly.", **known)
    assert Imprint.objects.filter(matter=case).count() == 3
    assert [one.case for one in ask(cast, place="41 harbour street").here] == [case]


def test_a_party_is_known_only_within_sight(cast: Cast) -> None:
    case = cast.registered().pk
    (one,) = ask(cast, phone="199-0000-1234", name="wang wu").here
    assert (one.case, [reason.why for reason in one.reasons]) == (case, ["phone", "name"])
    assert ask(cast, "moss_registrar", phone="19900001234", name="Wang Wu") == Found([], [])


def test_of_what_is_out_of_sight_only_the_organ_is_told(cast: Cast) -> None:
    cast.registered(text=STORY, people=())
    found = ask(cast, "moss_registrar", text=AGAIN)
    assert found.here == [] and [organ.pk for organ in found.elsewhere] == [cast.organ("lin")]
    cast.registered(text=STORY, people=())
    assert ask(cast, "moss_registrar", text=AGAIN) == found, "two are told like one"
    assert ask(cast, "moss_registrar", text=STORY[:40]).elsewhere == [], "a few words tell nothing"
    assert ask(cast, "city_registrar", text=AGAIN).elsewhere == [], "it is seen there"


def test_an_accusation_out_of_sight_is_not_even_hinted_at(cast: Cast) -> None:
    case = cast.registered(**(ACCUSATION | {"text": STORY, "people": ()})).pk
    assert ask(cast, "moss_registrar", text=AGAIN).elsewhere
    known: dict[str, Any] = {"case": case, "actor": cast["registrar"], "at": MORNING}
    name_respondent(organ=cast.organ("lin"), officer=None, reason="The letter says so.", **known)
    for part in ("moss_registrar", "registrar"):
        assert ask(cast, part, text=AGAIN) == Found([], [])
    assert [one.case for one in ask(cast, "city_registrar", text=AGAIN).here] == [case]


def test_with_nobody_acting_nothing_is_alike(cast: Cast) -> None:
    cast.registered(text=STORY)
    set_post(None)
    with connection.cursor() as cursor:
        keys = Imprint.objects.none()
        cursor.execute("SELECT count(*) FROM dengwen_alike(ARRAY['0000000'], 5)")
        assert cursor.fetchone() == (0,) and not keys
        cursor.execute("SELECT count(*) FROM matching_imprint")
        assert cursor.fetchone() == (0,)


def test_it_asks_little(cast: Cast) -> None:
    for _ in range(7):
        cast.registered(text=STORY)
    set_post(cast["registrar"].post)
    with CaptureQueriesContext(connection) as queries:
        asked = Asked(
            name="Wang Wu", phone="19900001234", text=AGAIN, title="No receipt", place="3 Willow Lane"
        )
        assert len(candidates(actor=cast["registrar"], asked=asked).here) == 5
    assert len(queries) <= 8


def test_the_sweep_makes_what_lacks_and_passes_over_what_is_common(cast: Cast) -> None:
    case = cast.registered(text=STORY, people=()).pk
    set_post(cast["registrar"].post)
    kept = set(Imprint.objects.get(matter=case).keys.split())
    Imprint.objects.all().delete()
    assert ask(cast, text=AGAIN).here == []
    assert sweep(using="default").made == 1
    assert set(Imprint.objects.get(matter=case).keys.split()) == kept
    assert [one.case for one in ask(cast, text=AGAIN).here] == [case]
    assert sweep(using="default").made == 0
    cast.registered(text=STORY, people=())
    assert sweep(using="default", common=1).common == len(kept) == CommonKey.objects.count()
    assert ask(cast, text=AGAIN).here == [], "what everybody writes finds nothing"
    assert sweep(using="default").common == 0
    assert len(ask(cast, text=AGAIN).here) == 2


def test_a_book_and_an_import_leave_keys_too(cast: Cast) -> None:
    with writing_book():
        done = register_petitions(
            drafts=[
                replace(cast.draft(), text=STORY, people=()),
                replace(cast.draft(), title="Register", text=OTHER, people=(), claims=(), place=""),
            ],
            actor=cast["registrar"],
            at=MORNING,
        )
    assert [one.case for one in ask(cast, text=AGAIN).here] == [done[0].matter]


@pytest.mark.parametrize("asked", [{}, {"name": "W"}, {"title": "。"}, {"place": "a b"}])
def test_too_little_asks_nothing(cast: Cast, asked: dict[str, str]) -> None:
    cast.registered()
    assert ask(cast, **asked) == Found([], [])
