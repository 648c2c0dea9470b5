"""``dengwen import``: who acts, what it says, the workbook of rejects."""

import argparse
from pathlib import Path

import openpyxl
import pytest

from dengwen.domains.cases.models import Matter
from dengwen.foundation.permissions.acting import acting
from dengwen.interfaces.console import import_register
from tests.cast import Cast
from tests.registers.files import bad, good, write
from tests.sheets.samples import MAPPING, ROOT, csv_bytes

ORGAN = '\n[fields.organ_code]\nconstant = "{code}"\n\n[lookups.kinds.exact]'


def run(*words: object) -> int:
    """Run the command as the shell would."""
    parser = argparse.ArgumentParser()
    import_register.add_arguments(parser)
    return import_register.run(parser.parse_args([str(word) for word in words]))


def mapping_file(folder: Path, code: str = "") -> Path:
    """Write the small mapping; with ``code`` its rows go to that organ."""
    path = folder / "map.toml"
    text = MAPPING.replace("\n[lookups.kinds.exact]", ORGAN.format(code=code)) if code else MAPPING
    path.write_text(text, encoding="utf-8")
    return path


def test_import_reject_correct_import_again(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, rejects = write(tmp_path, [good(1), bad(2), good(3)]), tmp_path / "rejects.xlsx"
    words = ("--mapping", mapping_file(tmp_path), "--as", "registrar", "--rejects", rejects)
    assert run(path, *words, "--dry-run") == 0
    assert "nothing was taken" in capsys.readouterr().out
    assert run(path, *words) == 0
    said = capsys.readouterr().out
    assert "The account balances" in said
    assert "As Registrar, registrar, Lin County." in said
    book = openpyxl.load_workbook(rejects)
    book.active["E2"] = ""
    book.save(tmp_path / "corrected.xlsx")
    assert run(tmp_path / "corrected.xlsx", *words) == 0
    with acting(cast["registrar"].post):
        assert sorted(Matter.objects.values_list("external_key", flat=True)) == ["1", "2", "3"]


def test_the_post_is_found_from_the_mapping(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, [good(1)])
    assert run(path, "--mapping", mapping_file(tmp_path, "991101520000"), "--dry-run") == 0
    assert "As Registrar, registrar, Lin County." in capsys.readouterr().out


@pytest.mark.parametrize(
    "case",
    [
        ("991109000000", "", "--organs LIST.csv"),
        ("", "", "--as USERNAME"),
        ("", "nobody", "nobody in force signs in as"),
        ("", "handler", "may not import"),
        ("", "999999", "is not in force"),
    ],
)
def test_without_a_fitting_post_it_says_what_to_do(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], case: tuple[str, str, str]
) -> None:
    code, post, said = case
    words = ["--as", post] if post else []
    assert run(write(tmp_path, [good(1)]), "--mapping", mapping_file(tmp_path, code), *words) == 1
    assert said in capsys.readouterr().err


def test_missing_organs_are_founded_once(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (
        "--mapping",
        mapping_file(tmp_path, "990100020000"),
        "--organs",
        ROOT / "examples" / "organs.csv",
        "--dry-run",
    )
    path = write(tmp_path, [good(1)])
    assert run(path, *words) == 0
    out = capsys.readouterr().out
    assert "Founded 3 organs" in out
    assert "As Campaign Office, campaign_office, Cloud Province." in out
    assert run(path, *words) == 0
    assert "all were there" in capsys.readouterr().out


def test_a_file_of_no_use_is_said(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(csv_bytes([("a", "b"), ("1", "2")]))
    assert run(path, "--mapping", mapping_file(tmp_path), "--as", "registrar") == 1
    assert "The file lacks the columns" in capsys.readouterr().err


def test_a_unit_holds_nothing_its_bureau_does(cast: Cast, tmp_path: Path) -> None:
    """A register of a unit comes in to the bureau, and the unit stands beside each matter."""
    path = write(tmp_path, [good(1)])
    assert run(path, "--mapping", mapping_file(tmp_path, "991101010000"), "--as", "registrar") == 0
    with acting(cast["registrar"].post):
        held = Matter.objects.values_list("organ_id", "registered_by_id", "unit_id").get()
    assert held == (cast.organs["lin"], cast.organs["lin"], cast.organs["lin_unit"])
