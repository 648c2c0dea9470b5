"""A frozen month, publications of the province and of River City, and what is written into their forms."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from dengwen.domains.bulletins.models import Publication
from dengwen.domains.bulletins.reads.publications import publications_of
from dengwen.domains.bulletins.verbs.approve_publication import approve_publication
from dengwen.domains.bulletins.verbs.ask_for_replies import ask_for_replies
from dengwen.domains.bulletins.verbs.draft_publication import draft_publication
from dengwen.domains.bulletins.verbs.edit_publication import edit_publication
from dengwen.domains.bulletins.verbs.freeze_snapshot import freeze_snapshot
from dengwen.domains.bulletins.verbs.issue_publication import issue_publication
from dengwen.foundation.permissions.acting import acting
from tests.cast import DAY, Cast
from tests.independence.people import add_actor

AT = datetime(2026, 4, 2, 3, tzinfo=UTC)
WORDS = "River City secret words"
_TEXTS = {"work": WORDS, "next": "The late ones first."}
# The publication that a placeholder of an address stands for: who publishes it, its kind, and how far it has come.
_MADE = {
    "draft": ("campaign_office", "monthly_bulletin", "edited"),
    "asked": ("city_registrar", "monthly_bulletin", "asked"),
    "given": ("campaign_office", "report_petition_bureau", "asked"),
    "ready": ("campaign_office", "report_mps", "approved"),
    "issued": ("campaign_office", "report_plc", "issued"),
}  # fmt: skip
_STEPS = ("edited", "asked", "approved", "issued")


def make_bulletins(cast: Cast) -> None:
    """Freeze the month and walk the publications; everything is committed, for a month is frozen outside."""
    add_actor(cast, "office_two", "province", "campaign_office")
    freeze_snapshot(month=DAY, actor=cast["campaign_office"], at=AT)
    for part, kind, last in _MADE.values():
        actor, steps = cast[part], _STEPS[: _STEPS.index(last) + 1]
        if kind == "report_petition_bureau":
            actor = cast["office_two"]  # so that the campaign office of the table may approve it
        made = draft_publication(kind=kind, period="2026-03", language="en", actor=actor, at=AT)
        edit_publication(publication=made, texts=_TEXTS, actor=actor, at=AT)
        if "asked" in steps:
            ask_for_replies(publication=made, actor=actor, at=AT)
        if "approved" in steps:
            approve_publication(publication=made, actor=cast["office_two"], at=AT)
        if "issued" in steps:
            issue_publication(publication=made, actor=actor, at=AT)


def bulletin_ids(cast: Cast) -> dict[str, int]:
    """Return the ids that stand in addresses."""
    found: dict[tuple[int, str], Publication] = {}
    for part in ("campaign_office", "city_registrar"):
        with acting(cast[part].post):
            found |= {(row.organ_id, row.kind): row for row in publications_of(cast[part])}
    ids = {name: found.get((cast[part].bureau, kind)) for name, (part, kind, _) in _MADE.items()}
    return {f"{name}_bulletin": row.pk if row else 0 for name, row in ids.items()}


def _deed(deed: str, revision: int = 0, **fields: object) -> Mapping[str, Any]:
    """Return a form; ``revision`` counts the steps that the publication has taken."""
    return {"deed": deed, "revision": revision} | fields


BULLETIN_PAGES: dict[str, Any] = {
    "/bulletins/": {"kind": "stage_summary", "period": "2026-03", "campaign": "", "language": "en"},
    "/bulletins/?month": {"kind": "report_congress", "period": "2026-03", "campaign": "", "language": "en"},
    "/bulletins/{draft_bulletin}/?save": _deed("save", 2, **{"words-work": "Newer words."}),
    "/bulletins/{draft_bulletin}/?ask": _deed("ask", 2),
    "/bulletins/{asked_bulletin}/?reply": _deed("reply", words="We were two short."),
    "/bulletins/{given_bulletin}/?approve": _deed("approve", 3),
    "/bulletins/{given_bulletin}/?return": _deed("return", 3, reason="Say more."),
    "/bulletins/{ready_bulletin}/?issue": _deed("issue", 4),
    "/bulletins/{issued_bulletin}/?receipt": _deed(
        "receipt", recipient="political_legal", proof="Slip 4", received_on="2026-3-20"
    ),
    "/bulletins/{issued_bulletin}/?withdraw": _deed("withdraw", reason="A county was missing."),
}
