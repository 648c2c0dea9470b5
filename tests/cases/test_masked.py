"""A mask that somebody read on a page is never written back as the name."""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.rules.draft import PersonDraft, is_masked
from tests.cast import Cast

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
