"""One way, and only one, to write values as JSON, so that the same facts always have the same bytes."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

PLAIN_TYPES = frozenset({str, int, bool, type(None)})


def plain(value: object) -> object:
    """Turn a column's value into JSON's types: instants in UTC with microseconds, days as ISO dates."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    raise TypeError(f"no canonical form for {type(value).__name__}")


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain).encode


def canonical_json(value: object) -> str:
    """Return ``value`` as JSON (what is not JSON's, made :func:`plain`): keys sorted, no spaces, UTF-8 kept."""
    return _encode(value)
