"""What a pack says besides its limits: procedures, checklists, outcomes with their grounds."""

from typing import Annotated

from pydantic import Field

from dengwen.foundation.rulebook.shape import Frozen, Status, Text, Unit, in_lang

Count = Annotated[int, Field(gt=0)]


class Span(Frozen):
    """A stretch of time inside a procedure; without an article of its own it rests on that of the procedure."""

    length: Count
    unit: Unit
    article: str = ""
    article_zh: str = ""
    status: Status | None = None


class Procedure(Frozen):
    """A procedure that the regime knows; one that it does not know is simply not in the pack.

    ``times``: how often it is open to one matter, if that is said. ``decided_by``: see the code list ``deciders``.
    ``notice``: how long before, those concerned are told; ``admission``: how long the organ may think about letting
    it in; ``reply``: how long the petitioner has to answer. ``most``: the greatest number allowed
    (representatives). ``told_en``, ``told_zh``: what the petitioner is usually told, {length} standing for the
    petitioner's own time. ``barred_categories``: for these, and those below them, the procedure is not open.
    """

    key: Text
    article: Text
    article_zh: Text
    status: Status
    times: Count | None = None
    decided_by: str = ""
    notice: Span | None = None
    admission: Span | None = None
    reply: Span | None = None
    most: Count | None = None
    barred_categories: tuple[Text, ...] = ()
    told_en: str = ""
    told_zh: str = ""
    note_en: str = ""
    note_zh: str = ""

    def told(self, lang: str) -> str:
        """Return what the petitioner is usually told of it."""
        return in_lang(lang, self.told_en, self.told_zh)

    def bars(self, category: str) -> bool:
        """Say whether the procedure is closed to ``category``, by its own code or by a heading above it."""
        parts = category.split(".")
        return any(".".join(parts[: end + 1]) in self.barred_categories for end in range(len(parts)))

    def note(self, lang: str) -> str:
        """Return the remark."""
        return in_lang(lang, self.note_en, self.note_zh)


class Checklist(Frozen):
    """What must be there at a stage; with ``method``, only for matters that were resolved in this way.

    The items of the stage ``dossier`` are codes of ``dossier_items``, those of all others of ``documents``.
    """

    stage: Text
    method: str = ""
    items: Annotated[tuple[Text, ...], Field(min_length=1)]
    article: Text
    article_zh: Text
    status: Status

    @property
    def list_name(self) -> str:
        """The code list of the items."""
        return "dossier_items" if self.stage == DOSSIER else "documents"


DOSSIER = "dossier"


class Outcome(Frozen):
    """How a procedure may end, and on which grounds.

    ``differs_after``: after these grounds the new opinion may not repeat the old one on the same facts and reasons.
    """

    procedure: Text
    code: Text
    grounds: tuple[Text, ...] = ()
    differs_after: tuple[Text, ...] = ()
    article: Text
    article_zh: Text
    status: Status
