"""Which words a password may not be made of (OWASP ASVS 5, 6.1.2 and 6.2.11). Plain Python."""

import re

# What everybody who attacks this site would try: its name, its field, its users.
SITE_WORDS = (
    "dengwen", "xinfang", "xinfangju", "shangfang", "petition", "petitions", "complaint",
    "gongan", "gonganju", "police",
    "bureau", "jingcha", "minjing", "admin", "administrator", "password", "welcome", "china", "zhongguo",
    "登闻", "信访", "公安", "警察",
)  # fmt: skip
LEFT_AT_LEAST = 8
LONGEST = 1024
_PADDING = re.compile(r"[\W\d_]+")


def is_made_of(password: str, own_words: tuple[str, ...]) -> bool:
    """Say whether little (under eight letters) is left of the password without such words, digits and signs.

    ``own_words``: what is known of the person, such as her user name; words under four letters do not count.
    """
    words = {part for word in own_words for part in _PADDING.split(word.lower()) if len(part) >= 4}
    left, hit = password.lower(), False
    for word in sorted(words | set(SITE_WORDS), key=len, reverse=True):
        hit = hit or word in left
        left = left.replace(word, " ")
    return hit and len(_PADDING.sub("", left)) < LEFT_AT_LEAST
