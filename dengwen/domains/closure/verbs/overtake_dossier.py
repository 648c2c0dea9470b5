"""Lay aside a dossier that a request for review overtook."""

from collections.abc import Sequence

from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.closure.reads.open_dossier import last_dossier
from dengwen.domains.closure.rules.dossier_decision import Outcome


def overtake_dossier(passages: Sequence[Passage]) -> None:
    """Lay the dossier under examination aside; a reaction to a request for review: what is handed in anew is judged.

    Handing in early must not cost the petitioner her review (L22 Art.35).
    """
    for passage in passages:
        dossier = last_dossier(passage)
        if dossier is not None and dossier.decision == Outcome.OPEN:
            passage.watch(dossier)
            dossier.decision, dossier.decided_on = Outcome.OVERTAKEN.value, passage.today
