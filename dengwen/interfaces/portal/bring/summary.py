"""Every answer in words, to be checked or read aloud."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from dengwen.domains.cases.reads.portal_drafts import Draft
from dengwen.interfaces.kit.sentences import in_words
from dengwen.interfaces.portal.bring.forms import FILES_HEADING
from dengwen.interfaces.portal.bring.question import StepForm, Words
from dengwen.interfaces.portal.bring.steps import steps_of


@dataclass(frozen=True, slots=True)
class Line:
    """One question and what was answered."""

    step: str
    question: Words
    answer: str


def lines_of(draft: Draft, found: Mapping[str, StepForm]) -> list[Line]:
    """Return the questions that were asked, each with its answer; the notice is none."""
    lines = []
    for step in steps_of(draft.answers):
        if step == "files":
            names = "\n".join(file.name for file in draft.files)
            lines.append(Line(step, FILES_HEADING, names or _("No files")))
        elif step != "notice":
            lines.append(Line(step, found[step].heading, _answer(found[step])))
    return lines


def _answer(form: StepForm) -> str:
    said = []
    for bound in form:
        words = _words(bound.field, form.cleaned_data.get(bound.name))
        if words:
            alone = len(form.fields) == 1 or isinstance(bound.field, forms.ChoiceField)
            said.append(words if alone else f"{bound.label}: {words}" if _is_short(words) else words)
    return "\n".join(said) or _("Nothing said")


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, "")) if value else ""  # type: ignore[arg-type]
    return in_words(value)


def _is_short(words: str) -> bool:
    return "\n" not in words and len(words) < 200
