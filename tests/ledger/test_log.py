"""The proof drill: whatever a superuser does behind the ledger's back, a receipt or a deposited head shows it."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connections, transaction

from dengwen.base.receipts import check_heads, check_receipt
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.verbs.accept_matter import accept_matter
from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.foundation.ledger.chain import entry_hash
from dengwen.foundation.ledger.models import Entry, LogLeaf, Promise, TreeHead
from dengwen.foundation.ledger.reads.log import heads_to_deposit, inclusion_of
from dengwen.foundation.ledger.reads.verify_log import verify_log
from dengwen.foundation.ledger.signing import holds
from dengwen.foundation.ledger.verbs.sequence_entries import rotate_key, sequence_all, sequence_entries
from dengwen.interfaces.console.main import main
from tests.cast import MORNING, Cast
from tests.ledger.conftest import Fields, Tamper, receipt


def whats(deposited: Fields | None = None) -> list[str]:
    return [finding.what for finding in verify_log(deposited=deposited)]


def test_receipts_prove_themselves_and_nothing_is_wrong(cases: list[int], kept_cast: Cast) -> None:
    heads = heads_to_deposit()
    for case in cases:
        paper = receipt(kept_cast, case)
        found = check_receipt(paper, heads, holds, number=paper["promise"]["number"])
        assert (found.wrong, found.notes, found.proved) == ([], [], ["promise", "inclusion", "deposited"])
    assert check_heads(heads, holds).wrong == []
    assert whats(heads) == []
    assert sequence_entries(at=MORNING) == 0, "nothing is put in twice"


def test_all_that_waits_goes_in_and_what_comes_meanwhile_waits(
    log_key: None, kept_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site where somebody registers at every moment gets a head every five seconds, not one after the other."""
    sequence_entries(at=MORNING)  # what made the cast
    for _ in range(3):
        with transaction.atomic():
            kept_cast.registered()
    monkeypatch.setattr("dengwen.foundation.ledger.verbs.sequence_entries.MOST", 2)
    before = TreeHead.objects.count()
    waiting = Entry.objects.using("owner").count() - LogLeaf.objects.count()

    def while_somebody_registers() -> datetime:
        assert TreeHead.objects.count() < before + 9, "it never ends"
        with transaction.atomic():
            kept_cast.registered()
        return MORNING

    assert sequence_all(clock=while_somebody_registers) == 2 * waiting + 1
    assert LogLeaf.objects.count() == Entry.objects.using("owner").count()
    assert TreeHead.objects.count() == before + waiting + 1, "full batches, and one that was not full"


def test_a_receipt_without_its_proof_yet_is_a_promise(log_key: None, kept_cast: Cast) -> None:
    with transaction.atomic():
        case = kept_cast.registered().pk
    sequence_entries(at=MORNING)
    with transaction.atomic():
        late = kept_cast.registered().pk
    early = check_receipt(receipt(kept_cast, late), None, holds)
    assert (early.wrong, early.proved, early.notes) == ([], ["promise"], ["unanchored", "not_yet_included"])
    sequence_entries(at=MORNING)
    assert inclusion_of(LogLeaf.objects.latest("index").entry) is not None
    for one in (case, late):
        assert check_receipt(receipt(kept_cast, one), heads_to_deposit(), holds).proved[:2] == [
            "promise",
            "inclusion",
        ]


def test_a_promise_that_is_not_kept_for_a_day_is_broken(cases: list[int], kept_cast: Cast) -> None:
    with transaction.atomic():
        late = kept_cast.registered().pk
    promise = receipt(kept_cast, late)
    sequence_entries(at=MORNING + timedelta(days=2))
    assert check_receipt(promise, heads_to_deposit(), holds).wrong == ["overdue"]
    assert check_receipt(receipt(kept_cast, late), heads_to_deposit(), holds).wrong == []


def test_a_receipt_proves_itself_into_the_head_that_is_kept(cases: list[int], kept_cast: Cast) -> None:
    """Of each hour the last head is deposited; a receipt of the running hour is fetched again."""
    during = receipt(kept_cast, cases[0])
    for minutes in (30, 90):
        with transaction.atomic():
            kept_cast.registered()
        sequence_entries(at=MORNING + timedelta(minutes=minutes))
    heads = heads_to_deposit()
    assert check_receipt(during, heads, holds).notes == ["head_not_deposited"]
    again = check_receipt(receipt(kept_cast, cases[0]), heads, holds)
    assert (again.wrong, again.notes, again.proved[-1]) == ([], [], "deposited")
    assert len(heads["heads"]) == 2 and check_heads(heads, holds).wrong == []
    newest = heads["heads"][-1]["size"]
    assert [head["size"] for head in heads_to_deposit(after=newest)["heads"]] == [newest]


def test_a_promise_stays_what_it_was_whatever_becomes_of_the_entry(
    cases: list[int], kept_cast: Cast, tamper: Tamper
) -> None:
    paper = receipt(kept_cast, cases[4])
    entry = Entry.objects.using("owner").get(kind="case", subject=cases[4], seq=1)
    tamper(rehashed(entry.pk))
    assert "promise_broken" in whats()
    later = receipt(kept_cast, cases[4])
    assert (later["promise"], later["signature"]) == (paper["promise"], paper["signature"])
    tamper(f"UPDATE ledger_promise SET at = at - interval '9 days' WHERE subject = {cases[4]}")
    assert "promise_forged" in whats()
    with transaction.atomic():
        former = kept_cast.registered(row_digest=b"f" * 32, external_source="Old register").pk
    assert not Promise.objects.using("owner").filter(subject=former).exists(), (
        "a former register's row waits for none"
    )


def test_the_promise_on_paper_is_checked_with_the_heads(cases: list[int], kept_cast: Cast) -> None:
    whole = receipt(kept_cast, cases[0])
    paper = {name: whole[name] for name in ("format", "promise", "signature")}
    heads = heads_to_deposit()
    found = check_receipt(paper, heads, holds, number=whole["promise"]["number"])
    assert (found.wrong, found.notes, found.proved) == ([], ["paper_only"], ["promise"])
    alone = check_receipt(paper, None, holds)
    assert (alone.wrong, alone.proved) == ([], []) and "no_keys" in alone.notes
    bent = paper | {"promise": paper["promise"] | {"number": "991101-2026-999999"}}
    assert check_receipt(bent, heads, holds).wrong == ["forged"]


def test_an_entry_that_was_slipped_in_is_named(cases: list[int], kept_cast: Cast, tamper: Tamper) -> None:
    tamper(
        "INSERT INTO ledger_entry (id, kind, subject, seq, event, at, payload, prev_hash, hash, txid)"
        " OVERRIDING SYSTEM VALUE SELECT -5, kind, 999999, 1, event, at, payload, prev_hash, hash, txid"
        " FROM ledger_entry LIMIT 1"
    )
    sequence_entries(at=MORNING + timedelta(hours=3))
    assert "not_in_log" in whats()


def test_forged_replayed_and_foreign_receipts_are_refused(cases: list[int], kept_cast: Cast) -> None:
    heads = heads_to_deposit()
    paper, other = receipt(kept_cast, cases[0]), receipt(kept_cast, cases[1])
    replayed = check_receipt(paper, heads, holds, number=other["promise"]["number"])
    assert replayed.wrong == ["other_number"]
    bent = deepcopy(paper)
    bent["promise"]["number"] = other["promise"]["number"]
    assert check_receipt(bent, heads, holds).wrong == ["forged"]
    swapped = paper | {"inclusion": other["inclusion"]}
    assert check_receipt(swapped, heads, holds).wrong == ["not_included"]
    foreign = deepcopy(heads)
    foreign["keys"][0]["key"] = "0" * 16
    assert "key_forged" in check_receipt(paper, foreign, holds).wrong
    assert "key_unknown" in check_receipt(paper, heads, holds, first_key="0" * 16).wrong
    moved = deepcopy(paper)
    moved["inclusion"]["head"]["root"] = "00" * 32
    assert check_receipt(moved, heads, holds).wrong == ["head_forged"]


def test_a_new_key_signs_and_the_old_receipts_stay_valid(cases: list[int], kept_cast: Cast) -> None:
    old = receipt(kept_cast, cases[0])
    fresh = rotate_key(at=MORNING)
    with transaction.atomic():
        late = kept_cast.registered().pk
    sequence_entries(at=MORNING + timedelta(minutes=1))
    heads, new = heads_to_deposit(), receipt(kept_cast, late)
    assert new["promise"]["key"] == fresh != old["promise"]["key"]
    for paper in (old, new):
        assert check_receipt(paper, heads, holds, first_key=old["promise"]["key"]).wrong == []
    stranger = deepcopy(heads)
    stranger["keys"][1]["signature"] = stranger["keys"][0]["signature"]
    assert "key_forged" in check_heads(stranger, holds).wrong


def rehashed(entry: int) -> str:
    """Return the statement of somebody who dates an entry back and knows how its hash is made."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT kind, subject, seq, event, actor_post, at, payload, prev_hash FROM ledger_entry WHERE id = %s",
            [entry],
        )
        kind, subject, seq, event, post, old, payload, prev = cursor.fetchone()
    digest = entry_hash(
        kind=kind, subject=subject, seq=seq, event=event, actor_post=post, at=old - timedelta(days=9),
        payload=payload, prev=bytes(prev),
    )  # fmt: skip
    return (
        f"UPDATE ledger_entry SET at = at - interval '9 days', hash = '\\x{digest.hex()}' WHERE id = {entry};"
        f"UPDATE ledger_head SET hash = '\\x{digest.hex()}' WHERE kind = '{kind}' AND subject = {subject}"
    )


def test_the_drill(cases: list[int], kept_cast: Cast, tamper: Tamper) -> None:
    """Delete a case everywhere, edit, date back, swap, drop the last: each is exposed, and named where it can be."""
    heads = json.loads(json.dumps(heads_to_deposit()))
    one, two = LogLeaf.objects.filter(index__in=(14, 17)).order_by("index")
    saved = _saved(tamper)
    for deeds, said in (
        ((rehashed(one.entry),), "not_as_logged"),
        ((
            f"DELETE FROM ledger_entry WHERE id = {one.entry}",
            f"DELETE FROM ledger_logleaf WHERE entry = {one.entry}",
        ), "missing"),
        ((f"DELETE FROM ledger_entry WHERE id = {two.entry}",), "missing"),
        ((
            f"UPDATE ledger_logleaf SET entry = -1 WHERE index = {one.index}",
            f"UPDATE ledger_logleaf SET entry = {one.entry} WHERE index = {two.index}",
            f"UPDATE ledger_logleaf SET entry = {two.entry} WHERE index = {one.index}",
        ), "not_as_logged"),
        ((
            "DELETE FROM ledger_logleaf WHERE index >= 20", "DELETE FROM ledger_treehead WHERE size > 20",
            "DELETE FROM ledger_entry WHERE id NOT IN (SELECT entry FROM ledger_logleaf)",
        ), "cut"),
    ):  # fmt: skip
        tamper(*deeds)
        assert said in whats(heads), deeds
        saved()
    assert whats(heads) == []


def _saved(tamper: Tamper) -> Callable[[], None]:
    """Keep ledger and log as they are, and return what puts them back."""
    tables = ("ledger_entry", "ledger_head", "ledger_logleaf", "ledger_lognode", "ledger_treehead")
    tamper(*(f"CREATE TABLE kept_{table} AS TABLE {table}" for table in tables))
    return lambda: tamper(
        *(
            f"DELETE FROM {table}; INSERT INTO {table} OVERRIDING SYSTEM VALUE TABLE kept_{table}"
            for table in tables
        )
    )


def test_who_rewrites_the_whole_log_is_shown_by_a_deposited_head_and_by_receipts(
    cases: list[int], kept_cast: Cast, tamper: Tamper
) -> None:
    """With the signing key in hand and every table rewritten, only what left the building still speaks."""
    heads, paper = json.loads(json.dumps(heads_to_deposit())), receipt(kept_cast, cases[1])
    victim = LogLeaf.objects.order_by("index")[15]
    tamper(
        rehashed(victim.entry), "TRUNCATE ledger_logleaf, ledger_lognode, ledger_treehead",
    )  # fmt: skip
    while sequence_entries(at=MORNING + timedelta(days=1), whole=True):
        pass
    assert whats() == ["promise_broken"], "the promise was signed in the registration's own transaction"
    tamper(
        f"DELETE FROM ledger_promise WHERE subject = (SELECT subject FROM ledger_entry WHERE id = {victim.entry})"
    )
    assert whats() == [], "the site agrees with itself"
    assert "head_differs" in whats(heads)
    late = heads_to_deposit()
    assert check_receipt(paper, late, holds).wrong == ["head_differs"]


def test_the_commands(
    cases: list[int], kept_cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], tamper: Tamper
) -> None:
    file = tmp_path / "heads.json"
    assert main(["ledger", "heads", "--out", str(file)]) == 0
    assert "heads, the newest of" in capsys.readouterr().out
    begin_screening(case=cases[0], actor=kept_cast["registrar"], at=MORNING)
    accept_matter(case=cases[0], actor=kept_cast["registrar"], at=MORNING)
    assert main(["ledger", "sequence"]) == 0
    assert "2 entries were put into the log" in capsys.readouterr().out
    assert main(["ledger", "verify", "--against", str(file)]) == 0
    assert main(["ledger", "rotate-key"]) == 0
    tamper("DELETE FROM ledger_logleaf WHERE index = 13")
    capsys.readouterr()
    assert main(["ledger", "verify", "--against", str(file)]) == 1
    assert "leaves 13 to 13 are gone" in capsys.readouterr().out
    file.write_text("{}", encoding="utf-8")
    assert main(["ledger", "verify", "--against", str(file)]) == 2
    assert "is not a file of heads" in capsys.readouterr().err
    assert list(verify_everything()) == []


def test_the_log_only_grows(cases: list[int]) -> None:
    for statement in (
        "DELETE FROM ledger_logleaf", "UPDATE ledger_treehead SET size = size + 1",
        "UPDATE ledger_logkey SET key_id = 'x'", "TRUNCATE ledger_lognode",
    ):  # fmt: skip
        with (
            pytest.raises(Exception, match=r"what was recorded stays|permission denied"),
            transaction.atomic(),
            connections["owner"].cursor() as cursor,
        ):
            cursor.execute(statement)
    assert TreeHead.objects.count() == 3
