"""How the processes of the site write what went wrong: one JSON object a line, to standard error."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

# The address of a calendar and of a screen is its key, and one that is refused may be mistyped by a sign only.
_SECRET_IN_PATH = re.compile(r"^(/calendar/|/petition/kiosk/).*")
# Their messages are a reason and the whole path; the path is written by itself, without the secret.
_REASON_AND_PATH = ("django.request", "django.security.csrf")


class JsonLine(logging.Formatter):
    """One record: when (UTC), how grave, which logger, what, on which page, acting as which post; nobody's words.

    An exception is written with its kind and the places that it went through, without its message: a refused row of
    PostgreSQL, say, would tell the values of the row. JSON keeps every line break of a visitor inside its string.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname, "logger": record.name, "process": record.process,
            "what": _reason(record) if record.name in _REASON_AND_PATH else record.getMessage(),
        }  # fmt: skip
        request = getattr(record, "request", None)
        if request is not None and hasattr(request, "path"):
            session = getattr(getattr(request, "session", None), "_session_cache", None) or {}
            line |= {
                "method": request.method, "path": _SECRET_IN_PATH.sub(r"\1…", request.path),
                "status": getattr(record, "status_code", None), "post": session.get("dengwen_post"),
            }  # fmt: skip
        if record.exc_info and record.exc_info[1] is not None:
            line["error"], line["places"] = _kind_and_places(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def _reason(record: logging.LogRecord) -> str:
    return str(record.args[0]) if isinstance(record.args, tuple) and record.args else str(record.msg)


def _kind_and_places(error: BaseException) -> tuple[str, list[str]]:
    frames = traceback.extract_tb(error.__traceback__)
    kinds: list[str] = []
    cause = error.__cause__ or error.__context__
    while cause is not None and len(kinds) < 5:
        kinds.append(type(cause).__qualname__)
        cause = cause.__cause__ or cause.__context__
    name = " from ".join([type(error).__qualname__, *kinds])
    return name, [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
