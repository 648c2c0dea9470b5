"""``dengwen-verify``: one wheel, no site, no database; it says what a receipt proves and what is wrong with it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dengwen.foundation.ledger.reads.log import heads_to_deposit
from tests.cast import Cast
from tests.ledger.conftest import receipt

ROOT = Path(__file__).resolve().parents[2]
_RUN = """
import sys
sys.path.insert(0, sys.argv[1])
from dengwen_verify.__main__ import main
code = main(sys.argv[2:])
assert not {"django", "dengwen", "psycopg"} & set(sys.modules)
sys.exit(code)
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy, so that nothing is left in the checkout."""
    folder = tmp_path_factory.mktemp("verify")
    shutil.copytree(ROOT / "verify", folder / "source", ignore=shutil.ignore_patterns("build", "*.egg-info"))
    command = [
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps", "--no-index",
        "--disable-pip-version-check", "--wheel-dir", str(folder), str(folder / "source"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def run(wheel: Path, *words: object) -> tuple[int, str]:
    """Run the wheel in a Python that knows neither this checkout nor a database."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", _RUN, str(wheel), *map(str, words)],
        capture_output=True, text=True, check=False, cwd=wheel.parent,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def test_a_receipt_is_checked_without_the_site(
    wheel: Path, cases: list[int], kept_cast: Cast, tmp_path: Path
) -> None:
    paper, other = receipt(kept_cast, cases[0]), receipt(kept_cast, cases[1])
    number = paper["promise"]["number"]
    (tmp_path / "heads.json").write_text(json.dumps(heads_to_deposit()), encoding="utf-8")
    (tmp_path / "receipt.json").write_text(json.dumps(paper, ensure_ascii=False), encoding="utf-8")
    words = (tmp_path / "receipt.json", "--heads", tmp_path / "heads.json")
    code, said = run(wheel, *words, "--number", number, "--key", paper["promise"]["key"])
    assert code == 0 and "The promise is signed" in said and "The log holds the entry" in said
    code, said = run(wheel, tmp_path / "receipt.json")
    assert code == 3 and "Nobody but the receipt itself vouches for its key" in said
    code, said = run(wheel, *words, "--number", other["promise"]["number"], "--zh")
    assert code == 1 and "错误：该回执属于另一信访事项。" in said
    code, said = run(wheel, *words, "--key", "f" * 16)
    assert code == 1 and "WRONG: the receipt is signed by a key that is not known." in said
    bent = paper | {"promise": paper["promise"] | {"registered_at": "2020-01-01T00:00:00.000000Z"}}
    (tmp_path / "bent.json").write_text(json.dumps(bent), encoding="utf-8")
    code, said = run(wheel, tmp_path / "bent.json")
    assert code == 1 and "forged or altered" in said
    (tmp_path / "empty.json").write_text("[]", encoding="utf-8")
    assert run(wheel, tmp_path / "empty.json")[0] == 2
    code, said = run(wheel, tmp_path / "heads.json")
    assert code == 2 and "not of the format" in said
