"""Which files may hang on a case, found by looking into them; what the sender says is only compared.

A page must never run, and an office file must never bring a macro: HTML, SVG, scripts, executables and
macro-enabled formats are refused by name and by content.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

import puremagic

from dengwen.base.errors import Refusal

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_SURE = 0.6  # of puremagic: a signature of some length, not two bytes that anything may begin with
_LISTING = 1024 * 1024  # no honest list of contents is longer
_MACROS = ("vbaproject", "vbadata", "activex", "macrosheets", "basic/", "scripts/")
_MARKUP = ("<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "<%", "#!", "<iframe")


@dataclass(frozen=True, slots=True)
class FileType:
    """An allowed type: the name endings that may carry it, its media type, and the test of the content."""

    endings: tuple[str, ...]
    media_type: str
    fits: Callable[[bytes], bool]


def check_file(name: str, content: bytes, *, most: int) -> str:
    """Return the media type of the content, or refuse.

    Raises ``file.empty``, ``file.too_big``, ``file.type_not_allowed``, ``file.content_differs``, ``file.macros``.
    """
    if not content:
        raise Refusal("file.empty")
    if len(content) > most:
        raise Refusal("file.too_big", size=len(content), most=most)
    ending = PurePosixPath(name.strip().lower()).suffix.lstrip(".")
    kind = _BY_ENDING.get(ending)
    if kind is None:
        raise Refusal("file.type_not_allowed", ending=ending, allowed=", ".join(sorted(_BY_ENDING)))
    if not kind.fits(content) or not _second_opinion(content, kind):
        raise Refusal("file.content_differs", ending=ending)
    return kind.media_type


def _second_opinion(content: bytes, kind: FileType) -> bool:
    """Ask puremagic: whatever it is sure of must not be something else. It does not look into archives."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        return kind.media_type.startswith((_OOXML, _ODF))
    try:
        found = puremagic.magic_string(content[:4096])
    except puremagic.PureError:
        return True
    sure = any(match.confidence >= _SURE for match in found)
    return not sure or any(match.extension.lstrip(".").lower() in kind.endings for match in found)


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signatures)


def _is_wav(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WAVE"


def _is_mp4(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:10] != b"qt"


def _is_mp3(content: bytes) -> bool:
    frame = len(content) > 1 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2
    return content[:3] == b"ID3" or frame


def _is_text(content: bytes) -> bool:
    """Say whether it is text in UTF-8 or GB 18030 that no browser or shell would take for a program."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            return False
    if any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text):
        return False
    return not text.lstrip().lower().startswith(_MARKUP)


def _is_office(main_part: str) -> Callable[[bytes], bool]:
    def fits(content: bytes) -> bool:
        with _archive(content) as archive:
            if archive is None or "[Content_Types].xml" not in archive.namelist():
                return False
            types = _read(archive, "[Content_Types].xml").decode("utf-8", "replace")
        if "macroenabled" in types.lower():
            raise Refusal("file.macros")
        return f"{main_part}.main+xml" in types

    return fits


def _is_open_document(media_type: str) -> Callable[[bytes], bool]:
    def fits(content: bytes) -> bool:
        with _archive(content) as archive:
            if archive is None or "mimetype" not in archive.namelist():
                return False
            return _read(archive, "mimetype").decode("ascii", "replace").strip() == media_type

    return fits


@contextmanager
def _archive(content: bytes) -> Iterator[zipfile.ZipFile | None]:
    """Open an archive, refusing one with macros; None where it is no archive at all."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        yield None
        return
    with archive:
        if any(mark in name.lower() for name in archive.namelist() for mark in _MACROS):
            raise Refusal("file.macros")
        yield archive


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the beginning of one part; a bomb is never unpacked, and what is broken reads as nothing."""
    try:
        with archive.open(name) as part:
            return part.read(_LISTING)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        return b""


ALLOWED = (
    FileType(("pdf",), "application/pdf", _starts(b"%PDF-")),
    FileType(("png",), "image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    FileType(("jpg", "jpeg"), "image/jpeg", _starts(b"\xff\xd8\xff")),
    FileType(("tif", "tiff"), "image/tiff", _starts(b"II*\x00", b"MM\x00*")),
    FileType(("docx",), _OOXML + "wordprocessingml.document", _is_office("wordprocessingml.document")),
    FileType(("xlsx",), _OOXML + "spreadsheetml.sheet", _is_office("spreadsheetml.sheet")),
    FileType(("odt",), _ODF + "text", _is_open_document(_ODF + "text")),
    FileType(("ods",), _ODF + "spreadsheet", _is_open_document(_ODF + "spreadsheet")),
    FileType(("txt",), "text/plain", _is_text),
    FileType(("mp3",), "audio/mpeg", _is_mp3),
    FileType(("wav",), "audio/wav", _is_wav),
    FileType(("mp4",), "video/mp4", _is_mp4),
)
_BY_ENDING = {ending: kind for kind in ALLOWED for ending in kind.endings}
