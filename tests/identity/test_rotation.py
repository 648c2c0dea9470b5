"""Rotating and retiring keys of a running site: nobody notices, nothing is lost, and the ledger tells of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.save_draft import save_draft
from dengwen.foundation.identity.keyring import BLIND, WRAP, add_key, ring
from dengwen.foundation.identity.models import SealedPerson
from dengwen.foundation.identity.reads.find_by_exact import find_by_exact
from dengwen.foundation.identity.reads.key_use import key_use
from dengwen.foundation.identity.sealing import HEADER, open_person
from dengwen.foundation.identity.verbs import rotate_keys as rotating
from dengwen.foundation.identity.verbs.rotate_keys import retire_key, rotate_keys
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import acting
from dengwen.interfaces.console.main import main
from tests.cast import MORNING, Cast
from tests.identity.conftest import LONG_AGO
from tests.identity.test_sealing import sealed_of_old

PEOPLE = 7
Rows = dict[int, bytes]


@pytest.fixture
def site(key_file: Path, kept_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Seven people in envelopes under k1, two of them as they were sealed in earlier days, and a draft."""
    monkeypatch.setattr(rotating, "BATCH", 2)
    with transaction.atomic():
        for _ in range(PEOPLE):
            kept_cast.registered()
        save_draft(actor=kept_cast["registrar"], form="register", fields={"name": "Wang Wu"}, at=MORNING)
    text = key_file.read_text(encoding="ascii").strip()
    plain = b'{"name": "Wang Wu", "phone": "199 0000-1234", "address": "", "document": "", "email": ""}'
    for person in SealedPerson.objects.using("owner").order_by("pk")[:2]:
        SealedPerson.objects.using("owner").filter(pk=person.pk).update(sealed=sealed_of_old(text, plain))
    return kept_cast


def rotate(use: str, **changes: Any) -> tuple[str, dict[str, int]]:
    return rotate_keys(use=use, at=MORNING, settle=0, **changes)


def rows() -> Rows:
    return {row.pk: bytes(row.sealed) for row in SealedPerson.objects.using("owner").order_by("pk")}


def all_open() -> bool:
    return {open_person(sealed).name for sealed in rows().values()} == {"Wang Wu"}


def test_data_keys_are_rewrapped_and_the_data_stay_as_they_are(site: Cast) -> None:
    before = rows()
    key, moved = rotate(WRAP)
    nothing = {
        "registers_reportedrow": 0,
        "cases_portaldraft": 0,
        "cases_portaldraftfile": 0,
        "cases_portalaccount": 0,
    }
    assert moved == {"identity_sealedperson": PEOPLE, "cases_intakedraft": 1, **nothing}
    after = rows()
    kept = list(before)[2:]
    assert all(after[pk][HEADER:] == before[pk][HEADER:] for pk in kept), "not decrypted, not sealed anew"
    assert all(after[pk][:HEADER] != before[pk][:HEADER] for pk in before) and all_open()
    assert set(SealedPerson.objects.using("owner").values_list("key_id", flat=True)) == {key}
    assert key_use()[key]["identity_sealedperson.sealed"] == PEOPLE


@pytest.mark.parametrize("use", [WRAP, BLIND])
def test_while_it_runs_everybody_is_read_found_and_registered(site: Cast, use: str) -> None:
    found = []

    def meanwhile(table: str, moved: int) -> None:
        with acting(site["registrar"].post):
            found.append(len(find_by_exact(name="wang wu", phone="19900001234")))
            site.registered()
        assert all_open()

    key, moved = rotate(use, told=meanwhile)
    assert len(found) >= PEOPLE // 2 and found == [PEOPLE + place for place in range(len(found))]
    assert moved["identity_sealedperson"] == PEOPLE, "who came meanwhile is under the new key already"
    column = "sealed" if use == WRAP else "blind"
    assert key_use()[key][f"identity_sealedperson.{column}"] == PEOPLE + len(found)
    with acting(site["registrar"].post):
        assert len(find_by_exact(phone="19900001234")) == PEOPLE + len(found)


@pytest.mark.parametrize("use", [WRAP, BLIND])
def test_a_stopped_rotation_goes_on_with_the_same_key(site: Cast, use: str) -> None:
    class Stopped(Exception):
        pass

    def stop(table: str, moved: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        rotate(use, told=stop)
    begun = ring().of(use)[-1].id
    assert all_open()
    key, moved = rotate(use)
    assert key == begun and moved["identity_sealedperson"] == PEOPLE - 2
    assert rotate(use)[0] != begun, "all is done: the next one makes a new key"


def test_a_row_that_cannot_be_opened_stops_no_rotation(site: Cast) -> None:
    first = min(rows())
    SealedPerson.objects.using("owner").filter(pk=first).update(sealed=b"x" * 300)
    key, moved = rotate(WRAP)
    assert moved["identity_sealedperson"] == PEOPLE - 1 and rows()[first] == b"x" * 300
    assert rotate(WRAP)[0] != key, "it waits for ever, and holds up nobody"
    rotate(BLIND)
    with pytest.raises(Refusal, match=r"^identity\.key_in_use\(.*rows=1"):
        retire_key(key="k1", at=MORNING + timedelta(days=1))


def test_a_key_is_retired_only_when_no_row_needs_it(site: Cast) -> None:
    later = MORNING + timedelta(days=1)
    with pytest.raises(Refusal, match=r"^identity\.key_newest\("):
        retire_key(key="k1", at=later)
    rotate(WRAP)
    with pytest.raises(Refusal, match=r"^identity\.key_newest\("):
        retire_key(key="k1", at=later)  # it still makes the blind indexes
    newest = add_key(BLIND, at=LONG_AGO).id
    with pytest.raises(Refusal, match=r"^identity\.key_young\("):
        retire_key(key="k1", at=MORNING + timedelta(minutes=9))
    with pytest.raises(Refusal, match=r"^identity\.key_in_use\(.*blind"):
        retire_key(key="k1", at=later)
    assert rotate(BLIND)[0] == newest
    with pytest.raises(Refusal, match=r"^identity\.key_unknown\("):
        retire_key(key="nobody", at=later)
    retire_key(key="k1", at=later)
    assert ring().find("k1") is None and all_open()
    with acting(site["registrar"].post):
        assert len(find_by_exact(name="Wang Wu")) == PEOPLE
    events = Entry.objects.using("owner").filter(kind="keys", subject=1).order_by("seq")
    assert list(events.values_list("event", flat=True)) == [
        "identity_key_made", "identity_rewrapped", "identity_indexed", "identity_key_retired",
    ]  # fmt: skip


def test_only_one_rotation_runs(site: Cast) -> None:
    def again(table: str, moved: int) -> None:
        other = connections.create_connection("owner")
        held = connections["owner"]
        connections["owner"] = other
        try:
            with pytest.raises(Refusal, match=r"^identity\.rotating\("):
                rotate(WRAP)
        finally:
            other.close()
            connections["owner"] = held

    rotate(WRAP, told=again)


def test_the_command_lists_rotates_and_refuses(
    site: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    monkeypatch.setattr("dengwen.interfaces.console.installation.embedded_server", lambda: None)
    assert main(["identity", "rotate"]) == 0 and "7 rows of identity_sealedperson" in capsys.readouterr().out
    assert main(["identity", "keys"]) == 0
    said = capsys.readouterr().out
    assert "k1" in said and "7 rows of identity_sealedperson.blind" in said
    assert main(["identity", "retire", "k1"]) == 2 and "ten minutes" in capsys.readouterr().err


def test_every_column_of_sealed_data_is_known_to_rotation() -> None:
    from django.apps import apps

    from dengwen.foundation.identity.sealed_columns import sealed_columns

    known = {(each.table, each.column) for each in sealed_columns()}
    named = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if model.__module__.startswith("dengwen.")
        for field in model._meta.concrete_fields
        if field.name.startswith("sealed")
        or (model.__name__, field.name) == ("PortalAccount", "openings")
        or (model.__name__ == "FilingPackage" and field.get_internal_type() == "BinaryField")
    }
    assert named == known
