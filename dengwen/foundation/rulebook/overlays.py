"""What a site changes in a national pack: only ever for the better of the petitioner (facts, 8a note 6)."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from dengwen.foundation.rulebook.findings import Finding
from dengwen.foundation.rulebook.model import Extension, Limit, Pack, PackCode, Unit
from dengwen.foundation.rulebook.shape import Frozen, Status, Text, in_lang


class Change(Frozen):
    """Another length of one limit. ``extension_max``: another greatest extension; 0 allows none."""

    limit: Text
    length: Annotated[int, Field(gt=0)]
    extension_max: Annotated[int, Field(ge=0)] | None = None
    reason_en: Text
    reason_zh: Text
    article: Text
    article_zh: Text
    status: Status

    def reason(self, lang: str) -> str:
        """Return why the site changes the limit."""
        return in_lang(lang, self.reason_en, self.reason_zh)


class Overlay(Frozen):
    """The changes of a site to the pack ``of``, for what is triggered from ``in_force_from`` on."""

    code: PackCode
    of: PackCode
    title_en: Text
    title_zh: Text
    in_force_from: date
    limits: Annotated[tuple[Change, ...], Field(min_length=1)]


class OverlayFile(Frozen):
    """The file that ``DENGWEN_RULES_OVERLAY`` names: every overlay that was ever in force, none taken out."""

    overlays: Annotated[tuple[Overlay, ...], Field(min_length=1)]


class SitePack(Pack):
    """A national pack as a site changed it, under a code of its own; ``national`` is the code of that pack."""

    national: Text
    changes: tuple[Change, ...]

    def change(self, limit: Limit) -> Change | None:
        """Return what the site changed about ``limit``."""
        names = (limit.id, limit.key)
        return next((change for change in self.changes if change.limit in names), None)


Wrong = Iterator[tuple[str, str, dict[str, Any]]]


def mistakes(change: Change, law: Pack) -> Wrong:
    """Yield field, code and facts of what a change may not do.

    A site may shorten what petitioners wait for and lengthen what they have, never the other way round.
    """
    if not law.has(change.limit):
        known = ", ".join(limit.id for limit in law.limits if limit.unit is not Unit.GIVEN_DATE)
        yield "limit", "overlay_no_limit", {"name": law.code, "limit": change.limit, "known": known}
        return
    limit = law.limit(change.limit)
    facts = {"limit": limit.id, "national": limit.length, "site": change.length}
    if limit.unit is Unit.GIVEN_DATE:
        yield "length", "overlay_given_date", facts
        return
    theirs = limit.bearer == "petitioner" or limit.waiting
    if theirs and change.length < limit.length:
        yield "length", "overlay_shorter", facts
    if not theirs and change.length > limit.length:
        yield "length", "overlay_longer", facts
    yield from _extension_mistakes(change, limit)


def _extension_mistakes(change: Change, limit: Limit) -> Wrong:
    most, wanted = limit.extension.max if limit.extension else 0, change.extension_max
    if wanted is not None and limit.extension is None:
        yield "extension_max", "overlay_no_extension", {"limit": limit.id}
    elif wanted is not None and wanted > most:
        yield (
            "extension_max",
            "overlay_extension_longer",
            {"limit": limit.id, "national": most, "site": wanted},
        )
    elif change.length == limit.length and wanted in (None, most):
        yield "length", "overlay_changes_nothing", {"limit": limit.id}


def overlay_mistakes(
    overlay: Overlay, place: tuple[str | int, ...], law: Pack, file: str
) -> Iterator[Finding]:
    """Yield what is wrong with one overlay of ``law``; ``place`` is where it stands in its file."""
    if not law.in_force(overlay.in_force_from):
        facts: dict[str, Any] = {"day": overlay.in_force_from, "name": law.code}
        yield Finding(file, _field(place, "in_force_from", overlay.code), "overlay_outside", facts)
    seen: set[str] = set()
    for number, change in enumerate(overlay.limits):
        here = (*place, "limits", number)
        name = law.limit(change.limit).id if law.has(change.limit) else change.limit
        if name in seen:
            yield Finding(file, _field(here, "limit", overlay.code), "overlay_twice", {"limit": name})
        seen.add(name)
        for step, code, facts in mistakes(change, law):
            yield Finding(file, _field(here, step, overlay.code), code, facts)


def _field(place: tuple[str | int, ...], step: str, owner: str) -> str:
    return ".".join(str(each) for each in (*place, step)) + f" ({owner})"


def laid_over(law: Pack, overlay: Overlay) -> SitePack:
    """Return ``law`` as ``overlay`` changes it."""
    changes = {law.limit(change.limit).id: change for change in overlay.limits}
    limits = tuple(
        _changed(limit, changes[limit.id]) if limit.id in changes else limit for limit in law.limits
    )
    fields = {name: getattr(law, name) for name in Pack.model_fields}
    own: dict[str, Any] = {
        "code": overlay.code, "title_en": overlay.title_en, "title_zh": overlay.title_zh, "limits": limits,
        "in_force_from": overlay.in_force_from, "national": law.code, "changes": overlay.limits,
    }  # fmt: skip
    return SitePack(**(fields | own))


def _changed(limit: Limit, change: Change) -> Limit:
    extension = limit.extension
    if extension is not None and change.extension_max is not None:
        extension = _extension(extension, change.extension_max)
    return limit.model_copy(
        update={
            "length": change.length, "extension": extension, "article": change.article,
            "article_zh": change.article_zh, "status": change.status,
            "note_en": f"{change.reason_en} {limit.note_en}".strip(),
            "note_zh": f"{change.reason_zh}{limit.note_zh}",
        }
    )  # fmt: skip


def _extension(extension: Extension, most: int) -> Extension | None:
    return extension.model_copy(update={"max": most}) if most else None
