"""What the forms of all actions have in common."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.domains.cases.reads.recipients import find_organs
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.cases.context import CaseContext
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.kit.wording import organ_name

if TYPE_CHECKING:  # the class of lazy texts is named in the stubs only
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"


class ActionForm(forms.Form):
    """The form of one verb. It knows the case that it is about; its cleaned data are the verb's arguments.

    ``note`` is a line above the fields, ``in_her_words`` what the petitioner asked and the form
    answers. Nothing is stripped of meaning here: the verb itself checks and refuses.
    """

    note: Words = ""
    in_her_words: str = ""
    error_css_class = "has-errors"

    def __init__(self, *args: Any, case: CaseContext, **options: Any) -> None:
        self.case = case
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.fill()

    def fill(self) -> None:
        """Set the choices that depend on the case or the language."""

    def arguments(self) -> dict[str, Any]:
        """Return what the verb is called with, beyond case, actor, time and version."""
        return dict(self.cleaned_data)


class NothingForm(ActionForm):
    """For what needs no words."""


class NoteForm(ActionForm):
    """For what may be remarked upon."""

    note_text = forms.CharField(
        label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stays in the timeline."),
    )  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        """Return the note under the name that verbs use."""
        return {"note": self.cleaned_data["note_text"]}


@dataclass(frozen=True, slots=True)
class Action:
    """A verb on the desk. ``weight``: main (the next step), side (the other ways out), paper (adding to the file),
    apart (who may act in it), own (on a page of its own, not on the page of the case).
    """

    form: type[ActionForm]
    run: Callable[..., Any]
    weight: str = "main"

    @property
    def at_once(self) -> bool:
        """Say whether a button is enough."""
        return self.form is NothingForm


def long_text(
    label: Words, *, rows: int = 4, required: bool = True, help_text: Words = ""
) -> forms.CharField:
    """Return a field for sentences."""
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}), help_text=help_text
    )


def coded(label: Words, *, required: bool = True, help_text: Words = "") -> forms.ChoiceField:
    """Return a field for a code; :func:`offer` gives it its list in the language of the page."""
    return forms.ChoiceField(label=label, required=required, help_text=help_text)


def offer(field: forms.Field, list_name: str, only: Iterable[str] | None = None) -> None:
    """Let ``field`` offer the entries of a code list."""
    wanted = set(only) if only is not None else None
    pairs = [pair for pair in code_list(list_name).choices(lang()) if wanted is None or pair[0] in wanted]
    choose(field, pairs)


def choose(field: forms.Field, pairs: Iterable[tuple[Any, Any]], empty: Words = "") -> None:
    """Let ``field`` offer ``pairs``, below a line that says that nothing is chosen yet."""
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", empty or _("Choose …")), *pairs]


class OrganField(forms.CharField):
    """An organ, typed by name or code; the browser offers the sensible ones, any open organ is understood."""

    def __init__(self, **options: Any) -> None:
        attrs = {"list": "organs", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=200, **options)

    def clean(self, value: Any) -> Any:
        """Return the organ's id, or None for an empty optional field."""
        text = str(super().clean(value) or "")
        if not text:
            return None
        found = find_organs(text)
        if len(found) == 1:
            return found[0].pk
        if not found:
            raise ValidationError(
                _("No open organ has this name or code. Type a part of the name."), code="unknown"
            )
        names = ", ".join(organ_words(organ) for organ in found[:8])
        raise ValidationError(
            _("Several organs fit. Type one of them: %(names)s") % {"names": names}, code="many"
        )


def organ_words(organ: Any) -> str:
    """Return how an organ is offered and understood: name and code."""
    name = organ_name(organ)
    return f"{name} ({organ.code})" if organ.code else name
