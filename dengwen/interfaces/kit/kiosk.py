"""The address with which a browser becomes a screen of a reception hall: made by the console, read by the portal."""

from django.conf import settings
from django.core import signing

COOKIE = f"{settings.COOKIE_PREFIX}dengwen_kiosk"
_SALT = "dengwen.kiosk"


def kiosk_path(name: str) -> str:
    """Return the path of the page that switches it on and off; only who was given it can."""
    return f"/petition/kiosk/{signing.Signer(salt=_SALT).sign(name)}/"


def kiosk_name(token: str) -> str | None:
    """Return the name of the screen that a path was made for; None for a path that nobody here made."""
    try:
        return signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None
