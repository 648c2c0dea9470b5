"""Words for pages: code lists, days, what is due, names of organs, form controls. Templates use them as filters."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from jinja2 import pass_context
from jinja2.runtime import Context

from dengwen.base.clock import local_day, now
from dengwen.interfaces.kit import sentences

SOON_DAYS = 7
COUNTED_TO = 99


def label(code: object, list_name: str) -> str:
    """Return the wording of a code: ``{{ case.state|label("states") }}``."""
    return sentences.label(list_name, str(code)) if code else ""


def day(value: date | datetime | None) -> str:
    """Return a day or an instant as people read it: 2026年3月5日, 5 March 2026."""
    return sentences.in_words(value)


def iso(value: date | None) -> str:
    """Return a day as 2026-03-05, for ``<time datetime>`` and inputs."""
    return value.isoformat() if value else ""


def today() -> date:
    """Return the legal day of this moment."""
    return local_day(now(), settings.TIME_ZONE)


def due_words(due: date | None, on: date | None = None) -> str:
    """Return how far a due day is: "3 days", "today", "late 12 days". ``on`` is the day of the page."""
    if due is None:
        return ""
    left = (due - (on or today())).days
    if left < 0:
        return ngettext("late %(n)d day", "late %(n)d days", -left) % {"n": -left}
    if left == 0:
        return _("due today")
    return ngettext("%(n)d day", "%(n)d days", left) % {"n": left}


def due_class(due: date | None, on: date | None = None) -> str:
    """Return ``late``, ``soon`` or nothing: colour beside the words, never alone."""
    if due is None:
        return ""
    left = (due - (on or today())).days
    return "late" if left < 0 else "soon" if left <= SOON_DAYS else ""


def organ_name(organ: Any) -> str:
    """Return the name of an organ (object or mapping with ``name`` and ``name_en``) in the page's language."""
    if organ is None:
        return ""
    name, english = (
        (organ["name"], organ.get("name_en")) if isinstance(organ, Mapping) else (organ.name, organ.name_en)
    )
    return str(english if sentences.lang() == "en" and english else name)


def in_language(row: object, name: str) -> str:
    """Return the field ``name`` of a row, or ``name_en`` on English pages where it is given."""
    english = getattr(row, f"{name}_en", "") if sentences.lang() == "en" else ""
    return str(english or getattr(row, name))


def short_day(value: date | None) -> str:
    """Return a day for a narrow column: 2026-03-05 in both languages."""
    return value.isoformat() if value else ""


def capped(count: int) -> str:
    """Return a count that was not counted further than 100: "99+"."""
    return str(count) if count <= COUNTED_TO else f"{COUNTED_TO}+"


def control(field: BoundField) -> SafeString:
    """Return the widget of a form field with the classes and ``aria-`` attributes that belong to it."""
    widget = field.field.widget
    described = [f"{field.id_for_label}_help"] if field.help_text else []
    attrs: dict[str, str | bool] = {"class": widget.attrs.get("class", "") + " " + _class_of(widget)}
    if field.errors:
        described.append(f"{field.id_for_label}_errors")
        attrs["aria-invalid"] = "true"
        attrs["class"] = f"{attrs['class']} is-invalid"
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)


def _class_of(widget: Any) -> str:
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"  # Django gives it to the box around them as well
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"


def url_of(path: str, **values: object) -> str:
    """Return ``path`` with a query string of the values that are not empty."""
    query = urlencode({name: str(value) for name, value in values.items() if value not in (None, "")})
    return f"{path}?{query}" if query else path


@pass_context
def with_query(context: Context, **changes: object) -> str:
    """Return the query string of this page with some values changed; None or "" takes a value away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"
