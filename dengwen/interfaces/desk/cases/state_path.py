"""The state of a case as a short path, with where we are."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dengwen.interfaces.kit.sentences import label


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path. ``place``: past, here or ahead."""

    words: str
    place: str


_STEPS: tuple[tuple[str, frozenset[str]], ...] = (
    (gettext_noop("Registered"), frozenset({"received", "registered", "transferred", "assigned", "objected"})),
    (gettext_noop("Screened"), frozenset({"screening", "jurisdiction_dispute"})),
    (gettext_noop("Accepted"), frozenset({"accepted", "redo"})),
    (gettext_noop("Planned"), frozenset({"planning"})),
    (gettext_noop("Investigated"), frozenset({"investigating", "hearing", "mediating", "settled"})),
    (gettext_noop("Opinion"), frozenset({"opinion_draft", "provisional_view", "opinion_issued"})),
    (gettext_noop("Served"), frozenset({"served", "review_requested", "reviewing", "review_decided",
                                        "rereview_requested", "rereviewing", "rereview_decided", "final"})),
    (gettext_noop("Carried out"), frozenset({"executing"})),
    (gettext_noop("Examined above"), frozenset({"dossier_review", "follow_up"})),
    (gettext_noop("Case closed"), frozenset({"closed", "archived"})),
)  # fmt: skip
# These leave the path; the number says after which step.
_LEFT = {
    "not_accepted": 2, "no_longer_accepted": 2, "diverted": 2, "diverted_done": 2, "merged": 2,
    "withdrawal_pending": 3, "withdrawn": 3, "termination_proposed": 7, "termination_review": 7, "terminated": 7,
}  # fmt: skip


def path_of(state: str) -> list[Step]:
    """Return the steps behind, here (in the very words of the state) and ahead."""
    if state in _LEFT:
        behind = [Step(_(words), "past") for words, _states in _STEPS[: _LEFT[state]]]
        return [*behind, Step(label("states", state), "here")]
    here = next(at for at, (_words, states) in enumerate(_STEPS) if state in states)
    return [
        Step(label("states", state), "here")
        if at == here
        else Step(_(words), "past" if at < here else "ahead")
        for at, (words, _states) in enumerate(_STEPS)
    ]
