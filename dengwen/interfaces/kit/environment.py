"""The environment in which templates are compiled (Jinja, see docs/decisions/0008-jinja.md)."""

from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, cast

from django.template import defaultfilters
from django.templatetags.static import static
from django.utils.html import json_script
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext, ngettext
from jinja2 import ChainableUndefined, Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from dengwen.interfaces.kit import wording
from dengwen.interfaces.kit.language import language

_OURS = (
    wording.day, wording.iso, wording.due_words, wording.due_class, wording.organ_name,
    wording.in_language, wording.short_day, wording.capped, wording.control,
)  # fmt: skip
# Django's own way to write numbers, days, sizes and lines: the same on every page and in every language.
_DJANGOS = ("capfirst", "filesizeformat", "floatformat", "linebreaksbr", "truncatechars")


# What a template says does not change while the process lives: it is looked up once for each language.
_static = lru_cache(maxsize=None)(static)


@cache
def _text(_language: str, message: str) -> Markup:
    return Markup(gettext(message))  # noqa: S704 - our own words; what fills their places is escaped


@cache
def _text_without_places(spoken: str, message: str) -> Markup:
    return _text(spoken, message) % {}


def _gettext(message: str, /, **places: object) -> Markup:
    """Return a text of the templates in the page's language, its places filled; what fills them is escaped."""
    return _text(language(), message) % places if places else _text_without_places(language(), message)


@pass_context
def _label(_context: Context, code: object, list_name: str) -> str:
    """Word a code. It takes the context so that Jinja does not word a constant while it compiles the template."""
    return wording.label(code, list_name)


def _date(value: date | None, how: str) -> str:
    """Write a day, or an instant as the clocks of the installation show it: Jinja itself would leave it in UTC."""
    if isinstance(value, datetime) and is_aware(value):
        value = localtime(value)
    return str(defaultfilters.date(value, how))


def _ngettext(one: str, many: str, n: int, /, **places: object) -> Markup:
    return Markup(ngettext(one, many, n)) % {"num": n, **places}  # noqa: S704 - as above


def environment(**options: Any) -> Environment:
    """Return the environment with our filters and both languages; whatever a template prints is escaped.

    A name that is not there prints nothing and is false, as optional values of included parts need it.
    """
    options |= {"undefined": ChainableUndefined, "autoescape": True}
    made = Environment(extensions=["jinja2.ext.i18n"], **options)  # noqa: S701 - it stands one line above
    cast(Any, made).newstyle_gettext = True
    made.globals.update(_=_gettext, gettext=_gettext, ngettext=_ngettext)
    made.filters.update({each.__name__: each for each in _OURS})
    made.filters.update({name: getattr(defaultfilters, name) for name in _DJANGOS})
    made.filters |= {"label": _label, "date": _date, "json_script": json_script}
    made.globals.update(static=_static, url_of=wording.url_of, with_query=wording.with_query)
    return made
