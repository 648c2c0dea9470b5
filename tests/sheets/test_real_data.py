"""The two files of ../shared/data, read whole; nothing here is tuned to their rows but the counts."""

from collections import Counter

import pytest

from dengwen.interfaces.sheets.accounting import ImportAccount
from dengwen.interfaces.sheets.mapping_file import load_mapping
from dengwen.interfaces.sheets.planning import PlannedRow, check_headers
from dengwen.interfaces.sheets.reading import open_sheet
from tests.sheets.samples import ROOT, plan, real

pytestmark = pytest.mark.data


def account_of(rows: list[PlannedRow]) -> ImportAccount:
    account = ImportAccount()
    for row in rows:
        account.count_planned(reported=bool(row.problems), opens_matter=row.opens_matter)
    return account


def test_police_complaints() -> None:
    path = real("police-complaints-2000-2014.csv.gz")
    mapping = load_mapping(ROOT / "examples" / "police-complaints.toml")
    rows = plan(path, mapping)
    assert account_of(rows) == ImportAccount(rows=85_558, matters=82_837, contacts=1_624, reported=1_097)
    reasons = Counter(row.problems[0].code for row in rows if row.problems)
    assert reasons == {"duplicate_row": 1_093, "dates_out_of_order": 4}
    drafts = [row.draft for row in rows if row.draft]
    assert sum("(?)" in draft.note for draft in drafts) == 151
    assert {draft.organ_code for draft in drafts} == {"990100010000", "990100020000"}
    assert len({draft.row_digest for draft in drafts}) == len(drafts)
    assert all(draft.text and draft.title for draft in drafts)


def test_citizen_messages() -> None:
    path = real("citizen-messages-with-replies.xlsx")
    mapping = load_mapping(ROOT / "examples" / "citizen-messages.toml")
    check = check_headers(open_sheet(path).headers, mapping)
    assert (check.missing, check.unknown) == ((), ())
    rows = plan(path, mapping)
    assert account_of(rows) == ImportAccount(rows=2_816, matters=2_816)
    drafts = {row.draft.external_key: row.draft for row in rows if row.draft}
    first = drafts["2549"]
    assert first.title == "A2区景蓉华苑物业管理有问题"
    assert first.text.startswith("2019年4月以来，位于A市A2区桂花坪街道的A2区公安分局宿舍区")
    assert (str(first.received_on), str(first.answered_on)) == ("2019-04-25", "2019-05-10")
    assert str(drafts["2759"].received_on) == "2019-04-08"
    assert not any("\t" in draft.text or "\ufffd" in draft.text for draft in drafts.values())
    assert all(draft.answer and draft.petitioner for draft in drafts.values())
