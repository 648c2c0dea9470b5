"""Each right twice, side by side: what a post sees, and what it may do."""

from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django.db import connection
from django.db.models import BooleanField, Exists, Func, OuterRef, Q, QuerySet

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Involvement, Matter, Watch
from dengwen.domains.cases.reads.conflicts import apart, named_in
from dengwen.domains.cases.rules.conflict import STILL_OPEN
from dengwen.domains.cases.rules.watch import WATCHERS_OWN
from dengwen.domains.cases.transitions import (
    PETITIONERS_OWN,
    TRANSITIONS,
    Transition,
    Where,
    find,
    sources_of,
)
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.organs.reads.superiors import answering_organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.decision import Decision
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.staff.models import Post

# Examining, and holding a hearing, is not "acting in the case": who returned a dossier once may examine it again, and
# who reviews, terminates or confirms a withdrawal goes on to the end; ``appeals`` holds them to more than this.
EXAMINING = ("judge_item", "return_dossier", "order_redo", "accept_dossier", "close", "identity_opened",
             "due_recomputed", "admit_review", "refuse_review", "decide_review", "order_redo_on_review",
             "admit_rereview", "refuse_rereview", "decide_rereview", "examine_termination", "refuse_termination",
             "terminate", "uphold_termination", "revoke_termination", "call_back_withdrawal", "withdrawal_pressed",
             "withdrawal_refused", "confirm_withdrawal", "go_on_despite_withdrawal", "announce_hearing",
             "open_hearing", "close_hearing", "decision_letter_drafted", "decision_letter_changed",
             "decision_letter_issued", "decision_letter_voided", "begin_lookback", "conclude_lookback",
             "settle_lookback", "record_rating", "answer_rating",
             # taken into a campaign by the thousand, and back by the worker: nobody's act in the case
             "take_into_campaign", "scope_lapsed", "watch_lapsed",
             # keeping the file
             # what is told of another matter
             "merged_here", "merged_here_undone", "linked_here", "unlinked_here",
             "export_asked", "named_export_asked", "export_granted", "export_refused", "file_exported",
             "own_data_exported", "hold_placed", "hold_lifted", "disposal_proposed", "disposal_refused",
             "disposed")  # fmt: skip


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """Return the matters whose organ lies at or below the actor's, or in which its organ has a dated part.

    Row-level security says the same in the database; this is the same rule for the reader of the code, and the
    place to start every query from. A petitioner sees her own case.
    """
    if actor.is_petitioner:
        return Matter.objects.filter(pk=actor.case or 0)
    if not actor.has(Right.READ_CASE):
        return Matter.objects.none()
    reach = OrganReach.objects.filter(top=actor.bureau)
    mine = Involvement.objects.filter(matter=OuterRef("pk"), organ__in=reach.values("organ"), until=None)
    # Whom a matter accuses it does not exist for; asked of the few that accuse somebody.
    accused = Func("pk", function="dengwen_conflicted", output_field=BooleanField())
    seen = Q(organ__in=reach.values("organ")) | Exists(mine)
    return Matter.objects.filter(seen, Q(shielded=False) | ~Q(accused))


_COLUMNS = tuple(field.attname for field in Matter._meta.concrete_fields)
_ONE = f"""
SELECT {", ".join(f"m.{name}" for name in _COLUMNS)}, r.organ_id IS NOT NULL
%s FROM cases_matter m LEFT JOIN organs_organreach r ON r.top_id = %%(bureau)s AND r.organ_id = m.organ_id
WHERE m.id = %%(case)s AND (r.organ_id IS NOT NULL OR EXISTS (
  SELECT 1 FROM cases_involvement i JOIN organs_organreach mine ON mine.organ_id = i.organ_id
  WHERE mine.top_id = %%(bureau)s AND i.matter_id = m.id AND i.until IS NULL))
  AND (NOT m.shielded OR NOT dengwen_conflicted(m.id))
"""  # noqa: S608 - the names of our own columns


class Seen(NamedTuple):
    """A matter, and whether its organ lies at or below the actor's bureau."""

    matter: Matter
    reached: bool
    more: tuple[Any, ...]


def see(actor: Actor, case: int, more: str = "", **values: str | int | list[str]) -> Seen:
    """Return the one matter of :func:`visible_to` with this id; raises ``case.not_found``.

    The same rule as a fixed statement, for the page that is opened most. ``more``: further columns about the matter
    ``m``, each after a comma, with the ``values`` of their places; they come back as ``more``.
    """
    if actor.has(Right.READ_CASE):
        with connection.cursor() as cursor:
            cursor.execute(_ONE % more, {**values, "bureau": actor.bureau, "case": case})
            if row := cursor.fetchone():
                reached, *found = row[len(_COLUMNS) :]
                return Seen(
                    Matter.from_db(connection.alias, _COLUMNS, row[: len(_COLUMNS)]), reached, tuple(found)
                )
    raise Refusal("case.not_found", case=case)


class Facts(Protocol):
    """What the rules of place ask about the tree and about who did what in a case."""

    def is_above(self, bureau: int, organ: int) -> bool:
        """Say whether ``organ`` lies at or below ``bureau``."""

    def acted(self, account: int, matter: Matter) -> bool:
        """Say whether the person, under any of her posts, did anything in the case but examine it."""

    def posts_of(self, account: int) -> list[int]:
        """Return every post that the person holds or held."""

    def apart(self, actor: Actor, matter: Matter) -> Refusal | None:
        """Return why the matter keeps the actor apart, or None."""

    def watches(self, account: int, matter: Matter) -> bool:
        """Say whether the person, under any of her posts, watches or watched the matter."""


class StoredFacts:
    """The facts as the database has them."""

    def is_above(self, bureau: int, organ: int) -> bool:
        """See :class:`Facts`."""
        return OrganReach.objects.filter(top=bureau, organ=organ).exists()

    def acted(self, account: int, matter: Matter) -> bool:
        """See :class:`Facts`."""
        entries = Entry.objects.filter(kind="case", subject=matter.pk, actor_post__in=self.posts_of(account))
        return entries.exclude(event__in=EXAMINING).exists()

    def posts_of(self, account: int) -> list[int]:
        """See :class:`Facts`."""
        return posts_of(account)

    def apart(self, actor: Actor, matter: Matter) -> Refusal | None:
        """See :class:`Facts`."""
        return apart(actor, matter, named_in(matter))

    def watches(self, account: int, matter: Matter) -> bool:
        """See :class:`Facts`."""
        return Watch.objects.filter(matter=matter, post__account=account).exists()


STORED = StoredFacts()


def posts_of(account: int) -> list[int]:
    """Return every post that the person holds or held."""
    return list(Post.objects.filter(account=account).values_list("pk", flat=True))


def may(actor: Actor, verb: str, matter: Matter) -> Decision:
    """Say whether ``actor`` may do ``verb`` on ``matter`` as it stands, and if not, why."""
    try:
        check(actor, verb, matter)
    except Refusal as refusal:
        return Decision(refusal)
    return Decision()


def check(actor: Actor, verb: str, matter: Matter, facts: Facts = STORED) -> Transition:
    """Return the line of the transition table, or raise the refusal that says what would make it possible."""
    alive(matter)
    line = find(verb, matter.state)
    if line is None:
        allowed = sorted(str(state) for state in sources_of(verb))
        raise Refusal("transition.not_in_state", verb=verb, state=matter.state, states=allowed)
    if actor.is_petitioner:
        return _check_petitioner(actor, line, matter)
    actor.require(line.right)
    check_apart(actor, verb, matter, facts)
    if matter.watched and verb not in WATCHERS_OWN and facts.watches(actor.account, matter):
        raise Refusal("watch.only_watches", name=actor.name)
    _check_place(line, actor, matter, facts)
    return line


def alive(matter: Matter) -> None:
    """Refuse (``case.disposed``) a matter whose file was disposed of: its stub never changes again.

    Its salt went with the file (see ``domains/records``); the number and the entries of the ledger stay.
    """
    if matter.version and not matter.salt:  # one that is not stored yet has neither
        raise Refusal("case.disposed", number=matter.number)


def _check_petitioner(actor: Actor, line: Transition, matter: Matter) -> Transition:
    """Let a petitioner do what is hers to do, in her own case alone; no organ and no conflict stands in between."""
    if actor.case != matter.pk:
        raise Refusal("case.not_found", case=matter.pk)
    if line.verb not in PETITIONERS_OWN:
        raise Refusal("right.not_petitioners", verb=line.verb)
    return line


def check_apart(actor: Actor, verb: str, matter: Matter, facts: Facts = STORED) -> None:
    """Refuse (``conflict.*``) whom the matter keeps apart; the refusal names who handles it instead.

    Source: L22 Art.28, 30, 46(5). Costs nothing where nobody is kept apart.
    """
    if not matter.guarded or verb in STILL_OPEN:
        return
    refusal = facts.apart(actor, matter)
    if refusal is None or (verb == "divert" and refusal.code == "conflict.nobody_above"):
        return  # where nobody of the house is free, the matter may still leave it
    raise refusal


def _check_place(line: Transition, actor: Actor, matter: Matter, facts: Facts) -> None:
    speaks_for_holder = matter.organ_id in (actor.organ, actor.bureau) or (
        _is_closed(matter) and answering_organ(matter.organ_id).pk == actor.bureau
    )
    if line.where is Where.HOLDER and not speaks_for_holder:
        raise Refusal("place.not_holder", organ=matter.organ_id)
    if line.where is Where.HIGHER and not _is_above(actor, matter, facts):
        raise Refusal("place.not_higher", organ=matter.organ_id)
    if line.where is Where.HOLDER_OR_HIGHER and not (speaks_for_holder or _is_above(actor, matter, facts)):
        raise Refusal("place.not_holder_or_higher", organ=matter.organ_id)
    if line.where is Where.NAMED_SUPERIOR and matter.review_organ_id != actor.bureau:
        raise Refusal("place.not_named_superior", organ=matter.review_organ_id)
    if line.where is Where.REVIEWER:
        _check_examiner(actor, matter, speaks_for_holder, facts)


def _is_closed(matter: Matter) -> bool:
    """Say whether the holder was merged away: then its successor answers for the matter, and acts in it."""
    return matter.organ.closed_on is not None


def _check_examiner(actor: Actor, matter: Matter, speaks_for_holder: bool, facts: Facts) -> None:
    """Never by the handling organ, never by anyone who acted in the case, whatever the form says."""
    if speaks_for_holder:
        raise Refusal("examine.own_organ", organ=matter.organ_id)
    if matter.review_organ_id != actor.bureau:
        raise Refusal("examine.other_organ", organ=matter.review_organ_id)
    if not _is_above(actor, matter, facts):
        raise Refusal("place.not_higher", organ=matter.organ_id)
    if {matter.handler_id, matter.leader_id} & set(facts.posts_of(actor.account)) or facts.acted(
        actor.account, matter
    ):
        raise Refusal("examine.acted_in_case", name=actor.name)


def _is_above(actor: Actor, matter: Matter, facts: Facts) -> bool:
    return actor.bureau != matter.organ_id and facts.is_above(actor.bureau, matter.organ_id)


@dataclass(frozen=True, slots=True)
class Possibility:
    """A verb that this post's role knows, and whether it is possible now."""

    verb: str
    decision: Decision


def possibilities(actor: Actor, matter: Matter) -> list[Possibility]:
    """Return what this post may do with the matter now; what its role never does is left out."""
    verbs = dict.fromkeys(line.verb for line in TRANSITIONS if actor.has(line.right))
    return [
        Possibility(verb, may(actor, verb, matter)) for verb in verbs if find(verb, matter.state) is not None
    ]
