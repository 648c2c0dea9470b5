"""Change the words of a draft. Figures are no words: they are read again from the frozen month."""

import json
from collections.abc import Mapping
from datetime import datetime

from dengwen.base.canonical import canonical_json
from dengwen.domains.bulletins.reads.publication_figures import numbers_in
from dengwen.domains.bulletins.reads.reread_figures import reread
from dengwen.domains.bulletins.rules.publication_kinds import kind_of
from dengwen.domains.bulletins.rules.publication_steps import check_draft
from dengwen.domains.bulletins.rules.publication_words import edited
from dengwen.domains.bulletins.verbs.book_of_publication import publication_door
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def edit_publication(
    *, publication: int, texts: Mapping[str, str], actor: Actor, at: datetime, revision: int | None = None
) -> None:
    """Save the words of sections; a section that is not in ``texts`` keeps its words.

    Who edits is a writer and approves no more. Raises ``right.missing``, ``publication.not_draft``, and what
    :func:`edited`, :func:`reread` and the door raise.
    """
    actor.require(Right.WRITE_PUBLICATION)
    with publication_door(
        "publication_edited", publication=publication, actor=actor, at=at, revision=revision
    ) as passage:
        row = passage.row
        check_draft(row.state)
        figures = reread(row)
        whole = json.loads(row.words) | dict(texts)
        found = edited(kind_of(row.kind).sections, whole, numbers_in(figures))
        row.words = canonical_json({each.section: each.text for each in found})
        row.editors = " ".join(sorted({*row.editors.split(), str(actor.post)}))
        passage.facts["sections"] = sorted(texts)
