"""A month that is frozen: the same bytes again, and who changes a case behind it is named."""

import argparse
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.as_it_stood import copy_out
from dengwen.domains.bulletins.reads.parquet import digests
from dengwen.domains.bulletins.reads.recompute import recompute
from dengwen.domains.bulletins.reads.snapshot_figures import cases_behind, shares, visible_cases_behind
from dengwen.domains.bulletins.reads.snapshots import Snapshot, file_mistakes, snapshots
from dengwen.domains.bulletins.rules.frozen import month_that_is_over
from dengwen.domains.bulletins.rules.indicators import indicators, signals
from dengwen.domains.bulletins.verbs.freeze_snapshot import freeze_snapshot
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.verbs.accept_matter import accept_matter
from dengwen.foundation.organs.verbs.move_organ import move_organ
from dengwen.foundation.organs.verbs.rename_organ import rename_organ
from dengwen.foundation.permissions.acting import acting
from dengwen.interfaces.console import figures
from tests.bulletins.random_matters import unguard
from tests.cast import DAY, Cast
from tests.handling.walk import Walk

NEXT = datetime(DAY.year + DAY.month // 12, DAY.month % 12 + 1, 2, 3, tzinfo=UTC)


def run_figures(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    figures.add_arguments(parser)
    return figures.run(parser.parse_args(words)), capsys.readouterr().out


@pytest.fixture
def frozen(kept_cast: Cast) -> tuple[Cast, Snapshot, int]:
    """Two matters, one of them given to a team; and the month frozen."""
    with acting(kept_cast["registrar"].post):
        walk = Walk(kept_cast, kept_cast.registered().pk)
        other = kept_cast.registered(title="Another").pk
        walk.until("team")
    office = kept_cast["campaign_office"]
    with pytest.raises(Refusal, match="right.missing"):
        freeze_snapshot(month=DAY, actor=kept_cast["registrar"], at=NEXT)
    with pytest.raises(Refusal, match="snapshot.month_runs"):
        freeze_snapshot(month=DAY, actor=office, at=walk.at)
    return kept_cast, freeze_snapshot(month=DAY, actor=office, at=NEXT), other


def test_a_frozen_month_holds_and_a_changed_case_is_named(
    frozen: tuple[Cast, Snapshot, int], capsys: pytest.CaptureFixture[str]
) -> None:
    cast, first, other = frozen
    assert first.manifest["rows"]["matters"] == 2 and digests(first.folder) == first.manifest["files"]
    again = recompute(first)
    assert again.holds, again
    assert list(verify_everything()) == []
    with pytest.raises(Refusal, match="snapshot.reason_needed"):
        freeze_snapshot(month=DAY, actor=cast["campaign_office"], at=NEXT)
    with pytest.raises(Refusal, match="snapshot.no_difference"):
        freeze_snapshot(month=DAY, actor=cast["campaign_office"], at=NEXT, reason="To be sure.")

    # What is done later changes nothing of what the month was.
    with acting(cast["registrar"].post):
        accept_matter(case=other, actor=cast["registrar"], at=NEXT + timedelta(days=1))
    assert recompute(first).holds

    unguard()
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE cases_matter SET received_on = received_on - 9 WHERE id <> %s", [other])
    changed = recompute(first)
    assert not changed.holds and changed.same == {"ledger": True, "rows": False}
    assert [(each["id"] != other, each["column"]) for each in changed.differing["rows"]] == [
        (True, "received_on")
    ]
    assert any("received_on" in str(finding) for finding in verify_everything())

    said = run_figures(capsys, "recompute", "2026-03")
    assert said[0] == 1 and "same bytes from the ledger" in said[1] and "received_on was" in said[1]
    assert run_figures(capsys, "list")[0] == 0
    for deed in ("indicators", "signs", "forecast"):
        code, words = run_figures(
            capsys, deed, "2026-03.v1", "--organ", "991101000000", "--until", "2026-06-30", "--target", "60"
        )
        assert code == 0 and "%" in words, words

    # A correction is a further version; the earlier one stays, with its files.
    second = freeze_snapshot(month=DAY, actor=cast["campaign_office"], at=NEXT, reason="To show it.")
    assert (second.name, second.manifest["reason"]) == ("2026-03.v2", "To show it.")
    assert [each["column"] for each in second.manifest["differences"]] == ["received_on"]
    assert [each.name for each in snapshots()] == ["2026-03.v1", "2026-03.v2"]
    assert file_mistakes(first) == [] == file_mistakes(second)
    with (first.folder / "matters.parquet").open("ab") as file:
        file.write(b"x")
    assert file_mistakes(first) == ["matters.parquet"]
    assert file_mistakes(replace(second, signature=first.signature)) == ["signature"]


def test_a_later_reorganisation_changes_nothing_of_what_the_month_was(
    frozen: tuple[Cast, Snapshot, int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Lin County goes from River City to Stone City, under another name: its past months stay River City's."""
    cast, first, _ = frozen
    lin, river, stone = cast.organ("lin"), cast.organ("river"), cast.organ("stone")
    on = NEXT.date()
    move_organ(organ=lin, to=stone, on=on, actor_post=None, at=NEXT)
    rename_organ(organ=lin, name="Lin District", name_en="", on=on, actor_post=None, at=NEXT)
    assert recompute(first).holds
    assert run_figures(capsys, "recompute", "2026-03")[0] == 0
    [online] = [each for each in indicators() if each.id == "online_share"]
    assert {share.organ: share.denominator for share in shares(first, [online], [river, stone])} == {river: 2}


def test_numbers_open_their_cases_and_other_places_make_the_same_bytes(
    frozen: tuple[Cast, Snapshot, int], tmp_path: Path
) -> None:
    cast, first, _ = frozen
    wanted = (*indicators(), *signals())
    for organ in ("province", "lin", "stone"):
        for share in shares(first, wanted, [cast.organ(organ)]):
            indicator = next(each for each in wanted if each.id == share.indicator)
            if indicator.table == "matters":
                whole = cases_behind(first, indicator, share.organ, numerator=False)
                part = cases_behind(first, indicator, share.organ, numerator=True)
                assert (len(part), len(whole)) == (share.numerator, share.denominator) and set(part) <= set(
                    whole
                )
            assert 0 <= share.numerator <= share.denominator
    online = next(each for each in wanted if each.id == "online_share")
    [share] = shares(first, [online], [cast.organ("province")])
    assert share.denominator == 2
    ask: dict[str, Any] = {
        "snapshot": first, "indicator": online, "organ": cast.organ("lin"), "numerator": False,
    }  # fmt: skip
    with acting(cast["leader"].post):
        assert len(visible_cases_behind(actor=cast["leader"], **ask)) == 2
    with acting(cast["moss_leader"].post), pytest.raises(Refusal, match="figures.not_yours"):
        visible_cases_behind(actor=cast["moss_leader"], **ask)
    raw, made = tmp_path / "raw", tmp_path / "made"
    raw.mkdir()
    made.mkdir()
    copy_out(month_that_is_over(DAY, today=NEXT.date(), zone="Asia/Shanghai"), raw, way="ledger")
    program = (
        "from pathlib import Path; from dengwen.domains.bulletins.reads.parquet import write_parquet;"
        f"write_parquet(Path({str(raw)!r}), Path({str(made)!r}))"
    )
    elsewhere = {**os.environ, "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "zh_CN.UTF-8"}
    subprocess.run([sys.executable, "-c", program], env=elsewhere, check=True)
    assert digests(made) == first.manifest["files"]
