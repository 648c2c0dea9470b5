"""The verifier as one file: the page, our checks, the library for signatures, and the words, put together."""

import json
import tomllib
from functools import cache
from importlib.resources import files
from string import Template

_HERE = files("dengwen.interfaces.portal") / "verifier"
_NOBLE = files("dengwen.interfaces.kit") / "static" / "vendor" / "noble-ed25519.js"


@cache
def verifier_page() -> str:
    """Return the page; it runs from a file and asks nobody anything. Raises OSError where the assets were not built."""
    words = tomllib.loads((_HERE / "words.toml").read_text(encoding="utf-8"))
    parts = {
        "words": json.dumps(words, ensure_ascii=False).replace("<", "\\u003c"),
        "noble": _NOBLE.read_text(encoding="utf-8"),
        "checks": (_HERE / "verify.js").read_text(encoding="utf-8"),
    }
    return Template((_HERE / "verify.html").read_text(encoding="utf-8")).substitute(parts)
