"""Files and functions stay short enough to be read whole."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOT, parsed, python_files

FILE_LINES = 300
FUNCTION_LINES = 50
FOLDERS = ("dengwen", "tests", "bench")

# A file or function ("path::name") that is longer, with its size today and the reason. Sizes only shrink.
LONGER: dict[str, tuple[int, str]] = {}


def long_parts(path: Path, text: str, tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the name and the size of the file and of each function in it that is too long."""
    lines = len(text.splitlines())
    if lines > FILE_LINES:
        yield path.as_posix(), lines
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{path.as_posix()}::{node.name}", length


def all_long_parts() -> dict[str, int]:
    """Return everything in the tree that is too long; migrations are written by Django."""
    return {
        name: size
        for folder in FOLDERS
        for path in python_files(folder)
        if "migrations" not in path.parts
        for name, size in long_parts(path, (ROOT / path).read_text(encoding="utf-8"), parsed(path))
    }


def test_nothing_is_too_long() -> None:
    found = all_long_parts()
    too_long = {name: size for name, size in found.items() if size > LONGER.get(name, (0, ""))[0]}
    assert too_long == {}


def test_the_list_of_exceptions_shrinks() -> None:
    found = all_long_parts()
    slack = {name: found.get(name, 0) for name, (size, _) in LONGER.items() if found.get(name, 0) < size}
    assert slack == {}, "shorter than allowed: lower the number or drop the line"


def test_length_is_found() -> None:
    text = "def long():\n" + "    pass\n" * FUNCTION_LINES + "x = 1\n" * FILE_LINES
    names = [name for name, _ in long_parts(Path("a.py"), text, ast.parse(text))]
    assert names == ["a.py", "a.py::long"]
