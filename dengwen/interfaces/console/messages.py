"""What the site says: every text marked for translation, found without a gettext installation."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from jinja2.ext import babel_extract

PACKAGE = Path(__file__).resolve().parents[2]
_KEYWORDS: Any = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2),
    "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
_PLACE = re.compile(r"%\((\w+)\)[sd]|(?<!%)%[sd]|\{(\w*)\}")
Message = str | tuple[str, ...]


def said() -> dict[Message, list[str]]:
    """Return each text (singular and plural as a pair) and where it stands."""
    found: dict[Message, list[str]] = defaultdict(list)
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("jinja2/**/*.html")]):
        text = path.read_text(encoding="utf-8")
        words = _of_template(text) if path.suffix == ".html" else _of_code(text)
        for message in words:
            found[message].append(str(path.relative_to(PACKAGE)))
    return dict(found)


def _of_code(text: str) -> Iterator[Message]:
    yield from _texts(extract_python(BytesIO(text.encode()), _KEYWORDS, [], {}))


def _texts(found: Iterable[tuple[Any, ...]]) -> Iterator[Message]:
    """Keep what is a text: for a plural a tuple, with gaps where no text stands."""
    for _, _, message, _ in found:
        if isinstance(message, str) and message:
            yield message
        elif isinstance(message, tuple) and all(isinstance(word, str) for word in message[:2]):
            yield tuple(word for word in message if isinstance(word, str))
        elif isinstance(message, tuple) and isinstance(message[0], str):
            yield message[0]  # {% trans n=... %}: the text, and gaps where its places are filled


def _of_template(text: str) -> Iterator[Message]:
    """Find what a template says by the way the template itself is read."""
    options = {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}
    yield from _texts(babel_extract(BytesIO(text.encode()), tuple(_KEYWORDS), [], options))


def missing(catalogue: Catalog) -> dict[Message, list[str]]:
    """Return what the site says and ``catalogue`` does not translate."""
    return {message: places for message, places in said().items() if not _translation(catalogue, message)}


def wrong_places(catalogue: Catalog) -> list[str]:
    """Return the texts whose translation has other places to fill than the text itself."""
    wrong = []
    for message in said():
        translated = _translation(catalogue, message)
        last = message if isinstance(message, str) else message[-1]
        if translated and _places(last) != _places(translated):
            wrong.append(last)
    return wrong


def _translation(catalogue: Catalog, message: Message) -> str:
    key = message if isinstance(message, str) else message[0]
    found = catalogue.get(key) or (catalogue.get(message) if not isinstance(message, str) else None)
    if found is None or not found.string:
        return ""
    return found.string if isinstance(found.string, str) else found.string[0]


def _places(text: str) -> set[str]:
    return {match.group(0) for match in _PLACE.finditer(text)}
