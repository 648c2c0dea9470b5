"""What a receipt, or a sealed copy of a file, proves, in plain words.

``dengwen-verify RECEIPT [--heads HEADS] [--number NUMBER] [--key ID]``; ``dengwen-verify export FILE`` with the same.
"""

import argparse
import json
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from dengwen_verify.exports import check_export
from dengwen_verify.receipts import HEADS, RECEIPT, Outcome, check_receipt

WORDS = tomllib.loads((files("dengwen_verify") / "words.toml").read_text(encoding="utf-8"))


def holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether the Ed25519 signature of ``message`` holds."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def main(arguments: list[str] | None = None) -> int:
    """Check; return 0: proved, 1: something speaks against it, 2: a file could not be read, 3: not proved yet."""
    words = sys.argv[1:] if arguments is None else arguments
    whole = words[:1] == ["export"]
    parser = argparse.ArgumentParser(
        prog="dengwen-verify export" if whole else "dengwen-verify",
        description="Check a sealed copy of a case file without the site."
        if whole
        else "Check a Dengwen receipt without its site. A sealed copy of a file: dengwen-verify export FILE.",
    )
    parser.add_argument("file" if whole else "receipt", type=Path)
    parser.add_argument("--heads", type=Path, help="signed heads that were deposited elsewhere")
    parser.add_argument("--number", default="", help="the number that you were told")
    parser.add_argument("--key", default="", help="the id of the first signing key, known from elsewhere")
    parser.add_argument("--zh", action="store_true", help="answer in Chinese")
    asked = parser.parse_args(words[1:] if whole else words)
    try:
        heads = _read(asked.heads, HEADS) if asked.heads else None
        line, told, found = _export(asked, heads) if whole else _receipt(asked, heads)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, NotImplementedError) as problem:
        print(f"This is not a file that can be checked: {problem}", file=sys.stderr)  # noqa: T201 - a command speaks
        return 2
    language = "zh" if asked.zh else "en"
    codes = dict.fromkeys([*found.wrong, *found.proved, *found.notes, *told])
    print("\n".join([line, *(WORDS[code][language] for code in codes)]))  # noqa: T201 - a command speaks
    return 1 if found.wrong else 3 if found.notes else 0


def _read(path: Path, kind: str) -> dict[str, Any]:
    read: Any = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(read, dict) or read.get("format") != kind:
        raise ValueError(f"{path.name} is not of the format {kind}")
    return read


def _receipt(asked: argparse.Namespace, heads: Mapping[str, Any] | None) -> tuple[str, list[str], Outcome]:
    receipt = _read(asked.receipt, RECEIPT)
    found = check_receipt(receipt, heads, holds, number=asked.number, first_key=asked.key)
    promise = receipt["promise"]
    line = f"{promise['number']} · {promise['organ']} · {promise['registered_at']} · key {promise['key']}"
    return line, ["disposed_note"] if receipt.get("disposed") else [], found


def _export(asked: argparse.Namespace, heads: Mapping[str, Any] | None) -> tuple[str, list[str], Outcome]:
    with zipfile.ZipFile(asked.file) as archive:
        manifest, found = check_export(archive, heads, holds, number=asked.number, first_key=asked.key)
    line = f"{manifest['number']} · {manifest['recipient']} · {manifest['made_at']} · key {manifest['key']}"
    return line, [], found


if __name__ == "__main__":
    sys.exit(main())
