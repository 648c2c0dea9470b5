"""Registers of outside bodies: every row accounted for, pairs about the matter, and a person who decides."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, connections, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import OutsideRegister, OutsideRow
from dengwen.domains.campaigns.reads.outside import RowSheet, reconciled, row_sheets
from dengwen.domains.campaigns.reads.outside_letter import letter_content
from dengwen.domains.campaigns.reads.verify_campaigns import verify_campaigns
from dengwen.domains.campaigns.rules.matching import Said, alike, our_number
from dengwen.domains.campaigns.rules.outside import TheirRow, check_decision
from dengwen.domains.campaigns.verbs.decide_outside import decide_outside_row, register_outside_row
from dengwen.domains.campaigns.verbs.file_register import file_register
from dengwen.domains.campaigns.verbs.sweep_cases import take_into_campaign
from dengwen.domains.campaigns.verbs.take_outside import take_outside_register
from dengwen.domains.cases.models import Matter, Party
from dengwen.domains.letters.rules.letter_content import dump
from dengwen.foundation.permissions.acting import acting, set_post
from tests.campaigns.office import Office, open_office
from tests.cast import DAY, Cast
from tests.desk.clients import at, client_of

TABLE = Path(__file__).parents[1] / "tables" / "matching.csv"


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


def rows() -> Iterator[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row["what"])
def test_pairs_and_their_reasons(row: dict[str, str]) -> None:
    theirs = Said(
        row["their_title"], "", row["their_place"], day(row["their_day"]), number=row["their_number"]
    )
    ours = Said(row["our_title"], "", row["our_place"], day(row["our_day"]), number=row["our_number"])
    found = alike(theirs, ours)
    assert " ".join(code for code, _ in found.why) == row["reasons"] if found else not row["reasons"]


def test_our_number_is_found_in_their_cells_and_nothing_that_looks_like_a_person() -> None:
    assert our_number(["x", "see 991101-2026-000012 of yours"]) == "991101-2026-000012"
    assert our_number(["110101199001011234", "13800001234", "2026-03-02"]) == ""


def test_what_may_be_decided() -> None:
    assert check_decision("same", standing="open", case=1, words="") == "same"
    assert check_decision("different", standing="open", case=1, words="") == "open"
    assert check_decision("again", standing="same", case=None, words="A mistake.") == "open"
    for kind, standing, case, code in (
        ("same", "open", None, "outside.no_case"), ("same", "same", 1, "outside.decided"),
        ("not_ours", "open", None, "outside.no_words"), ("again", "open", None, "outside.not_decided"),
        ("same", "unread", 1, "outside.unread"), ("again", "registered", None, "outside.not_decided"),
    ):  # fmt: skip
        with refused(code):
            check_decision(kind, standing=standing, case=case, words="")


@pytest.fixture
def office(cast: Cast) -> Office:
    return open_office(cast)


def their(position: int, **changes: object) -> TheirRow:
    values: dict[str, object] = {
        "position": position, "digest": bytes([position]) * 32, "cells": {"a": "b"}, "their_number": f"T{position}",
        "received_on": DAY, "title": "The noise of a quarry at night",
        "person": {"name": "Wang Secret", "phone": "1390"},
    }  # fmt: skip
    return TheirRow(**(values | changes))  # type: ignore[arg-type]


def take(office: Office, *given: TheirRow, part: str = "city_registrar") -> OutsideRegister:
    return take_outside_register(
        body="PETITION_BUREAU", name="Petition bureau 2026", file_name="a.csv", file_digest="0" * 64, rows=given,
        campaign=office.campaign, actor=office[part], at=office.next(),
    )  # fmt: skip


def sheets(office: Office, part: str = "city_registrar") -> list[RowSheet]:
    set_post(office[part].post)
    return row_sheets(office[part], list(OutsideRow.objects.order_by("register", "position")))


def test_every_row_is_accounted_for_and_comes_in_once(office: Office) -> None:
    first = take(office, their(1), their(2, problem="The date cannot be read.", received_on=None))
    assert (first.rows, first.kept, first.already, first.unread) == (2, 2, 0, 1)
    again = take(office, their(1), their(3))
    assert (again.rows, again.kept, again.already) == (2, 1, 1)
    kept = OutsideRow.objects.get(position=1, register=first)
    assert "Secret" not in kept.sealed and "Secret" not in kept.title + kept.text + kept.place
    with refused("outside.no_rows"):
        take(office)
    with refused("right.missing"):
        take(office, their(9), part="city_leader")


def test_a_person_decides_and_only_the_organ_that_was_given_the_register(office: Office) -> None:
    known = office.cast.matter(office.cases[0])
    take(office, their(1, cells={"n": str(known.number)}), their(2))
    first, second = sheets(office)
    assert [(each.case, each.alike.exact) for each in first.candidates] == [(known.pk, True)]
    assert second.candidates == () and second.ask == ()
    row = first.row.pk
    decide_outside_row(
        row=row, kind="different", case=known.pk, actor=office["city_registrar"], at=office.next()
    )
    assert sheets(office)[0].candidates == ()
    decide_outside_row(row=row, kind="same", case=known.pk, actor=office["city_registrar"], at=office.next())
    with refused("outside.decided"):
        register_outside_row(row=row, actor=office["city_registrar"], at=office.next())
    with refused("outside.not_yours"):
        decide_outside_row(
            row=row, kind="again", words="x", actor=office["campaign_office"], at=office.next()
        )
    with refused("outside.not_found"):
        decide_outside_row(
            row=row, kind="again", words="x", actor=office["stone_registrar"], at=office.next()
        )
    set_post(office["city_registrar"].post)
    (found,) = reconciled(office["city_registrar"], office.seen("city_registrar"))
    assert (found.counts["same"], found.counts["open"], found.rows) == (1, 1, 2)


def test_what_only_they_hold_is_registered_and_waits_for_screening(office: Office) -> None:
    take(office, their(1, organ_code="991101000000"), their(2))
    first, second = sheets(office)
    made = register_outside_row(row=first.row.pk, actor=office["city_registrar"], at=office.next())
    set_post(office["city_registrar"].post)
    matter = Matter.objects.get(pk=made.matter)
    assert (matter.state, matter.source, matter.organ_id) == (
        "registered",
        "PETITION_BUREAU",
        office.cast.organ("lin"),
    )
    assert Party.objects.get(matter=matter).mask == "W***", "who petitioned is sealed with the case"
    decide_outside_row(
        row=second.row.pk,
        kind="not_ours",
        words="A pension.",
        actor=office["city_registrar"],
        at=office.next(),
    )
    set_post(office["city_registrar"].post)
    (found,) = reconciled(office["city_registrar"], office.seen("city_registrar"))
    assert (found.counts["registered"], found.counts["not_ours"], found.counts["open"]) == (1, 1, 0)


def test_beyond_reach_only_the_organ_is_named(office: Office) -> None:
    set_post(office["stone_registrar"].post)
    hidden = office.cast.registered("stone_registrar", at=office.next())
    take(office, their(1, title=hidden.title, cells={"n": str(hidden.number)}, organ_code="991200000000"))
    (sheet,) = sheets(office)
    assert sheet.candidates == () and [organ.name for organ in sheet.ask] == ["Stone City"]
    with refused("case.not_found"):
        decide_outside_row(
            row=sheet.row.pk, kind="same", case=hidden.pk, actor=office["city_registrar"], at=office.next()
        )


def test_only_what_that_body_sent_is_missing_with_them(office: Office) -> None:
    sent = office.cast.registered(at=office.next(), source="PETITION_BUREAU", received_on=DAY)
    own = office.cast.registered(at=office.next(), received_on=DAY)
    for case in (sent, own):
        take_into_campaign(
            case=case.pk, campaign=office.campaign, actor=office["campaign_office"], at=office.next()
        )
    take(office, their(1))
    set_post(office["city_registrar"].post)
    (found,) = reconciled(office["city_registrar"], office.seen("city_registrar"))
    assert [matter.pk for matter in found.only_we] == [sent.pk]


FILE = """case no,received,title,details,petitioner name,police
T1,2026-03-01,No receipt for a report of theft,Nobody gave a receipt at the east station.,Wang Secret,
T2,31/31/2026,Broken,Broken row,Wang Secret,
T3,2026-03-02,The noise of a quarry at night,It blasts every night.,Li Hidden,
"""


def test_the_pages_take_decide_report_and_write(office: Office) -> None:
    home = f"/campaigns/{office.campaign}/outside/"
    alike = office.cast.registered(at=office.next(), received_on=DAY)
    upload = SimpleUploadedFile("bureau.csv", FILE.encode())
    fields: dict[str, object] = {"body": "PETITION_BUREAU", "name": "Bureau 2026", "file": upload}
    with at():
        client = client_of(office.cast, "city_registrar")
        taken = client.post(home, fields)
        assert taken.status_code == 303, taken.content.decode()[-3000:]
        page = client.get(taken["Location"]).content.decode()
        assert str(alike.number) in page and "words alike" in page and "Secret" not in page
        row = OutsideRow.objects.get(their_number="T1").pk
        same = {"deed": "same", "row": row, "case": alike.pk}
        assert client.post(taken["Location"], same).status_code == 303
        assert client.post(taken["Location"], same).status_code == 422, "it is decided"
        other = OutsideRow.objects.get(their_number="T3").pk
        assert (
            client.post(
                taken["Location"], {"deed": "register", "row": other, "category": "01.05"}
            ).status_code
            == 303
        )
        report = client.get(home).content.decode()
        assert re.findall(r'c-num[^>]*">(\d+)<', report.split("data-body")[1])[:3] == ["3", "1", "1"]
        unread = client.get(f"{taken['Location']}?show=unread").content.decode()
        assert "no such day" in unread
        for language in ("en", "zh-hans"):
            letter = client_of(office.cast, "city_registrar", language).get(
                f"{home}letter/PETITION_BUREAU.pdf"
            )
            assert letter.content.startswith(b"%PDF")
        sheet = client.get(f"{home}report/PETITION_BUREAU.xlsx")
        assert sheet.status_code == 200 and "spreadsheet" in sheet["Content-Type"]
        assert b"".join(sheet.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
        stranger = client_of(office.cast, "stone_registrar").get(taken["Location"])
        assert stranger.status_code == 404
        assert client_of(office.cast, "city_registrar").get("/campaigns/outside/").status_code == 200


def test_the_letter_names_numbers_and_no_person(office: Office) -> None:
    take(office, their(1, their_number=""), their(2, problem="No."))
    set_post(office["city_registrar"].post)
    (found,) = reconciled(office["city_registrar"], office.seen("city_registrar"))
    for lang, row in (("en", "row 1"), ("zh", "第1行")):
        told = dump(letter_content(found, lang))
        assert row in told and "Secret" not in told and "quarry" not in told


def test_the_ledger_covers_filings_and_outside_registers(kept_cast: Cast) -> None:
    with transaction.atomic():
        office = open_office(kept_cast)
    filing = file_register(
        campaign=office.campaign, kind="register", sheet_of=lambda rows: b"x", actor=office["city_registrar"],
        at=office.next(),
    )  # fmt: skip
    register = take(office, their(1), their(2))
    row = OutsideRow.objects.using("owner").get(position=1).pk
    decide_outside_row(
        row=row, kind="not_ours", words="A pension.", actor=office["city_registrar"], at=office.next()
    )
    assert list(verify_campaigns()) == []
    with (
        pytest.raises(IntegrityError, match="without its ledger entry"),
        acting(office["city_registrar"].post),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE campaigns_outsiderow SET standing = 'same'")
    with connections["owner"].cursor() as cursor:
        for table in ("campaigns_filingpackage", "campaigns_outsiderow", "campaigns_outsideregister"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE campaigns_filingpackage SET record = %s WHERE filing_id = %s", [b"forged", filing.pk]
        )
        cursor.execute("UPDATE campaigns_outsiderow SET standing = 'open' WHERE id = %s", [row])
        cursor.execute("DELETE FROM campaigns_outsiderow WHERE position = 2")
    told = " ".join(f"{each.kind}/{each.subject} {each.detail}" for each in verify_campaigns())
    assert "record_sha256" in told and f"outside/{register.pk}" in told
    assert "standing is 'open'" in told and "was recorded and is gone" in told
