"""What may be attached, found by looking into it."""

import io
import zipfile
from itertools import count

import openpyxl
import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.letters.rules.file_types import check_file

MOST = 100_000
OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"


def archive(**parts: str) -> bytes:
    """Return a zip; ``_`` in a name stands for ``/``."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as out:
        for name, text in parts.items():
            out.writestr({"types": "[Content_Types].xml"}.get(name, name.replace("__", "/")), text)
    return whole.getvalue()


def xlsx() -> bytes:
    whole = io.BytesIO()
    openpyxl.Workbook().save(whole)
    return whole.getvalue()


DOCX = archive(
    types=f'<Override ContentType="{OOXML}wordprocessingml.document.main+xml"/>', word__document="x"
)
DOCM = archive(types='<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>')
WITH_MACRO = archive(
    types=f'<Override ContentType="{OOXML}wordprocessingml.document.main+xml"/>', word__vbaProject="x"
)
ODT = archive(mimetype=ODF + "text", content="<x/>")
ODS = archive(mimetype=ODF + "spreadsheet")
ODT_WITH_MACRO = archive(mimetype=ODF + "text", Basic__Standard__Module1="x")
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01" + bytes(40) + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(30)
TIFF = b"II*\0\x08\0\0\0" + bytes(40)
MP4 = b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41" + bytes(40)
WAV = b"RIFF\x24\0\0\0WAVEfmt " + bytes(40)


_contents = count()  # names for the cases: the same in every test process, whatever the bytes are


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.PNG", PNG, "image/png"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.jpeg", JPEG, "image/jpeg"),
        ("a.tif", TIFF, "image/tiff"),
        ("a.tiff", b"MM\0*" + bytes(40), "image/tiff"),
        ("a.docx", DOCX, OOXML + "wordprocessingml.document"),
        ("a.xlsx", xlsx(), OOXML + "spreadsheetml.sheet"),
        ("a.odt", ODT, ODF + "text"),
        ("a.ods", ODS, ODF + "spreadsheet"),
        ("a.txt", "信访人称，2 月 20 日报案。".encode(), "text/plain"),
        ("a.txt", "信访人称，2 月 20 日报案。".encode("gb18030"), "text/plain"),
        ("a.txt", b"\xef\xbb\xbfwith a byte order mark", "text/plain"),
        ("a.mp3", b"ID3\x03\0\0\0\0\0\0" + b"\xff\xfb\x90\0" * 20, "audio/mpeg"),
        ("a.mp3", b"\xff\xfb\x90\0" * 20, "audio/mpeg"),
        ("a.wav", WAV, "audio/wav"),
        ("a.mp4", MP4, "video/mp4"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"content{next(_contents)}",
)
def test_allowed(name: str, content: bytes, media_type: str) -> None:
    assert check_file(name, content, most=MOST) == media_type


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"MZ" + bytes(99), "file.type_not_allowed"),
        ("a.html", HTML, "file.type_not_allowed"),
        ("a.svg", SVG, "file.type_not_allowed"),
        ("a.js", b"alert(1)", "file.type_not_allowed"),
        ("a.sh", b"#!/bin/sh\n", "file.type_not_allowed"),
        ("a.docm", DOCM, "file.type_not_allowed"),
        ("a.xlsm", DOCM, "file.type_not_allowed"),
        ("a.zip", DOCX, "file.type_not_allowed"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(99), "file.type_not_allowed"),
        ("pdf", PDF, "file.type_not_allowed"),
        ("a.pdf.exe", PDF, "file.type_not_allowed"),
        ("", PDF, "file.type_not_allowed"),
        ("a.pdf", b"MZ" + bytes(99), "file.content_differs"),
        ("a.pdf", b"\x7fELF" + bytes(99), "file.content_differs"),
        ("a.pdf", PNG, "file.content_differs"),
        ("a.png", PDF, "file.content_differs"),
        ("a.jpg", SVG, "file.content_differs"),
        ("a.txt", HTML, "file.content_differs"),
        ("a.txt", b"  \n" + SVG, "file.content_differs"),
        ("a.txt", b"#!/bin/sh\nrm -rf /", "file.content_differs"),
        ("a.txt", b"<?php system('x'); ?>", "file.content_differs"),
        ("a.txt", b"MZ" + bytes(99), "file.content_differs"),
        ("a.txt", b"\xff\xff\xff\xff", "file.content_differs"),
        ("a.docx", ODT, "file.content_differs"),
        ("a.docx", xlsx(), "file.content_differs"),
        ("a.xlsx", DOCX, "file.content_differs"),
        ("a.odt", ODS, "file.content_differs"),
        ("a.odt", DOCX, "file.content_differs"),
        ("a.docx", PDF, "file.content_differs"),
        ("a.docx", b"PK\x03\x04" + bytes(99), "file.content_differs"),
        ("a.wav", b"RIFF\x24\0\0\0AVI LIST" + bytes(40), "file.content_differs"),
        ("a.mp4", PDF, "file.content_differs"),
        ("a.mp3", JPEG, "file.content_differs"),
        ("a.docx", DOCM, "file.macros"),
        ("a.docx", WITH_MACRO, "file.macros"),
        ("a.odt", ODT_WITH_MACRO, "file.macros"),
        ("a.pdf", b"", "file.empty"),
        ("a.pdf", PDF + bytes(MOST), "file.too_big"),
        ("a.pdf", PDF + DOCX, "file.content_differs"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"content{next(_contents)}",
)
def test_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as told:
        check_file(name, content, most=MOST)
    assert told.value.code == code


def test_the_limit_itself_is_allowed() -> None:
    assert check_file("a.pdf", PDF + bytes(MOST - len(PDF)), most=MOST) == "application/pdf"
