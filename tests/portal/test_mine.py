"""A petitioner follows her case: what she reads, what she can do, and what comes of it."""

import json
import re
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from dengwen.domains.appeals.models import ReviewRequest, Withdrawal
from dengwen.domains.cases.models import Contact, Matter, Party
from dengwen.domains.cases.rules.draft import PersonDraft
from dengwen.domains.cases.states import State
from dengwen.domains.closure.models import Rating
from dengwen.domains.handling.models import ViewComment
from dengwen.domains.handling.rules.remedies import RemedyDraft
from dengwen.domains.handling.verbs.carry_out_remedy import carry_out_remedy
from dengwen.domains.handling.verbs.provisional_view import show_provisional_view
from dengwen.domains.letters.models import Attachment
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.portal.mine.deeds import DEEDS
from tests.appeals.upward import Upward
from tests.cast import DAY, MORNING, Cast
from tests.portal.visitor import at, brought, come_in, do, page

JOINT = (PersonDraft(name="Wang Wu", phone="19900001234"), PersonDraft(name="Zhao Liu", phone="19900005678"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_state_of_the_table_has_plain_words(lang: str) -> None:
    words = code_list("petitioner_states")
    assert {entry.code for entry in words.entries} == {state.value for state in State}
    for state in State:
        said = words.label(state.value, lang)
        assert set(re.findall(r"{(\w+)}", said)) <= {"organ", "asked"}, state
        assert len(said) > 15 and state.value.replace("_", " ") not in said.split("."), state


def test_every_deed_is_in_the_table_of_what_is_hers() -> None:
    assert len(DEEDS) == 16 and all(re.fullmatch(r"[a-z-]+", slug) for slug in DEEDS)


@dataclass
class Hers:
    """One petition, the staff's way with it, and her browser."""

    cast: Cast
    changes: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.mine = brought(self.cast, **self.changes)
        self.case = self.mine.matter
        self.way = Upward(self.cast, self.case)

    def client(self, code: int = 0, language: str = "en") -> Client:
        with at(self.now):
            return come_in(self.mine, code, language=language)

    @property
    def now(self) -> Any:
        return self.way.at + timedelta(hours=2)

    def reads(self, rest: str = "", **more: Any) -> str:
        with at(self.now):
            return page(come_in(self.mine, **more), self.case, rest)

    def does(self, deed: str, **answers: Any) -> Any:
        with at(self.now):
            return do(come_in(self.mine), self.case, deed, **answers)

    def matter(self) -> Matter:
        return self.cast.matter(self.case)
