"""Small invented papers: one-page PDFs and tiny pictures, few enough that the demo's files stay few."""

import struct
import zlib
from functools import cache

_VARIANTS = 8


def paper(kind: str, words: str, number: int) -> tuple[str, bytes]:
    """Return the name and the content of a paper; matters share a handful of contents."""
    variant = number % _VARIANTS
    if kind == "EVIDENCE":
        return f"{words}-{variant + 1}.png", _picture(variant)
    return f"{words}.pdf", _page(kind, variant)


@cache
def _page(kind: str, variant: int) -> bytes:
    """Return a PDF of one page that says what it is."""
    text = f"BT /F1 16 Tf 72 760 Td (Demo paper {variant + 1}: {kind.lower()}) Tj 0 -28 Td (Invented.) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + end


@cache
def _picture(variant: int) -> bytes:
    """Return a PNG of 160 by 120 grey stripes."""
    rows = b"".join(
        b"\0" + bytes((80 + 20 * variant + 40 * (x // 16 % 2)) % 256 for x in range(160)) for _ in range(120)
    )
    head = struct.pack(">IIBBBBB", 160, 120, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
