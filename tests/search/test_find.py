"""What is registered is found at once by any of its words, and by nobody who does not see it."""

from datetime import timedelta

import pytest

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.add_contact import add_contact
from dengwen.domains.search.models import MatterWords, Waiting
from dengwen.domains.search.reads.find import Found, find
from dengwen.domains.search.reads.values import read_values
from dengwen.domains.search.rules.query import parse
from dengwen.foundation.permissions.acting import set_post
from tests.cast import MORNING, Cast

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=1)
TEXT = "我们小区旁边的工地夜间施工，噪音擾民，拨打ＡＢＣ１１０无人处理。The dog barks at night."


def asked(cast: Cast, text: str, part: str = "registrar") -> Found:
    actor = cast[part]
    set_post(actor.post)
    question = parse(text)
    return find(actor, question, read_values(actor, question))


def test_found(cast: Cast) -> None:
    case = cast.registered(title="夜间施工噪音", text=TEXT).pk
    other = cast.registered(title="Street light", text="The lamp is broken.").pk
    assert [hit.case for hit in asked(cast, "噪音扰民").hits] == [case]
    assert [hit.case for hit in asked(cast, "dog -lamp").hits] == [case]
    assert [hit.case for hit in asked(cast, "lamp").hits] == [other]
    assert MatterWords.objects.count() == 2
    assert not Waiting.objects.exists()
