"""A mask that somebody read on a page is never written back as the name."""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter, Party
from dengwen.domains.cases.rules.draft import PersonDraft, is_masked
from dengwen.domains.handling.rules.hearings import ParticipantDraft, check_participants
from dengwen.domains.handling.rules.mediations import ConsentDraft, check_consents
from dengwen.foundation.ledger.models import Entry
from tests.cast import DAY, Cast
from tests.portal.visitor import Hers

_TABLE = Path(__file__).parent.parent / "tables" / "masked.csv"


@pytest.mark.parametrize(
    "line", list(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines())), ids=str
)
def test_the_table(line: dict[str, str]) -> None:
    assert is_masked(line["text"]) == (line["masked"] == "yes")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed", [{"name": "王**"}, {"phone": "199****1234"}, {"address": "3 Willow Lane **"}]
)
def test_no_petition_is_registered_with_a_mask(cast: Cast, changed: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match=r"^petition\.masked\("):
        cast.registered(people=(PersonDraft(**changed),))
    assert not Matter.objects.exists()


@pytest.mark.django_db
def test_the_form_says_so_and_keeps_what_was_typed(cast: Cast) -> None:
    client = Client()
    client.post("/sign-in/", {"username": "registrar", "password": "correct horse battery"})
    form = {
        "token": "t", "received_on": "2026-02-20", "channel": "LETTER", "source": "DIRECT", "name": "王**",
        "title": "A lamp", "text": "The lamp is broken.", "category": "01.05", "purpose": "APPEAL", "group_size": "1",
    }  # fmt: skip
    page = client.post("/register/", form)
    assert (
        page.status_code == 422 and "is a mask" in page.content.decode() and "王**" in page.content.decode()
    )
    assert not Matter.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "王**"), ("name", "W***"), ("phone", "199****1234"), ("document", "1101****0011")],
)
def test_nobody_corrects_herself_into_a_mask(cast: Cast, field: str, value: str) -> None:
    """What the page showed her comes back as it was shown: the real name stays, and the page says why."""
    hers = Hers(cast)
    hers.matter()
    before = list(Party.objects.filter(matter=hers.case).values())
    entries = Entry.objects.filter(kind="case", subject=hers.case).count()
    answer = hers.does("correct", field=field, value=value)
    assert answer.status_code in (409, 422) and "is a mask" in answer.content.decode()
    hers.matter()
    assert list(Party.objects.filter(matter=hers.case).values()) == before
    assert Entry.objects.filter(kind="case", subject=hers.case).count() == entries
    assert "Wang Wu" in hers.reads("data/") and "19900001234" in hers.reads("data/")


def test_no_mask_comes_to_a_hearing_or_consents() -> None:
    with pytest.raises(Refusal, match=r"^petition\.masked\("):
        check_participants([ParticipantDraft("PETITIONER", "王**"), ParticipantDraft("PANEL", "Gu")])
    consents = [ConsentDraft(side, "W***", DAY, "LETTER", 1) for side in ("PETITIONER", "ORGAN")]
    with pytest.raises(Refusal, match=r"^petition\.masked\("):
        check_consents(consents, today=DAY)
