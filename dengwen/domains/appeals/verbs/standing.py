"""How a matter stood when a higher organ was asked, and how it is put back whole where nothing changes."""

from typing import Any

from dengwen.domains.cases.states import CloseBasis, State
from dengwen.domains.cases.verbs.door import Passage


def keep_standing(passage: Passage) -> dict[str, Any]:
    """Return how the matter stands, as columns of a request, and let the organ asked have it.

    A closed matter is closed no more while it is looked at again; its closing is kept to be put back.
    """
    matter = passage.matter
    kept = {
        "came_from": matter.state, "closed_before": matter.closed_on, "basis_before": matter.close_basis,
        "organ_before_id": matter.review_organ_id,
    }  # fmt: skip
    matter.closed_on, matter.close_basis = None, CloseBasis.NONE.value
    return kept


def ask_organ(passage: Passage, organ: int) -> None:
    """Let ``organ`` have the word: it finds the matter in its queue, and sees it."""
    matter = passage.matter
    matter.review_organ = None
    matter.review_organ_id = organ
    passage.involve(organ, "reviewing")


def put_back(passage: Passage, kept: Any) -> None:
    """Put the matter back where it stood, closing and examining organ included; ``kept`` is the request."""
    matter = passage.matter
    state = State(kept.came_from)
    if state is State.DOSSIER_REVIEW:  # the request overtook the dossier, which is handed in anew
        state, organ = State.SERVED, None
    else:
        organ = kept.organ_before_id
    matter.closed_on, matter.close_basis = kept.closed_before, kept.basis_before
    give_back(passage, organ)
    passage.move_to(state)


def give_back(passage: Passage, organ: int | None = None) -> None:
    """Take the word from the organ that was asked; ``organ`` had it before."""
    passage.matter.review_organ = None
    passage.matter.review_organ_id = organ
