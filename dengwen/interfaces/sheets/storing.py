"""Uploaded files: kept in the folder of imports, readable by the server alone, until their rows are in."""

import os
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.base import File


def keep_upload(upload: "File[bytes]") -> str:
    """Write the upload into the folder of imports and return the name it has there. Memory stays flat."""
    folder = Path(settings.IMPORTS)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = uuid4().hex
    descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return name


def stored_path(name: str) -> Path:
    """Return where the file with this name lies."""
    return Path(settings.IMPORTS) / name


def throw_away(name: str) -> None:
    """Delete the file; one that is gone already is no matter."""
    if name:
        stored_path(name).unlink(missing_ok=True)
