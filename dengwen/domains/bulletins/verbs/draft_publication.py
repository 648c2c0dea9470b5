"""Draft a bulletin, a summary or a report: every section, with its figures from the frozen month."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction

from dengwen.base.canonical import canonical_json
from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.models import Publication
from dengwen.domains.bulletins.reads.publication_figures import figures_for, snapshot_for
from dengwen.domains.bulletins.rules.publication_due import month_of
from dengwen.domains.bulletins.rules.publication_kinds import Kind, check_level, kind_of
from dengwen.domains.bulletins.states import PublicationState as State
from dengwen.domains.bulletins.verbs.book_of_publication import PublicationPassage, close
from dengwen.domains.campaigns.access import campaign_seen
from dengwen.domains.campaigns.models import Campaign
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.shape import in_lang


def draft_publication(
    *, kind: str, period: str, actor: Actor, at: datetime, campaign: int | None = None, snapshot: str = "",
    language: str = "zh",
) -> int:  # fmt: skip
    """Draft all sections of a publication of the actor's organ; return its id (plan S42, S67-S71).

    ``period``: a month (``2026-03``), or the key of a summary of the campaign. ``snapshot``: a version of the frozen
    month; without it the newest. After one that was issued and withdrawn this is its next version, with that reason and
    with every figure that differs. Raises ``right.missing``, ``publication.there_already``, ``campaign.not_found`` and
    what :func:`kind_of`, :func:`check_level`, :func:`month_of` and :func:`snapshot_for` raise.
    """
    actor.require(Right.WRITE_PUBLICATION)
    with transaction.atomic():
        set_post(actor.post)
        wanted = kind_of(kind)
        check_level(wanted, Organ.objects.get(pk=actor.bureau).level)
        found = campaign_seen(actor, campaign) if campaign is not None else None
        month = month_of(wanted, period, campaign_pack(found.pack) if found else None)
        earlier = _earlier(actor, kind, found, period)
        frozen = snapshot_for(month, snapshot)
        figures = figures_for(frozen, kind=wanted, organ=actor.bureau, campaign=found)
        today = local_day(at, settings.TIME_ZONE)
        row = Publication(
            organ_id=actor.bureau, kind=kind, audience=wanted.audience, campaign=found, period=period,
            snapshot=frozen.name, snapshot_sha256=frozen.digest, language=language if language == "en" else "zh",
            version=earlier.version + 1 if earlier else 1, corrects=earlier, figures=canonical_json(figures),
            words=canonical_json(_begins(wanted, language)), salt=secrets.token_bytes(16), drafted_on=today,
            drafted_by_id=actor.post,
        )  # fmt: skip
        passage = PublicationPassage(row, "publication_drafted", actor, at, today)
        passage.create(row)
        passage.facts |= {"kind": kind, "period": period, "snapshot": frozen.name, "sha256": frozen.digest}
        close(passage)
    return row.pk


def _earlier(actor: Actor, kind: str, campaign: Campaign | None, period: str) -> Publication | None:
    """Return the last one of this period that was issued and then withdrawn; raises ``publication.there_already``."""
    same = Publication.objects.filter(organ=actor.bureau, kind=kind, campaign=campaign, period=period)
    stands = same.exclude(state=State.WITHDRAWN).first()
    if stands is not None:
        name = code_list("publication_kinds").entry(kind)
        number = stands.number or f"{name.zh} / {name.en} {period}"
        raise Refusal("publication.there_already", number=number, publication=stands.pk)
    return same.exclude(number="").order_by("-version").first()


def _begins(kind: Kind, lang: str) -> dict[str, str]:
    known = code_list("publication_sections")
    said = {section: known.entry(section).extras for section in kind.sections}
    return {section: in_lang(lang, words["begins_en"], words["begins_zh"]) for section, words in said.items()}
