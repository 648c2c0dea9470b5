"""What is registered is found at once by any of its words, and by nobody who does not see it."""

from datetime import timedelta

import pytest
from django.db import connection

from dengwen.domains.cases.verbs.add_contact import add_contact
from dengwen.domains.search.models import MatterWords, Waiting
from dengwen.domains.search.reads import find as finding
from dengwen.domains.search.reads.find import Found, find
from dengwen.domains.search.reads.values import read_values
from dengwen.domains.search.rules.query import parse
from dengwen.domains.search.verbs.sweep import sweep, write_waiting_of_all
from dengwen.foundation.permissions.acting import set_post
from tests.cast import MORNING, Cast

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=1)
TEXT = "我们小区旁边的工地夜间施工，噪音擾民，拨打ＡＢＣ１１０无人处理。\nThe dog barks at night."


def asked(cast: Cast, text: str, part: str = "registrar", page: int = 1) -> Found:
    actor = cast[part]
    set_post(actor.post)
    question = parse(text)
    return find(actor, question, read_values(actor, question), page)


def cases(found: Found) -> list[int]:
    return [hit.case for hit in found.hits]


def test_any_two_characters_any_script_any_width(cast: Cast) -> None:
    case = cast.registered(title="夜间施工", text=TEXT).pk
    other = cast.registered(title="Street light", text="The lamp is broken.").pk
    run = "我们小区旁边的工地夜间施工"
    for at in range(len(run) - 1):
        assert cases(asked(cast, run[at : at + 2])) == [case], run[at : at + 2]
    for words in (
        "噪音扰民",
        "噪音擾民",
        "abc110",
        "ＤＯＧ",
        '"dog barks"',
        "barks -lamp",
        "“夜间 施工”",
        "民",
        "施工*",
    ):
        assert cases(asked(cast, words)) == [case], words
    assert cases(asked(cast, "lamp")) == [other]
    assert cases(asked(cast, '"barks dog"')) == []
    assert cases(asked(cast, "dog lamp")) == []
    # A phrase does not reach from one text into the next.
    assert cases(asked(cast, '"夜间施工我们"')) == []


def test_number_fields_and_days(cast: Cast) -> None:
    matter = cast.registered(title="夜间施工", text=TEXT)
    assert cases(asked(cast, matter.number or "")) == [matter.pk]
    assert cases(asked(cast, f"number:{matter.number}")) == [matter.pk]
    year = matter.received_on.year
    assert cases(asked(cast, f"施工 from:{year} to:{year}")) == [matter.pk]
    assert cases(asked(cast, f"施工 自:{year + 1}")) == []
    assert cases(asked(cast, "state:registered")) == [matter.pk]
    assert cases(asked(cast, "施工 状态:closed")) == []
    nobody = asked(cast, "施工 organ:nowhere")
    assert nobody.total == 0


def test_what_comes_later_is_found_too(cast: Cast) -> None:
    case = cast.registered(title="夜间施工", text=TEXT).pk
    assert cases(asked(cast, "路面塌陷")) == []
    add_contact(
        case=case, channel="LETTER", source="SELF", received_on=LATER.date(), text="昨天路面塌陷了。",
        actor=cast["registrar"], at=LATER,
    )  # fmt: skip
    hit = asked(cast, "路面塌陷").hits[0]
    assert hit.case == case
    assert [piece.text for piece in hit.pieces if piece.marked] == ["路面塌陷"]
    assert cases(asked(cast, "夜间施工 塌陷")) == [case]


@pytest.mark.parametrize("part", ["moss_registrar", "stone_registrar"])
def test_who_does_not_see_it_does_not_find_it(cast: Cast, part: str) -> None:
    matter = cast.registered(title="夜间施工", text=TEXT)
    for words in ("夜间施工", "dog", matter.number or "", "state:registered", "-lamp dog"):
        found = asked(cast, words, part)
        assert (found.total, found.hits, found.more) == (0, (), False), words
    set_post(cast[part].post)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM dengwen_found('''dog''', NULL, NULL, NULL, NULL, NULL, false, 10)"
        )
        assert cursor.fetchone() == (0,)
    assert not MatterWords.objects.exists()


def test_what_waits_is_found_by_reading_it(cast: Cast) -> None:
    case = cast.registered(title="夜间施工", text=TEXT).pk
    MatterWords.objects.filter(matter=case).delete()
    Waiting.objects.create(matter_id=case, post_id=cast["registrar"].post)
    for words in ("噪音扰民", "barks -lamp", "民", "施工 state:registered"):
        assert cases(asked(cast, words)) == [case], words
    assert cases(asked(cast, "lamp")) == []
    assert asked(cast, "噪音扰民", "moss_registrar").total == 0
    set_post(None)
    assert write_waiting_of_all() == 1
    set_post(cast["registrar"].post)
    assert not Waiting.objects.exists()
    assert cases(asked(cast, "噪音扰民")) == [case]


def test_the_sweep_mends_what_differs_and_writes_nothing_again(cast: Cast) -> None:
    case = cast.registered(title="夜间施工", text=TEXT).pk
    cast.registered(title="Street light", text="The lamp is broken.")
    assert sweep(using="default").written == 0
    MatterWords.objects.filter(matter=case).update(words="'lamp':2A")
    assert cases(asked(cast, "施工")) == []
    assert sweep(using="default").written == 1
    assert cases(asked(cast, "施工")) == [case]
    assert sweep(using="default").written == 0


def test_of_too_many_the_newest_are_shown(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 2)
    days = [MORNING.date() - timedelta(days=n) for n in (2, 0, 1)]
    made = [cast.registered(title="lamp", text="lamp", received_on=day).pk for day in days]
    found = asked(cast, "lamp")
    assert (found.total, found.more, cases(found)) == (2, True, [made[1], made[2]])
