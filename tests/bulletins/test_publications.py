"""A bulletin from the draft to the number: figures from the frozen month, replies beside, nothing bent on the way."""

import json
import re

import pypdfium2
import pytest
from django.db import IntegrityError, connections, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.models import Publication, PublicationReply
from dengwen.domains.bulletins.verbs.withdraw_publication import withdraw_publication
from dengwen.domains.letters.reads.stored_file import fetch
from dengwen.foundation.ledger.verbs.sequence_entries import sequence_entries
from tests.bulletins.publishing import MONTH, Press, make_press
from tests.cast import Cast


@pytest.fixture
def press(kept_cast: Cast) -> Press:
    return make_press(kept_cast)


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=re.escape(code))


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as found:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in found)


def test_a_bulletin_goes_its_whole_way(press: Press) -> None:
    with refused("right.missing"):
        press.draft("inspector")
    made = press.draft()
    figures = json.loads(press.row(made).figures)
    assert figures["shares"]["timely_acceptance"] == [0, 6]
    assert [(each["organ"], each["sense"]) for each in figures["comments"]] == [
        (press.cast.organ("river"), "criticism")
    ]
    with refused("publication.blank_left"):
        press.asked(made)
    with refused("publication.own_figure"):
        press.edited(made, work="On time: 99 %.")
    press.edited(made, timeliness="All 6 cases were late.")
    with refused("publication.not_found"):
        press.replied(made)
    until = press.asked(made)
    with refused("publication.not_draft"):
        press.edited(made)
    with refused("publication.same_person"):
        press.approved(made, "campaign_office")
    with refused("publication.replies_open"):
        press.approved(made)
    press.replied(made)
    with refused("publication.replied"):
        press.replied(made)
    with refused("publication.not_approved"):
        press.issued(made)
    press.approved(made)
    while sequence_entries(at=press.next()):
        pass
    number = press.issued(made)
    row = press.row(made)
    read = text_of(fetch(row.pdf_sha256))
    assert until and number == row.number and "No. 1 of 2026" in read
    for said in (
        "0 of 6 (0.0 %)",
        "Two officers were ill.",
        "Criticised: River City",
        row.snapshot,
        row.head_root[:20],
    ):
        assert said in read, said
