"""The words that people write into a publication: sections, cleaned, and no figures of their own. Plain Python."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dengwen.base.errors import Refusal
from dengwen.domains.letters.rules.letter_content import clean
from dengwen.foundation.rulebook.loading import code_list

LONGEST = 20_000
_WIDE = str.maketrans("\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff0e", "0123456789.")


@cache
def _figure() -> re.Pattern[str]:
    """A number with a per cent sign, or before what is counted, is a figure; days, articles and limits are none."""
    words = {each.code: f"{each.en}|{each.zh}" for each in code_list("publication_figures").entries}
    number = r"(\d[\d,]*(?:\.\d+)?)"
    return re.compile(rf"(?<![\d.]){number}\s*(?:{words['behind']})|(?:{words['before']})\s*{number}", re.I)


@dataclass(frozen=True, slots=True)
class Words:
    """The writer's words in one section."""

    section: str
    text: str


def edited(sections: Sequence[str], texts: Mapping[str, str], figures: Collection[str]) -> list[Words]:
    """Return the cleaned words of every section; ``figures`` are the numbers that may be repeated.

    Raises ``publication.sections_differ``, ``publication.too_long``, ``publication.own_figure``.
    """
    if set(texts) != set(sections):
        raise Refusal("publication.sections_differ")
    found = [Words(section, clean(texts[section])) for section in sections]
    if any(len(each.text) > LONGEST for each in found):
        raise Refusal("publication.too_long", most=LONGEST)
    check_figures((each.text for each in found), figures)
    return found


def check_figures(texts: Iterable[str], figures: Collection[str]) -> None:
    """Refuse a figure that the frozen month does not hold; raises ``publication.own_figure``."""
    for text in texts:
        for match in _figure().finditer(text.translate(_WIDE)):
            number = (match[1] or match[2]).replace(",", "")
            if number not in figures and number.removesuffix(".0") not in figures:
                raise Refusal("publication.own_figure", figure=match[0].strip())
