"""Items of supervision through their doors: raised, answered, judged, escalated; who sees them; nothing in silence."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.supervision.models import (
    SupervisionAnswer,
    SupervisionEscalation,
    SupervisionItem,
    SupervisionPaper,
)
from dengwen.domains.supervision.reads.items import ItemFilter, item_sheet, items_in, queue_counts
from dengwen.domains.supervision.reads.verify_supervision import verify_supervision
from dengwen.domains.supervision.verbs.answer_cooperation import PaperDraft
from dengwen.domains.supervision.verbs.answer_item import (
    answer_supervision,
    escalate_supervision,
    judge_supervision,
    withdraw_supervision,
)
from dengwen.domains.supervision.verbs.raise_item import (
    raise_on_duty,
    raise_supervision,
    sweep_supervision,
)
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import acting, set_post
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import Words

WORDS: Words = {
    "cause": "SHIRKING",
    "grounds": "Sent on twice without reason.",
    "demand": "Decide who handles it.",
}
DUE = DAY + timedelta(days=10)
LATER = MORNING + timedelta(days=1)


def raised(cast: Cast, part: str = "city_leader", **changes: object) -> tuple[int, int]:
    """Let River City raise an item on a case of Lin County."""
    case = cast.registered().pk
    words: Words = WORDS | {"due": DUE} | changes
    return case, raise_supervision(case=case, actor=cast[part], at=LATER, **words)


def answer(cast: Cast, item: int, part: str = "registrar") -> None:
    words: Words = {"words": "It is ours.", "evidence": "Minutes 3, file room.",
                    "papers": [PaperDraft("C:\\minutes.txt", b"Minutes 3")]}  # fmt: skip
    answer_supervision(item=item, actor=cast[part], at=LATER, **words)


def events(cast: Cast, kind: str, subject: int) -> list[str]:
    set_post(cast["city_leader"].post)
    entries = Entry.objects.filter(kind=kind, subject=subject).order_by("seq")
    return list(entries.values_list("event", flat=True))


def test_an_item_goes_to_and_fro_until_it_is_settled(cast: Cast) -> None:
    """Plan S8c, S42d: raised, answered with evidence, returned with a day, answered again, settled."""
    case, item = raised(cast)
    answer(cast, item)
    city = cast["city_leader"]
    set_post(cast["registrar"].post)
    with pytest.raises(Refusal, match=r"supervision\.not_waiting"):
        answer(cast, item)
    for part, code in (("leader", "supervision.not_raiser"), ("registrar", "right.missing")):
        with pytest.raises(Refusal, match=code):
            judge_supervision(item=item, settle=True, remarks="", actor=cast[part], at=LATER)
    again = DUE + timedelta(days=5)
    judge_supervision(item=item, settle=False, remarks="No proof.", due=again, actor=city, at=LATER)
    answer(cast, item)
    judge_supervision(item=item, settle=True, remarks="", actor=city, at=LATER)
    sheet = item_sheet(city, item)
    assert (sheet.item.state, sheet.item.returned, sheet.item.due) == ("settled", 1, again)
    assert [row.outcome for row, _papers in sheet.answers] == ["returned", "settled"]
    assert [paper.name for _row, papers in sheet.answers for paper in papers] == ["minutes.txt"] * 2
    assert events(cast, "supervision", item) == [
        "supervision_raised", "supervision_answered", "supervision_returned", "supervision_answered",
        "supervision_settled",
    ]  # fmt: skip
    assert events(cast, "case", case)[-2:] == ["raise_supervision", "supervision_settled"]
    with pytest.raises(Refusal, match=r"supervision\.ended"):
        withdraw_supervision(item=item, words="An error.", actor=city, at=LATER)


def test_only_an_organ_above_raises_and_one_cause_at_a_time(cast: Cast) -> None:
    case, _item = raised(cast)
    words: Words = WORDS | {"due": DUE}
    for part, code in (("leader", "place.not_higher"), ("reviewer", "right.missing"),
                       ("moss_leader", "case.not_found")):  # fmt: skip
        with pytest.raises(Refusal, match=code):
            raise_supervision(case=case, actor=cast[part], at=LATER, **words)
    with pytest.raises(Refusal, match=r"supervision\.cause_open"):
        raise_supervision(case=case, actor=cast["inspector"], at=LATER, **words)
    fraud: Words = words | {"cause": "FRAUD"}
    raise_supervision(case=case, actor=cast["inspector"], at=LATER, **fraud)
    lin, river = cast.organ("lin"), cast.organ("river")
    raise_on_duty(organ=lin, actor=cast["city_leader"], at=LATER, **words)
    for part, organ in (("city_leader", river), ("leader", river), ("city_leader", cast.organ("quarry"))):
        with pytest.raises(Refusal, match=r"supervision\.not_above"):
            raise_on_duty(organ=organ, actor=cast[part], at=LATER, **words)


def test_the_supervised_organ_sees_its_items_and_others_none(cast: Cast) -> None:
    """Row-level security says what ``items_visible_to`` says."""
    _case, item = raised(cast)
    answer(cast, item)
    models = (SupervisionItem, SupervisionAnswer, SupervisionPaper)
    for part, sees in (("registrar", True), ("city_leader", True), ("inspector", True), ("moss_leader", False),
                       ("stone_reviewer", False), ("administrator", False)):  # fmt: skip
        set_post(cast[part].post)
        assert [model.objects.exists() for model in models] == [sees] * 3, part
        assert items_in(cast[part], ItemFilter(), DAY).exists() is sees, part
    with pytest.raises(Refusal, match=r"supervision\.not_found"):
        answer(cast, item, "moss_registrar")
    set_post(cast["city_leader"].post)
    assert queue_counts(cast["city_leader"]) == {"answer": 0, "judge": 1, "told": 0, "open": 1, "all": 1}
    set_post(cast["registrar"].post)
    assert queue_counts(cast["registrar"]) == {"answer": 0, "judge": 0, "told": 0, "open": 1, "all": 1}


def test_the_sweep_raises_each_thing_once(cast: Cast) -> None:
    """A limit that ended long ago becomes an item by rule; settled, it is not raised a second time."""
    late = [cast.registered().pk for _ in range(2)]
    own = cast.registered("city_registrar").pk
    office = cast["city_leader"]
    fresh = sweep_supervision(actor=office, at=MORNING + timedelta(days=16))
    assert fresh.raised == 0, "a limit is not overdue for the rule the day after it ends"
    at = MORNING + timedelta(days=40)
    first = sweep_supervision(actor=office, at=at, most=1)
    assert (first.raised, first.left) == (1, True)
    assert sweep_supervision(actor=office, at=at).raised == 1
    assert sweep_supervision(actor=office, at=at).raised == 0
    set_post(office.post)
    found = {row.matter_id: row for row in SupervisionItem.objects.all()}
    assert set(found) == set(late) and own not in found, "what it holds itself it does not supervise"
    for row in found.values():
        assert (row.cause, row.rule, row.organ_id) == ("OVERDUE", "overdue", cast.organ("lin"))
        assert row.limit_day is not None and row.limit_day < at.date()
        withdraw_supervision(item=row.pk, words="Done meanwhile.", actor=office, at=at)
    assert sweep_supervision(actor=office, at=at + timedelta(days=1)).raised == 0
    with pytest.raises(Refusal, match=r"right\.missing"):
        sweep_supervision(actor=cast["registrar"], at=at)


def test_silence_goes_up_by_itself(cast: Cast) -> None:
    """An item past its day is told to the next organ above, a step a week; an answer ends that."""
    _case, item = raised(cast, "inspector")
    _other, answered = raised(cast, "city_leader", cause="FRAUD")
    answer(cast, answered)
    for days, number in ((0, 0), (1, 1), (1, 0), (7, 0), (8, 1), (15, 1), (40, 0)):
        day = DUE + timedelta(days=days)
        at = MORNING + timedelta(days=10 + days)
        assert escalate_supervision(day=day, at=at) == number, days
    set_post(cast["minister"].post)
    told = SupervisionEscalation.objects.filter(item=item).order_by("pk")
    assert list(told.values_list("organ", flat=True)) == [
        cast.organ("river"), cast.organ("province"), cast.organ("ministry"),
    ]  # fmt: skip
    set_post(cast["city_leader"].post)
    assert queue_counts(cast["city_leader"])["told"] == 1
    answer(cast, item)
    assert escalate_supervision(day=DUE + timedelta(days=90), at=MORNING + timedelta(days=100)) == 0


BEHIND = (
    "UPDATE supervision_supervisionitem SET state = 'settled', ended_on = current_date",
    "UPDATE supervision_supervisionanswer SET words = 'Other words'",
    "UPDATE supervision_supervisionpaper SET name = 'other'",
    "DELETE FROM supervision_supervisionitem",
)


def test_nothing_changes_in_silence(kept_cast: Cast) -> None:
    with transaction.atomic():
        _case, item = raised(kept_cast)
        answer(kept_cast, item)
    assert [*verify_everything(), *verify_supervision()] == []
    for statement in BEHIND:
        with (
            pytest.raises(DatabaseError, match="Dengwen|permission"),
            acting(kept_cast["city_leader"].post),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE supervision_supervisionitem DISABLE TRIGGER USER")
        cursor.execute("UPDATE supervision_supervisionitem SET cause = 'FRAUD'")
    (found,) = verify_supervision()
    assert "says cause is 'FRAUD'; the ledger says 'SHIRKING'" in found.detail
