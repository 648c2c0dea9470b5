"""The environment in which templates are compiled (Jinja, see docs/decisions/0008-jinja.md)."""

from typing import Any

from django.template import defaultfilters
from django.templatetags.static import static
from django.utils.html import json_script
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import ChainableUndefined, Environment

from dengwen.interfaces.kit import wording

_OURS = (
    wording.label, wording.day, wording.iso, wording.due_words, wording.due_class, wording.organ_name,
    wording.in_language, wording.short_day, wording.capped, wording.control,
)  # fmt: skip
# Django's own way to write numbers, days, sizes and lines: the same on every page and in every language.
_DJANGOS = ("date", "filesizeformat", "floatformat", "linebreaksbr", "truncatechars")


def environment(**options: Any) -> Environment:
    """Return the environment with our filters and both languages; whatever a template prints is escaped.

    A name that is not there prints nothing and is false, as optional values of included parts need it.
    """
    options |= {"undefined": ChainableUndefined, "autoescape": True}
    made = Environment(extensions=["jinja2.ext.i18n"], **options)  # noqa: S701 - it stands one line above
    made.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)  # type: ignore[attr-defined]
    made.filters.update({each.__name__: each for each in _OURS})
    made.filters.update({name: getattr(defaultfilters, name) for name in _DJANGOS})
    made.filters["json_script"] = json_script
    made.globals.update(static=static, url_of=wording.url_of, with_query=wording.with_query)
    return made
