"""Days as people type them: 2012-3-5, 5.3.2012, 2012年3月5日, 2012/3/5, 20120305."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})")


def parse_day(text: str) -> date | None:
    """Return the day that ``text`` names, or None; full-width digits and spaces do no harm."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if found := _YEAR_FIRST.fullmatch(plain) or _RUN.fullmatch(plain):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(plain):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def not_a_day() -> str:
    """Return the sentence for a text that names no day."""
    return _("This is no day. Write it like 2012-3-5, 5.3.2012 or 2012年3月5日.")


class DayField(forms.CharField):
    """A form field for a day, typed in any of the usual ways."""

    def __init__(self, **options: Any) -> None:
        attrs = {"class": "day", "autocomplete": "off", "size": "14"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=20, **options)

    def clean(self, value: Any) -> Any:
        """Return the day, or None for an empty optional field."""
        text = str(super().clean(value) or "")
        if not text:
            return None
        day = parse_day(text)
        if day is None:
            raise ValidationError(not_a_day(), code="invalid")
        return day

    def prepare_value(self, value: Any) -> Any:
        """Show a day as 2012-03-05."""
        return value.isoformat() if isinstance(value, date) else value
