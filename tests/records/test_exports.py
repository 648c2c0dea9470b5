"""A sealed copy is checked without the site; names leave the house by two people; a person gets her own data alone."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.db import IntegrityError

from dengwen.base.clock import now
from dengwen.domains.cases.models import Party
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.records.models import FileExport
from dengwen.domains.records.reads.package import Package
from dengwen.domains.records.rules.file_package import make_manifest, seal, write_files
from dengwen.domains.records.verbs.exports import (
    approve_export,
    ask_export,
    export_for_party,
    hand_out_export,
    refuse_export,
)
from dengwen.foundation.identity.models import IdentityReading
from dengwen.foundation.ledger.reads.log import heads_to_deposit
from dengwen.foundation.ledger.signing import signing_keys
from dengwen.foundation.ledger.verbs.sequence_entries import sequence_entries
from dengwen.foundation.permissions.petitioner import petitioner
from tests.cast import Cast
from tests.ledger.test_verifier import run
from tests.records.old_cases import OTHER, PAPER, PERSON, exports, old_case, seen
from tests.records.test_disposal import refused

WORDS = {"recipient": "COURT", "addressee": "River Court, Judge Li", "ground": "Letter 7 of the court"}
SECRETS = ("Wang Wu", "19900001234", "Willow Lane", "Zhao Liu", "19900005678", "Poplar Lane")


def ask(cast: Cast, case: int, **changes: Any) -> FileExport:
    """Ask for an export as the registrar, and return its row."""
    ask_export(case=case, actor=cast["registrar"], at=now(), **{**WORDS, "language": "en", **changes})
    return exports(cast, case)[-1]


def handed(cast: Cast, case: int, row: FileExport) -> dict[str, bytes]:
    """Hand an export out and return what is in it."""
    return opened(hand_out_export(case=case, export=row.pk, actor=cast["registrar"], at=now()))


def taken(made: Package) -> bytes:
    """Take a package away."""
    with made.content as content:
        return content.read()


def opened(made: Package | bytes) -> dict[str, bytes]:
    """Return what is in a package."""
    content = made if isinstance(made, bytes) else taken(made)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def on_paper(parts: dict[str, bytes]) -> str:
    """Return what can be read on the paper of a package."""
    with pypdfium2.PdfDocument(parts["case.pdf"]) as found:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in found).split())


def bent(made: bytes, name: str, old: bytes, new: bytes, add: str = "") -> bytes:
    """Return the package with ``old`` replaced in one file, or with one file added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as before, zipfile.ZipFile(out, "w") as after:
        for each in before.namelist():
            content = before.read(each)
            after.writestr(each, content.replace(old, new) if each == name else content)
        if add:
            after.writestr(add, b"More.")
    return out.getvalue()


class Copy:
    """A whole file with its names, and how it is checked without the site."""

    def __init__(self, cast: Cast, wheel: Path, folder: Path) -> None:
        self.case = old_case(cast, PERSON, OTHER)
        row = ask(cast, self.case, identities=True)
        words: dict[str, Any] = {"case": self.case, "export": row.pk, "at": now()}
        refused("export.not_granted", hand_out_export, actor=cast["registrar"], **words)
        approve_export(actor=cast["leader"], **words)
        sequence_entries(at=now())
        made = hand_out_export(actor=cast["registrar"], **words)
        refused("export.not_granted", hand_out_export, actor=cast["registrar"], **words)
        self.wheel, self.file, self.sha256, self.content = (
            wheel,
            folder / "file.zip",
            made.sha256,
            taken(made),
        )
        self.parts = opened(self.content)
        self.first = json.loads(self.parts["ledger.json"])["keys"][0]["key"]

    def check(self, content: bytes, *more: str) -> tuple[int, str]:
        """Let the verifier look at ``content``."""
        self.file.write_bytes(content)
        return run(self.wheel, "export", self.file, "--key", self.first, *more)


def test_the_court_checks_it_without_the_site(kept_cast: Cast, wheel: Path, tmp_path: Path) -> None:
    copy = Copy(kept_cast, wheel, tmp_path)
    parts = copy.parts
    assert parts["files/001-letter.txt"] == PAPER
    paper = on_paper(parts)
    assert "Wang Wu; 19900001234; 3 Willow Lane" in paper and "letter.txt SHA-256" in paper, paper
    assert b"Zhao Liu" in parts["identities.json"] and b"Zhao Liu" in parts["case.json"]
    code, said = copy.check(copy.content)
    for proved in (
        "manifest is signed",
        "entries of the case are whole",
        "log holds every entry",
        "Every row",
    ):
        assert proved in said, said
    assert code == 3 and "WRONG" not in said  # only that no deposited heads were given
    (tmp_path / "heads.json").write_text(json.dumps(heads_to_deposit()), encoding="utf-8")
    code, said = copy.check(copy.content, "--heads", str(tmp_path / "heads.json"))
    assert code == 0 and "deposited elsewhere" in said, said
    (row,) = exports(kept_cast, copy.case)
    assert (row.state, row.sha256) == ("handed", copy.sha256)
    assert list(verify_everything()) == []


def test_whatever_is_bent_is_found(kept_cast: Cast, wheel: Path, tmp_path: Path) -> None:
    copy = Copy(kept_cast, wheel, tmp_path)
    assert copy.check(copy.content, "--number", "other")[0] == 1
    one = {"case.json": (b"turned away", b"asked to go"), "ledger.json": (b"attach_file", b"attach_fila"),
           "manifest.json": (b"COURT", b"AUDIT"), "files/001-letter.txt": (b"2006", b"2007")}  # fmt: skip
    for name, (old, new) in one.items():
        assert old in copy.parts[name]
        code, said = copy.check(bent(copy.content, name, old, new))
        assert code == 1 and "WRONG" in said, name
    assert copy.check(bent(copy.content, "", b"", b"", add="more.txt"))[0] == 1
    (tmp_path / "file.zip").write_bytes(b"no archive")
    assert run(wheel, "export", tmp_path / "file.zip")[0] == 2


def test_a_file_that_the_site_itself_sealed_wrongly_is_found(
    kept_cast: Cast, wheel: Path, tmp_path: Path
) -> None:
    copy = Copy(kept_cast, wheel, tmp_path)
    for name, old, new, wrong in (
        ("case.json", b"turned away", b"asked to go", "a row of the file differs"),
        ("case.json", b"not_accepted", b"closed", "a row of the file differs"),
        ("ledger.json", b"attach_file", b"attach_fila", "an entry was altered"),
    ):
        assert old in copy.parts[name]
        code, said = copy.check(sealed_again(copy.parts, name, old, new))
        assert code == 1 and "every file is as it was sealed" in said and wrong in said, said


def sealed_again(parts: dict[str, bytes], name: str, old: bytes, new: bytes) -> bytes:
    """Return the package with one file changed and the manifest signed anew, as only the site can."""
    out = io.BytesIO()
    facts = {
        key: value
        for key, value in json.loads(parts["manifest.json"]).items()
        if key not in ("type", "files")
    }
    files = {
        each: content for each, content in parts.items() if each not in ("manifest.json", "signature.json")
    }
    key = signing_keys()[-1]
    with zipfile.ZipFile(out, "w") as archive:
        listed = write_files(archive, (files | {name: files[name].replace(old, new)}).items())
        manifest = make_manifest(facts, listed)
        seal(archive, manifest, key=key.id, signature=key.sign(manifest))
    return out.getvalue()


def test_without_the_names_no_word_tells_who_she_is(kept_cast: Cast) -> None:
    case = old_case(kept_cast, PERSON, OTHER)
    refused("export.names_not_theirs", ask, cast=kept_cast, case=case, recipient="AUDIT", identities=True)
    refused("export.no_ground", ask, cast=kept_cast, case=case, ground=" ")
    row = ask(kept_cast, case, recipient="AUDIT")
    parts = handed(kept_cast, case, row)
    assert "files/001-letter.txt" not in parts and "identities.json" not in parts
    data = b"".join(content for name, content in parts.items() if name.endswith(".json")).decode()
    assert not [secret for secret in SECRETS if secret in data + on_paper(parts)]
    assert '"salt": ""' in data and "turned away in 2006" in data
    assert json.loads(parts["manifest.json"])["withheld"][0]["origin"].startswith("letters.attachment/")
    assert IdentityReading.objects.using("owner").filter(case=case).count() == 2, (
        "opened to be masked, and written down"
    )


def test_names_leave_the_house_by_two_people(kept_cast: Cast) -> None:
    case = old_case(kept_cast)
    row = ask(kept_cast, case, identities=True)
    registrar, leader = kept_cast["registrar"], kept_cast["leader"]
    refused("export.own", approve_export, case=case, export=row.pk, at=now(),
            actor=replace(leader, account=registrar.account))  # fmt: skip
    with pytest.raises(IntegrityError, match="whoever acts"):  # a lie about the account
        approve_export(
            case=case, export=row.pk, actor=replace(leader, account=kept_cast["handler"].account), at=now()
        )
    refused("right.missing", approve_export, case=case, export=row.pk, actor=registrar, at=now())
    refuse_export(case=case, export=row.pk, reason="Not for this court.", actor=leader, at=now())
    refused("export.not_waiting", approve_export, case=case, export=row.pk, actor=leader, at=now())
    refused("export.not_granted", hand_out_export, case=case, export=row.pk, actor=registrar, at=now())


def test_a_person_gets_her_own_data_and_nobody_elses(kept_cast: Cast, wheel: Path, tmp_path: Path) -> None:
    case = old_case(kept_cast, PERSON, OTHER)
    sequence_entries(at=now())
    with seen(kept_cast):
        mine, other = Party.objects.filter(matter=case).order_by("pk")
    actor = petitioner(at=now(), case=case, party=mine.pk)
    refused("export.not_yours", export_for_party, case=case, party=other.pk, actor=actor, at=now())
    made = taken(export_for_party(case=case, party=mine.pk, actor=actor, at=now(), language="en"))
    parts = opened(made)
    own = json.loads(parts["own.json"])
    assert own["you"]["name"] == "Wang Wu" and own["others"] == ["***"]
    assert own["contacts"][0]["text"] == "I, Wang Wu, and my neighbour *** were turned away in 2006."
    told = b"".join(content for name, content in parts.items() if name.endswith(".json")).decode()
    assert not [secret for secret in SECRETS[3:] if secret in told + on_paper(parts)]
    assert "case.json" not in parts and "files/001-letter.txt" not in parts, "two brought it together"
    screening = next(each for each in json.loads(parts["ledger.json"])["entries"] if each["seq"] == 2)
    assert screening["payload"] is None and screening["hash"]
    (tmp_path / "own.zip").write_bytes(made)
    code, said = run(wheel, "export", tmp_path / "own.zip")
    assert code == 3 and "WRONG" not in said and "withheld from this recipient" in said
    refused(
        "export.no_ground", export_for_party, case=case, party=mine.pk, actor=kept_cast["registrar"], at=now()
    )
    alone = old_case(kept_cast)
    with seen(kept_cast):
        party = Party.objects.get(matter=alone).pk
    hers = export_for_party(
        case=alone, party=party, ground="She asked.", actor=kept_cast["registrar"], at=now()
    )
    assert opened(hers)["files/001-letter.txt"] == PAPER
    assert list(verify_everything()) == []
