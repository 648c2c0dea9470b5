"""Propose to dispose of a file, keep it after all, or dispose of it: two people, and only once its period is over."""

from datetime import date, datetime

from django.db import connection, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Party
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.letters.verbs.remove_file import remove_files
from dengwen.domains.records.models import Disposal, LegalHold
from dengwen.domains.records.reads.keeping import actor_pair, kept_for
from dengwen.domains.records.reads.whole_file import files_in
from dengwen.domains.records.rules.retention import Keeping, check_may_go, check_second_person
from dengwen.domains.records.states import Outcome
from dengwen.foundation.permissions.actor import Actor


def propose_disposal(
    *, case: int, actor: Actor, at: datetime, reason: str = "", version: int | None = None
) -> None:
    """Propose to dispose of a file whose period is over (LPI Art.19, 47; LDA Art.21).

    Raises ``disposal.waits`` and what :func:`check_may_go` raises.
    """
    with door(
        "propose_disposal", case=case, actor=actor, at=at, version=version, event="disposal_proposed"
    ) as passage:
        if passage.rows(Disposal, outcome=Outcome.WAITS.value):
            raise Refusal("disposal.waits")
        kept, until = _checked(passage)
        number = len(passage.rows(Disposal)) + 1
        passage.create(
            Disposal(
                matter=passage.matter, number=number, record_class=kept.record_class, article=kept.article,
                kept_until=until, reason=reason.strip(), proposed_on=passage.today, proposed_by_id=actor.post,
                proposed_account_id=actor.account,
            )
        )  # fmt: skip
        passage.facts |= {"record_class": kept.record_class, "kept_on": _day(kept)}
        passage.say("reason", reason)


def refuse_disposal(
    *, case: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Keep the file after all. Raises ``disposal.none_proposed``, ``disposal.own``, ``disposal.no_reason``."""
    with door(
        "refuse_disposal", case=case, actor=actor, at=at, version=version, event="disposal_refused"
    ) as passage:
        if not reason.strip():
            raise Refusal("disposal.no_reason")
        _decide(passage, Outcome.KEPT, reason)
        passage.say("reason", reason)


def dispose(*, case: int, actor: Actor, at: datetime, words: str = "", version: int | None = None) -> str:
    """Dispose of the file that another person proposed to dispose of; return the number of the decision.

    Names, words and documents go; the number, the rows' plain facts, every ledger entry and the receipt stay, and the
    last entry says when, under which line of the schedule and by which decision. The database asks all of it again
    before it erases anything (``guards.py``). Files go once the transaction is committed. Raises
    ``disposal.none_proposed``, ``disposal.own`` and what :func:`check_may_go` raises. Source: LPI Art.19, 47.
    """
    with transaction.atomic():
        with door("dispose", case=case, actor=actor, at=at, version=version, event="disposed") as passage:
            row = _decide(passage, Outcome.DISPOSED, words)
            kept, until = _checked(passage)
            row.decision = f"{passage.matter.number}-D{row.number}"
            # The class may have changed since it was proposed: what holds now is what is said.
            row.record_class, row.article, row.kept_until = kept.record_class, kept.article, until
            files = [file.sha256 for file in files_in(passage.matter)]
            for party in passage.rows(Party):
                passage.watch(party)
                party.person_id, party.mask = None, ""
            passage.facts |= {
                "record_class": kept.record_class, "kept_on": _day(kept), "decision": row.decision,
                "article": kept.article,
            }  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("SELECT dengwen_erase_file(%s)", [case])
        transaction.on_commit(lambda: remove_files(files))
        return row.decision


def _decide(passage: Passage, outcome: Outcome, words: str) -> Disposal:
    row = next(iter(passage.rows(Disposal, outcome=Outcome.WAITS.value)), None)
    if row is None:
        raise Refusal("disposal.none_proposed")
    check_second_person(
        "disposal.own",
        first=(row.proposed_by_id, row.proposed_account_id),
        second=actor_pair(passage.actor),
    )
    passage.watch(row)
    row.outcome, row.decided_on, row.decided_words = outcome.value, passage.today, words.strip()
    row.decided_by_id, row.decided_account_id = passage.actor.post, passage.actor.account
    return row


def _checked(passage: Passage) -> tuple[Keeping, date]:
    held = next((row.ground for row in passage.rows(LegalHold) if row.lifted_on is None), "")
    kept = kept_for(passage.matter)
    return kept, check_may_go(kept=kept, held=held, today=passage.today)


def _day(kept: Keeping) -> str | None:
    return kept.until.isoformat() if kept.until else None
