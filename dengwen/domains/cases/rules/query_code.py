"""What a query code looks like. Plain Python."""

import secrets

# Without I, L, O and U: nothing that is read for something else, nothing that makes words (Crockford's alphabet).
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_GROUP, _GROUPS = 4, 3
CODE_LENGTH = _GROUP * _GROUPS


def new_code() -> str:
    """Return a new code, 60 bits by chance, as it is printed: ``7K3M-Q9XW-2PDA``."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(CODE_LENGTH))
    return "-".join(signs[start : start + _GROUP] for start in range(0, CODE_LENGTH, _GROUP))


def folded_code(typed: str) -> str:
    """Return what somebody typed as it is compared: no matter which case, which hyphens, which width, O or 0.

    Empty for what cannot be a code.
    """
    signs = "".join(_plain(sign) for sign in typed.upper()).translate(_READ_AS)
    kept = "".join(sign for sign in signs if sign.isalnum())
    return kept if len(kept) == CODE_LENGTH and set(kept) <= set(_SIGNS) else ""


def _plain(sign: str) -> str:
    """Return a full-width letter or digit as its plain form."""
    return chr(ord(sign) - 0xFEE0) if 0xFF01 <= ord(sign) <= 0xFF5E else sign
