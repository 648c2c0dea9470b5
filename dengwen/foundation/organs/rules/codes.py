"""Codes of organs: the division's 6 digits (GB/T 2260) and the police organ's 12 (GA/T 380); facts, 3.5."""

from dengwen.base.errors import Refusal
from dengwen.foundation.organs.rules.divisions import INVENTED, division_name, is_city_without_counties
from dengwen.foundation.organs.rules.levels import Level

# The country is no division. These first six digits stand for it in registers: nobody publishes a list.
_COUNTRY = ("000000", "010000", "100000")
_DIVISION_DIGITS, _POLICE_DIGITS = 6, 12


def _is_digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _kind_of_division(division: str) -> Level:
    if division.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if division.endswith("00") else Level.COUNTY


def _agrees(division: str, level: str) -> bool:
    kind = _kind_of_division(division)
    if level in (Level.UNIT, Level.OUTSIDE):
        return True
    if division.startswith(INVENTED) and level in (Level.MINISTRY, Level.PROVINCE):
        return kind is not Level.COUNTY  # one prefix holds a whole invented country
    if level == Level.MINISTRY:
        return kind is Level.PROVINCE
    if level == Level.STATION:
        return kind in (Level.CITY, Level.COUNTY)
    if level == Level.COUNTY and is_city_without_counties(division):
        return True
    return kind == level


def check_division(division: str, level: str) -> None:
    """Refuse a division code that is no code, never existed, or is of another level than the organ.

    XX0000 is a province, XXXX00 a city, XXXXXX a county. 99.... is invented and never unknown. Raises
    ``organ.division_not_six_digits``, ``organ.code_unknown_division``, ``organ.division_level``.
    """
    if not _is_digits(division, _DIVISION_DIGITS):
        raise Refusal("organ.division_not_six_digits", division=division)
    if level == Level.MINISTRY and division in _COUNTRY:
        return
    if division_name(division) is None:
        raise Refusal("organ.code_unknown_division", division=division)
    if not _agrees(division, level):
        kind = _kind_of_division(division)
        raise Refusal("organ.division_level", division=division, level=level, division_level=kind.value)


def check_police_code(code: str, division: str, level: str) -> None:
    """Refuse an organ code that is not 12 digits, or begins with no known division or not the organ's.

    Raises ``organ.code_not_twelve_digits``, ``organ.code_unknown_division``, ``organ.code_other_division``.
    """
    if not _is_digits(code, _POLICE_DIGITS):
        raise Refusal("organ.code_not_twelve_digits", organ_code=code)
    first = code[:_DIVISION_DIGITS]
    if division and first != division:
        raise Refusal("organ.code_other_division", organ_code=code, division=division)
    check_division(first, level)


def check_organ_codes(*, code: str | None, division: str, level: str) -> None:
    """Check both codes, each where it is given; another country's organs have neither."""
    if division:
        check_division(division, level)
    if code is not None:
        check_police_code(code, division, level)
