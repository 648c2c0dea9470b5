"""A bulletin from the draft to the number: figures from the frozen month, replies beside, nothing bent on the way."""

import json
import re
from datetime import date

import pypdfium2
import pytest
from django.db import DatabaseError, IntegrityError, connections

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.models import Publication, PublicationReply
from dengwen.domains.bulletins.reads.publications import owed_publications, publication_sheet, publications_of
from dengwen.domains.bulletins.reads.verify_publications import verify_publications
from dengwen.domains.bulletins.verbs.freeze_snapshot import freeze_snapshot
from dengwen.domains.bulletins.verbs.record_receipt import record_receipt
from dengwen.domains.bulletins.verbs.withdraw_publication import withdraw_publication
from dengwen.domains.campaigns.models import Campaign, CampaignReport, ItemMark
from dengwen.domains.campaigns.reads.verify_campaigns import verify_campaigns
from dengwen.domains.campaigns.verbs.run_stages import open_campaign
from dengwen.domains.letters.reads.stored_file import fetch, place_of
from dengwen.foundation.ledger.verbs.sequence_entries import sequence_entries
from dengwen.foundation.permissions.acting import acting
from tests.bulletins.publishing import Press, make_press
from tests.campaigns.office import PACK
from tests.cast import Cast
from tests.handling.walk import Words


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
        "0 of 6 (0.0%)",
        "Two officers were ill.",
        "Criticised: River City",
        row.snapshot,
        row.head_root[:20],
    ):
        assert said in read, said


def test_a_correction_is_a_new_version_and_what_was_issued_stays(press: Press) -> None:
    made = press.whole()
    first = press.row(made)
    with refused("publication.there_already"):
        press.draft()
    with refused("publication.no_reason"):
        withdraw_publication(publication=made, reason=" ", actor=press["office_two"], at=press.next())
    withdraw_publication(
        publication=made, reason="A county was missing.", actor=press["office_two"], at=press.next()
    )
    again = press.whole()
    second = press.row(again)
    assert (second.version, second.corrects_id, second.serial) == (2, made, 2)
    read = text_of(fetch(second.pdf_sha256))
    assert f"What differs from {first.number}" in read and "A county was missing." in read
    # Numbers run by kind without gaps, and a draft that is given up takes none.
    given_up = press.draft(kind="report_mps")
    withdraw_publication(
        publication=given_up, reason="Not yet.", actor=press["campaign_office"], at=press.next()
    )
    assert press.row(press.whole(kind="report_mps")).serial == 1
    assert list(verify_publications()) == []
    place = place_of(second.pdf_sha256)
    place.write_bytes(place.read_bytes() + b" ")
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE bulletins_publicationreply DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE bulletins_publicationreply SET words = 'We agree.' WHERE publication_id = %s", [again]
        )
    found = [str(each) for each in verify_publications()]
    assert len(found) == 2 and "words" in found[0] and "is not the one that was issued" in found[1], found


def test_the_database_refuses_to_bend_what_was_issued(press: Press) -> None:
    made = press.whole()
    changes = {"figures": "{}", "number": "7", "pdf_sha256": "0" * 64, "state": "draft", "words": "{}"}
    for column, value in changes.items():
        with pytest.raises(IntegrityError, match="stays"), acting(press["campaign_office"].post):
            Publication.objects.filter(pk=made).update(**{column: value})
    with (
        pytest.raises(IntegrityError, match="without its ledger entry"),
        acting(press["campaign_office"].post),
    ):
        Publication.objects.filter(pk=made).update(revision=99)
    with pytest.raises(IntegrityError, match="replied"), acting(press["campaign_office"].post):
        PublicationReply.objects.filter(publication=made).update(words="We agree.")
    with pytest.raises(DatabaseError), acting(press["campaign_office"].post):
        Publication.objects.filter(pk=made).delete()


def test_a_bent_figure_or_a_bent_month_is_not_published(press: Press) -> None:
    made = press.draft()
    press.edited(made)
    row = press.row(made)
    with connections["owner"].cursor() as cursor:  # as somebody with the keys of the database might
        cursor.execute("ALTER TABLE bulletins_publication DISABLE TRIGGER USER")
        bent = row.figures.replace('"timely_acceptance":[0,6]', '"timely_acceptance":[6,6]')
        cursor.execute("UPDATE bulletins_publication SET figures = %s WHERE id = %s", [bent, made])
    with pytest.raises(Refusal, match="publication.figures_differ") as told:
        press.asked(made)
    assert "timely_acceptance" in str(told.value.facts["what"])
    with (press.snapshot.folder / "matters.parquet").open("ab") as file:
        file.write(b"x")
    with refused("publication.month_altered"):
        press.draft(kind="report_mps")
    with refused("publication.month_altered"):
        press.asked(made)


def test_who_sees_what(press: Press) -> None:
    made = press.draft()
    press.edited(made)

    def seen() -> set[str]:
        parts = ("campaign_office", "inspector", "minister", "city_registrar", "stone_registrar", "registrar")
        return {part for part in parts if made in [row.pk for row in listed(press, part)]}

    assert seen() == {"campaign_office", "inspector"}
    press.asked(made)
    assert seen() == {"campaign_office", "inspector", "city_registrar"}
    with acting(press["city_registrar"].post):
        assert not publication_sheet(press["city_registrar"], made).whole
    press.replied(made)
    press.approved(made)
    press.issued(made)
    assert seen() == {
        "campaign_office",
        "inspector",
        "minister",
        "city_registrar",
        "stone_registrar",
        "registrar",
    }
    report = press.whole(kind="report_plc")
    assert report not in [row.pk for row in listed(press, "city_registrar")]
    assert report in [row.pk for row in listed(press, "minister")]


def listed(press: Press, part: str) -> list[Publication]:
    """Return what a part of the cast sees; the database by itself shows exactly the same."""
    with acting(press[part].post):
        found = publications_of(press[part])
        assert {row.pk for row in found} == set(Publication.objects.values_list("pk", flat=True))
        return found


def test_a_citys_summary_is_handed_in_by_issuing_it(press: Press) -> None:
    office, cast = press["campaign_office"], press.cast
    campaign = open_campaign(pack=PACK, actor=office, at=press.next())
    words: Words = {"kind": "stage_summary", "period": "mobilisation", "campaign": campaign}
    with refused("publication.not_frozen"):
        press.draft("city_registrar", **words)
    freeze_snapshot(month=date(2011, 11, 1), actor=office, at=press.next())
    with acting(press["city_registrar"].post):
        owed = owed_publications(press["city_registrar"], press.at.date(), list(Campaign.objects.all()))
    assert [(each.publishing.period, each.is_late) for each in owed][:1] == [("mobilisation", True)]
    made = press.draft("city_registrar", **words)
    press.edited(made, "city_registrar")
    assert press.asked(made, "city_registrar") is None
    press.approved(made, "city_leader")
    number = press.issued(made, "city_registrar")
    with acting(office.post):
        handed = CampaignReport.objects.get(campaign=campaign, kind="summary", key="mobilisation")
        assert handed.organ_id == cast.organ("river") and number in handed.words
    with acting(press["city_registrar"].post):
        owed = owed_publications(press["city_registrar"], press.at.date(), list(Campaign.objects.all()))
        assert [each.publishing.period for each in owed] == ["two_sessions", "resolution", "final"]
    # The office's own summary proves the item with which the next stage is entered.
    words = {"kind": "stage_summary", "period": "mobilisation", "campaign": campaign}
    press.whole(**words)
    with acting(office.post):
        assert ItemMark.objects.filter(campaign=campaign, item="summary_mobilisation", kind="entry").exists()
    given: Words = {"recipient": "above", "proof": "Slip 4", "received_on": press.at.date()}
    record_receipt(publication=made, actor=press["city_registrar"], at=press.next(), **given)
    with refused("publication.receipt_there"):
        record_receipt(publication=made, actor=press["city_registrar"], at=press.next(), **given)
    assert list(verify_publications()) == [] and list(verify_campaigns()) == []
