"""Attaching a file, and getting exactly it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from dengwen.base.errors import Refusal
from dengwen.domains.letters.models import Attachment
from dengwen.domains.letters.reads.attachments import attachments_of, open_attachment
from dengwen.domains.letters.reads.stored_file import fetch, place_of
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.domains.letters.verbs.store_file import store_file
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from tests.cast import MORNING, Cast
from tests.handling.walk import Words

WORDS = "我于 2 月 20 日报案。".encode()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(ATTACHMENTS=tmp_path):
        yield tmp_path


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_bytes_lie_under_their_digest_once(folder: Path) -> None:
    digest = store_file(WORDS)
    assert store_file(WORDS) == digest
    assert files_in(folder) == [folder / digest[:2] / digest[2:4] / digest]
    assert fetch(digest) == WORDS


def test_a_damaged_file_is_mended_by_attaching_it_again(folder: Path) -> None:
    digest = store_file(WORDS)
    place_of(digest).write_bytes(b"half")
    with pytest.raises(Refusal, match=r"file\.altered"):
        fetch(digest)
    store_file(WORDS)
    assert fetch(digest) == WORDS
    place_of(digest).unlink()
    with pytest.raises(Refusal, match=r"file\.lost"):
        fetch(digest)


def test_a_disk_that_gives_back_something_else_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", lambda self, target: target.write_bytes(b"rot"))
    with pytest.raises(Refusal, match=r"file\.not_stored"):
        store_file(WORDS)


def test_a_file_comes_back_as_it_was_and_its_name_stays_out_of_the_ledger(cast: Cast) -> None:
    matter = cast.registered()
    name = "C:\\Wang\\report\u202e of Wang.txt"
    attach_file(
        case=matter.pk, name=name, content=WORDS, kind="EVIDENCE", actor=cast["registrar"], at=MORNING
    )
    (row,) = attachments_of(actor=cast["registrar"], case=matter.pk)
    assert (row.name, row.media_type, row.size) == ("report of Wang.txt", "text/plain", len(WORDS))
    opened = open_attachment(actor=cast["registrar"], attachment=row.pk)
    assert opened.content == WORDS
    assert "Wang" not in Entry.objects.get(subject=matter.pk, event="attach_file").payload
    place_of(row.sha256).write_bytes(b"other words")
    with pytest.raises(Refusal, match=r"file\.altered"):
        open_attachment(actor=cast["registrar"], attachment=row.pk)


def test_a_file_is_closed_to_whoever_does_not_see_the_case(cast: Cast) -> None:
    matter = cast.registered()
    by: Words = {"case": matter.pk, "name": "a.txt", "content": WORDS, "kind": "EVIDENCE", "at": MORNING}
    with pytest.raises(Refusal, match=r"case\.not_found"):
        attach_file(**by, actor=cast["moss_registrar"])
    with pytest.raises(Refusal, match=r"right\.missing"):
        attach_file(**by, actor=cast["auditor"])
    attach_file(**by, actor=cast["registrar"])
    row = Attachment.objects.get()
    set_post(cast["moss_leader"].post)
    assert attachments_of(actor=cast["moss_leader"], case=matter.pk) == []
    with pytest.raises(Refusal, match=r"file\.not_found"):
        open_attachment(actor=cast["moss_leader"], attachment=row.pk)


def test_what_is_refused_leaves_neither_row_nor_file(cast: Cast, folder: Path) -> None:
    matter, other = cast.registered(), cast.registered()
    set_post(cast["registrar"].post)
    foreign = other.claims.first()
    assert foreign
    by: Words = {"case": matter.pk, "actor": cast["registrar"], "at": MORNING}
    cases: tuple[tuple[Words, str], ...] = (
        ({"name": "a.html"}, "type_not_allowed"),
        ({"name": "a.pdf"}, "content_differs"),
        ({"content": b""}, "empty"),
        ({"kind": "PLEDGE"}, "kind_unknown"),
        ({"claim": foreign.pk}, "not_here"),
    )
    for changes, code in cases:
        words: Words = {"name": "a.txt", "content": WORDS, "kind": "EVIDENCE"} | changes
        with pytest.raises(Refusal, match=code):
            attach_file(**by, **words)
    assert not Attachment.objects.exists()
    assert files_in(folder) == []


def test_the_same_file_twice_is_one(cast: Cast) -> None:
    matter = cast.registered()
    by: Words = {"case": matter.pk, "content": WORDS, "actor": cast["registrar"], "at": MORNING}
    attach_file(**by, name="a.txt", kind="EVIDENCE")
    with pytest.raises(Refusal, match="attached_already"):
        attach_file(**by, name="b.txt", kind="EVIDENCE")
    attach_file(**by, name="b.txt", kind="PETITION")
    assert Attachment.objects.count() == 2


def test_a_long_name_keeps_its_ending(cast: Cast) -> None:
    matter = cast.registered()
    by: Words = {"case": matter.pk, "content": WORDS, "actor": cast["registrar"], "at": MORNING}
    attach_file(**by, name="x" * 300 + ".txt", kind="EVIDENCE")
    name = Attachment.objects.get().name
    assert len(name) == 200
    assert name.endswith("x.txt")
