"""The storeys and layers hold: what `lint-imports` says, said by the tests as well."""

import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT, layer_order

LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter in ``folder``."""
    command = [str(LINT), "--no-cache", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_contracts_are_kept() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_every_layer_comes_once() -> None:
    assert len(set(layer_order())) == len(layer_order())
    assert layer_order().index("dengwen.foundation.ledger") < layer_order().index("dengwen.domains.cases")


def test_an_import_upwards_is_found(tmp_path: Path) -> None:
    for name in ("upstairs", "downstairs"):
        (tmp_path / "house" / name).mkdir(parents=True)
        (tmp_path / "house" / name / "__init__.py").touch()
    (tmp_path / "house" / "__init__.py").touch()
    (tmp_path / "house" / "downstairs" / "__init__.py").write_text("import house.upstairs\n")
    contract = '[[tool.importlinter.contracts]]\nname = "n"\ntype = "layers"\ncontainers = ["house"]\n'
    layers = 'layers = ["upstairs", "downstairs"]\n'
    (tmp_path / "pyproject.toml").write_text(
        f'[tool.importlinter]\nroot_package = "house"\n{contract}{layers}', encoding="utf-8"
    )
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "house.downstairs" in result.stdout
