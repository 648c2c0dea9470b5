"""``dengwen identity``: list the keys of personal data, bring the rows under a new one, take an old one away."""

import argparse
import sys

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.foundation.identity.keyring import BLIND, WRAP, ring
from dengwen.foundation.identity.reads.key_use import key_use
from dengwen.foundation.identity.verbs.rotate_keys import retire_key, rotate_keys
from dengwen.interfaces.kit.sentences import refusal_sentence

_USES = {"": "wraps data keys, makes blind indexes", WRAP: "wraps data keys", BLIND: "makes blind indexes"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the deeds."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    deeds.add_parser("keys", help="list the keys, and how many rows need each")
    rotate = deeds.add_parser(
        "rotate", help="make a new key and rewrap every row with it, or go on where that was stopped"
    )
    rotate.add_argument(
        "--blind",
        action="store_true",
        help="change the key of the blind indexes: every person is indexed anew",
    )
    retire = deeds.add_parser("retire", help="take a key away that no row needs any more")
    retire.add_argument("key", metavar="KEY", help="the id of the key, as `keys` lists it")


def run(args: argparse.Namespace) -> int:
    """Do the deed; 2 when it is refused."""
    try:
        if args.deed == "keys":
            _list()
        elif args.deed == "rotate":
            _rotate(BLIND if args.blind else WRAP)
        else:
            retire_key(key=args.key, at=now())
            print(
                f"The key {args.key} is off the ring. Destroy its copies in backups when they are no longer needed."
            )
    except Refusal as refusal:
        print(f"dengwen identity: {refusal_sentence(refusal)}", file=sys.stderr)
        return 2
    return 0


def _list() -> None:
    uses = key_use()
    for key in ring(anew=True).keys:
        made = f"made {key.made:%Y-%m-%d}" if key.made else "the first"
        print(f"{key.id:8}  {made}, {_USES[key.use]}")
        for table, rows in sorted(uses.get(key.id, {}).items()):
            print(f"          {rows:>9} rows of {table}")
    for lost in sorted(uses.keys() - {key.id for key in ring().keys}):
        print(
            f"{lost:8}  NOT ON THE RING, and needed by {sum(uses[lost].values())} rows. Restore it from its backup."
        )


def _rotate(use: str) -> None:
    terminal = sys.stderr.isatty()

    def told(table: str, rows: int) -> None:
        if terminal:
            print(f"\r\033[K{table}: {rows} rows ...", end="", file=sys.stderr, flush=True)

    key, moved = rotate_keys(use=use, at=now(), told=told)
    if terminal:
        print("\r\033[K", end="", file=sys.stderr)
    done = (
        ", ".join(f"{rows} rows of {table}" for table, rows in moved.items() if rows)
        or "no row had to change"
    )
    print(
        f"The key {key} is the newest: {done}. Back the ring up; `dengwen identity keys` says who needs the others."
    )
