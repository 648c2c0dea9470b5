"""Only verbs write: the door checks the right, the state and the ledger; a write beside it checks nothing."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import parsed, python_files

WRITES_ALWAYS = {
    "bulk_create",
    "abulk_create",
    "bulk_update",
    "abulk_update",
    "get_or_create",
    "aget_or_create",
    "update_or_create",
    "aupdate_or_create",
    "asave",
    "adelete",
    "acreate",
    "save_base",
}
# These names also belong to dictionaries, digests and files: they count where the object looks like a model.
WRITES_ON_ROWS = {"create", "update", "delete", "aupdate", "save"}
QUERYSET_WORDS = re.compile(
    r"(^|[._])(objects|queryset|filter|exclude|all|select_for_update|visible_to|using|_default_manager|_base_manager)"
    r"($|[.(_])|_set($|\.)|(^|\.)rows$"
)
SQL_WRITE = re.compile(
    r"^\s*(WITH\b.*\)\s*)?(INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE|MERGE\s+INTO|COPY\b.*\bFROM)\b",
    re.I | re.S,
)
EXECUTES = {"execute", "executemany", "copy", "copy_from", "copy_expert"}

# A file or folder that may write and is no verb, with the reason. The list gets shorter, not longer.
ALLOWED: dict[str, str] = {}


def may_write(path: Path) -> bool:
    """Say whether the file is a place for writing."""
    if {"verbs", "migrations"} & set(path.parts[:-1]):
        return True
    return any(path.as_posix().startswith(place) for place in ALLOWED)


def writes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and call of everything in ``tree`` that writes to the database."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, owner = node.func.attr, ast.unparse(node.func.value)
        if name in WRITES_ALWAYS or (name in WRITES_ON_ROWS and _looks_like_rows(name, owner, node)):
            yield node.lineno, f"{owner}.{name}()"
        elif name in EXECUTES and _sql_that_writes(node):
            yield node.lineno, f"{owner}.{name}() with SQL that writes"


def _looks_like_rows(name: str, owner: str, call: ast.Call) -> bool:
    if name == "save":
        # workbook.save(path), image.save(file): a model's save takes no positional argument.
        return not call.args
    if name == "delete":
        return "session" not in owner and "cache" not in owner and not call.args
    return QUERYSET_WORDS.search(owner) is not None


def _sql_that_writes(call: ast.Call) -> bool:
    texts = [
        node.value
        for argument in call.args[:1]
        for node in ast.walk(argument)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return any(SQL_WRITE.match(text) for text in texts)


def test_writes_only_in_verbs() -> None:
    found = [
        f"{path}:{line}: {call}"
        for path in python_files("dengwen")
        if not may_write(path)
        for line, call in writes(parsed(path))
    ]
    assert found == []


def test_allowed_places_exist() -> None:
    paths = [path.as_posix() for path in python_files("dengwen")]
    assert [place for place in ALLOWED if not any(path.startswith(place) for path in paths)] == []


@pytest.mark.parametrize(
    "snippet",
    [
        "case.save()",
        "case.save(update_fields=['state'])",
        "Matter.objects.create(title='x')",
        "Matter.objects.filter(pk=1).update(state='closed')",
        "visible_to(post).update(state='closed')",
        "Matter.objects.using('owner').all().delete()",
        "case.delete()",
        "Matter.objects.bulk_create(rows)",
        "Matter.objects.get_or_create(pk=1)",
        "case.claim_set.update(answered=True)",
        "cursor.execute('UPDATE cases_matter SET state = 1')",
        "cursor.execute(f'  insert into {table} VALUES (1)')",
        "connection.cursor().execute('DELETE FROM x')",
        "cursor.copy('COPY cases_matter (a) FROM STDIN')",
    ],
)
def test_a_write_is_found(snippet: str) -> None:
    assert len(list(writes(ast.parse(snippet)))) == 1


@pytest.mark.parametrize(
    "snippet",
    [
        "settings.update({'a': 1})",
        "hashlib.sha256().update(b'x')",
        "digest.update(path.read_bytes())",
        "workbook.save(target)",
        "request.session.delete()",
        "cursor.execute('SELECT 1 FROM x FOR UPDATE')",
        "cursor.execute('SELECT set_config(%s, %s, true)', [a, b])",
        "dict(a=1).copy()",
        "Font.create(name)",
    ],
)
def test_what_only_looks_like_a_write_is_left_alone(snippet: str) -> None:
    assert list(writes(ast.parse(snippet))) == []
