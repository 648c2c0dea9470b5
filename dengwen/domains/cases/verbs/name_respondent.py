"""Say who a petition complains about, or that it was not so."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim, Matter, Respondent
from dengwen.domains.cases.rules.conflict import check_reason, check_respondent
from dengwen.domains.cases.rules.draft import RespondentDraft
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.cases.verbs.rows import new_row
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.staff.models import Post


def name_respondent(
    *, case: int, reason: str, actor: Actor, at: datetime, organ: int | None = None, officer: int | None = None,
    name: str = "", claim: int | None = None, version: int | None = None,
) -> None:  # fmt: skip
    """Name the organ, the officer (her post) or, by ``name``, somebody who is not in the system; or several of them.

    ``claim`` None: every claim names them. What follows from it (``keep_apart.py``) follows at once: an accusation
    is hidden from those it accuses, and leaves their organ. Source: L22 Art.30, 46(5). Raises
    ``respondent.nobody``, ``respondent.no_reason``, ``respondent.unknown``, ``respondent.claim_not_found``.
    """
    with door(
        "name_respondent", case=case, actor=actor, at=at, version=version, event="respondent_named"
    ) as passage:
        check_respondent(organ=organ, officer=officer, name=name)
        passage.say("reason", check_reason(reason))
        _check_known(organ, officer)
        if claim is not None and not any(row.pk == claim for row in passage.rows(Claim)):
            raise Refusal("respondent.claim_not_found", claim=claim)
        passage.facts |= {"about": organ, "officer": officer}
        for draft in RespondentDraft(organ, officer, name.strip()).each():
            passage.create(respondent_row(passage.matter, passage, draft, claim))


def remove_respondent(
    *, case: int, respondent: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Correct a naming that was wrong: the row stays and gets its end, with the reason (facts, 2.3).

    Raises ``respondent.no_reason``, ``respondent.not_found``.
    """
    with door(
        "remove_respondent", case=case, actor=actor, at=at, version=version, event="respondent_removed"
    ) as passage:
        passage.say("reason", check_reason(reason))
        row = next((row for row in passage.rows(Respondent, until=None) if row.pk == respondent), None)
        if row is None:
            raise Refusal("respondent.not_found")
        passage.watch(row)
        row.until = passage.today
        passage.facts |= {"about": row.organ_id, "officer": row.officer_id}


def respondent_row(
    matter: Matter, passage: Passage, draft: RespondentDraft, claim: int | None = None
) -> Respondent:
    """Return the row of one organ or person complained about, not yet written."""
    return new_row(
        Respondent, matter=matter, claim_id=claim, organ_id=draft.organ, officer_id=draft.officer, name=draft.name,
        since=passage.today,
    )  # fmt: skip


def _check_known(organ: int | None, officer: int | None) -> None:
    if organ is not None and not Organ.objects.filter(pk=organ).exists():
        raise Refusal("respondent.unknown")
    if officer is not None and not Post.objects.filter(pk=officer).exists():
        raise Refusal("respondent.unknown")
