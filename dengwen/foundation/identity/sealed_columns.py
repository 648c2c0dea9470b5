"""Where sealed data stand; the nouns that have them are named in ``dengwen/config/sealed_columns.py``."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column of envelopes. ``as_text``: they stand there in hexadecimal; the rest says the configuration."""

    table: str
    column: str
    key_column: str = ""
    fixed: bool = False
    as_text: bool = False
    marked: bool = False

    @property
    def data(self) -> str:
        """The SQL that gives the envelope as bytes."""
        return f"decode({self.column}, 'hex')" if self.as_text else self.column


def sealed_columns() -> tuple[SealedColumn, ...]:
    """Return every column of this installation that holds something sealed."""
    found: tuple[SealedColumn, ...] = import_string(settings.DENGWEN_SEALED_COLUMNS)
    return found
