"""A database of many matters, made by set-based SQL in minutes and kept between the runs.

``python -m bench.fill --matters 1000000``. The organs and the staff are the demo province's, founded through the
doors. The matters are written past the doors, as the superuser and without triggers: 93 % ended within five years,
7 % open, about three and a half ledger entries each. Their hashes are made up: ``dengwen ledger verify`` would
report every one of them, as it should. A few hundred matters more come through the doors, so that whole cases with
papers are there to be looked at.
"""

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg

from bench import place
from bench.fill_campaign import run_campaign

LIVES = 300
ENDED = 0.93
SEED = 20110301
_SQL = Path(__file__).with_name("fill.sql")
_TABLES = (
    "cases_matter", "cases_contact", "cases_claim", "cases_party", "cases_involvement", "cases_statement",
    "deadlines_clock", "identity_sealedperson", "ledger_entry", "ledger_head",
)  # fmt: skip
_TITLES = (
    "报警后未出具接报案回执", "交通事故认定书迟迟未送达", "对案件不予立案不服", "申请查阅案卷被拒绝",
    "被扣押的财物没有返还", "户口迁移申请未获答复", "办案民警态度生硬", "身份证办理超过期限",
    "邻里纠纷处理不公", "出警不及时",
)  # fmt: skip
_SENTENCES = (
    "本人于上月到派出所报案，当时民警做了笔录，但没有给我任何回执。",
    "此后我多次打电话询问，得到的答复都是正在办理。",
    "我认为这样的处理不符合规定，请上级机关依法督促并给我书面答复。",
    "有关材料已经附上，如需要补充请与我联系。",
)


def database(matters: int, ended: float = ENDED) -> str:
    """Return the name of the database with so many matters, as the schema stands."""
    kind = "open_" if not ended else ""
    return f"bench_{kind}{matters}_{place.shape()}"


def ensure(matters: int, ended: float = ENDED) -> str:
    """Return the database with so many matters, this share of them ended; made when it is not there or a month old."""
    name = database(matters, ended)
    place.server().ensure_running()
    place.drop_older(name.removesuffix(place.shape()), keep=name)
    place.use(name)
    if place.exists(name) and _is_fresh(name):
        return name
    begin = time.perf_counter()
    place.make_migrated(name)
    _fill(name, matters, place.today(), ended)
    print(f"{name}: filled in {time.perf_counter() - begin:.0f} s", flush=True)
    return name


def _is_fresh(name: str) -> bool:
    with place.connect(name) as connection:
        row = connection.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                                 " WHERE datname = %s", [name]).fetchone()  # fmt: skip
    day = row[0] if row else None
    return day is not None and date.fromisoformat(day) > place.today() - timedelta(days=30)


def _fill(name: str, matters: int, today: date, ended: float) -> None:
    land = _land(today)
    values = _values(land) | {"matters": matters, "today": today, "ended": ended}
    with place.connect(name) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'"
        )
        with _without_indexes(connection):
            for statement in _SQL.read_text(encoding="utf-8").split("\n----\n"):
                _execute(connection, statement, values)
        _set_sequences(connection)
        connection.execute("VACUUM (ANALYZE)")
    _live(land, today)
    run_campaign(name, today)
    with place.connect(name) as connection:
        connection.execute("VACUUM (ANALYZE)")
        connection.execute(f"COMMENT ON DATABASE {name} IS '{today.isoformat()}'")
        connection.execute("CHECKPOINT")


def _execute(connection: psycopg.Connection, statement: str, values: dict[str, Any]) -> None:
    # Written into the text on this side: one file may then hold several statements in a row.
    with psycopg.ClientCursor(connection) as cursor:
        begin = time.perf_counter()
        cursor.execute(statement, values)
        first = next(line for line in statement.splitlines() if not line.startswith("--"))
        print(f"  {time.perf_counter() - begin:6.1f} s  {first[:70]}", flush=True)


def _values(land: Any) -> dict[str, Any]:
    """Return what the SQL needs to know of the land and of the code lists."""
    from dengwen.foundation.rulebook.loading import code_list
    from dengwen.interfaces.console.demo.organs import Level

    county, city = (land.province.police(level)[0].code for level in (Level.COUNTY, Level.CITY))
    lists = {"categories": "categories", "purposes": "purposes", "channels": "channels", "sources": "sources"}
    codes = {name: [entry.code for entry in code_list(found).entries] for name, found in lists.items()}
    return {
        "county": land.ids[county], "city": land.ids[city], "titles": list(_TITLES),
        "texts": ["".join(_SENTENCES[: n + 1]) for n in range(len(_SENTENCES))],
        "filler": ',"deadlines.clock/0":{"pack":"cn-2022","rule":"CN22-TEL-D15","legal":"2026-01-01"}' * 8, **codes,
    }  # fmt: skip


def _land(today: date) -> Any:
    """Found the demo province with its staff, through the doors."""
    from dengwen.interfaces.console.demo.founding import change_organs, found_land
    from dengwen.interfaces.console.demo.organs import Change
    from dengwen.interfaces.console.demo.people import build_people
    from dengwen.interfaces.console.demo.province import build_province

    province = build_province(SEED, today)
    people = build_people(SEED, province, today)
    land = found_land(province, people, date(today.year - 6, 1, 1))
    change_organs(land, Change.MOVE, Change.RENAME)
    return land


def _live(land: Any, today: date) -> None:
    """Let some hundred matters live through the doors, and count everything anew."""
    from dengwen.domains.bulletins.verbs.fold_tallies import rebuild_tallies
    from dengwen.interfaces.console.demo.books import write_lives
    from dengwen.interfaces.console.demo.stories import stories

    told = list(stories(SEED, LIVES, land.province, today - timedelta(days=400), today))
    write_lives(told, SEED, land, processes=1, say=lambda count: None)
    begin = time.perf_counter()
    rows = rebuild_tallies(today=today)
    print(f"  {time.perf_counter() - begin:6.1f} s  tally of {rows} rows", flush=True)


@contextmanager
def _without_indexes(connection: psycopg.Connection) -> Iterator[None]:
    """Take the indexes that hold no promise away for the time of the block: built at the end they cost a tenth."""
    found = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid::regclass::text = ANY(%s) AND NOT indisunique",
        [list(_TABLES)],
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    yield
    begin = time.perf_counter()
    for _, statement in found:
        connection.execute(statement)
    print(f"  {time.perf_counter() - begin:6.1f} s  {len(found)} indexes", flush=True)


def _set_sequences(connection: psycopg.Connection) -> None:
    for table in _TABLES:
        connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 1) FROM {table}))"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=10_000)
    print(ensure(parser.parse_args().matters))
