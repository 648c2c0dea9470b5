"""A petitioner says herself how she was treated: a rating, or that she was pressed or kept away."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.petitioner_case import looking
from dengwen.domains.cases.verbs.register_petitions import Registered
from dengwen.domains.closure.rules.ratings import Answers, check_wrongs
from dengwen.domains.closure.verbs.record_rating import record_rating
from dengwen.domains.closure.verbs.register_wrong import Wrong, register_wrong
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor

FROM_REPORT = "report"


def report_wrong(*, case: int, wrong: Wrong, actor: Actor, at: datetime) -> Registered:
    """Register, for the petitioner herself, that she was pressed or kept away; at any time and in every state.

    Nothing of it stands in the case that it is about: the organ that it accuses reads that one. Returns number and
    query code of the new matter. Raises ``rating.wrong_unknown``, ``rating.wrong_without_words``, ``case.not_found``.
    """
    with transaction.atomic():
        set_post(actor.post, case=actor.case, party=actor.party)
        matter = looking(actor, at).matter
        if matter.pk != case:
            raise Refusal("case.not_found", case=case)
        check_wrongs(wrong.codes, wrong.words)
        if not wrong.codes:
            raise Refusal("rating.wrong_unknown")
        key = f"{matter.pk}/{at.isoformat()}"
        return register_wrong(matter, wrong, source=FROM_REPORT, key=key, actor=actor, at=at)


def rate_own_case(*, case: int, said: Answers, way: str, actor: Actor, at: datetime) -> Registered | None:
    """Record what the petitioner herself says of handling and outcome, asked by nobody of the organ that handled it.

    What she says of being pressed or kept away is registered apart. Raises what :func:`record_rating` and
    :func:`report_wrong` raise.
    """
    today = local_day(at, settings.TIME_ZONE)
    wrong = Wrong(said.wrongs, said.wrong_words, today, way)
    rating = Answers(said.handling, said.outcome, said.words)
    with transaction.atomic():
        record_rating(case=case, said=rating, asked_on=today, way=way, actor=actor, at=at)
        return report_wrong(case=case, wrong=wrong, actor=actor, at=at) if said.wrongs else None
