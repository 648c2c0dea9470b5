"""A run from the database to stored pairs: once, twice, stopped and continued, and what each post sees of it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.rules.draft import ClaimDraft, PersonDraft
from dengwen.domains.linkage.models import LinkageRun, MatterPair, PairDecision
from dengwen.domains.linkage.reads.collecting import collect
from dengwen.domains.linkage.reads.pairs import next_pair, pair_page, queue
from dengwen.domains.linkage.reads.runs import progress, run_of, standing
from dengwen.domains.linkage.reads.verify_linkage import verify_linkage
from dengwen.domains.linkage.rules.settings import settings as known_settings
from dengwen.domains.linkage.states import Answer, RunState, Stage
from dengwen.domains.linkage.verbs import carry_out as carrying
from dengwen.domains.linkage.verbs.carry_out import carry_out, folder_of
from dengwen.domains.linkage.verbs.decide_pair import decide_pair
from dengwen.domains.linkage.verbs.plan_run import go_on, plan_run, stop_run
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast

pytestmark = pytest.mark.django_db

THEFT = "On 20 February I reported a theft of my red bicycle at the east station and nobody gave me a receipt for it."
NOISE = "The karaoke hall below our flat plays music until three in the morning; the station never sends a patrol."
ZHANG = PersonDraft(name="Zhang San", phone="19900005678")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(carrying, "folder_of", lambda run: tmp_path / str(run))
    return tmp_path


@pytest.fixture
def registers(cast: Cast) -> dict[str, Matter]:
    """One theft in the registers of a county and of its city, a second matter of the same person, and another one."""
    return {
        "theft": cast.registered(text=THEFT, title="No receipt"),
        "again": cast.registered("city_registrar", text=THEFT + " I ask again.", title="Theft of a bicycle"),
        "noise": cast.registered(text=NOISE, title="Noise", place="9 Mill Road", occurred_on=date(2026, 1, 3),
                                 claims=(ClaimDraft("No patrol.", "01.05", "A patrol."),)),
        "moss": cast.registered("moss_registrar", text=NOISE, title="Noise at night", place="9 Mill Road",
                                occurred_on=date(2026, 1, 3), people=(ZHANG,),
                                claims=(ClaimDraft("No patrol.", "01.05", "A patrol."),)),
    }  # fmt: skip


def run_of_post(cast: Cast, part: str = "reviewer", **more: Any) -> int:
    run = plan_run(learn=False, actor=cast[part], at=MORNING)
    assert carry_out(run=run, actor=cast[part], **more) is RunState.DONE
    return run


def execute(statement: str) -> None:
    """Carry out a statement as the application's role, with what is checked at commit checked at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def pairs() -> set[tuple[int, int]]:
    return set(MatterPair.objects.filter(offered=True).values_list("one_id", "other_id"))


def both(one: Matter, other: Matter) -> tuple[int, int]:
    return min(one.pk, other.pk), max(one.pk, other.pk)


def test_a_run_finds_the_matter_in_two_registers_and_not_the_person(
    cast: Cast, registers: dict[str, Matter], folder: Path
) -> None:
    run = run_of_post(cast)
    assert pairs() == {
        both(registers["theft"], registers["again"]),
        both(registers["noise"], registers["moss"]),
    }, "the same petitioner's noise and theft are two matters"
    seen = run_of(cast["reviewer"], run)
    assert seen is not None and seen.state == "done" and (seen.matters, seen.fresh) == (4, 2)
    assert sum(seen.bands) >= 2 and list(folder.iterdir()) == [], "nothing of it is left on the disk"
    told = list(Entry.objects.filter(kind="linkage").order_by("seq").values_list("event", flat=True))
    assert told == ["linkage_begun", "linkage_learned", "linkage_ended"]


def test_a_second_run_makes_no_second_pair_and_keeps_what_people_decided(
    cast: Cast, registers: dict[str, Matter], folder: Path
) -> None:
    run_of_post(cast)
    pair = MatterPair.objects.get(one=registers["theft"])
    decide_pair(pair=pair.pk, answer=Answer.SAME, words="", seen=0, actor=cast["reviewer"], at=MORNING)
    before = pairs()
    again = run_of_post(cast)
    assert pairs() == before and MatterPair.objects.count() == len(before)
    pair.refresh_from_db()
    assert pair.answer == "same" and pair.run_id == again
    assert LinkageRun.objects.get(pk=again).fresh == 0
    assert (
        LinkageRun.objects.get(pk=again).weights_id == LinkageRun.objects.exclude(pk=again).get().weights_id
    )


def test_a_run_that_was_stopped_goes_on_where_it_stood(
    cast: Cast, registers: dict[str, Matter], folder: Path
) -> None:
    office, told = cast["reviewer"], []
    run = plan_run(learn=False, actor=office, at=MORNING)

    def report(stage: Stage, done: int, total: int) -> None:
        told.append((stage, done))
        if stage is Stage.COLLECT and done == 2:
            stop_run(run=run, actor=office, at=MORNING)

    assert carry_out(run=run, actor=office, report=report, batch=2) is RunState.STOPPED
    parts = sorted((folder / str(run)).glob("part-*"))
    assert 1 <= len(parts) < 3 and pairs() == set()
    written = parts[0].stat().st_mtime_ns
    go_on(run=run, actor=office, at=MORNING)
    assert (
        carry_out(run=run, actor=office, report=lambda *step: told.append(step[:2]), batch=2) is RunState.DONE
    )
    assert len(pairs()) == 2 and written
    assert [stage for stage, _ in told] == sorted([stage for stage, _ in told], key=list(Stage).index)
    events = Entry.objects.filter(kind="linkage").order_by("seq").values_list("event", flat=True)
    assert list(events) == [
        "linkage_begun",
        "linkage_ended",
        "linkage_resumed",
        "linkage_learned",
        "linkage_ended",
    ]
    with pytest.raises(Refusal, match="linkage.cannot_go_on"):
        go_on(run=run, actor=office, at=MORNING)


def test_nothing_that_names_anybody_leaves_the_database(
    cast: Cast, registers: dict[str, Matter], folder: Path
) -> None:
    set_post(cast["reviewer"].post)
    found = collect(cast["reviewer"], 0, known_settings())
    assert len(found) == 4
    for row in found:
        told = repr(row)
        for word in ("Wang", "Zhang", "19900001234", "19900005678", "Willow", "theft", "bicycle"):
            assert word not in told
    assert not any(isinstance(value, str | bytes) for row in found for value in (row.name, row.place))


def test_a_post_sees_a_pair_only_when_it_sees_both_matters(
    cast: Cast, registers: dict[str, Matter], folder: Path
) -> None:
    run_of_post(cast)
    mine = MatterPair.objects.get(one=registers["theft"])
    for part, expected in (
        ("own_reviewer", 0),
        ("stone_reviewer", 0),
        ("reviewer", 2),
        ("campaign_office", 2),
    ):
        set_post(cast[part].post)
        assert len(queue(cast[part], "offered")[0]) == expected, part
        assert progress(cast[part]).total == expected, part
        assert MatterPair.objects.count() == expected, f"row-level security of {part}"
    set_post(cast["own_reviewer"].post)
    with pytest.raises(Refusal, match="linkage.pair_not_found"):
        pair_page(cast["own_reviewer"], mine.pk)
    with pytest.raises(Refusal, match="right.missing"):
        plan_run(learn=False, actor=cast["registrar"], at=MORNING)


def test_people_decide_and_every_decision_stays(
    cast: Cast, registers: dict[str, Matter], folder: Path
) -> None:
    run_of_post(cast)
    office = cast["reviewer"]
    pair = MatterPair.objects.get(one=registers["theft"])
    states = [matter.state for matter in Matter.objects.order_by("pk")]
    page = pair_page(office, pair.pk)
    assert page.steps[-1].total == pytest.approx(pair.weight, abs=0.01), "the bars add up to the weight"
    assert (page.around.decided, page.around.total) == (0, 1)
    assert THEFT in " ".join(page.one.texts) and "Wang" not in repr(page)
    decide_pair(pair=pair.pk, answer=Answer.SAME, words="", seen=0, actor=office, at=MORNING)
    with pytest.raises(Refusal, match="linkage.decided_meanwhile"):
        decide_pair(pair=pair.pk, answer=Answer.DIFFERENT, words="x", seen=0, actor=office, at=MORNING)
    with pytest.raises(Refusal, match="linkage.words_needed"):
        decide_pair(pair=pair.pk, answer=Answer.DIFFERENT, words=" ", seen=1, actor=office, at=MORNING)
    decide_pair(
        pair=pair.pk, answer=Answer.DIFFERENT, words="Two bicycles.", seen=1, actor=office, at=MORNING
    )
    assert [each.answer for each in pair_page(office, pair.pk).decisions] == ["same", "different"]
    assert [matter.state for matter in Matter.objects.order_by("pk")] == states, "nothing is merged by itself"
    entry = Entry.objects.filter(kind="linkage", event="linkage_decided").latest("seq")
    assert "Two bicycles" not in entry.payload and '"answer":"different"' in entry.payload.replace(" ", "")
    assert next_pair(office, pair.pk) not in (None, pair.pk)
    found = standing(office)
    assert found is not None and sum(band.decided for band in found.bands) == 1


def test_the_database_takes_no_decision_without_its_entry_and_loses_none(
    cast: Cast, registers: dict[str, Matter], folder: Path
) -> None:
    run_of_post(cast)
    office = cast["reviewer"]
    pair = MatterPair.objects.get(one=registers["theft"])
    decide_pair(pair=pair.pk, answer=Answer.SAME, words="", seen=0, actor=office, at=MORNING)
    for statement in (
        "UPDATE linkage_pairdecision SET answer = 'different'",
        "DELETE FROM linkage_pairdecision",
        "DELETE FROM linkage_matterpair",
        "UPDATE linkage_learnedweights SET matters = 9",
    ):
        with pytest.raises(DatabaseError, match="permission denied|refused|Dengwen"):
            execute(statement)
    with pytest.raises(IntegrityError, match="nobody decided"):
        execute(f"UPDATE linkage_matterpair SET answer = 'different' WHERE id = {pair.pk}")
    assert PairDecision.objects.get(pair=pair).answer == "same"
    set_post(office.post)
    assert list(verify_linkage("default")) == []


def test_one_run_of_an_organ_at_a_time(cast: Cast, folder: Path) -> None:
    run = plan_run(learn=False, actor=cast["reviewer"], at=MORNING)
    with pytest.raises(Refusal, match="linkage.at_work"):
        plan_run(learn=False, actor=cast["reviewer"], at=MORNING)
    stop_run(run=run, actor=cast["reviewer"], at=MORNING)
    assert LinkageRun.objects.get(pk=run).state == "stopped"
    assert plan_run(learn=True, actor=cast["reviewer"], at=MORNING) != run
    with pytest.raises(Refusal, match="linkage.run_not_found"):
        stop_run(run=run, actor=cast["stone_reviewer"], at=MORNING)
    assert folder_of(run).name == str(run) and DAY
