"""The database's function and the rule in Python say the same, and the ledger can tell all of it."""

import itertools
from datetime import timedelta
from random import Random

from django.db import connection

from dengwen.domains.cases.models import Recusal, Respondent
from dengwen.domains.cases.reads.conflicts import named_in, place_of_account
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.cases.rules.conflict import Conflict, conflict
from dengwen.domains.cases.verbs.name_respondent import name_respondent, remove_respondent
from dengwen.domains.cases.verbs.raise_level import raise_level
from dengwen.domains.cases.verbs.recuse import declare_recusal
from dengwen.foundation.organs.verbs.merge_organs import merge_organs
from dengwen.foundation.permissions.acting import acting, set_post
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import walk
from tests.independence.people import ACCUSATION, about, add_actor, respondent_of, with_station

LATER = MORNING + timedelta(hours=1)
OFFICERS = ("handler", "unit_head", "leader", "city_leader", "reviewer", "moss_leader", "campaign_office")


def says(function: str, post: int, case: int) -> bool:
    set_post(post)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [case])
        return bool(cursor.fetchone()[0])


def test_database_and_rule_agree_on_everybody_about_everybody(cast: Cast) -> None:
    """Every organ, every officer and pairs of both, against every post of the cast; one organ is merged away."""
    land = with_station(cast)
    add_actor(land, "also_in_moss", "moss", "leader", land["stone_registrar"].account)
    merge_organs(organ=land.organ("quarry"), into=land.organ("moss"), on=DAY, actor_post=None, at=LATER)
    singles = [{"organ": name} for name in land.organs] + [{"officer": part} for part in OFFICERS]
    pairs = [one | other for one, other in itertools.product(singles[:-7], singles[-7:])]
    chosen = singles + Random(7).sample(pairs, 25)
    kinds = set()
    for number, names in enumerate(chosen):
        case = land.registered(
            "campaign_office", at=MORNING + timedelta(minutes=number), purpose="APPEAL", category="05.01",
            claims=(), **about(land, **names),
        ).pk  # fmt: skip
        recused = land["handler"] if number % 3 == 0 else None
        if recused:
            set_post(land["minister"].post)
            Recusal.objects.bulk_create([_recusal(case, recused.post)])
        set_post(land["minister"].post)
        named = named_in(Respondent.objects.filter(matter=case)[0].matter)
        for part, actor in land.actors.items():
            why = conflict(named, place_of_account(actor.account))
            kinds.add(why)
            told = says("dengwen_conflicted", actor.post, case)
            assert told == (why not in (None, Conflict.RECUSED)), (names, part, why)
            assert says("dengwen_kept_from_identity", actor.post, case) == (why is not None), (names, part)
    assert kinds == {None, *Conflict} - {Conflict.HANDLED}


def _recusal(case: int, post: int) -> Recusal:
    return Recusal(
        matter_id=case, post_id=post, ground="OTHER", asked_by="self", asked_on=DAY, decision="granted", decided_on=DAY
    )  # fmt: skip


def test_the_ledger_tells_all_of_it(kept_cast: Cast) -> None:
    """Committed: the deferred guards have seen every row, and each row is what its stream says."""
    land = with_station(kept_cast)
    with acting(None):
        way = walk(land, "step")
    with acting(None):
        declare_recusal(
            case=way.case, ground="OTHER", reason="I know them.", actor=land["handler"], at=way.at
        )
    with acting(None):
        name_respondent(
            case=way.case, organ=land.organ("lin"), officer=land["leader"].post, name="Officer Chen", reason="Named.",
            actor=land["registrar"], at=way.at,
        )  # fmt: skip
    with acting(land["minister"].post):
        named = list(Respondent.objects.filter(matter=way.case).values_list("pk", flat=True))
    assert len(named) == 3
    with acting(None):
        remove_respondent(
            case=way.case,
            respondent=named[0],
            reason="Not the organ.",
            actor=land["city_registrar"],
            at=way.at,
        )
    with acting(None):
        raise_level(case=way.case, reason="Higher still.", actor=land["city_registrar"], at=way.at)
    with acting(None):
        case = land.registered(**ACCUSATION, **about(land, organ="moss")).pk
    with acting(None):
        assert respondent_of(land, case)
    assert list(verify_everything()) == []
