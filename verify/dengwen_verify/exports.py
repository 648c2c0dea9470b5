"""A sealed export of one case file, and how it is checked; without a database, a site or a clock.

``dengwen-verify`` carries this very file: it imports the standard library and its neighbours alone. The archive holds
``manifest.json`` (every file with its SHA-256), ``signature.json`` (over the manifest, by a key of the log),
``ledger.json`` (the entries of the case with their proofs) and what the recipient may have of the file. A recipient
who has the whole file gets its salt and rows, so that every row can be held against the entries.
"""

import hashlib
import hmac
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from .merkle import includes, leaf_hash  # noqa: TID252 - the same line in both packages
from .receipts import Holds, Outcome, check_heads, head_holds, trusted_keys  # noqa: TID252 - see above

EXPORT = "dengwen-export/1"
MANIFEST, SIGNATURE, LEDGER, ROWS = "manifest.json", "signature.json", "ledger.json", "case.json"
GENESIS = "00" * 32
_PIECE = 1 << 20


def canonical(value: object) -> str:
    """Return ``value`` as JSON with sorted keys and no spaces: the form that is hashed and signed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def check_export(
    archive: zipfile.ZipFile,
    heads: Mapping[str, Any] | None,
    holds: Holds,
    *,
    number: str = "",
    first_key: str = "",
) -> tuple[Mapping[str, Any], Outcome]:
    """Check an export, against a file of deposited heads where there is one; return its manifest and what was found.

    Proved may be: ``export`` (signed, every file as it was sealed), ``chain``, ``entries``, ``rows``, ``deposited``.
    Notes: ``withheld`` (what the recipient may not have is not in it), ``entries_wait``, ``rows_withheld``,
    ``unanchored``, ``no_heads``, ``head_not_deposited``. Wrong: ``export_forged``, ``file_changed``, ``file_missing``,
    ``file_added``, ``chain_broken``, ``entry_altered``, ``row_differs``, ``other_export``, and as for receipts. Raises
    ``ValueError``, ``KeyError`` or ``TypeError`` for what is no export.
    """
    found = Outcome()
    sealed = archive.read(MANIFEST)
    manifest = json.loads(sealed)
    if manifest["type"] != EXPORT:
        raise ValueError(f"not of the format {EXPORT}")
    ledger = json.loads(archive.read(LEDGER))
    listed = (heads or ledger)["keys"]
    keys, found.wrong[:] = trusted_keys(listed, holds, first=first_key)
    if heads is None and not (listed and first_key):
        found.notes.append("unanchored")
    _check_files(archive, sealed, keys, holds, found)
    if number and manifest["number"] != number:
        found.wrong.append("other_export")
    _check_chain(ledger, found)
    _check_proofs(ledger, heads, keys, holds, found)
    if ROWS in archive.namelist():
        _check_rows(json.loads(archive.read(ROWS)), ledger, found)
    if heads is not None:
        found.wrong += check_heads(heads, holds, first_key=first_key).wrong
    return manifest, found


def _check_files(
    archive: zipfile.ZipFile, sealed: bytes, keys: Mapping[str, bytes], holds: Holds, found: Outcome
) -> None:
    manifest, signature = json.loads(sealed), json.loads(archive.read(SIGNATURE))
    public = keys.get(manifest["key"])
    before = len(found.wrong)
    if public is None:
        found.wrong.append("key_unknown")
    elif not holds(public, bytes.fromhex(signature["signature"]), sealed):
        found.wrong.append("export_forged")
    listed = {each["name"]: each for each in manifest["files"]}
    there = [name for name in archive.namelist() if name not in (MANIFEST, SIGNATURE)]
    found.wrong += ["file_missing" for name in listed if name not in there]
    found.wrong += ["file_added" for name in there if name not in listed or there.count(name) > 1]
    for name in there:
        if name in listed and _digest(archive, name, listed[name]["bytes"]) != listed[name]["sha256"]:
            found.wrong.append("file_changed")
    if len(found.wrong) == before:
        found.proved.append("export")


def _digest(archive: zipfile.ZipFile, name: str, size: int) -> str:
    """Return the SHA-256 of a file, read piece by piece; nothing where it is not as long as the manifest says."""
    if archive.getinfo(name).file_size != size:
        return ""
    digest = hashlib.sha256()
    with archive.open(name) as stored:
        while piece := stored.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def entry_digest(stream: Mapping[str, Any], entry: Mapping[str, Any]) -> str:
    """Return the hash that an entry with its content must have (the ledger's ``chain.py`` says the same)."""
    head = canonical(
        [stream["kind"], stream["subject"], entry["seq"], entry["event"], entry["actor_post"], entry["at"]]
    )
    said = bytes.fromhex(entry["prev"]) + head.encode() + b"\n" + entry["payload"].encode()
    return hashlib.sha256(said).hexdigest()


def _check_chain(ledger: Mapping[str, Any], found: Outcome) -> None:
    prev, whole, wrong = GENESIS, True, len(found.wrong)
    for place, entry in enumerate(ledger["entries"], 1):
        if entry["seq"] != place or entry["prev"] != prev:
            found.wrong.append("chain_broken")
        if entry["payload"] is None:
            whole = False  # its content is withheld; its hash and its place in the log are not
        elif entry_digest(ledger["stream"], entry) != entry["hash"]:
            found.wrong.append("entry_altered")
        prev = entry["hash"]
    if not whole:
        found.notes.append("withheld")
    elif len(found.wrong) == wrong and ledger["entries"]:
        found.proved.append("chain")


def _check_proofs(
    ledger: Mapping[str, Any],
    heads: Mapping[str, Any] | None,
    keys: Mapping[str, bytes],
    holds: Holds,
    found: Outcome,
) -> None:
    head = ledger["head"]
    if head is not None and not head_holds(head, keys, holds):
        found.wrong.append("head_forged")
        return
    wrong = len(found.wrong)
    for entry in ledger["entries"]:
        if head is None or entry["index"] is None:
            found.notes.append("entries_wait")
            continue
        path = [bytes.fromhex(step) for step in entry["path"]]
        leaf, root = leaf_hash(bytes.fromhex(entry["hash"])), bytes.fromhex(head["root"])
        if not includes(leaf, entry["index"], head["size"], path, root):
            found.wrong.append("not_included")
    if len(found.wrong) == wrong and "entries_wait" not in found.notes:
        found.proved.append("entries")
    if heads is None:
        found.notes.append("no_heads")
    elif head is not None:
        _compare_head(head, heads, found)


def _compare_head(head: Mapping[str, Any], heads: Mapping[str, Any], found: Outcome) -> None:
    same = [other for other in heads["heads"] if other["size"] == head["size"]]
    if any(other["root"] != head["root"] for other in same):
        found.wrong.append("head_differs")
    else:
        (found.proved if same else found.notes).append("deposited" if same else "head_not_deposited")


def _check_rows(file: Mapping[str, Any], ledger: Mapping[str, Any], found: Outcome) -> None:
    """Hold every row against the last word of the entries about it: columns as they are, texts by their digest."""
    told = last_words(entry["payload"] for entry in ledger["entries"])
    rows, salt, withheld = file["rows"], bytes.fromhex(file["salt"]), set(file["withheld"])
    wrong = len(found.wrong)
    if rows.keys() - told.keys() or told.keys() - rows.keys() - withheld:
        found.wrong.append("row_differs")
    for key in told.keys() & rows.keys():
        for name, value in told[key].items():
            is_now = rows[key].get(name.removesuffix("#"))
            if name.endswith("#") and not salt:
                continue  # its words are masked
            if name.endswith("#"):
                is_now = hmac.digest(salt, is_now.encode(), "sha256").hex() if is_now else ""
            if is_now != value:
                found.wrong.append("row_differs")
    if withheld or not salt:
        found.notes.append("rows_withheld")
    elif len(found.wrong) == wrong:
        found.proved.append("rows")


def last_words(payloads: Iterable[str | None]) -> dict[str, dict[str, Any]]:
    """Return, for every row that the entries name, each column as the last of them left it."""
    told: dict[str, dict[str, Any]] = {}
    for payload in payloads:
        for key, columns in json.loads(payload or "{}").get("set", {}).items():
            told.setdefault(key, {}).update(columns)
    return told
