"""How well, and how fast, an earlier matter is found while the same is told again.

``python -m bench.intake``: registers the Chinese messages of ``../shared/data`` as matters, retells a sample of them
(shortened, misspelt, other words for the same, sentences turned round, other names; a seeded generator) and asks for
candidates as the form does. Then it adds as many imprints as ``--matters`` says and asks again, for the time alone.
"""

import argparse
import random
import re
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles

from bench import importing, place

DATABASE = "bench_intake"
MESSAGES = place.ROOT.parent / "shared" / "data" / "citizen-messages-with-replies.xlsx"
WAYS = ("shortened", "misspelt", "other words", "turned round", "other names", "all of it")
_LEAST = 40
_SENTENCE = re.compile(r"[^。！？；!?;，,]+[。！？；!?;，,]?")
_SAME: list[list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["same"]
_NAME = re.compile(r"[A-Z]\d*(?:市|县|区|镇|乡|村)|[A-Z]\d+")


@dataclass(frozen=True, slots=True)
class Measured:
    """``top5``: share found by way of retelling; times in milliseconds, with so many matters there."""

    matters: int
    asked: int
    top5: dict[str, float]
    median_ms: float
    slow_ms: float
    many: int = 0
    many_median_ms: float = 0.0
    many_slow_ms: float = 0.0


def retold(text: str, way: str, chance: random.Random) -> str:
    """Return ``text`` told again in one of the ways of :data:`WAYS`."""
    if way == "all of it":
        for each in WAYS[:-1]:
            if chance.random() < 0.6:
                text = retold(text, each, chance)
        return text
    parts = _SENTENCE.findall(text)
    if way == "shortened":
        keep = max(2, round(len(parts) * chance.uniform(0.4, 0.7)))
        begin = chance.randrange(max(1, len(parts) - keep + 1))
        return "".join(parts[begin : begin + keep])
    if way == "turned round":
        chance.shuffle(parts)
        return "".join(parts)
    if way == "other names":
        return _NAME.sub(lambda _found: f"{chance.choice('KLMNPQ')}{chance.randrange(1, 9)}", text)
    if way == "other words":
        for one, other in _SAME:
            text = text.replace(one, other) if one in text else text.replace(other, one)
        return text
    return "".join(_misspelt(sign, chance) for sign in text)


def _misspelt(sign: str, chance: random.Random) -> str:
    if chance.random() >= 0.06:
        return sign
    return chance.choice(("", chr(0x4E00 + chance.randrange(3000)), sign * 2))


def texts() -> list[tuple[str, str]]:
    """Return heading and text of the messages that are long enough, each text once."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(MESSAGES)).get_sheet_by_index(0).to_python()[1:]
    found = {"".join(str(row[4]).split()): "".join(str(row[2]).split()) for row in rows}
    return [(title, body) for body, title in found.items() if len(body) >= _LEAST]


def measure(*, asks: int = 600, seed: int = 1, many: int = 0) -> Measured:
    """Register, retell, ask."""
    place.make_migrated(DATABASE)
    importing.found()
    told = texts()
    cases = _register(told)
    _sweep()
    found, took = _ask(told, cases, asks, seed)
    more: list[float] = []
    if many:
        _add_imprints(many)
        more = _ask(told, cases, min(asks, 200), seed + 1)[1]
    return Measured(
        len(told), asks, found, median(took), quantiles(took, n=20)[-1], many, median(more) if more else 0.0,
        quantiles(more, n=20)[-1] if more else 0.0,
    )  # fmt: skip


def _actor() -> object:
    from dengwen.foundation.permissions.actor import load_actor
    from dengwen.foundation.staff.models import Post

    return load_actor(Post.objects.get(account__username=importing.USERNAME).pk, place.today())


def _register(told: Sequence[tuple[str, str]]) -> list[int]:
    from dengwen.base.clock import now
    from dengwen.domains.cases.rules.draft import PetitionDraft
    from dengwen.domains.cases.verbs.register_petitions import register_petitions

    actor, found = _actor(), []
    for begin in range(0, len(told), 500):
        drafts = [
            PetitionDraft(
                organ=actor.bureau, title=title, text=body, category="01.05",  # type: ignore[attr-defined]
                received_on=date(2026, 1, 5) + timedelta(days=at % 300),
            )
            for at, (title, body) in enumerate(told[begin : begin + 500])
        ]  # fmt: skip
        done = register_petitions(drafts=drafts, actor=actor, at=now())  # type: ignore[arg-type]
        found += [one.matter for one in done]
    return found


def _ask(
    told: Sequence[tuple[str, str]], cases: Sequence[int], asks: int, seed: int
) -> tuple[dict[str, float], list[float]]:
    """Return the share found among the first five by way of retelling, and how long each asking took."""
    from django.db import transaction

    from dengwen.domains.matching.reads.candidates import Asked, candidates
    from dengwen.foundation.permissions.acting import set_post

    actor, chance = _actor(), random.Random(seed)
    hits: dict[str, list[bool]] = {way: [] for way in WAYS}
    took: list[float] = []
    for at in chance.sample(range(len(told)), min(asks, len(told))):
        way = WAYS[len(took) % len(WAYS)]
        text = retold(told[at][1], way, chance)
        title = told[at][0] if chance.random() < 0.3 else text[:20]
        with transaction.atomic():
            set_post(actor.post)  # type: ignore[attr-defined]
            begin = time.perf_counter()
            found = candidates(actor=actor, asked=Asked(title=title, text=text))  # type: ignore[arg-type]
            took.append(1000 * (time.perf_counter() - begin))
        hits[way].append(cases[at] in [one.case for one in found.here])
    return {way: sum(told) / len(told) for way, told in hits.items()}, took


def _add_imprints(many: int) -> None:
    """Give the matters that are there so many further imprints: keys of the same texts, mixed, as chance has them."""
    with place.connect(DATABASE) as connection:
        connection.execute("ALTER TABLE matching_imprint DISABLE TRIGGER ALL")
        connection.execute(
            "DROP INDEX matching_imprint_keys"
        )  # and made again in one go, which is much faster
        connection.execute(
            """INSERT INTO matching_imprint (matter_id, keys)
            SELECT m.id, (SELECT string_agg(CASE WHEN random() < 0.15 THEN k ELSE left(md5(n || k), 7) END, ' ')
                          FROM unnest(string_to_array(m.keys, ' ')) k)
            FROM generate_series(1, %s) n JOIN LATERAL (
              SELECT i.matter_id AS id, i.keys FROM matching_imprint i
              WHERE i.id = 1 + n %% (SELECT max(id) FROM matching_imprint WHERE id < 100000)) m ON true""",
            [many],
        )
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute(
            "CREATE INDEX matching_imprint_keys ON matching_imprint"
            " USING gin ((string_to_array(keys, ' '))) WITH (fastupdate = off)"
        )
        connection.execute("ANALYZE matching_imprint")
    _sweep()


def _sweep() -> None:
    """Count which keys are common, as every night."""
    from dengwen.domains.matching.verbs.sweep import sweep

    sweep()


def table(measured: Measured) -> str:
    """Return the figures as a table."""
    rows = [f"| {way} | {100 * share:.1f} % |" for way, share in measured.top5.items()]
    times = (
        f"{measured.matters:,} matters, {measured.asked} asked: median {measured.median_ms:.1f} ms, 95th percentile "
        f"{measured.slow_ms:.1f} ms; with {measured.many:,} imprints more {measured.many_median_ms:.1f} and "
        f"{measured.many_slow_ms:.1f} ms."
    )
    head = ("| Told again | true earlier matter among the first five |", "|---|---:|")
    return "\n".join((*head, *rows, "", times))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="candidates at intake: how well and how fast")
    parser.add_argument("--asks", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--matters", type=int, default=0, help="so many imprints more, for the time")
    asked = parser.parse_args()
    print(table(measure(asks=asked.asks, seed=asked.seed, many=asked.matters)))


if __name__ == "__main__":
    main()
