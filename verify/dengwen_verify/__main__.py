"""``dengwen-verify RECEIPT [--heads HEADS] [--number NUMBER] [--key ID]``: what the receipt proves, in plain words."""

import argparse
import json
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

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
    parser = argparse.ArgumentParser(
        prog="dengwen-verify", description="Check a Dengwen receipt without its site."
    )
    parser.add_argument("receipt", type=Path)
    parser.add_argument("--heads", type=Path, help="signed heads that were deposited elsewhere")
    parser.add_argument("--number", default="", help="the number that you were told")
    parser.add_argument("--key", default="", help="the id of the first signing key, known from elsewhere")
    parser.add_argument("--zh", action="store_true", help="answer in Chinese")
    asked = parser.parse_args(arguments)
    try:
        receipt = _read(asked.receipt, RECEIPT)
        heads = _read(asked.heads, HEADS) if asked.heads else None
        found = check_receipt(receipt, heads, holds, number=asked.number, first_key=asked.key)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        print(f"This is not a file that can be checked: {problem}", file=sys.stderr)  # noqa: T201 - a command speaks
        return 2
    _say(receipt, found, zh=asked.zh)
    return 1 if found.wrong else 3 if found.notes else 0


def _read(path: Path, kind: str) -> dict[str, Any]:
    read: Any = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(read, dict) or read.get("format") != kind:
        raise ValueError(f"{path.name} is not of the format {kind}")
    return read


def _say(receipt: dict[str, Any], found: Outcome, *, zh: bool) -> None:
    promise = receipt["promise"]
    language = "zh" if zh else "en"
    lines = [f"{promise['number']} · {promise['organ']} · {promise['registered_at']} · key {promise['key']}"]
    lines += [WORDS[code][language] for code in dict.fromkeys([*found.wrong, *found.proved, *found.notes])]
    print("\n".join(lines))  # noqa: T201 - a command speaks


if __name__ == "__main__":
    sys.exit(main())
