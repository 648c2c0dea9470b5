"""A file goes only when its period is over, nothing holds it and two people say so; what stays still proves itself."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Contact, Matter, Party
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.states import ERASED
from dengwen.domains.cases.verbs.register_petitions import register_petitions
from dengwen.domains.cases.verbs.reopen_matter import screen_again
from dengwen.domains.letters.models import Attachment
from dengwen.domains.letters.reads.attachments import open_attachment
from dengwen.domains.letters.reads.stored_file import place_of
from dengwen.domains.records.reads.keeping import stub_of
from dengwen.domains.records.reads.whole_file import files_in
from dengwen.domains.records.verbs.disposal import dispose, propose_disposal, refuse_disposal
from dengwen.domains.records.verbs.exports import export_for_party
from dengwen.domains.records.verbs.holds import lift_hold
from dengwen.foundation.identity.models import SealedPerson
from dengwen.foundation.ledger.reads.verify_log import verify_log
from dengwen.foundation.ledger.verbs.sequence_entries import sequence_entries
from dengwen.foundation.permissions.acting import acting, set_post
from dengwen.foundation.permissions.petitioner import petitioner
from dengwen.interfaces.console.main import main
from tests.cast import Cast
from tests.handling.walk import Words
from tests.ledger.conftest import receipt
from tests.ledger.test_verifier import run
from tests.records.old_cases import OLD, OLD_DAY, PAPER, disposed, held, old_case, rich_case, seen, stub


def refused(code: str, deed: Any, **words: Any) -> None:
    """Expect a refusal by its code."""
    with pytest.raises(Refusal) as caught:
        deed(**words)
    assert caught.value.code == code


def test_the_words_go_and_the_ledger_and_the_receipt_still_prove_it(
    kept_cast: Cast,
    wheel: Path,
    tmp_path: Path,
) -> None:
    case, beside = old_case(kept_cast), old_case(kept_cast)
    sequence_entries(at=now())
    before = receipt(kept_cast, case)
    with seen(kept_cast):
        digest = Attachment.objects.get(matter=case).sha256
        person = Party.objects.get(matter=case).person_id or 0
    decision = disposed(kept_cast, case)
    sequence_entries(at=now())

    assert [f"{f.kind}/{f.subject} {f.detail}" for f in (*verify_everything(), *verify_log())] == []
    matter = stub(kept_cast, case)
    with seen(kept_cast):
        assert (matter.title, bytes(matter.salt)) == (ERASED, b"") and decision == f"{matter.number}-D1"
        assert set(Contact.objects.filter(matter=case).values_list("text", flat=True)) == {ERASED}
        party = Party.objects.get(matter=case)
        assert (party.person_id, party.mask) == (None, "")
        found = stub_of(matter)
        assert found is not None and (found.record_class, found.decision) == ("NO_RESULT", decision)
    assert not SealedPerson.objects.using("owner").filter(pk=person).exists()
    assert SealedPerson.objects.using("owner").count() == 1, "the other case keeps its person"
    # the same bytes lie in the other case: they stay there, and cannot be had through this one
    assert place_of(digest).read_bytes() == PAPER
    with seen(kept_cast):
        refused("case.disposed", open_attachment, actor=kept_cast["registrar"],
                attachment=Attachment.objects.get(matter=case).pk)  # fmt: skip
    disposed(kept_cast, beside)
    assert not place_of(digest).exists()

    (tmp_path / "old.json").write_text(json.dumps(before), encoding="utf-8")
    (tmp_path / "new.json").write_text(json.dumps(receipt(kept_cast, case)), encoding="utf-8")
    for name in ("old.json", "new.json"):
        code, said = run(wheel, tmp_path / name, "--key", before["promise"]["key"])
        assert "The log holds the entry" in said and "WRONG" not in said, said
        assert code == 3  # only that no deposited heads were given


def test_nothing_is_left_of_what_was_written(kept_cast: Cast) -> None:
    case = rich_case(kept_cast)
    secret = (
        "Willow|Wang|no paper|reported a theft|It was heard|court.txt|Ask the station|sued in River|2006-77"
        "|period is over|Agreed|Give me the receipt"
    )
    with connection.cursor() as cursor, acting(kept_cast["registrar"].post):
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE column_name = 'matter_id' AND table_schema = 'public' AND table_name NOT LIKE 'supervision_%'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute("SELECT count(*) FROM matching_imprint WHERE matter_id = %s", [case])
        assert cursor.fetchone() > (0,), "the keys of its words"
    before, digests = told_in(kept_cast, case, tables, secret), stored_for(kept_cast, case)
    assert len(before) >= 8 and len(digests) == 2, "the case says too little to prove anything"
    assert all(place_of(digest).exists() for digest in digests)
    disposed(kept_cast, case)
    assert told_in(kept_cast, case, tables, secret) == set()
    with connection_of("owner").cursor() as cursor:
        cursor.execute("SELECT count(*) FROM matching_imprint WHERE matter_id = %s", [case])
        assert cursor.fetchone() == (0,)
    assert not [digest for digest in digests if place_of(digest).exists()]
    place_of(digests[0]).write_bytes(b"The power went before it was removed.")
    assert main(["records", "tidy"]) == 0 and not place_of(digests[0]).exists()
    assert [f"{f.subject} {f.detail}" for f in verify_everything()] == []


def told_in(cast: Cast, case: int, tables: list[str], words: str) -> set[str]:
    """Return the tables whose rows of the case hold one of the words, as the registrar sees them."""
    found = set()
    with acting(cast["registrar"].post), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f'SELECT count(*) FROM "{table}" r WHERE matter_id = %s AND r::text ~ %s', [case, words]
            )
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def stored_for(cast: Cast, case: int) -> list[str]:
    """Return the digests of the papers of a case."""
    with seen(cast):
        return [file.sha256 for file in files_in(stub(cast, case))]


def test_one_person_cannot_do_both(kept_cast: Cast) -> None:
    case = old_case(kept_cast)
    refused("disposal.none_proposed", dispose, case=case, actor=kept_cast["leader"], at=now())
    propose_disposal(case=case, actor=kept_cast["registrar"], at=now())
    refused("disposal.waits", propose_disposal, case=case, actor=kept_cast["registrar"], at=now())
    both = kept_cast["leader"]
    with transaction.atomic(using="owner"), connection_of("owner").cursor() as cursor:
        cursor.execute("UPDATE staff_post SET account_id = %s WHERE id = %s",
                       [kept_cast["registrar"].account, both.post])  # fmt: skip
    same = replace(both, account=kept_cast["registrar"].account)
    refused("disposal.own", dispose, case=case, actor=same, at=now())
    # a form that lies about the account is refused by the database itself
    with pytest.raises(IntegrityError, match="whoever acts"):
        dispose(case=case, actor=both, at=now())
    assert stub(kept_cast, case).salt


def connection_of(alias: str) -> Any:
    """Return another connection."""
    return connections[alias]


def test_a_held_file_stays(kept_cast: Cast) -> None:
    case = old_case(kept_cast)
    propose_disposal(case=case, actor=kept_cast["registrar"], at=now())
    hold = held(kept_cast, case)
    refused("disposal.held", dispose, case=case, actor=kept_cast["leader"], at=now())
    refused(
        "hold.own", lift_hold, case=case, hold=hold, reason="Over.", actor=kept_cast["registrar"], at=now()
    )
    lift_hold(case=case, hold=hold, reason="Over.", actor=kept_cast["leader"], at=now())
    refused(
        "hold.not_in_force", lift_hold, case=case, hold=hold, reason="x", actor=kept_cast["leader"], at=now()
    )
    refuse_disposal(case=case, reason="Somebody wrote a book about it.", actor=kept_cast["leader"], at=now())
    disposed(kept_cast, case)
    assert list(verify_everything()) == []


def test_the_database_erases_nothing_by_itself(kept_cast: Cast) -> None:
    case = old_case(kept_cast)
    with pytest.raises(IntegrityError, match="two people"), acting(kept_cast["leader"].post):
        erase(case)
    propose_disposal(case=case, actor=kept_cast["registrar"], at=now())
    with pytest.raises(IntegrityError, match="two people"), acting(kept_cast["leader"].post):
        erase(case)
    with pytest.raises(IntegrityError, match="not the application"), acting(kept_cast["leader"].post):
        execute("UPDATE cases_matter SET salt = '' WHERE id = %s", [case])
    dispose(case=case, actor=kept_cast["leader"], at=now())
    refused("case.disposed", screen_again, case=case, reason="New.", actor=kept_cast["registrar"], at=now())
    with pytest.raises(IntegrityError, match="stub"), acting(kept_cast["leader"].post):
        execute("UPDATE cases_matter SET title = 'New' WHERE id = %s", [case])


def erase(case: int) -> None:
    """Ask the database to erase."""
    execute("SELECT dengwen_erase_file(%s)", [case])


def execute(statement: str, values: list[int]) -> None:
    """Run a statement as the application."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_word_put_back_into_a_stub_is_found(kept_cast: Cast) -> None:
    case = old_case(kept_cast)
    disposed(kept_cast, case)
    with connection_of("owner").cursor() as cursor:
        cursor.execute("ALTER TABLE cases_claim DISABLE TRIGGER USER")
        cursor.execute("UPDATE cases_claim SET text = 'Put back' WHERE matter_id = %s", [case])
        cursor.execute("ALTER TABLE cases_claim ENABLE TRIGGER USER")
    assert {(f.subject, f.what) for f in verify_everything()} == {(case, "row")}


def test_a_row_of_a_former_register_wakes_no_stub(kept_cast: Cast) -> None:
    known: Words = {
        "external_source": "Old register",
        "external_key": "77",
        "received_on": OLD_DAY,
        "occurred_on": None,
    }
    row = kept_cast.draft(row_digest=b"1" * 32, closed_on=OLD_DAY, title="Row", text="Row", **known)
    words: Words = {"actor": kept_cast["registrar"], "at": OLD}
    case = register_petitions(drafts=[row], **words)[0].matter
    again = replace(row, row_digest=b"2" * 32)
    with connections["owner"].cursor() as cursor:  # thirty years later
        cursor.execute("ALTER TABLE cases_matter DISABLE TRIGGER USER")
        cursor.execute("UPDATE cases_matter SET salt = '' WHERE id = %s", [case])
        cursor.execute("ALTER TABLE cases_matter ENABLE TRIGGER USER")
    refused("case.disposed", register_petitions, drafts=[again], **words)
    assert any("no entry disposed of it" in found.detail for found in verify_everything())


def test_she_is_told_on_her_own_page(kept_cast: Cast) -> None:
    case = old_case(kept_cast)
    with seen(kept_cast):
        party = Party.objects.get(matter=case).pk
    decision = disposed(kept_cast, case)
    actor = petitioner(at=now(), case=case, party=party)
    with transaction.atomic():
        set_post(actor.post, case=case, party=party)
        found = stub_of(Matter.objects.get(pk=case))
    assert found is not None and (found.decision, found.organ) == (decision, "Lin County")
    refused("case.disposed", export_for_party, case=case, party=party, actor=actor, at=now())
