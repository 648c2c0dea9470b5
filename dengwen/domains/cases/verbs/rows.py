"""Writing rows of a case: many in one statement, none in silence."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.base import ModelState

from dengwen.base.canonical import PLAIN_TYPES, plain
from dengwen.foundation.ledger.chain import salted_digest
from dengwen.foundation.ledger.verbs.append_entries import FEW, execute_with_arrays

M = TypeVar("M", bound=models.Model)

# Rows that others point at come first.
_ORDER = ("identity.sealedperson", "cases.involvement", "cases.matter", "handling.opinion", "closure.dossier")
# An involvement stands before its matter so that row-level security lets the sender still see the matter; the
# foreign key between them is checked at commit.


def ledger_picture(row: Any, salt: bytes) -> dict[str, object]:
    """Return what the ledger says of ``row``: plain columns as they are, texts as salted digests (``name#``)."""
    columns = row.__dict__
    picture: dict[str, object] = {}
    for name in row.LEDGER_PLAIN:
        value = columns[name] if name in columns else getattr(row, name)
        picture[name] = value if value.__class__ in PLAIN_TYPES else plain(value)
    for name in row.LEDGER_DIGESTED:
        text = getattr(row, name)
        picture[name + "#"] = salted_digest(salt, text) if text else ""
    return picture


def new_row(model: type[M], **values: Any) -> M:
    """Return what ``model(**values)`` returns: a new row, not yet written, for whoever makes rows by the thousand.

    ``values`` are columns and relations by name. Django's own way looks at every field of every row.
    """
    defaults, relations = _blank(model)
    row = model.__new__(model)
    columns = row.__dict__
    columns["_state"] = state = ModelState()
    columns.update(defaults)
    columns.update(values)
    for name in relations.keys() & values.keys():
        related = columns.pop(name)
        state.fields_cache[name] = related
        columns[relations[name]] = related.pk if related is not None else None
    return row


@cache
def _blank(model: type[models.Model]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the columns of an empty row, and the relations by name with the column of each."""
    fields = model._meta.concrete_fields
    if any(callable(field.default) for field in fields if field.has_default()):
        raise TypeError(f"{model.__name__} works out a default for each row anew")
    defaults = {field.attname: field.get_default() for field in fields}
    return defaults, {field.name: field.attname for field in _relations(model)}


def row_key(row: models.Model) -> str:
    """Return the name of ``row`` in a ledger payload, as in ``cases.claim/17``."""
    return f"{row._meta.label_lower}/{row.pk}"


def give_ids(rows: Sequence[models.Model]) -> None:
    """Give every new row its id, with one question to the database for all tables together."""
    groups = _by_model(row for row in rows if row.pk is None)
    if not groups:
        return
    parts: list[str] = []
    values: list[str | int] = []
    for model, members in groups.items():
        parts.append("ARRAY(SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s))")
        values += [model._meta.db_table, len(members)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), values)
        answer = cursor.fetchone()
    for members, ids in zip(groups.values(), answer, strict=True):
        for row, pk in zip(members, ids, strict=True):
            row.pk = pk


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert new rows (ids given), one statement a table; COPY is not open to a role under row security.

    Few rows travel together, all tables in one journey to the database.
    """
    groups = _by_model(rows)
    inserts = [_insert(model, groups[model]) for model in sorted(groups, key=_rank)]
    if inserts and len(rows) < FEW:
        *before, last = [statement for statement, _ in inserts]
        named = ", ".join(f"w{place} AS ({statement})" for place, statement in enumerate(before))
        columns = [column for _, columns in inserts for column in columns]
        execute_with_arrays(f"WITH {named} {last}" if named else last, columns)
    else:
        for statement, columns in inserts:
            execute_with_arrays(statement, columns)
    for row in rows:
        row._state.adding = False


def update_rows(model: type[M], rows: Sequence[M], names: Collection[str]) -> None:
    """Write the columns ``names`` of rows that are there, in one statement; whoever calls holds their matters."""
    fields = [field for field in model._meta.concrete_fields if field.attname in names or field.name in names]
    key, quote = model._meta.pk, connection.ops.quote_name
    settings = ", ".join(f"{quote(field.column or '')} = w.{quote(field.column or '')}" for field in fields)
    taken = [key, *fields]
    listed = ", ".join(quote(field.column or "") for field in taken)
    arrays = ", ".join(f"%s::{_sql_type(field)}[]" for field in taken)
    table = quote(model._meta.db_table)
    statement = f"UPDATE {table} t SET {settings} FROM unnest({arrays}) AS w({listed}) WHERE t.id = w.id"  # noqa: S608 - own words
    execute_with_arrays(statement, [_column(field, rows) for field in taken])


@contextmanager
def hiding(case: int | None) -> Iterator[None]:
    """Let rows be written that hide ``case`` from the very post that acts (None: they hide nothing).

    PostgreSQL refuses an update whose outcome its own author may not see (see migration ``0006_independence``).
    """
    if case is None:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('dengwen.passing', %s, true)", [str(case)])
        yield
        cursor.execute("SELECT set_config('dengwen.passing', '', true)")


def _rank(model: type[models.Model]) -> int:
    label = model._meta.label_lower
    return _ORDER.index(label) if label in _ORDER else len(_ORDER)


def _by_model(rows: Iterable[models.Model]) -> dict[type[models.Model], list[models.Model]]:
    groups: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        groups[type(row)].append(row)
    return groups


def _insert(model: type[models.Model], rows: Sequence[models.Model]) -> tuple[str, list[list[Any]]]:
    fields = model._meta.concrete_fields
    for row in rows:
        settle_relations(row)
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column or "") for field in fields)
    arrays = ", ".join(f"%s::{_sql_type(field)}[]" for field in fields)
    columns = [_column(field, rows) for field in fields]
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) SELECT * FROM unnest({arrays})", columns  # noqa: S608 - own words


def _column(field: "models.Field[Any, Any]", rows: Sequence[models.Model]) -> list[Any]:
    """Return the values of one column as the database takes them; most are of a type that it takes as they are."""
    name, found = field.attname, []
    for row in rows:
        value = row.__dict__[name] if name in row.__dict__ else getattr(row, name)
        ready = value.__class__ in PLAIN_TYPES or value.__class__ is date
        found.append(value if ready else field.get_db_prep_save(value, connection))
    return found


def settle_relations(row: models.Model) -> None:
    """Copy the ids of related rows, which perhaps got theirs only now, into the row's own columns."""
    if not row._state.fields_cache:
        return
    for column in _relations(type(row)):
        if column.is_cached(row):
            related = column.get_cached_value(row)
            setattr(row, column.attname, related.pk if related is not None else None)


@cache
def _relations(model: type[models.Model]) -> tuple["models.ForeignKey[Any, Any]", ...]:
    return tuple(column for column in model._meta.concrete_fields if isinstance(column, models.ForeignKey))


_TYPES: "dict[models.Field[Any, Any], str]" = {}


def _sql_type(field: "models.Field[Any, Any]") -> str:
    if field not in _TYPES:
        _TYPES[field] = (
            field.rel_db_type(connection) if field.primary_key else field.db_type(connection)
        ) or "text"
    return _TYPES[field]
