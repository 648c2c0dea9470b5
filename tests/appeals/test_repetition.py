"""No longer accepted: two people, an earlier matter that was re-reviewed, and a way to object."""

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import Repetition
from dengwen.domains.appeals.rules.notices import Notice
from dengwen.domains.appeals.verbs.no_longer_accept import no_longer_accept, propose_no_longer_accept
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter
from dengwen.foundation.permissions.acting import set_post
from tests.appeals.upward import Upward, upward
from tests.cast import Cast
from tests.handling.walk import Words


def repeated(cast: Cast) -> tuple[Upward, Upward]:
    """An earlier matter that is final after re-review, and the same petition again."""
    earlier = upward(cast).reviewed().rereviewed().finish()
    again = Upward(cast, cast.registered().pk)
    again.day, again.at = earlier.day, earlier.at
    return earlier, again


def propose(way: Upward, earlier: int, part: str = "registrar") -> None:
    words: Words = {"comparison": "Same receipt, same day.", "explanation": "It was re-reviewed."}
    propose_no_longer_accept(earlier=earlier, actor=way.cast[part], **words, **way.next())


def confirm(way: Upward, part: str) -> None:
    call = way.next()
    no_longer_accept(notice=Notice(way.day, "POST"), actor=way.cast[part], **call)


def test_no_longer_accepted_takes_two_people_and_a_re_reviewed_matter(cast: Cast) -> None:
    earlier, way = repeated(cast)
    with pytest.raises(Refusal, match=r"repetition\.none_proposed"):
        confirm(way, "leader")
    with pytest.raises(Refusal, match=r"repetition\.no_earlier"):
        propose(way, way.case)
    unreviewed = upward(cast).finish(days=40)
    with pytest.raises(Refusal, match=r"repetition\.not_rereviewed"):
        propose(way, unreviewed.case)
    propose(way, earlier.case)
    with pytest.raises(Refusal, match=r"repetition\.same_person"):
        confirm(way, "registrar")
    confirm(way, "leader")
    row = Repetition.objects.get(matter=way.case)
    assert (way.matter.state, row.reason, row.told_by) == ("no_longer_accepted", "FINAL", "POST")


def test_who_is_no_longer_accepted_may_object(cast: Cast) -> None:
    earlier, way = repeated(cast)
    propose(way, earlier.case)
    confirm(way, "leader")
    way.ask()
    assert way.matter.state == "review_requested"


def test_an_earlier_matter_that_was_reopened_bars_nothing(cast: Cast) -> None:
    earlier, way = repeated(cast)
    propose(way, earlier.case)
    reopen_matter(reason="New facts.", actor=cast["leader"], **earlier.next())
    with pytest.raises(Refusal, match=r"repetition\.not_rereviewed"):
        confirm(way, "leader")
    set_post(cast["registrar"].post)
