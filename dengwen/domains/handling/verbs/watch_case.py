"""A leader of a higher organ watches one matter: the watch begins, she notes and asks, she is answered, it ends."""

from datetime import date, datetime
from functools import partial

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import posts_of
from dengwen.domains.cases.models import Watch
from dengwen.domains.cases.reads.conflicts import place_of_account
from dengwen.domains.cases.rules.conflict import conflict
from dengwen.domains.cases.rules.watch import CALLED_BACK, acted_in, check_watch
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.cases.verbs.keep_apart import named_at
from dengwen.domains.handling.models import WatchNote
from dengwen.domains.handling.reads.procedures import account_of, post_in_force
from dengwen.domains.handling.rules.watches import check_answer, check_note
from dengwen.foundation.permissions.actor import Actor, actor_of


def watch_case(
    *, case: int, leader: int, ground: str, actor: Actor, at: datetime, until: date | None = None,
    version: int | None = None,
) -> None:  # fmt: skip
    """Let a leader (a post of the actor's own organ, above the holder) watch the case, on what ground, until when.

    From now on she does nothing else in it, under any post (plan S47). Raises ``watch.post_unknown`` and what
    :func:`check_watch` raises.
    """
    with door("watch_case", case=case, actor=actor, at=at, version=version) as passage:
        matter, known = passage.matter, passage.rows(Watch)
        post = post_in_force(passage, leader, passage.today)
        if post is None:
            raise Refusal("watch.post_unknown", post=leader)
        account = account_of(passage, leader)
        posts = passage.look_up(("posts", account), partial(posts_of, account))
        place = place_of_account(account, passage.look_up)
        check_watch(
            role=post.role, own_organ=actor_of(post).bureau == actor.bureau,
            acted=acted_in(passage.deeds(), posts) or bool({matter.leader_id, matter.handler_id} & set(posts)),
            apart=matter.guarded and conflict(named_at(passage), place) is not None,
            in_force=any(row.ended_on is None for row in known), ground=ground, until=until, today=passage.today,
        )  # fmt: skip
        passage.create(
            Watch(
                matter=matter, number=len(known) + 1, post_id=leader, organ_id=actor.bureau, ground=ground.strip(),
                since=passage.today, until=until, set_by_id=actor.post,
            )
        )  # fmt: skip
        matter.watched = True
        passage.facts |= {"watcher": leader}
        if until is not None:
            passage.facts["watch_until_on"] = until.isoformat()
        passage.say("ground", ground)


def note_watch(
    *, case: int, words: str, actor: Actor, at: datetime, asks: bool = False, due: date | None = None,
    version: int | None = None,
) -> None:  # fmt: skip
    """Write a note to the organ that holds the case; ``asks``: an answer is owed by ``due``.

    Only who watches the case now. Raises ``watch.none`` and what :func:`check_note` raises.
    """
    with door("note_watch", case=case, actor=actor, at=at, version=version) as passage:
        row = _in_force(passage)
        over = row.until is not None and row.until < passage.today
        check_note(
            own=row.post_id == actor.post and not over, words=words, asks=asks, due=due, today=passage.today
        )
        number = len(passage.rows(WatchNote)) + 1
        passage.create(
            WatchNote(
                matter=passage.matter, watch=row, number=number, words=words.strip(), written_on=passage.today,
                by_id=actor.post, asks=asks, due=due,
            )
        )  # fmt: skip
        passage.facts |= {"number": number, "asks": asks}
        if due is not None:
            passage.facts["watch_answer_by"] = due.isoformat()
        passage.say("note", words)


def answer_watch(
    *, case: int, note: int, answer: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Answer, as the organ that holds the case, what the leader who watches it asked.

    An answer is owed although the watch may be over meanwhile. Raises ``watch.note_not_here`` and what
    :func:`check_answer` raises.
    """
    with door("answer_watch", case=case, actor=actor, at=at, version=version) as passage:
        row = next(iter(passage.rows(WatchNote, pk=note)), None)
        if row is None:
            raise Refusal("watch.note_not_here", note=note)
        check_answer(asks=row.asks, answered=row.answered_on is not None, answer=answer)
        passage.watch(row)
        row.answer, row.answered_on, row.answered_by_id = answer.strip(), passage.today, actor.post
        passage.facts["number"] = row.number
        passage.say("answer", answer)


def end_watch(*, case: int, reason: str, actor: Actor, at: datetime, version: int | None = None) -> None:
    """End the watch before its time, with the reason: the leader herself, or the organ that assigned it.

    Raises ``watch.none``, ``watch.other_organ_ends``, ``watch.no_reason``.
    """
    with door("end_watch", case=case, actor=actor, at=at, version=version) as passage:
        row = _in_force(passage)
        if row.organ_id != actor.bureau:
            raise Refusal("watch.other_organ_ends", organ=row.organ_id)
        if not reason.strip():
            raise Refusal("watch.no_reason")
        passage.watch(row)
        row.ended, row.ended_on = CALLED_BACK, passage.today
        passage.facts["watcher"] = row.post_id
        passage.say("reason", reason)


def _in_force(passage: Passage) -> Watch:
    row = next(iter(passage.rows(Watch, ended_on=None)), None)
    if row is None:
        raise Refusal("watch.none")
    return row
