"""Mark a matter as final, and hand what is final over to follow-up."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.reads.chains import chain_of
from dengwen.domains.appeals.rules.notices import Notice, check_notice, check_words
from dengwen.domains.appeals.rules.remedies_ended import how_ended
from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.organs.reads.superiors import next_higher
from dengwen.foundation.permissions.actor import Actor


def finalise(
    *, case: int, told: str, care: str, notice: Notice, actor: Actor, at: datetime, version: int | None = None
) -> None:  # fmt: skip
    """Mark as final (程序终结): every remedy was used, or its period has run out (L22 Art.35, 36).

    Computed from the decisions and the petitioner's periods, never declared. ``told`` is what the petitioner was told,
    ``care`` which guidance, help and relief go on and who gives it (L22 Art.37(3)). New facts open it again.
    Raises ``final.review_open``, ``final.rereview_open``, ``words.told``, ``words.care``, ``notice.*``,
    ``day.future``.
    """
    with door("finalise", case=case, actor=actor, at=at, version=version) as passage:
        used = how_ended(chain_of(passage), today=passage.today)
        check_words((told, Refusal("words.told")), (care, Refusal("words.care")))
        check_notice(notice, since=passage.matter.served_on or passage.today, today=passage.today)
        passage.facts |= {
            "used": used.value, "told_on": notice.told_on.isoformat(), "method": notice.told_by,
        }  # fmt: skip
        passage.say("told", told)
        passage.say("care", care)


def follow_up_final(
    *, case: int, actor: Actor, at: datetime, note: str = "", version: int | None = None
) -> None:
    """Hand over to follow-up (转入回访) what is final, withdrawn or terminated: care goes on (L22 Art.37(3)).

    The next higher organ looks back and closes; it is computed. Raises ``dossier.no_higher_organ``.
    """
    with door("follow_up_final", case=case, actor=actor, at=at, version=version) as passage:
        matter = passage.matter
        higher = passage.look_up(("higher", matter.organ_id), lambda: next_higher(matter.organ_id))
        if higher is None:
            raise Refusal("dossier.no_higher_organ")
        matter.review_organ = None
        matter.review_organ_id = higher.pk
        passage.involve(higher.pk, "reviewing")
        passage.facts["to"] = higher.pk
        passage.say("note", note)
