"""A key that is gone or a row that was altered shows the mask, a sentence, and nothing that could be saved."""

from pathlib import Path

import pytest
from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Party
from dengwen.domains.cases.reads.readings import readings_for_audit
from dengwen.domains.cases.verbs.correct_own_data import correct_own_data
from dengwen.foundation.identity.keyring import WRAP, add_key, drop_key, ring
from dengwen.foundation.identity.models import IdentityReading, SealedPerson
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.foundation.permissions.acting import acting, set_post
from dengwen.foundation.permissions.petitioner import petitioner
from dengwen.interfaces.console import doctor_database
from tests.cast import MORNING, Cast
from tests.desk.clients import at, client_of
from tests.identity.conftest import LONG_AGO
from tests.portal.visitor import Hers


def shut(cast: Cast, how: str) -> Party:
    """Register a case whose petitioner nobody can open any more; return the party."""
    key = add_key(WRAP, at=LONG_AGO)
    with transaction.atomic():
        case = cast.registered().pk
        set_post(cast["registrar"].post)
        party = Party.objects.get(matter=case)
    if how == "lost":
        add_key(WRAP, at=LONG_AGO)
        drop_key(key)
    elif how == "altered":
        altered = SealedPerson.objects.using("owner").filter(pk=party.person_id or 0)
        assert altered.update(sealed=b"DWE2" + b"x" * 300) == 1
    return party


@pytest.mark.parametrize("how", ["lost", "altered"])
def test_the_pages_stand_and_show_masks(key_file: Path, kept_cast: Cast, how: str) -> None:
    party = shut(kept_cast, how)
    case = party.matter_id
    with at():
        client = client_of(kept_cast, "registrar")
        assert client.get("/cases/").status_code == 200
        assert "W***" in client.get(f"/cases/{case}/").content.decode()
        answer = client.post(
            f"/cases/{case}/identity/", {"party": party.pk, "why": "OTHER", "ground": "To call."}
        )
    said = answer.content.decode()
    assert answer.status_code == 422 and "cannot be opened" in said
    assert "Wang" not in said and "19900001234" not in said


@pytest.mark.parametrize("how", ["lost", "altered", "another ring"])
def test_the_doctor_says_so(key_file: Path, kept_cast: Cast, how: str) -> None:
    """Also where the file was lost and the site made itself a new one under the same name."""
    shut(kept_cast, how)
    if how == "another ring":
        assert doctor_database.identity_keys() == ""
        key_file.unlink()
        ring(anew=True)
    assert "restore the ring" in doctor_database.identity_keys()


@pytest.mark.parametrize("how", ["lost", "altered"])
def test_what_cannot_be_opened_cannot_be_saved_empty(key_file: Path, kept_cast: Cast, how: str) -> None:
    """A new telephone beside a name that does not open would take the name away: it is refused whole."""
    before = shut(kept_cast, how)
    case = before.matter_id
    with pytest.raises(Refusal, match=r"^identity\.closed\("), acting(kept_cast["registrar"].post):
        correct_own_data(
            case=case,
            party=before.pk,
            changes={"phone": "1"},
            actor=kept_cast["registrar"],
            at=MORNING,
            how="PHONE",
        )
    with transaction.atomic():
        set_post(kept_cast["registrar"].post)
        after = Party.objects.get(matter=case)
        assert (after.person_id, after.mask) == (before.person_id, before.mask)
        assert not IdentityReading.objects.filter(case=case).exists(), "nobody read anything"


def test_what_she_reads_herself_is_written_down_nowhere(cast: Cast) -> None:
    hers = Hers(cast)
    assert "Wang Wu" in hers.reads("data/") and "Wang Wu" in hers.reads("data.json")
    hers.does("correct", field="phone", value="19900009999")
    set_post(cast["auditor"].post)
    assert not IdentityReading.objects.exists()


def test_the_auditors_page_lists_staff_and_no_petitioner(cast: Cast) -> None:
    hers = Hers(cast)
    hers.matter()
    party = Party.objects.get(matter=hers.case)
    herself = petitioner(at=MORNING, case=hers.case, party=party.pk)
    for actor in (cast["leader"], herself):
        set_post(actor.post, case=actor.case, party=actor.party)
        open_identity(
            person_id=party.person_id or 0, case=hers.case, post=actor.post, ground="To serve it.", at=MORNING
        )
    set_post(cast["auditor"].post)
    assert [row.username for row in readings_for_audit(actor=cast["auditor"])] == ["leader"]
