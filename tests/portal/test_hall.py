"""In a reception hall: a screen for many visitors, and a registrar who writes for whoever cannot."""

from datetime import timedelta

import pytest
from django.conf import settings

from dengwen.base.clock import now
from dengwen.domains.cases.models import Matter, PortalDraft, Statement
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.interfaces.console.main import main
from dengwen.interfaces.kit.kiosk import kiosk_path
from dengwen.interfaces.portal.kiosk import FORGOTTEN_SECONDS
from tests.cast import MORNING, Cast
from tests.desk.clients import at, client_of
from tests.portal.bringing import HERE, Petitioner


def screen() -> Petitioner:
    """Return a browser that was made a screen of the hall."""
    visitor = Petitioner()
    assert visitor.client.post(kiosk_path("hall-1"))["Location"] == "/petition/"
    return visitor


def test_the_address_of_a_screen_is_printed_and_only_that_one_works(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["kiosk", "hall-1"]) == 0
    address = capsys.readouterr().out.strip()
    assert address == settings.SITE_URL + kiosk_path("hall-1")
    visitor = Petitioner()
    assert visitor.client.get("/petition/kiosk/hall-1:forged/").status_code == 404
    assert "hall-1" in visitor.client.get(kiosk_path("hall-1")).content.decode()
    visitor.client.post(kiosk_path("hall-1"))
    assert 'class="kiosk"' in visitor.client.get("/petition/").content.decode()
    visitor.client.post(kiosk_path("hall-1"))
    assert 'class="kiosk"' not in visitor.client.get("/petition/").content.decode()
    assert visitor.client.get("/petition/kiosk/ended/").status_code == 404


def test_after_the_receipt_the_next_visitor_finds_nothing(cast: Cast) -> None:
    visitor = screen()
    visitor.write()
    visitor.send()
    number, _codes, page = visitor.receipt()
    assert "petitioner" not in visitor.client.session and "/petition/mine/" not in page
    assert visitor.post("done/")["Location"] == "/petition/kiosk/ended/"
    assert number not in visitor.client.get("/petition/bring/").content.decode()
    assert not PortalDraft.objects.exists() and visitor.get("receipt/").status_code == 404


def test_who_walks_away_leaves_nothing_unless_she_took_the_code(cast: Cast) -> None:
    visitor = screen()
    visitor.post("")
    visitor.post("what/", what="The lamp is dark.")
    visitor.client.get("/petition/kiosk/ended/")
    assert not PortalDraft.objects.exists()
    visitor.post("")
    visitor.post("what/", what="The lamp is dark.", later="1")
    visitor.get("later/")
    visitor.client.get("/petition/kiosk/ended/")
    assert PortalDraft.objects.count() == 1
    assert "The lamp" not in visitor.get("what/").content.decode()


def test_a_screen_that_nobody_touched_is_cleared_before_it_shows_anything(cast: Cast) -> None:
    visitor = screen()
    visitor.post("")
    visitor.post("what/", what="The lamp is dark.")
    with at(now() + timedelta(seconds=FORGOTTEN_SECONDS - 5)):
        assert "The lamp is dark." in visitor.get("what/").content.decode()
    with at(now() + timedelta(seconds=2 * FORGOTTEN_SECONDS)):
        assert visitor.get("what/")["Location"] == "/petition/kiosk/ended/"
        assert "The lamp is dark." not in visitor.get("what/").content.decode()


def test_what_is_spoken_is_read_aloud_and_says_who_wrote_it_down(cast: Cast) -> None:
    with at():
        scribe = Petitioner(client_of(cast, "registrar"))
        scribe.client.post("/register/spoken/")
        assert "You write down what somebody says" in scribe.get("").content.decode()
        scribe.write()
        assert "Read it aloud" in scribe.get("check/").content.decode()
        refused = scribe.post("send/")
        assert refused.status_code == 422 and 'href="#sure"' in refused.content.decode()
        scribe.send(sure="1")
        number, codes, _page = scribe.receipt()
        set_post(cast["registrar"].post)
        matter = Matter.objects.get(number=number)
        assert (matter.organ_id, matter.channel, len(codes)) == (cast.organ("lin"), "VISIT_SINGLE", 1)
        assert "Registrar" in Statement.objects.get(matter=matter, label="note").text
        assert Entry.objects.get(kind="case", subject=matter.pk, seq=1).actor_post == cast["registrar"].post
        assert "petitioner" not in scribe.client.session
        assert scribe.post("done/")["Location"] == "/register/"
        assert "You write down" not in scribe.get("").content.decode()


def test_who_accuses_the_scribes_own_organ_is_registered_all_the_same(cast: Cast) -> None:
    with at():
        scribe = Petitioner(client_of(cast, "registrar"), purpose={"purpose": "ACCUSATION"})
        scribe.client.post("/register/spoken/")
        scribe.write()
        scribe.send(sure="1")
        number, codes, _page = scribe.receipt()
    set_post(cast["registrar"].post)
    assert len(codes) == 1 and not Matter.objects.filter(number=number).exists()
    set_post(cast["city_registrar"].post)
    assert Matter.objects.get(number=number).organ_id == cast.organ("river")


def test_only_who_registers_writes_for_others_and_only_as_that_post(cast: Cast) -> None:
    with at(MORNING + timedelta(days=3)):
        assert client_of(cast, "auditor").post("/register/spoken/").status_code == 404
        assert Petitioner().client.post("/register/spoken/")["Location"].startswith("/sign-in/")
        scribe = Petitioner(client_of(cast, "registrar"))
        scribe.client.post("/register/spoken/")
        scribe.write()
        session = scribe.client.session
        session["scribe_post"] = cast["handler"].post
        session.save()
        page = scribe.post("send/", sure="1")
    assert page.status_code == 409 and "as another post" in page.content.decode()
    assert page.request["PATH_INFO"] == f"{HERE}send/"  # type: ignore[attr-defined]
    set_post(cast["minister"].post)
    assert not Matter.objects.exists()
