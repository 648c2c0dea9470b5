"""Texts as QR codes, drawn into the page."""

import segno
from markupsafe import Markup


def qr(text: str) -> Markup:
    """Return ``text`` as a picture (SVG without size: the page's style gives it); it survives 15 % of damage."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(border=4, omitsize=True)
    return Markup(drawn)  # noqa: S704 - the library draws squares; the text itself is not in it
