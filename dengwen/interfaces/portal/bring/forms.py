"""One form for each question. Nothing about the person is ever required, and there is no field for a fee or a number of identity."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

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
from dengwen.interfaces.portal.bring.steps import Answers

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"
LONGEST_TEXT, LONGEST_ASK = 20_000, 4_000
MOST_ASKS, MOST_OTHERS = 10, 30
NONE_OF_THESE = "none"

# What the purposes of the code list mean to whoever has one; another family of rules may have others.
_PURPOSES = {
    "APPEAL": gettext_lazy("Something was done wrong or not done, and I ask that it be put right"),
    "ACCUSATION": gettext_lazy("A police officer or a police organ did something wrong or unlawful, and I report it"),
    "SUGGESTION": gettext_lazy("I have a suggestion: something should be done better"),
    "INQUIRY": gettext_lazy("I want to know something"),
    "THANKS": gettext_lazy("I want to thank somebody"),
    "OTHER": gettext_lazy("Something else"),
}  # fmt: skip


def _text(
    label: Words, *, rows: int = 0, longest: int = 200, help_text: Words = "", auto: str = ""
) -> forms.CharField:
    widget: forms.Widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    if auto:
        widget.attrs["autocomplete"] = auto
    return forms.CharField(
        label=label, required=False, widget=widget, max_length=longest, help_text=help_text,
        error_messages={"max_length": gettext_lazy("This is too long: at most %(limit_value)d characters. The rest can go with it as a file.")},
    )  # fmt: skip


def _one_of(label: Words, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=required, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the answers."), "invalid_choice": gettext_lazy("Choose one of the answers.")},
    )  # fmt: skip


class StepForm(forms.Form):
    """A question. ``answers`` are those of the other questions; ``rows`` is for questions that may be answered often."""

    heading: Words = ""
    hint: Words = ""
    more: Words = ""

    def __init__(
        self, data: Any = None, *, answers: Answers, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="", use_required_attribute=False)
        self.answers = answers
        self.fill()

    def fill(self) -> None:
        """Set what depends on the language or on other answers."""

    def raw(self) -> dict[str, str]:
        """Return what stands in the fields as it was typed, to be kept whether it is right or not."""
        return {name: str(self.data.get(name, "")).strip() for name in self.fields}


class PurposeForm(StepForm):
    """What kind of matter it is, in plain words."""

    heading = gettext_lazy("What do you bring?")
    hint = gettext_lazy(
        "If several fit, choose the one that matters most to you. Whoever registers it can correct this; nothing is refused because of it."
    )
    purpose = _one_of(gettext_lazy("What do you bring?"))

    def fill(self) -> None:
        """Offer the purposes of the rules in force here."""
        choices = [
            (code, _PURPOSES.get(code, words)) for code, words in code_list("purposes").choices(lang())
        ]
        self.fields["purpose"].choices = choices  # type: ignore[attr-defined]


class TopicForm(StepForm):
    """What it is about: the chapters of the categories."""

    heading = gettext_lazy("What is it about?")
    topic = _one_of(gettext_lazy("What is it about?"))

    def fill(self) -> None:
        """Offer the chapters; the last of them is for everything else."""
        chapters = code_list("categories").children()
        choices = [(entry.code, entry.label(lang())) for entry in chapters]
        code, words = choices[-1]
        self.fields["topic"].choices = [
            *choices[:-1],
            (code, _("%(other)s, or I do not know") % {"other": words}),
        ]  # type: ignore[attr-defined]


class WhatForm(StepForm):
    """What happened, in her own words."""

    heading = gettext_lazy("What happened?")
    hint = gettext_lazy(
        "Tell it in your own words, from the beginning. It need not be perfect. What you write is kept as you wrote it."
    )
    what = _text(gettext_lazy("What happened?"), rows=12, longest=LONGEST_TEXT)

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
    place = _text(
        gettext_lazy("Place"), help_text=gettext_lazy("For example a street, a village, a station.")
    )
    organ = _text(
        gettext_lazy("Police organ"),
        help_text=gettext_lazy("A part of the name is enough, for example that of the county."),
    )
    organ_choice = _one_of(gettext_lazy("Which of these?"), required=False)

    def fill(self) -> None:
        """Offer the organs that fit when several do."""
        asked = str(self.data.get("organ", self.initial.get("organ", ""))).strip()
        self.found = find_organs(asked) if asked else []
        if len(self.found) < 2:
            del self.fields["organ_choice"]
            return
        choices = [(str(organ.pk), organ_name(organ)) for organ in self.found]
        field = self.fields["organ_choice"]
        field.choices = [*choices, (NONE_OF_THESE, _("None of these, or I do not know"))]  # type: ignore[attr-defined]

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
        "Leave it empty if it is the organ itself, or if you do not know. Whoever is accused, and the organ, do not get to see what you write, nor that you wrote it."
    )
    officer = _text(gettext_lazy("Name of the officer"), longest=120)
    about_officer = _text(
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
    about_when = _text(
        gettext_lazy("Or in words"), help_text=gettext_lazy("For example: in spring, every night since May.")
    )

    def clean_occurred_on(self) -> Any:
        """Refuse a day to come."""
        day = self.cleaned_data["occurred_on"]
        if day and day > local_day(now(), settings.TIME_ZONE):
            raise ValidationError(_("This day is still to come."))
        return day


class RowsForm(StepForm):
    """A question that may be answered several times: rows of the same fields, one more on demand."""

    prefix_names: tuple[str, ...] = ()
    most = 1

    def fill(self) -> None:
        """Make as many rows as were asked for."""
        asked = str(self.data.get("rows", self.initial.get("rows", "1")))
        self.count = min(max(int(asked) if asked.isdecimal() and len(asked) < 4 else 1, 1), self.most)
        for row in range(1, self.count + 1):
            for name in self.prefix_names:
                self.fields[f"{name}_{row}"] = self.field(name, row)

    def field(self, name: str, row: int) -> forms.Field:
        """Return the field ``name`` of a row."""
        raise NotImplementedError

    def groups(self) -> list[tuple[int, list[Any]]]:
        """Return the bound fields row by row."""
        return [
            (row, [self[f"{name}_{row}"] for name in self.prefix_names]) for row in range(1, self.count + 1)
        ]

    def raw(self) -> dict[str, str]:
        """Keep the number of rows too."""
        return super().raw() | {"rows": str(self.count)}

    def filled(self) -> list[dict[str, str]]:
        """Return the rows in which something stands, once the form is valid."""
        rows = [
            {name: str(self.cleaned_data.get(f"{name}_{row}", "")) for name in self.prefix_names}
            for row in range(1, self.count + 1)
        ]
        return [row for row in rows if any(row.values())]


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
        return _text(_("Request %(n)d") % {"n": row}, rows=3, longest=LONGEST_ASK)


class WhoForm(StepForm):
    """Whether she says who she is, and for whom she speaks."""

    heading = gettext_lazy("Who brings it?")
    hint = gettext_lazy(
        "You need not say who you are. No identity card is asked for. What is anonymous is looked into as well."
    )
    who = _one_of(gettext_lazy("Who brings it?"))

    def fill(self) -> None:
        """Offer the four ways."""
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("me", _("I myself, with my name")),
            ("anonymous", _("I myself, without a name")),
            ("behalf", _("I, for somebody else")),
            ("joint", _("I, together with others")),
        ]


class NameForm(StepForm):
    """Her name."""

    heading = gettext_lazy("What is your name?")
    hint = gettext_lazy(
        "It is locked away from the case. Whoever handles it opens it only for a reason, and each time is written down."
    )
    name = _text(gettext_lazy("Full name"), longest=120, auto="name")


class BehalfForm(StepForm):
    """For whom she speaks, and by what authority; no paper is asked for to be heard."""

    heading = gettext_lazy("For whom do you speak?")
    hint = gettext_lazy(
        "No paper is needed to be registered. If one is needed later, you are told in writing."
    )
    behalf_name = _text(gettext_lazy("Name of that person"), longest=120)
    authority = _one_of(gettext_lazy("You speak as"), required=False)
    behalf_phone = _text(gettext_lazy("That person’s phone"), longest=40)
    behalf_address = _text(gettext_lazy("That person’s address"))

    def fill(self) -> None:
        """Offer the kinds of authority."""
        self.fields["authority"].choices = code_list("authorities").choices(lang())  # type: ignore[attr-defined]


class OthersForm(RowsForm):
    """Who else brings it; each of them gets a query code of her own."""

    heading = gettext_lazy("Who brings it together with you?")
    hint = gettext_lazy(
        "Each of them gets a query code of their own. Leave a row empty to take somebody out again."
    )
    more = gettext_lazy("Add one more person")
    prefix_names, most = ("other_name", "other_phone", "other_address"), MOST_OTHERS

    def field(self, name: str, row: int) -> forms.Field:
        """Return one field of one person."""
        if name == "other_name":
            return _text(_("Full name"), longest=120)
        return _text(_("Phone"), longest=40) if name == "other_phone" else _text(_("Address"))


class ReachForm(StepForm):
    """How she can be reached."""

    heading = gettext_lazy("How can we reach you?")
    hint = gettext_lazy(
        "You may leave it all empty: with number and query code you see everything here. An address is needed only for letters on paper."
    )
    phone = _text(gettext_lazy("Phone"), longest=40, auto="tel")
    address = _text(gettext_lazy("Address"), auto="street-address")
    email = _text(gettext_lazy("E-mail"), longest=120, auto="email")


class NoticeForm(StepForm):
    """The notice about what is kept; there is nothing to agree to."""

    heading = gettext_lazy("What we do with what you told us")


FORMS: dict[str, type[StepForm]] = {
    "purpose": PurposeForm, "topic": TopicForm, "what": WhatForm, "where": WhereForm, "officer": OfficerForm,
    "when": WhenForm, "ask": AskForm, "who": WhoForm, "name": NameForm, "behalf": BehalfForm, "others": OthersForm,
    "reach": ReachForm, "notice": NoticeForm,
}  # fmt: skip
FILES_HEADING = gettext_lazy("Do you want to add papers, photographs or recordings?")


def form_of(step: str, answers: Answers) -> StepForm:
    """Return the form of ``step`` filled with what was kept, to be checked again."""
    return FORMS[step](answers.get(step, {}), answers=answers)
