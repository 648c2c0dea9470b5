"""What every question of the portal has in common."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from django import forms
from django.utils.translation import gettext_lazy

from dengwen.interfaces.portal.bring.steps import Answers

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"


def text(
    label: Words, *, rows: int = 0, longest: int = 200, help_text: Words = "", auto: str = ""
) -> forms.CharField:
    """Return a field for words; a long one where ``rows`` are given. Nothing is required."""
    widget: forms.Widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    if auto:
        widget.attrs["autocomplete"] = auto
    return forms.CharField(
        label=label, required=False, widget=widget, max_length=longest, help_text=help_text,
        error_messages={"max_length": gettext_lazy(
            "This is too long: at most %(limit_value)d characters. The rest can go with it as"
            " a file."
        )},
    )  # fmt: skip


def one_of(label: Words, *, required: bool = True) -> forms.ChoiceField:
    """Return a field of which one answer is chosen; the answers are offered later."""
    return forms.ChoiceField(
        label=label, required=required, widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose one of the answers.")),
    )  # fmt: skip


class StepForm(forms.Form):
    """A question. ``answers`` are those of the other questions."""

    heading: Words = ""
    hint: Words = ""
    more: Words = ""

    def __init__(
        self, data: Any = None, *, answers: Answers, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="", use_required_attribute=False)
        self.answers = answers
        self.examples: dict[str, str] = {}  # what stands in small letters under an answer to choose
        self.fill()

    def fill(self) -> None:
        """Set what depends on the language or on other answers."""

    def offer(self, name: str, choices: Iterable[tuple[str, Words]]) -> None:
        """Offer these answers in the field ``name``."""
        cast(forms.ChoiceField, self.fields[name]).choices = list(choices)

    def raw(self) -> dict[str, str]:
        """Return what stands in the fields as it was typed, to be kept whether it is right or not."""
        return {name: str(self.data.get(name, "")).strip() for name in self.fields}


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
