"""Finding the one case that a query code opens."""

from dataclasses import dataclass

from django.db import connection
from django.utils.crypto import salted_hmac

from dengwen.domains.cases.rules.query_code import folded_code


@dataclass(frozen=True, slots=True)
class Opened:
    """What a query code opens: a case, and which party of it she is (None: the petition names nobody)."""

    case: int
    party: int | None


def code_digest(code: str) -> bytes:
    """Return the keyed digest under which a code is kept; ``code`` may be as somebody typed it."""
    return salted_hmac("dengwen.query-code", folded_code(code), algorithm="sha256").digest()


def opened_by(*, number: str, code: str) -> Opened | None:
    """Return what number and code open together, or None; nothing says which of the two was wrong."""
    if not folded_code(code):
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT matter, party FROM dengwen_by_code(%s, %s)", [code_digest(code), number.strip()]
        )
        row = cursor.fetchone()
    return Opened(*row) if row else None
