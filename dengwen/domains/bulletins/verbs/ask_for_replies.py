"""Submit a publication: its words stand still, and the organs named in it are asked what they have to say."""

import json
from datetime import date, datetime, timedelta

from dengwen.domains.bulletins.models import PublicationReply
from dengwen.domains.bulletins.reads.publication_figures import numbers_in
from dengwen.domains.bulletins.reads.reread_figures import reread
from dengwen.domains.bulletins.rules.publication_kinds import kind_of
from dengwen.domains.bulletins.rules.publication_steps import check_complete, check_draft
from dengwen.domains.bulletins.rules.publication_words import check_figures
from dengwen.domains.bulletins.verbs.book_of_publication import (
    PublicationPassage,
    publication_door,
    replies_of,
)
from dengwen.domains.cases.verbs.rows import new_row
from dengwen.foundation.calendar.working_days import next_working_day
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.families import family


def ask_for_replies(
    *, publication: int, actor: Actor, at: datetime, revision: int | None = None
) -> date | None:
    """Submit the draft and ask the organs named; return until when they may reply, None where nobody is named.

    The day is the kind's number of days on, never a day of rest (plan S68). Raises ``right.missing``,
    ``publication.not_draft``, ``publication.blank_left``, ``publication.own_figure``, ``publication.figures_differ``.
    """
    actor.require(Right.WRITE_PUBLICATION)
    with publication_door(
        "publication_submitted", publication=publication, actor=actor, at=at, revision=revision
    ) as passage:
        row, texts = passage.row, json.loads(passage.row.words).values()
        check_draft(row.state)
        check_complete(texts)
        figures = reread(row)
        check_figures(texts, numbers_in(figures))
        row.state, row.submitted_on, row.returned_why = "submitted", passage.today, ""
        named = {each["organ"]: each["sense"] for each in figures["comments"]}
        row.reply_until = _until(passage) if named else None
        _ask(passage, named)
        passage.facts |= {
            "named": sorted(named),
            "until": row.reply_until.isoformat() if row.reply_until else "",
        }
    return row.reply_until


def _until(passage: PublicationPassage) -> date:
    days = timedelta(days=kind_of(passage.row.kind).reply_days)
    return next_working_day(passage.today + days, "ew" if family().startswith("ew") else "cn")


def _ask(passage: PublicationPassage, named: dict[int, str]) -> None:
    """Ask whoever was not asked yet; who was asked before has until the new day, and keeps what was said."""
    row, there = passage.row, {each.organ_id: each for each in replies_of(passage.row)}
    if row.reply_until is None:
        return
    for organ, sense in named.items():
        if organ not in there:
            passage.create(
                new_row(
                    PublicationReply, publication=row, publisher_id=row.organ_id, organ_id=organ, sense=sense,
                    asked_on=passage.today, until=row.reply_until,
                )
            )  # fmt: skip
        elif there[organ].replied_on is None:
            passage.watch(there[organ])
            there[organ].asked_on, there[organ].until = passage.today, row.reply_until
