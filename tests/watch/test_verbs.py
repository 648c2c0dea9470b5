"""A watch through its doors, against PostgreSQL."""

import json
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter, Watch
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.rules.watch import WATCHERS_EVENTS
from dengwen.domains.cases.verbs.assign_team import assign_team
from dengwen.domains.cases.verbs.raise_level import raise_level
from dengwen.domains.closure.verbs.accept_dossier import accept_dossier
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.closure.verbs.judge_item import judge_item
from dengwen.domains.handling.models import WatchNote
from dengwen.domains.handling.reads.watches import questions_for, watch_file, watched_cases
from dengwen.domains.handling.verbs.lapse_watches import lapse_watches
from dengwen.domains.handling.verbs.watch_case import answer_watch, end_watch, note_watch, watch_case
from dengwen.domains.supervision.verbs.raise_item import raise_supervision
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.staff.models import Post
from tests.cast import Cast
from tests.handling.walk import Walk, walk
from tests.independence.people import add_actor

Words = dict[str, Any]


def watch(way: Walk, leader: str = "city_leader", part: str = "city_leader", **words: Any) -> None:
    given: Words = {"ground": "Letter 3 of the ministry."} | words
    watch_case(case=way.case, leader=way.cast[leader].post, actor=way.cast[part], at=way.at, **given)


def ask(way: Walk, part: str = "city_leader", **words: Any) -> int:
    given: Words = {"words": "How far is it?", "asks": True, "due": way.day + timedelta(days=5)} | words
    note_watch(case=way.case, actor=way.cast[part], at=way.at, **given)
    return WatchNote.objects.filter(matter=way.case).order_by("-number")[0].pk


def row(way: Walk, part: str = "city_leader") -> Watch:
    set_post(way.cast[part].post)
    return Watch.objects.filter(matter=way.case).order_by("-number")[0]


def codes(deed: Any, **words: Any) -> str:
    with pytest.raises(Refusal) as refused:
        deed(**words)
    return refused.value.code


def test_a_leader_watches_asks_and_is_answered_by_who_holds_the_case(cast: Cast) -> None:
    way = walk(cast, "team")
    watch(way, until=way.day + timedelta(days=60))
    note = ask(way)
    set_post(cast["registrar"].post)  # the organ that holds the case reads it
    assert [one.words for one in questions_for(cast["registrar"])] == ["How far is it?"]
    set_post(cast["moss_registrar"].post)
    assert not WatchNote.objects.exists()
    assert not Watch.objects.exists()
    words: Words = {"case": way.case, "at": way.at}
    assert (
        codes(answer_watch, note=note, answer="So.", actor=cast["city_registrar"], **words)
        == "place.not_holder"
    )
    answer_watch(note=note, answer="The station was heard.", actor=cast["registrar"], **words)
    assert (
        codes(answer_watch, note=note, answer="Again.", actor=cast["registrar"], **words) == "watch.answered"
    )
    assert codes(note_watch, words="And?", actor=add_actor(cast, "second", "river", "leader"), **words) == (
        "watch.not_hers"
    )
    set_post(cast["city_leader"].post)
    lines, _ = watched_cases(cast["city_leader"], mine=True)
    assert [(line.watch.matter_id, line.last_event, line.waits_until) for line in lines] == [
        (way.case, "team_assigned", None)
    ]
    file = watch_file(way.matter)
    assert file is not None
    assert [one.answer for one in file.rows[0].notes.all()] == ["The station was heard."]


def test_one_leader_at_a_time_of_the_organ_that_assigns_and_nobody_who_had_a_part(cast: Cast) -> None:
    way = walk(cast, "team")
    words: Words = {"case": way.case, "at": way.at, "ground": "Letter 3."}
    city = cast["city_leader"]
    inspector = cast["inspector"]
    assert codes(watch_case, leader=cast["reviewer"].post, actor=city, **words) == "watch.not_a_leader"
    assert codes(watch_case, leader=city.post, actor=inspector, **words) == "watch.other_organ"
    assert codes(watch_case, leader=cast["leader"].post, actor=cast["leader"], **words) == "place.not_higher"
    raise_supervision(
        case=way.case, actor=city, at=way.at, cause="SHIRKING", grounds="Twice.", demand="Decide.",
        due=way.day + timedelta(days=9),
    )  # fmt: skip
    assert codes(watch_case, leader=city.post, actor=city, **words) == "watch.acted"
    second = add_actor(cast, "second", "river", "leader")
    watch_case(leader=second.post, actor=city, **words)
    third = add_actor(cast, "third", "river", "leader")
    assert codes(watch_case, leader=third.post, actor=city, **words) == "watch.in_force"
    assert (
        codes(end_watch, case=way.case, reason="So.", actor=inspector, at=way.at) == "watch.other_organ_ends"
    )
    end_watch(case=way.case, reason="She is on leave.", actor=city, at=way.at)
    watch_case(leader=third.post, actor=city, **words)
    assert [one.ended for one in Watch.objects.filter(matter=way.case).order_by("number")] == [
        "called_back",
        "",
    ]


def test_who_watches_never_acts_in_the_case_under_any_post_and_never_again(cast: Cast) -> None:
    way = walk(cast, "execute")
    watch(way)
    add_actor(cast, "her_reviewer", "river", "reviewer", cast["city_leader"].account)
    add_actor(cast, "her_county", "lin", "leader", cast["city_leader"].account)
    way.at += timedelta(days=1)
    way.hand_in()
    item = way.items()[0].pk
    words: Words = {"case": way.case, "at": way.at}
    her = cast["her_reviewer"]

    def nothing_else() -> None:
        assert codes(judge_item, item=item, finding="met", actor=her, **words) == "watch.only_watches"
        assert codes(accept_dossier, actor=her, **words) == "watch.only_watches"
        raised: Words = {"cause": "SHIRKING", "grounds": "Twice.", "demand": "Decide.", "due": way.day}
        assert codes(raise_supervision, actor=cast["city_leader"], **raised, **words) == "watch.only_watches"

    nothing_else()
    end_watch(reason="Enough.", actor=cast["city_leader"], **words)
    nothing_else()
    judge_item(item=item, finding="met", actor=cast["reviewer"], **words)  # others go on


def test_who_watches_is_not_put_into_the_team(cast: Cast) -> None:
    way = walk(cast, "team")
    watch(way)
    add_actor(cast, "her_county", "lin", "leader", cast["city_leader"].account)
    words: Words = {"case": way.case, "actor": cast["registrar"], "at": way.at}
    assert codes(assign_team, leader=cast["her_county"].post, **words) == "watch.not_of_the_team"
    assert way.matter.leader_id == cast["leader"].post


def test_it_ends_when_the_matter_is_closed_and_verified(cast: Cast) -> None:
    way = walk(cast, "team")
    watch(way)
    way.until("vouch", start="plan")
    assert row(way).ended_on is None
    way.at += timedelta(days=200)
    close_matter(case=way.case, actor=cast["reviewer"], at=way.at)
    ended = row(way)
    assert ended.ended == "closed"
    entry = Entry.objects.filter(kind="case", subject=way.case).order_by("-seq")[0]
    assert json.loads(entry.payload)["facts"]["watch_ended"] == "closed"


def test_it_ends_where_the_level_is_raised_to_the_watching_organ(cast: Cast) -> None:
    way = walk(cast, "team")
    watch(way)
    raise_level(case=way.case, reason="She asks for it.", actor=cast["registrar"], at=way.at)
    assert way.cast.matter(way.case, "city_leader").organ_id == cast.organ("river")
    assert row(way).ended == "moved"


def test_it_ends_with_the_post_and_on_its_day_by_the_worker_once(cast: Cast) -> None:
    first, second, third = walk(cast, "team"), walk(cast, "team"), walk(cast, "team")
    add_actor(cast, "leaving", "river", "leader")
    watch(first, "leaving")
    watch(second, until=second.day + timedelta(days=3))
    watch(third)
    last = first.day + timedelta(days=3)
    Post.objects.filter(pk=cast["leaving"].post).update(until=last)
    on_the_day, after = first.at + timedelta(days=3), first.at + timedelta(days=4)
    assert lapse_watches(day=last, at=on_the_day) == 0
    assert lapse_watches(day=last + timedelta(days=1), at=after) == 2
    assert lapse_watches(day=last + timedelta(days=1), at=after) == 0
    assert [row(way).ended for way in (first, second, third)] == ["post_ended", "day_passed", ""]
    assert Entry.objects.filter(kind="case", subject=first.case).order_by("-seq")[0].event == "watch_lapsed"
    assert codes(lapse_watches, day=last + timedelta(days=9), at=after) == "day.future"


def refused_by_postgresql(deed: Any, words: str) -> None:
    def commit() -> None:
        with transaction.atomic():
            deed()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError, match=words):
        commit()


def test_postgresql_keeps_her_out_whatever_the_door_says(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    way = walk(cast, "execute")
    watch(way)
    add_actor(cast, "her_reviewer", "river", "reviewer", cast["city_leader"].account)
    add_actor(cast, "her_county", "lin", "leader", cast["city_leader"].account)
    way.at += timedelta(days=1)
    way.hand_in()
    item = way.items()[0].pk
    monkeypatch.setattr("dengwen.domains.cases.access.StoredFacts.watches", lambda *_: False)
    monkeypatch.setattr("dengwen.domains.cases.access.StoredFacts.acted", lambda *_: False)
    monkeypatch.setattr("dengwen.domains.cases.verbs.keep_watch._check_team", lambda _: None)
    words: Words = {"case": way.case, "at": way.at}
    refused_by_postgresql(
        lambda: judge_item(item=item, finding="met", actor=cast["her_reviewer"], **words), "acted in it"
    )
    team = walk(cast, "team")
    watch(team)
    refused_by_postgresql(
        lambda: assign_team(
            case=team.case, leader=cast["her_county"].post, actor=cast["registrar"], at=team.at
        ),
        "of its team",
    )
    judge_item(item=item, finding="met", actor=cast["reviewer"], **words)


def test_postgresql_lets_nobody_watch_who_acted_and_nothing_be_undone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = walk(cast, "team")
    city = cast["city_leader"]
    raise_supervision(
        case=way.case, actor=city, at=way.at, cause="SHIRKING", grounds="Twice.", demand="Decide.",
        due=way.day + timedelta(days=9),
    )  # fmt: skip
    monkeypatch.setattr("dengwen.domains.handling.verbs.watch_case.acted_in", lambda *_: False)
    refused_by_postgresql(lambda: watch(way), "acted in it")
    add_actor(cast, "second", "river", "leader")
    watch(way, "second")
    note = ask(way, "second")
    set_post(city.post)
    for change in (
        lambda: Matter.objects.filter(pk=way.case).update(watched=False),
        lambda: Watch.objects.filter(matter=way.case).update(ground="Another."),
        lambda: Watch.objects.filter(matter=way.case).delete(),
        lambda: WatchNote.objects.filter(pk=note).update(words="Another."),
        lambda: WatchNote.objects.filter(pk=note).update(asks=False, due=None),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_database_and_the_rule_name_the_same_events() -> None:
    text = str(import_module("dengwen.domains.cases.migrations.0014_watch_guards").FORWARD)
    listed = text.partition("NOT IN (")[2].partition(")")[0]
    assert {name.strip().strip("'") for name in listed.split(",")} == WATCHERS_EVENTS


def test_the_ledger_says_every_column_of_a_watch(kept_cast: Cast) -> None:
    with transaction.atomic():
        way = walk(kept_cast, "team")
        watch(way, until=way.day + timedelta(days=3))
        note = ask(way)
        answer_watch(
            case=way.case, note=note, answer="It was heard.", actor=kept_cast["registrar"], at=way.at
        )
        assert lapse_watches(day=way.day + timedelta(days=4), at=way.at + timedelta(days=4)) == 1
    assert list(verify_everything()) == []
