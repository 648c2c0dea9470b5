"""How long pages take, each measured side by side with the yardstick: yardstick, page, yardstick, page ...

The two are asked alternately over two keep-alive connections to the same process, so that whatever else the machine
does hits both. The ratio is that of the medians.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles

from bench import fill, place
from bench.serving import Answer, Visitor, running_site, session_of

REQUESTS = 200
WARM_UP = 40
PARTS = ("county", "city", "province")


@dataclass(frozen=True, slots=True)
class Measured:
    """One page for one post on one database: medians and 95th percentiles in milliseconds."""

    matters: int
    part: str
    page: str
    path: str
    rows: int
    yardstick: float
    median: float
    p95: float
    size: int

    @property
    def ratio(self) -> float:
        """Say how many yardsticks the page costs."""
        return self.median / self.yardstick


@dataclass(frozen=True, slots=True)
class Bench:
    """One post's visitor beside the yardstick's, on one database."""

    matters: int
    part: str
    plain: Visitor
    visitor: Visitor
    yardstick: str
    requests: int

    def measure(self, page: str, path: str, ask: Callable[[str], Answer]) -> Measured:
        """Ask for yardstick and page in turn."""
        answer = None
        for _ in range(min(WARM_UP, self.requests)):
            _ok(self.plain.get(self.yardstick))
            answer = _ok(ask(path))
        ours, theirs = [], []
        for _ in range(self.requests):
            theirs.append(_ok(self.plain.get(self.yardstick)).ms)
            answer = _ok(ask(path))
            ours.append(answer.ms)
        body = answer.body if answer else b""
        rows, size = body.count(b"<tr"), len(body)
        return Measured(
            self.matters, self.part, page, path, rows, median(theirs), median(ours), _p95(ours), size
        )


def measure(matters: int, requests: int = REQUESTS, parts: tuple[str, ...] = PARTS) -> list[Measured]:
    """Measure every page for a post of each level on the database with so many matters."""
    database = fill.ensure(matters)
    from dengwen.base.clock import now
    from dengwen.domains.bulletins.verbs.fold_tallies import fold_tallies
    from dengwen.domains.bulletins.verbs.roll_boards import roll_boards

    found = []
    roll_boards(day=place.today(), at=now())  # as the worker does every five minutes
    with running_site(database) as port:
        for part in parts:
            fold_tallies(today=place.today())  # as the worker does each minute
            post, organ = _post(database, part)
            visitor = Visitor(port, {"sessionid": session_of(post), "django_language": "zh-hans"})
            plain = Visitor(port)
            bench = Bench(matters, part, plain, visitor, f"/bench/minimal/?organ={organ}", requests)
            for name, path in _pages(database, post).items():
                found.append(bench.measure(name, path, visitor.get))
            found += _forms(bench, organ)
            visitor.close()
            plain.close()
    return found


def _post(database: str, part: str) -> tuple[int, int]:
    """Return a registrar's post of the level, in the biggest county and in the city above it; and its organ."""
    with place.connect(database) as connection:
        row = connection.execute(
            """WITH county AS (SELECT organ_id AS id FROM bench_row r JOIN organs_organ o ON o.id = r.organ_id
                               WHERE o.level = 'county' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)
               SELECT p.id, p.organ_id FROM staff_post p JOIN organs_organ o ON o.id = p.organ_id
               WHERE p.role = 'registrar' AND p.until IS NULL AND o.level = %s AND EXISTS (
                 SELECT FROM organs_organreach r JOIN county c ON r.organ_id = c.id WHERE r.top_id = o.id)
               ORDER BY p.id LIMIT 1""",
            [part],
        ).fetchone()
    if row is None:
        raise RuntimeError(f"nobody registers for a {part}")
    return int(row[0]), int(row[1])


def _pages(database: str, post: int) -> dict[str, str]:
    """Return the pages to measure. The case has a whole life behind it: of those closed, the middle one by entries."""
    from dengwen.foundation.permissions.actor import load_actor

    bureau = load_actor(post, place.today()).bureau
    with place.connect(database) as connection:
        row = connection.execute(
            """SELECT (array_agg(m.id ORDER BY m.version, m.id))[(count(*) + 1) / 2]
               FROM cases_matter m JOIN organs_organreach r ON r.organ_id = m.organ_id
               WHERE r.top_id = %s AND m.state IN ('closed', 'follow_up', 'archived')
                 AND m.id > (SELECT max(id) FROM bench_row)""",
            [bureau],
        ).fetchone()
        campaign = connection.execute("SELECT max(id) FROM campaigns_campaign").fetchone()
    if row is None or row[0] is None:
        raise RuntimeError(f"no case is closed below {bureau}")
    if campaign is None or campaign[0] is None:
        raise RuntimeError("no campaign runs")
    case = row[0]
    return {
        "queue": "/?queue=overdue",
        "case": f"/cases/{case}/",
        "figures": "/figures/",
        "board": f"/campaigns/{campaign[0]}/board/",
        "list": "/cases/",
        "list, all": "/cases/?open=all",
    }


def _forms(bench: Bench, organ: int) -> list[Measured]:
    """Measure real registrations, and the least that a stored form can cost."""
    visitor = bench.visitor
    token = visitor.token("/register/")
    numbers = iter(range(10**9))
    run = random.SystemRandom().randrange(10**9)

    def register(path: str) -> Answer:
        fields = {
            "csrfmiddlewaretoken": token, "token": f"bench-{run}-{next(numbers)}", "group_size": "1",
            "received_on": place.today().isoformat(), "channel": "LETTER", "source": "DIRECT", "purpose": "APPEAL",
            "category": "01.05", "name": "王五", "phone": "13900001234", "place": "云岭路 3 号",
            "title": "报警后未出具接报案回执", "claim_text": "请求出具回执",
            "text": "本人于上月到派出所报案，当时民警做了笔录，但没有给我任何回执。",
        }  # fmt: skip
        return visitor.post(path, fields)

    def store(path: str) -> Answer:
        fields = {"csrfmiddlewaretoken": token, "organ": str(organ), "title": "报警后未出具接报案回执"}
        return visitor.post(path, fields)

    return [
        bench.measure("register POST", "/register/", register),
        bench.measure("(minimal POST)", "/bench/minimal-write/", store),
    ]


def _ok(answer: Answer) -> Answer:
    if answer.status not in (200, 303) or "sign-in" in answer.location:
        raise RuntimeError(f"answer {answer.status} {answer.location}: {answer.body[:300]!r}")
    return answer


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def table(found: list[Measured]) -> str:
    """Return the measurements as lines of a Markdown table."""
    lines = [
        "| matters | post | page | rows | KB | yardstick ms | median ms | p95 ms | ratio |",
        "|---:|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one.matters:,} | {one.part} | {one.page} | {max(0, one.rows - 1)} | {one.size / 1024:.0f} "
        f"| {one.yardstick:.2f} | {one.median:.2f} | {one.p95:.2f} | {one.ratio:.2f} |"
        for one in found
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    import argparse

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    asked = parser.parse_args()
    place.server().ensure_running()
    print(table(measure(asked.matters, asked.requests)))
