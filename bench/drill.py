"""The proof drill: thousands of petitions, deposited heads, and a superuser with the signing key who rewrites the past.

``python -m bench.drill --petitions 10000``. After each deed everything that the site has is made to agree with itself
again: chains, promises, log, heads. What left the building must still expose it: the receipts say which petitions were
touched, the deposited heads say that the log does not go on from them.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bench import importing, place

DATABASE = "bench_drill"
HOURS = 10
BEGAN = datetime(2026, 3, 16, 1, 0, tzinfo=UTC)
_TABLES = (
    "ledger_entry", "ledger_head", "ledger_promise", "ledger_logleaf", "ledger_lognode", "ledger_treehead",
)  # fmt: skip
Receipt = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Exposed:
    """One deed: how many petitions it touched, how many receipts said so, and what the deposited heads said."""

    deed: str
    touched: int
    by_receipts: int
    by_heads: str


@dataclass(frozen=True, slots=True)
class Drill:
    """What the drill found, and what it took."""

    petitions: int
    rate: float
    receipt_ms: float
    exposed: list[Exposed]


def measure(petitions: int) -> Drill:
    """Register, deposit, rewrite, check. RuntimeError where anything stays hidden or an honest receipt fails."""
    place.server().ensure_running()
    place.make_migrated(DATABASE)
    importing.found()
    begin = time.perf_counter()
    made = _register(petitions)
    rate = petitions / (time.perf_counter() - begin)
    begin = time.perf_counter()
    receipts = _receipts(made)
    each = (time.perf_counter() - begin) * 1000 / petitions
    from dengwen.foundation.ledger.reads.log import heads_to_deposit

    heads = heads_to_deposit()
    _all_hold(receipts, heads)
    _sql(*(f"CREATE TABLE kept_{table} AS TABLE {table}" for table in _TABLES))
    exposed = [_try(deed, touched, how, receipts, heads) for deed, touched, how in _deeds(made)]
    return Drill(petitions, rate, each, exposed)


def _register(petitions: int) -> list[int]:
    """Register one by one, through the verb, over some hours of the drill's clock; the log follows each hour."""
    from dengwen.domains.cases.verbs.register_petitions import register_petition
    from dengwen.foundation.ledger.verbs.sequence_entries import sequence_entries

    actor, draft = registering(DATABASE)
    made = []
    for number in range(petitions):
        hour = timedelta(hours=number * HOURS // petitions)
        made.append(register_petition(draft=draft, actor=actor, at=BEGAN + hour).matter)
        if number + 1 == petitions or (number + 1) * HOURS // petitions > number * HOURS // petitions:
            while sequence_entries(at=BEGAN + hour + timedelta(minutes=1)):
                pass
    return made


def registering(database: str, counter: int = 0) -> tuple[Any, Any]:
    """Return who registers at this counter in a small database of the bench, and what."""
    from datetime import date

    from dengwen.domains.cases.rules.draft import ClaimDraft, PersonDraft, PetitionDraft
    from dengwen.foundation.permissions.actor import load_actor

    with place.connect(database) as connection:
        row = connection.execute(
            "SELECT id, organ_id FROM staff_post ORDER BY id OFFSET %s", [counter]
        ).fetchone()
    assert row is not None
    draft = PetitionDraft(
        organ=row[1], channel="LETTER", source="DIRECT", received_on=date(2026, 3, 16), purpose="APPEAL",
        category="01.05", title="报警后未出具接报案回执", text="本人于上月到派出所报案，没有给我任何回执。",
        claims=(ClaimDraft(text="请求出具回执"),), people=(PersonDraft(name="王五", phone="13900001234"),),
    )  # fmt: skip
    return load_actor(row[0], date(2026, 3, 16)), draft


def _receipts(made: Sequence[int]) -> dict[int, Receipt]:
    from dengwen.foundation.ledger.reads.receipt import receipt_of
    from dengwen.foundation.permissions.acting import acting

    actor, _ = registering(DATABASE)
    found = {}
    with acting(actor.post):
        for case in made:
            one = receipt_of(kind="case", subject=case, event="registered", number="", organ="")
            if one is None:
                raise RuntimeError(f"case {case} has no receipt")
            found[case] = one
    return found


def _all_hold(receipts: dict[int, Receipt], heads: Receipt) -> None:
    from dengwen.base.receipts import check_heads, check_receipt
    from dengwen.foundation.ledger.signing import holds

    if check_heads(heads, holds).wrong:
        raise RuntimeError("the deposited heads do not hold")
    bare = heads | {"heads": heads["heads"], "consistency": []}
    for case, receipt in list(receipts.items())[:: max(1, len(receipts) // 100)]:
        found = check_receipt(receipt, bare, holds)
        if found.wrong or found.proved != ["promise", "inclusion", "deposited"]:
            raise RuntimeError(f"the receipt of {case} does not hold: {found}")


def _deeds(made: Sequence[int]) -> list[tuple[str, set[int], Callable[[], None]]]:
    """Return what is done behind the ledger's back: name, the petitions touched, how."""
    third = len(made) // 3
    gone, edited, dated, one, other = made[third : third + 5]
    last = {case for number, case in enumerate(made) if number * HOURS // len(made) == HOURS - 1}
    return [
        ("delete one case everywhere", {gone}, lambda: _delete({gone})),
        ("edit one", {edited}, lambda: _rewrite(edited, payload='{"facts":{},"set":{}}')),
        ("back-date one", {dated}, lambda: _rewrite(dated, back=timedelta(days=9))),
        ("swap two", {one, other}, lambda: _swap(one, other)),
        ("drop the last hour", last, lambda: _delete(last)),
    ]


def _delete(cases: set[int]) -> None:
    listed = ",".join(map(str, cases))
    _sql(*(
        f"DELETE FROM {table} WHERE kind = 'case' AND subject IN ({listed})"
        for table in ("ledger_entry", "ledger_head", "ledger_promise")
    ))  # fmt: skip


def _rewrite(case: int, *, payload: str | None = None, back: timedelta = timedelta()) -> None:
    """Change the first entry, and chain the stream anew as the ledger itself would have done."""
    from dengwen.foundation.ledger.chain import GENESIS, entry_hash

    with place.connect(DATABASE) as connection:
        rows = connection.execute(
            "SELECT id, seq, event, actor_post, at, payload FROM ledger_entry"
            " WHERE kind = 'case' AND subject = %s ORDER BY seq", [case]).fetchall()  # fmt: skip
        connection.execute("SET session_replication_role = replica")
        prev = GENESIS
        for entry, seq, event, post, at, old in rows:
            said, when = (payload or old, at - back) if seq == 1 else (old, at)
            digest = entry_hash(
                kind="case",
                subject=case,
                seq=seq,
                event=event,
                actor_post=post,
                at=when,
                payload=said,
                prev=prev,
            )
            connection.execute(
                "UPDATE ledger_entry SET payload = %s, at = %s, prev_hash = %s, hash = %s WHERE id = %s",
                [said, when, prev, digest, entry],
            )
            prev = digest
        connection.execute(
            "UPDATE ledger_head SET hash = %s WHERE kind = 'case' AND subject = %s", [prev, case]
        )
        connection.execute("DELETE FROM ledger_promise WHERE kind = 'case' AND subject = %s", [case])


def _swap(one: int, other: int) -> None:
    """Let each of two cases have the other's entries."""
    for table in ("ledger_entry", "ledger_head", "ledger_promise"):
        _sql(*(
            f"UPDATE {table} SET subject = {new} WHERE kind = 'case' AND subject = {old}"
            for old, new in ((one, -1), (other, one), (-1, other))
        ))  # fmt: skip
    _rewrite(one)
    _rewrite(other)


def _try(
    deed: str, touched: set[int], how: Callable[[], None], receipts: dict[int, Receipt], heads: Receipt
) -> Exposed:
    """Do it, make the site agree with itself, and ask receipts and deposited heads; put everything back."""
    from dengwen.foundation.ledger.reads.log import proof_for
    from dengwen.foundation.ledger.reads.verify_log import verify_log
    from dengwen.foundation.ledger.verbs.sequence_entries import sequence_entries

    how()
    _sql("TRUNCATE ledger_logleaf, ledger_lognode, ledger_treehead")
    while sequence_entries(at=BEGAN + timedelta(days=2), whole=True):
        pass
    if hidden := [finding for finding in verify_log() if finding.what != "promise_broken"]:
        raise RuntimeError(f"{deed}: the site should agree with itself, and says {hidden[:3]}")
    without = {case for case, receipt in receipts.items() if proof_for(**_asked(receipt)) is None}
    said = sorted({finding.what for finding in verify_log(deposited=heads)} & {"head_differs", "cut"})
    _sql(
        *(f"TRUNCATE {table}" for table in _TABLES),
        *(f"INSERT INTO {table} OVERRIDING SYSTEM VALUE TABLE kept_{table}" for table in _TABLES),
    )
    if without != touched or not said:
        raise RuntimeError(f"{deed}: touched {len(touched)}, receipts name {len(without)}, heads say {said}")
    return Exposed(deed, len(touched), len(without), ", ".join(said))


def _asked(receipt: Receipt) -> dict[str, Any]:
    entry = receipt["promise"]["entry"]
    return {
        "kind": entry["kind"], "subject": entry["subject"], "seq": entry["seq"], "digest": bytes.fromhex(entry["hash"]),
    }  # fmt: skip


def _sql(*statements: str) -> None:
    with place.connect(DATABASE) as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in statements:
            connection.execute(statement.encode())


def table(found: Drill) -> str:
    """Return what was found as lines of a Markdown table."""
    lines = [
        "| a superuser with the signing key: | petitions touched | receipts that say so | deposited heads say |",
        "|---|---:|---:|---|",
    ]
    lines += [
        f"| {one.deed} | {one.touched:,} | {one.by_receipts:,} | {one.by_heads} |" for one in found.exposed
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--petitions", type=int, default=10_000)
    try:
        result = measure(parser.parse_args().petitions)
        print(table(result))
        print(
            f"{result.petitions:,} registered at {result.rate:.0f} a second; {result.receipt_ms:.1f} ms a receipt"
        )
    finally:
        place.server().stop()
