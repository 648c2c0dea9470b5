"""A pack is immutable once a case uses it."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.rulebook import loading
from dengwen.foundation.rulebook.digest import pack_digest, stream_of
from dengwen.foundation.rulebook.families import use_family
from dengwen.foundation.rulebook.loading import pack
from dengwen.foundation.rulebook.reads import pinned_packs as reads
from dengwen.foundation.rulebook.reads.pinned_packs import installation_findings, pinned_packs
from dengwen.foundation.rulebook.verbs import pin_packs as pins
from dengwen.foundation.rulebook.verbs.pin_packs import pin_packs
from dengwen.interfaces.console.failing import CommandError
from dengwen.interfaces.console.migrate import refuse_wrong_rules
from tests.cast import MORNING, Cast

OVERLAY = """[[overlays]]
code = "site-2026"
of = "cn-2022"
title_en = "Shorter"
title_zh = "缩短"
in_force_from = 2026-01-01
[[overlays.limits]]
limit = "screening"
length = {length}
reason_en = "a"
reason_zh = "甲"
article = "b"
article_zh = "乙"
status = "source"
"""


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process remembers no pin of another test, and runs its own rules again afterwards."""
    monkeypatch.setattr(pins, "_KNOWN", set())
    yield
    use_family("cn")


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody has edited cn-2022 by hand: fifty-nine days instead of sixty."""
    law = pack("cn-2022")
    handling = law.limit("handling").model_copy(update={"length": 59})
    fields = {name: getattr(law, name) for name in type(law).model_fields}
    fields["limits"] = tuple(handling if limit.key == "handling" else limit for limit in law.limits)
    other = type(law)(**fields)
    for module in (reads, pins, loading):
        monkeypatch.setattr(
            module, "pack", lambda code: other if code == "cn-2022" else loading._national(code)
        )


def registered(cast: Cast) -> Matter:
    """Register for good: the transaction is committed."""
    with transaction.atomic():
        return cast.registered()


def test_the_first_case_pins_its_pack_and_the_second_asks_nothing(cast: Cast) -> None:
    first = cast.registered()
    entry = Entry.objects.get(kind="rules")
    assert (entry.subject, entry.event, entry.actor_post) == (
        stream_of("cn-2022"),
        "pack_pinned",
        cast["registrar"].post,
    )
    assert json.loads(entry.payload) == {
        "code": "cn-2022", "family": "cn", "digest": pack_digest(pack("cn-2022")),
    }  # fmt: skip
    assert first.pack == "cn-2022"
    with CaptureQueriesContext(connection) as seen:
        cast.registered(title="Another")
    assert not [query for query in seen.captured_queries if "dengwen.rules" in query["sql"]]
    assert Entry.objects.filter(kind="rules").count() == 1


def test_a_pin_that_was_rolled_back_is_made_again(cast: Cast) -> None:
    with transaction.atomic():
        cast.registered()
        transaction.set_rollback(True)
    set_post(cast["registrar"].post)
    assert not Entry.objects.filter(kind="rules").exists()
    cast.registered()
    assert Entry.objects.filter(kind="rules").count() == 1


def test_an_old_matter_pins_the_pack_of_its_day(cast: Cast) -> None:
    cast.registered(received_on=MORNING.date().replace(year=2021), occurred_on=None)
    assert "cn-2005" in pinned_packs()


def test_a_changed_pack_is_refused_everywhere(cast: Cast, edited: None) -> None:
    """The next case under it is refused; so are serving and migrating, with what to do."""
    digest = pack_digest(loading._national("cn-2022") or pack("cn-2005"))
    original: dict[str, object] = {"code": "cn-2022", "family": "cn", "digest": digest}
    entry = pins._entry("cn-2022", None, MORNING)
    append_entries([NewEntry(entry.kind, entry.subject, entry.event, None, MORNING, original, fresh=True)])
    with pytest.raises(Refusal, match="rules.pack_changed"):
        cast.registered()
    (finding,) = installation_findings("default")
    said = finding.say()
    assert (
        said.startswith("cn-2022.toml: ") and "restore the file, or publish the change as a new pack" in said
    )
    assert digest[:12] in said and "已有事项适用cn-2022" in finding.say("zh")


def test_serve_and_migrate_refuse(kept_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    registered(kept_cast)
    refuse_wrong_rules()
    monkeypatch.setattr(reads, "pack_digest", lambda law: "0" * 64)
    with pytest.raises(CommandError, match=r"cn-2022\.toml.*no longer what they were promised"):
        refuse_wrong_rules()
    monkeypatch.undo()
    use_family("ew-police")
    with pytest.raises(CommandError, match="set DENGWEN_RULES=cn, or use another database"):
        refuse_wrong_rules()
    use_family("nowhere")
    with pytest.raises(
        CommandError, match="there is no family of packs nowhere; set DENGWEN_RULES to one of cn"
    ):
        refuse_wrong_rules()


def test_an_overlay_that_a_case_used_cannot_be_taken_away_or_changed(kept_cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "overlay.toml"
    path.write_text(OVERLAY.format(length=10), encoding="utf-8")
    use_family("cn", overlay=path)
    matter = registered(kept_cast)
    assert (matter.pack, matter.due and (matter.due - matter.received_on).days) == ("site-2026", 10)
    assert set(pinned_packs("owner")) == {"site-2026"}
    refuse_wrong_rules()
    other = tmp_path / "other.toml"
    other.write_text(OVERLAY.format(length=9), encoding="utf-8")
    use_family("cn", overlay=other)
    with pytest.raises(
        CommandError, match="cases use site-2026, and it is no longer what they were promised"
    ):
        refuse_wrong_rules()
    use_family("cn")
    with pytest.raises(CommandError, match="cases use site-2026, and it is gone; restore the file"):
        refuse_wrong_rules()
    assert list(verify_everything()) == []


def test_two_first_cases_at_once_make_one_pin(kept_cast: Cast) -> None:
    def pin() -> None:
        try:
            pin_packs(["cn-2022"], actor_post=None, at=MORNING)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=pin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry WHERE kind = 'rules'")
        assert cursor.fetchone() == (1,)
    assert registered(kept_cast).pack == "cn-2022"
