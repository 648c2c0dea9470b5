"""Standing aside: declared, or asked for by the petitioner and decided; and somebody else takes the place."""

from datetime import timedelta

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Party, Recusal
from dengwen.domains.cases.reads.case_page import sealed_party
from dengwen.domains.cases.reads.queues import queue_counts, queue_page, queues_of
from dengwen.domains.cases.reads.recipients import team_choices
from dengwen.domains.cases.states import State
from dengwen.domains.cases.verbs.assign_team import assign_team
from dengwen.domains.cases.verbs.recuse import ask_recusal, decide_recusal, declare_recusal
from dengwen.domains.closure.verbs.accept_dossier import accept_dossier
from dengwen.domains.closure.verbs.judge_item import judge_item
from dengwen.domains.handling.verbs.draft_opinion import draft_opinion
from dengwen.foundation.identity.models import SealedPerson
from dengwen.foundation.permissions.acting import set_post
from tests.cast import MORNING, Cast
from tests.handling.walk import Walk, Words, walk
from tests.independence.people import add_actor, seen

LATER = MORNING + timedelta(hours=1)
KIN: Words = {"ground": "KINSHIP", "reason": "The petitioner is my cousin."}


def to_assign(cast: Cast, part: str, way: Walk) -> list[int]:
    set_post(cast[part].post)
    queue = next(queue for queue in queues_of(cast[part]) if queue.code == "to_assign")
    found = [row.id for row in queue_page(cast[part], queue, way.day).rows]
    assert queue_counts(cast[part], [queue], way.day) == [len(found)]
    return found


@pytest.mark.parametrize("last", ["team", "plan", "step", "draft", "issue", "serve", "execute"])
@pytest.mark.parametrize("part", ["handler", "leader"])
def test_whoever_stands_aside_leaves_the_team_and_the_matter_waits_to_be_assigned(
    cast: Cast, part: str, last: str
) -> None:
    way = walk(cast, last)
    assert to_assign(cast, "unit_head", way) == []
    declare_recusal(case=way.case, actor=cast[part], at=way.at, **KIN)
    matter = seen(cast, way.case)
    assert {"handler": matter.handler_id, "leader": matter.leader_id}[part] is None
    assert to_assign(cast, "unit_head", way) == [way.case]
    assert to_assign(cast, "registrar", way) == [way.case]


def test_she_is_never_put_on_it_again_and_does_nothing_more_in_it(cast: Cast) -> None:
    way = walk(cast, "step")
    other = add_actor(cast, "handler_of_the_bureau", "lin", "handler", cast["handler"].account)
    declare_recusal(case=way.case, actor=cast["handler"], at=way.at, **KIN)
    for post in (cast["handler"].post, other.post):
        with pytest.raises(Refusal, match=r"conflict\.to_person"):
            assign_team(case=way.case, handler=post, actor=cast["registrar"], at=way.at)
    for actor in (cast["handler"], other):
        with pytest.raises(Refusal, match=r"conflict\.recused"):
            draft_opinion(case=way.case, method="EXPLANATION", summary="So.", actor=actor, at=way.at)
    assert cast["handler"].post not in [
        post.pk for post in team_choices(seen(cast, way.case), way.day).handlers
    ]
    assign_team(case=way.case, handler=cast["unit_head"].post, actor=cast["registrar"], at=way.at)
    assert to_assign(cast, "unit_head", way) == []


def test_she_still_sees_it_and_no_longer_who_complains(cast: Cast) -> None:
    way = walk(cast, "step")
    declare_recusal(case=way.case, actor=cast["handler"], at=way.at, **KIN)
    assert seen(cast, way.case, "handler").pk == way.case
    party = Party.objects.get(matter=way.case)
    assert party.person_id is not None
    with pytest.raises(Refusal, match=r"conflict\.recused"):
        sealed_party(actor=cast["handler"], case=way.case, party=party.pk)
    assert not SealedPerson.objects.filter(pk=party.person_id).exists()


def test_a_reviewer_who_stands_aside_examines_nothing_and_another_does(cast: Cast) -> None:
    way = walk(cast, "judge")
    declare_recusal(case=way.case, actor=cast["reviewer"], at=way.at, **KIN)
    with pytest.raises(Refusal, match=r"conflict\.recused"):
        judge_item(case=way.case, item=way.items()[0].pk, finding="met", actor=cast["reviewer"], at=way.at)
    with pytest.raises(Refusal, match=r"conflict\.recused"):
        accept_dossier(case=way.case, actor=cast["reviewer"], at=way.at)
    second = add_actor(cast, "second_reviewer", "river", "reviewer")
    accept_dossier(case=way.case, actor=second, at=way.at)
    assert seen(cast, way.case).state == State.FOLLOW_UP


def test_the_petitioner_asks_and_the_leader_decides(cast: Cast) -> None:
    way = walk(cast, "plan")
    asked: Words = {"case": way.case, "post": cast["handler"].post, **KIN}
    ask_recusal(actor=cast["registrar"], at=way.at, **asked)
    matter = seen(cast, way.case)
    assert (matter.guarded, matter.handler_id) == (True, cast["handler"].post), (
        "nothing follows before it is decided"
    )
    row = Recusal.objects.get(matter=way.case)
    words: Words = {"case": way.case, "recusal": row.pk, "reason": "They are kin indeed."}
    with pytest.raises(Refusal, match=r"right\.missing"):
        decide_recusal(grant=True, actor=cast["unit_head"], at=way.at, **words)
    decide_recusal(grant=True, actor=cast["leader"], at=way.at, **words)
    assert seen(cast, way.case).handler_id is None
    with pytest.raises(Refusal, match=r"recusal\.not_found"):
        decide_recusal(grant=False, actor=cast["leader"], at=way.at, **words)


def test_a_refused_request_changes_nothing_and_may_be_made_again(cast: Cast) -> None:
    way = walk(cast, "plan")
    asked: Words = {
        "case": way.case,
        "post": cast["handler"].post,
        "actor": cast["registrar"],
        "at": way.at,
        **KIN,
    }
    ask_recusal(**asked)
    with pytest.raises(Refusal, match=r"recusal\.already"):
        ask_recusal(**asked)
    row = Recusal.objects.get(matter=way.case)
    decide_recusal(
        case=way.case, recusal=row.pk, grant=False, reason="No kin.", actor=cast["leader"], at=way.at
    )
    matter = seen(cast, way.case)
    assert (matter.guarded, matter.handler_id) == (False, cast["handler"].post)
    ask_recusal(**asked)


def test_nobody_decides_about_herself(cast: Cast) -> None:
    way = walk(cast, "plan")
    ask_recusal(case=way.case, post=cast["leader"].post, actor=cast["registrar"], at=way.at, **KIN)
    words: Words = {
        "case": way.case,
        "recusal": Recusal.objects.get(matter=way.case).pk,
        "grant": False,
        "reason": "No.",
    }
    other_post = add_actor(cast, "leader_too", "lin", "leader", cast["leader"].account)
    for actor in (cast["leader"], other_post):
        with pytest.raises(Refusal, match=r"recusal\.own"):
            decide_recusal(actor=actor, at=way.at, **words)
    decide_recusal(actor=cast["city_leader"], at=way.at, **words)


@pytest.mark.parametrize(
    ("words", "code"),
    [({"ground": "MOOD"}, "recusal.ground_unknown"), ({"reason": " "}, "recusal.no_reason")],
)
def test_a_recusal_needs_ground_and_reason(cast: Cast, words: dict[str, str], code: str) -> None:
    way = walk(cast, "team")
    with pytest.raises(Refusal, match=code.replace(".", r"\.")):
        declare_recusal(case=way.case, actor=cast["handler"], at=way.at, **(KIN | words))
    with pytest.raises(Refusal, match=r"recusal\.post_unknown"):
        ask_recusal(case=way.case, post=999_999_999, actor=cast["registrar"], at=way.at, **KIN)
    assert not seen(cast, way.case).guarded
