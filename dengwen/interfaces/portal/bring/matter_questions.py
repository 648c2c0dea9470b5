"""The questions about the matter."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.base.clock import local_day, now
from dengwen.domains.cases.reads.recipients import find_organs
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.kit.days import DayField
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.kit.wording import organ_name
from dengwen.interfaces.portal.bring.question import RowsForm, StepForm, one_of, text

LONGEST_TEXT, LONGEST_ASK = 20_000, 4_000
MOST_ASKS = 10
NONE_OF_THESE = "none"

# What the purposes of the code list mean to whoever has one; another family of rules may have others.
_PURPOSES = {
    "APPEAL": gettext_lazy("Something was done wrong or not done, and I ask that it be put right"),
    "ACCUSATION": gettext_lazy(
        "A police officer or a police organ did something wrong or unlawful, and I report it"
    ),
    "SUGGESTION": gettext_lazy("I have a suggestion: something should be done better"),
    "INQUIRY": gettext_lazy("I want to know something"),
    "THANKS": gettext_lazy("I want to thank somebody"),
    "OTHER": gettext_lazy("Something else"),
}  # fmt: skip


class PurposeForm(StepForm):
    """What kind of matter it is, in plain words."""

    heading = gettext_lazy("What do you bring?")
    hint = gettext_lazy(
        "If several fit, choose the one that matters most to you. Whoever registers it can "
        "correct this; nothing is refused because of it."
    )
    purpose = one_of(gettext_lazy("What do you bring?"))

    def fill(self) -> None:
        """Offer the purposes of the rules in force here."""
        choices = [
            (code, _PURPOSES.get(code, words)) for code, words in code_list("purposes").choices(lang())
        ]
        self.offer("purpose", choices)


class TopicForm(StepForm):
    """What it is about: the chapters of the categories."""

    heading = gettext_lazy("What is it about?")
    topic = one_of(gettext_lazy("What is it about?"))

    def fill(self) -> None:
        """Offer the chapters, each with the first things in it; the last of them is for everything else."""
        categories, between = code_list("categories"), "、" if lang() == "zh" else "; "
        chapters = categories.children()
        self.examples = {
            chapter.code: between.join(each.label(lang()) for each in categories.children(chapter.code)[:3])
            for chapter in chapters
        }
        choices = [(chapter.code, chapter.label(lang())) for chapter in chapters]
        code, words = choices[-1]
        self.offer("topic", [*choices[:-1], (code, _("%(other)s, or I do not know") % {"other": words})])


class WhatForm(StepForm):
    """What happened, in her own words."""

    heading = gettext_lazy("What happened?")
    hint = gettext_lazy(
        "Tell it in your own words, from the beginning. It need not be perfect. What you write is"
        " kept as you wrote it."
    )
    what = text(gettext_lazy("What happened?"), rows=12, longest=LONGEST_TEXT)

    def clean_what(self) -> str:
        """Ask for some words: the one thing without which there is nothing to answer."""
        words = str(self.cleaned_data["what"]).strip()
        if not words:
            raise ValidationError(_("Write down what happened. A few words are enough."))
        return words


class WhereForm(StepForm):
    """Which organ it is about, and where it was; neither has to be known."""

    heading = gettext_lazy("Where was it, and which police organ is it about?")
    hint = gettext_lazy(
        "Leave empty what you do not know. It then goes to the office that looks for the right one."
    )
    place = text(gettext_lazy("Place"), help_text=gettext_lazy("For example a street, a village, a station."))
    organ = text(
        gettext_lazy("Police organ"),
        help_text=gettext_lazy("A part of the name is enough, for example that of the county."),
    )
    organ_choice = one_of(gettext_lazy("Which of these?"), required=False)

    def fill(self) -> None:
        """Offer the organs that fit when several do."""
        asked = str(self.data.get("organ", self.initial.get("organ", ""))).strip()
        self.found = find_organs(asked) if asked else []
        if len(self.found) < 2:
            del self.fields["organ_choice"]
            return
        choices = [(str(organ.pk), organ_name(organ)) for organ in self.found]
        self.offer("organ_choice", [*choices, (NONE_OF_THESE, _("None of these, or I do not know"))])

    def clean(self) -> dict[str, Any]:
        """Ask once more when several organs fit; a name that nobody bears is kept as it was written."""
        found = dict(super().clean() or {})
        if (
            "organ_choice" in self.fields
            and not found.get("organ_choice")
            and "organ_choice" not in self.errors
        ):
            self.add_error("organ_choice", _("Several organs fit. Choose one, or the last line."))
        return found

    def organ_id(self) -> int | None:
        """Return the organ that was named, once the form is valid; None for unknown."""
        chosen = str(self.cleaned_data.get("organ_choice", ""))
        if chosen.isdecimal():
            return int(chosen)
        return self.found[0].pk if len(self.found) == 1 else None


class OfficerForm(StepForm):
    """Whom the accusation is about."""

    heading = gettext_lazy("Whom do you accuse?")
    hint = gettext_lazy(
        "Leave it empty if it is the organ itself, or if you do not know. Whoever is accused, and"
        " the organ, do not get to see what you write, nor that you wrote it."
    )
    officer = text(gettext_lazy("Name of the officer"), longest=120)
    about_officer = text(
        gettext_lazy("Anything else by which the officer can be known"),
        rows=3,
        longest=500,
        help_text=gettext_lazy("A number, a car, what the person looked like."),
    )


class WhenForm(StepForm):
    """When it happened."""

    heading = gettext_lazy("When did it happen?")
    occurred_on = DayField(
        label=gettext_lazy("The day, if you know it"),
        required=False,
        help_text=gettext_lazy("For example 2012-3-5, 5.3.2012 or 2012年3月5日."),
    )
    about_when = text(
        gettext_lazy("Or in words"), help_text=gettext_lazy("For example: in spring, every night since May.")
    )

    def clean_occurred_on(self) -> Any:
        """Refuse a day to come."""
        day = self.cleaned_data["occurred_on"]
        if day and day > local_day(now(), settings.TIME_ZONE):
            raise ValidationError(_("This day is still to come."))
        return day


class AskForm(RowsForm):
    """What she asks for; each request gets an answer of its own."""

    heading = gettext_lazy("What do you ask for?")
    hint = gettext_lazy(
        "Each request gets an answer of its own. If you leave it empty, what you told is answered as a whole."
    )
    more = gettext_lazy("Ask for one more thing")
    prefix_names, most = ("ask",), MOST_ASKS

    def field(self, name: str, row: int) -> forms.Field:
        """Return one request."""
        return text(_("Request %(n)d") % {"n": row}, rows=3, longest=LONGEST_ASK)
