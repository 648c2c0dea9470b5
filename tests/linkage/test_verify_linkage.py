"""Decisions are verified against their stream."""

from pathlib import Path

import psycopg
import pytest
from django.db import transaction

from dengwen.domains.linkage.models import MatterPair
from dengwen.domains.linkage.reads.verify_linkage import verify_linkage
from dengwen.domains.linkage.states import Answer
from dengwen.domains.linkage.verbs import carry_out as carrying
from dengwen.domains.linkage.verbs.decide_pair import decide_pair
from dengwen.foundation.permissions.acting import acting
from tests.cast import MORNING, Cast
from tests.conftest import FreshDatabase
from tests.linkage.test_runs import THEFT, run_of_post


def test_a_decision_that_was_changed_behind_the_ledger_shows(
    kept_cast: Cast, fresh_database: FreshDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "folder_of", lambda run: tmp_path / str(run))
    office = kept_cast["reviewer"]
    with transaction.atomic():
        kept_cast.registered(text=THEFT)
        kept_cast.registered("city_registrar", text=THEFT)
    run_of_post(kept_cast)
    with acting(office.post):
        pair = MatterPair.objects.get()
    decide_pair(pair=pair.pk, answer=Answer.SAME, words="So.", seen=0, actor=office, at=MORNING)
    assert list(verify_linkage()) == []
    with psycopg.connect(fresh_database.superuser_url, autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("UPDATE linkage_pairdecision SET answer = 'different', words = 'No.'")
    told = {finding.detail for finding in verify_linkage()}
    assert len(told) == 2 and any("says answer is 'different'" in detail for detail in told)
    with psycopg.connect(fresh_database.superuser_url, autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("DELETE FROM linkage_pairdecision")
    assert ["is gone" in finding.detail for finding in verify_linkage()] == [True]
