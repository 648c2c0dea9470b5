"""With the file of a matter go the words of the decisions on its pairs; that somebody decided stays."""

from pathlib import Path

import pytest
from django.db import IntegrityError, connections

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.states import ERASED
from dengwen.domains.linkage.models import MatterPair, PairDecision
from dengwen.domains.linkage.reads.pairs import queue
from dengwen.domains.linkage.reads.runs import progress
from dengwen.domains.linkage.reads.verify_linkage import verify_linkage
from dengwen.domains.linkage.states import Answer
from dengwen.domains.linkage.verbs import carry_out as carrying
from dengwen.domains.linkage.verbs.decide_pair import decide_pair
from dengwen.foundation.permissions.acting import acting
from tests.cast import Cast
from tests.linkage.test_runs import run_of_post
from tests.records.conftest import own_files
from tests.records.old_cases import disposed, old_case

__all__ = ["own_files"]


def words() -> list[str]:
    """Return the words of the decisions as the database has them."""
    return list(PairDecision.objects.using("owner").order_by("pk").values_list("words", flat=True))


def test_the_words_of_a_pair_go_with_the_file_of_either(
    kept_cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "folder_of", lambda run: tmp_path / str(run))
    first, second, third = (old_case(kept_cast) for _ in range(3))
    office = kept_cast["reviewer"]
    run_of_post(kept_cast)
    with acting(office.post):
        found = {(pair.one_id, pair.other_id): pair.pk for pair in MatterPair.objects.all()}
    pairs = [found[first, second], found[second, third], found[first, third]]
    for pair, said in zip(pairs, ("As the other.", "Wang Wu wrote both.", "Word for word."), strict=True):
        decide_pair(pair=pair, answer=Answer.SAME, words=said, seen=0, actor=office, at=now())
    for statement in (f"words = '{ERASED}'", "words = ''", "answer = 'different'"):
        with pytest.raises(IntegrityError, match="never changed"), connections["owner"].cursor() as cursor:
            cursor.execute(f"UPDATE linkage_pairdecision SET {statement}")

    disposed(kept_cast, second)

    assert words() == [ERASED, ERASED, "Word for word."]
    assert list(verify_linkage()) == [], "who decided what, and when, still says what the ledger says"
    with pytest.raises(Refusal, match="linkage.disposed"):
        decide_pair(pair=pairs[0], answer=Answer.UNSURE, words="New.", seen=1, actor=office, at=now())
    with pytest.raises(IntegrityError, match="never changed"), connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE linkage_pairdecision SET words = 'Wang Wu'")


def test_a_matter_without_its_file_is_no_question_any_more(
    kept_cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "folder_of", lambda run: tmp_path / str(run))
    first, second = (old_case(kept_cast) for _ in range(2))
    office = kept_cast["reviewer"]
    run_of_post(kept_cast)
    with acting(office.post):
        assert [(line.one.case, line.other.case) for line in queue(office, "offered")[0]] == [(first, second)]
        assert progress(office).total == 1
    disposed(kept_cast, first)
    with acting(office.post):
        assert queue(office, "offered")[0] == []
        assert progress(office).total == 0
