"""A petitioner whose petition was merged: what she keeps, what she reads, and what she can do."""

import json

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Contact
from dengwen.domains.cases.reads.case_page import case_sheet
from dengwen.domains.cases.reads.petitioner_case import goes_with
from dengwen.domains.cases.rules.draft import PersonDraft
from dengwen.domains.cases.verbs.merge_matters import merge_matters
from dengwen.domains.cases.verbs.undo_merge import undo_merge
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.petitioner import petitioner
from tests.cast import DAY, Cast
from tests.portal.visitor import Hers

OTHERS = {"people": (PersonDraft(name="Zhao Liu", phone="19900005678"),), "text": "Zhao Liu was there too."}


@pytest.fixture
def merged(cast: Cast) -> tuple[Hers, Hers]:
    """Return hers, merged into somebody else's, and that one."""
    hers, others = Hers(cast), Hers(cast, OTHERS)
    merge_matters(
        case=hers.case, into=others.case, reason="The same theft.", actor=cast["registrar"], at=hers.now
    )
    return hers, others


@pytest.mark.django_db
def test_she_keeps_receipt_number_words_and_data(merged: tuple[Hers, Hers]) -> None:
    hers, _ = merged
    assert json.loads(hers.reads("receipt.json"))["promise"]["number"] == hers.mine.number
    assert json.loads(hers.reads("data.json"))["about_you"]["name"] == "Wang Wu"
    said = hers.reads()
    assert "On 20 February I reported a theft" in said
    assert "You keep this number, and all your rights." in said


@pytest.mark.django_db
def test_she_reads_where_the_other_stands_and_nothing_of_it(merged: tuple[Hers, Hers]) -> None:
    hers, others = merged
    others.way.until("serve")
    hers.way.at = others.way.at
    said = hers.reads() + hers.reads("data/") + hers.reads("data.json")
    assert f"It is answered with case {others.mine.number}" in said
    assert "The answer is yours too" in said
    for word in ("Zhao Liu", "19900005678", "The officer says there was no paper"):
        assert word not in said
    assert "Wang Wu" not in others.reads() + others.reads("data.json")


@pytest.mark.django_db
def test_she_adds_words_and_gets_a_new_code_and_the_other_page_says_so(
    cast: Cast, merged: tuple[Hers, Hers]
) -> None:
    hers, others = merged
    assert b"It is done" in hers.does("add", text="I have found the paper.").content
    set_post(cast["registrar"].post)
    assert Contact.objects.filter(matter=hers.case).count() == 2
    (row,) = case_sheet(actor=cast["registrar"], case=others.case).merged_here
    assert (row["contacts"], row["newest"] >= DAY) == (2, True)
    assert b"It is done" in hers.does("code").content


@pytest.mark.django_db
def test_she_has_it_handled_by_itself(cast: Cast, merged: tuple[Hers, Hers]) -> None:
    """Nobody decides on that: she could bring it anew as well."""
    hers, others = merged
    due = cast.matter(others.case).due
    assert "Have your petition handled by itself" in hers.reads()
    assert b"It is done" in hers.does("alone", reason="It was another bicycle.").content
    again = cast.matter(hers.case)
    assert (again.state, again.merged_into_id, again.due) == ("registered", None, due)
    assert "Have your petition handled by itself" not in hers.reads()
    assert "Your petition is handled by itself again." in hers.reads()


@pytest.mark.django_db
def test_nobody_else_takes_it_out_and_the_other_is_told_of_her_own_case_alone(
    merged: tuple[Hers, Hers],
) -> None:
    hers, others = merged
    stranger = petitioner(at=hers.now, case=others.case)
    with pytest.raises(Refusal, match="case.not_found"):
        undo_merge(case=hers.case, reason="Mine.", actor=stranger, at=hers.now)
    set_post(stranger.post, case=others.case)
    assert goes_with(stranger) is None
    set_post(stranger.post, case=hers.case)
    found = goes_with(petitioner(at=hers.now, case=hers.case))
    assert found is not None and found.number == others.mine.number
