"""Registers are filed as sealed packages: checked first, signed, received by number, and never changed unseen."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import Filing, FilingPackage, ItemMark
from dengwen.domains.campaigns.reads.filings import checked_package, is_whole, package_of
from dengwen.domains.campaigns.reads.owed import owed_by
from dengwen.domains.campaigns.rules.duties import Due
from dengwen.domains.campaigns.rules.filing import lacks, met_on
from dengwen.domains.campaigns.verbs.file_register import answer_filing, file_register
from dengwen.domains.campaigns.verbs.meet_duties import meet_duty
from dengwen.domains.campaigns.verbs.sweep_cases import take_into_campaign
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.rulebook.campaign import FilingNeed
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from tests.campaigns.office import PACK, Office, open_office
from tests.campaigns.test_pages import done, get, post
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import Walk

NEEDS = (
    FilingNeed(field="title", refuses=True), FilingNeed(field="leader", once="accepted", refuses=True),
    FilingNeed(field="place"),
)  # fmt: skip


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


def row(**changes: object) -> dict[str, object]:
    whole = {
        "case": 1,
        "number": "1",
        "accepted_on": None,
        "merged": False,
        "title": "A",
        "leader": None,
        "place": "B",
    }
    return whole | changes


@pytest.mark.parametrize(
    ("changes", "must", "should"),
    [
        ({}, None, None),
        ({"accepted_on": date(2012, 1, 1)}, ("leader",), ()),
        ({"accepted_on": date(2012, 1, 1), "leader": "Li"}, None, None),
        ({"title": "", "place": ""}, ("title",), ("place",)),
        ({"place": ""}, (), ("place",)),
        ({"title": "", "merged": True}, None, None),
    ],
)
def test_what_a_row_must_have(
    changes: dict[str, object], must: tuple[str, ...] | None, should: tuple[str, ...] | None
) -> None:
    found = [(lack.must, lack.should) for lack in lacks([row(**changes)], NEEDS)]
    assert found == ([] if must is None else [(must, should)])


def test_the_day_of_filing_counts_and_a_returned_one_never() -> None:
    one, two, three = (date(2011, 11, day) for day in (28, 29, 30))
    assert met_on([(one, "returned"), (two, "received"), (three, "")]) == two
    assert met_on([(one, "returned"), (two, "")]) == two
    assert met_on([(one, "returned")]) is None


@pytest.fixture
def office(cast: Cast) -> Office:
    return open_office(cast)


def sheet(rows: list[dict[str, Any]]) -> bytes:
    return b"sheet of " + str(len(rows)).encode()


def filed(office: Office, part: str = "city_registrar") -> Filing:
    return file_register(
        campaign=office.campaign, kind="register", sheet_of=sheet, actor=office[part], at=office.next()
    )


def answered(office: Office, filing: Filing, received: bool = True, reasons: str = "") -> Filing:
    return answer_filing(
        campaign=office.campaign, filing=filing.pk, received=received, reasons=reasons,
        actor=office["campaign_office"], at=office.next(),
    )  # fmt: skip


def state_of(office: Office) -> Due:
    city = Organ.objects.get(pk=office.cast.organ("river"))
    sheet = owed_by(office.seen(), campaign_pack(PACK), city, date(2011, 11, 20))
    return next(line.state for line in sheet.lines if line.key == "register_filed")


def test_a_register_is_returned_filed_again_and_received_by_number(office: Office) -> None:
    with refused("duty.by_filing"):
        meet_duty(
            campaign=office.campaign, duty="register_filed", evidence="Sent.", actor=office["city_registrar"],
            at=office.next(),
        )  # fmt: skip
    assert state_of(office) is Due.OWED
    first = filed(office)
    assert (first.cases, first.round) == (2, 1) and state_of(office) is Due.LATE_DONE
    with refused("filing.waits"):
        filed(office)
    with refused("right.missing"):
        answer_filing(
            campaign=office.campaign, filing=first.pk, received=True, reasons="", actor=office["city_registrar"],
            at=office.next(),
        )  # fmt: skip
    with refused("filing.no_reasons"):
        answered(office, first, received=False)
    answered(office, first, received=False, reasons="Two cases lack a place.")
    assert state_of(office) is Due.OWED
    with refused("filing.answered"):
        answered(office, first)
    second = answered(office, filed(office))
    assert (second.round, second.receipt) == (2, 1) and state_of(office) is Due.LATE_DONE
    assert not ItemMark.objects.filter(item="registers_filed").exists(), "Stone City has not filed"


def test_who_files_nothing_and_what_must_be_there(office: Office) -> None:
    with refused("filing.unknown"):
        filed(office, "registrar")
    assert filed(office, "stone_registrar").cases == 0, "who has no case says so: nothing is an answer too"
    Walk(office.cast, office.cases[0]).until("accept")
    with refused("filing.lacking"):
        filed(office)


def test_the_last_receipt_proves_the_item_of_the_stage(office: Office) -> None:
    set_post(office["stone_registrar"].post)
    case = office.cast.registered(
        "stone_registrar", at=office.next(), received_on=date(2011, 3, 1), occurred_on=None
    ).pk

    take_into_campaign(case=case, campaign=office.campaign, actor=office["campaign_office"], at=office.next())
    answered(office, filed(office))
    answered(office, filed(office, "stone_registrar"))
    set_post(office["campaign_office"].post)
    assert ItemMark.objects.get(item="registers_filed").stage == "mobilisation"
    assert set(Filing.objects.values_list("receipt", flat=True)) == {1, 2}


def changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for each in old.namelist():
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
    return target.getvalue()


def test_a_changed_package_is_named(office: Office) -> None:
    filing = filed(office)
    whole = package_of(filing)
    assert whole is not None
    good = checked_package(whole)
    assert good.checked.wrong == [] and good.filing == filing
    for name, change, said in (
        ("register.json", lambda old: old.replace(b"bicycle", b"tricycle"), ("file_changed", "register.json")),
        ("register.xlsx", lambda old: old + b".", ("file_changed", "register.xlsx")),
        ("manifest.json", lambda old: old.replace(b'"cases":2', b'"cases":1'), ("signature_wrong", "manifest.json")),
    ):  # fmt: skip
        assert said in checked_package(changed(whole, name, change)).checked.wrong
    assert checked_package(b"PK nothing").checked.wrong == [("not_a_package", "")]
    set_post(office["stone_registrar"].post)
    assert checked_package(whole).checked.wrong == [("never_filed", "")], "another city learns nothing"


def test_what_is_kept_cannot_be_changed_and_is_hidden_from_strangers(office: Office) -> None:
    filing = filed(office)
    assert is_whole(filing)
    set_post(office["stone_registrar"].post)
    assert not Filing.objects.exists() and not FilingPackage.objects.exists()
    set_post(office["campaign_office"].post)
    package = FilingPackage.objects.get()
    package.sheet = bytes(package.sheet)[:-1] + b"x"
    assert package.sheet_sha256 == "cannot be opened"
    with pytest.raises(Exception, match="refused|Dengwen"), connection.cursor() as cursor:
        cursor.execute("UPDATE campaigns_filingpackage SET sheet = %s", [b"x"])


def test_the_office_cannot_receive_what_was_altered(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    filing = filed(office)
    monkeypatch.setattr(FilingPackage, "sheet_sha256", property(lambda _self: "0" * 64))
    with refused("filing.changed"):
        answered(office, filing)


def test_resolved_cases_have_a_register_of_their_own() -> None:
    rule = campaign_pack(PACK).filing("resolved")
    assert rule is not None and rule.part == "resolved" and rule.duty is None


def test_the_page_files_checks_and_receives(office: Office) -> None:
    path = f"/campaigns/{office.campaign}/filings/"
    page = get(office, "city_registrar", path).content.decode()
    assert "2</strong> cases in it now" in page
    done(post(office, "city_registrar", path, "file", kind="register"))
    set_post(office["city_registrar"].post)
    filing = Filing.objects.get()
    whole = get(office, "city_registrar", f"{path}{filing.pk}/package.zip").content
    with at(), zipfile.ZipFile(io.BytesIO(whole)) as parts:
        assert sorted(parts.namelist()) == [
            "manifest.json",
            "register.json",
            "register.xlsx",
            "signature.json",
        ]
        assert b"Wang" not in parts.read("register.json"), "nobody who petitioned stands in it"
        upload = SimpleUploadedFile("a.zip", whole)
        good = client_of(office.cast, "campaign_office").post(path, {"deed": "check", "package": upload})
        upload = SimpleUploadedFile("a.zip", changed(whole, "register.xlsx", lambda old: old + b"."))
        bad = client_of(office.cast, "campaign_office").post(path, {"deed": "check", "package": upload})
    assert good.status_code == 200 and "it is what was filed" in good.content.decode()
    assert bad.status_code == 422 and "register.xlsx" in bad.content.decode()
    fields: Any = {"filing": filing.pk, "received": "returned", "reasons": ""}
    assert post(office, "campaign_office", path, "answer", **fields).status_code == 422
    done(post(office, "campaign_office", path, "answer", **fields | {"received": "received"}))
    assert "receipt number" in get(office, "city_registrar", path).content.decode()
    assert "备案" in get(office, "city_registrar", path, "zh-hans").content.decode()
    with at():
        assert (
            client_of(office.cast, "stone_registrar").get(f"{path}{filing.pk}/package.zip").status_code == 404
        )
