"""The source tree as the house tests see it."""

import ast
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "dengwen"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return every file git tracks or would track, as paths below the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = (Path(name) for name in listed.split("\0") if name)
    return tuple(sorted(path for path in set(paths) if (ROOT / path).is_file()))


def python_files(folder: str) -> list[Path]:
    """Return the tracked Python files below ``folder``."""
    return [path for path in tracked_files() if path.suffix == ".py" and path.parts[0] == folder]


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of the tracked file ``path``."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))


@cache
def pyproject() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def layer_order() -> tuple[str, ...]:
    """Return every package from the lowest to the highest, as the import contracts draw them."""
    contracts = {contract["id"]: contract for contract in pyproject()["tool"]["importlinter"]["contracts"]}
    order: list[str] = []
    for storey in reversed(contracts["storeys"]["layers"]):
        inside = contracts.get(storey)
        if inside is None:
            order.append(f"dengwen.{storey}")
            continue
        for layer in reversed(inside["layers"]):
            order += [f"dengwen.{storey}.{name.strip(' ()')}" for name in layer.split("|")]
    return tuple(order)
