"""Digests: one message a day to each person, in her language, nothing of a petitioner in it; each tried by itself."""

import re
import smtplib
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from dengwen.domains.reminders.models import Digest
from dengwen.domains.reminders.reads.digests import unsent_digests, waiting_digests
from dengwen.foundation.staff.models import Account
from dengwen.foundation.staff.verbs.appoint import appoint
from dengwen.foundation.staff.verbs.end_post import end_post
from dengwen.interfaces.desk.reminders.jobs import DigestsWaitError, remind, send_digests
from tests.cast import MORNING, Cast
from tests.handling.walk import walk
from tests.reminders.telling import after, six, swept

PETITION = ("No receipt", "3 Willow Lane", "Wang Wu", "theft", "rude")


@pytest.fixture(autouse=True)
def addresses(cast: Cast) -> None:
    for account in Account.objects.all():
        account.email = f"{account.username}@example.invalid"
        account.save()


def send(days: int) -> None:
    """Let the worker send on the morning so many days after the cast's day."""
    with time_machine.travel(six(after(days)), tick=False):
        send_digests()


def letters() -> dict[str, Any]:
    return {message.to[0].partition("@")[0]: message for message in mail.outbox}


def test_one_message_a_person_and_day_grouped_the_worst_first(cast: Cast) -> None:
    late = cast.registered()
    near = cast.registered(at=MORNING.replace(day=5), received_on=after(3))
    swept(16)
    send(16)
    assert set(letters()) == {"registrar", "leader", "reviewer"}
    assert len(mail.outbox) == 3
    letter = letters()["registrar"]
    assert letter.subject == "Dengwen: Late 1, Due soon 1"
    assert letter.body.index("Late (1)") < letter.body.index("Due soon (1)")
    line = f"- {late.number} · 17 March 2026 (late 1 day) · "
    assert line in letter.body
    assert f"http://127.0.0.1:8000/cases/{near.pk}/" in letter.body
    assert (
        "register; transfer, assign or guide; tell in writing" in letter.body
    )  # two limits of one case, one line
    assert letters()["reviewer"].subject == "Dengwen: Late 1"
    send(16)
    assert len(mail.outbox) == 3, "sent once"


def test_nothing_of_the_petition_travels(cast: Cast) -> None:
    cast.registered()
    walk(cast, "team")
    swept(90)
    send(90)
    assert set(letters()) == {"registrar", "handler", "unit_head", "leader", "reviewer"}
    for message in mail.outbox:
        text = f"{message.subject} {message.body}"
        assert not [word for word in PETITION if word in text]
        assert message.extra_headers["Auto-Submitted"] == "auto-generated"
        assert len(message.to) == 1
        assert not message.cc
        assert not message.bcc


def test_in_chinese_nothing_is_left_in_english(cast: Cast) -> None:
    Account.objects.filter(username="leader").update(language="zh-hans")
    end_post(post=cast["unit_head"].post, until=after(1), actor_post=None, at=MORNING)
    walk(cast, "team")
    swept(90)
    send(90)
    letter = letters()["leader"]
    assert letter.subject == "登闻：已逾期 1，空缺岗位1个"
    words = re.sub(r"http\S+|\d{6,}[-\d]*|== .* ==|Lin Petition Office", "", letter.body)
    assert not re.search("[A-Za-z]{3,}", words), words
    assert "本单位无负责人 · 1件事项等待" in letter.body


def test_whoever_holds_two_posts_hears_once(cast: Cast) -> None:
    appoint(account=cast["leader"].account, organ=cast.organ("lin_unit"), role="unit_head", since=after(0),
            actor_post=None, at=MORNING)  # fmt: skip
    walk(cast, "team")
    swept(90)
    send(90)
    letter = letters()["leader"]
    assert [message.to for message in mail.outbox].count(letter.to) == 1
    assert "== Lin County · Leader in charge ==" in letter.body
    assert "== Lin Petition Office · Unit head ==" in letter.body


def test_an_open_post_is_told_to_who_can_mend_it_and_then_weekly(cast: Cast) -> None:
    cast.registered()
    end_post(post=cast["registrar"].post, until=after(1), actor_post=None, at=MORNING)
    person = Account.objects.create(
        username="lin_administrator", name="X", email="lin_administrator@example.invalid"
    )
    appoint(account=person.pk, organ=cast.organ("lin"), role="administrator", since=after(0), actor_post=None,
            at=MORNING)  # fmt: skip
    heard = {}
    for days in range(8, 24):
        swept(days)
        send(days)
        heard[days] = set(letters())
        if days == 8:
            # The heads of its units cannot name a registrar of the bureau; its leader can ask for one.
            assert heard[8] == {"leader", "reviewer", "lin_administrator"}
            assert "Lin County: Nobody is registrar here · 1 matter waits" in letters()["reviewer"].body
        mail.outbox.clear()
    assert [days for days, people in heard.items() if "lin_administrator" in people] == [8, 15, 22]


def test_a_wrong_address_keeps_nobody_waiting(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.registered()
    swept(16)
    refused = {"leader@example.invalid": (550, b"no such user")}
    real = mail.EmailMessage.send

    def sent(self: mail.EmailMessage, fail_silently: bool = False) -> int:
        if self.to[0] in refused:
            raise smtplib.SMTPRecipientsRefused(refused)
        return real(self, fail_silently)

    monkeypatch.setattr(mail.EmailMessage, "send", sent)
    send(16)
    assert set(letters()) == {"registrar", "reviewer"}
    outcomes = dict(Digest.objects.values_list("account__username", "outcome"))
    assert outcomes == {"registrar": "sent", "reviewer": "sent", "leader": "refused"}
    assert unsent_digests(after(16)).refused == 1
    assert waiting_digests() == []


def test_a_silent_server_is_asked_again_and_the_next_digest_says_it_all(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cast.registered()
    swept(16)
    with monkeypatch.context() as patch:
        patch.setattr(mail.EmailMessage, "send", no_server)
        with pytest.raises(DigestsWaitError, match="Connection refused"):
            send(16)
    assert mail.outbox == []
    assert {row.tries for row in Digest.objects.all()} == {1}
    assert unsent_digests(after(17)).waiting == 3
    second = cast.registered(at=MORNING.replace(day=3), received_on=after(1))
    swept(17)
    send(17)
    assert len(mail.outbox) == 3, "one message, not one for each day"
    assert first.number in letters()["leader"].body
    assert second.number in letters()["leader"].body
    assert sorted(Digest.objects.values_list("outcome", flat=True)) == ["folded"] * 3 + ["sent"] * 3


def no_server(message: mail.EmailMessage, fail_silently: bool = False) -> int:
    raise ConnectionRefusedError("Connection refused")


def test_what_was_done_meanwhile_is_not_told(cast: Cast) -> None:
    way = walk(cast)
    swept(16)
    way.until("accept")
    send(16)
    assert mail.outbox == []
    assert set(Digest.objects.values_list("outcome", flat=True)) == {"nothing"}


def test_without_an_address_nobody_is_written_to(cast: Cast) -> None:
    Account.objects.update(email="")
    cast.registered()
    swept(16)
    send(16)
    assert mail.outbox == []
    assert set(Digest.objects.values_list("outcome", flat=True)) == {"no_address"}


def test_long_lists_are_counted_and_not_written_out(cast: Cast) -> None:
    for number in range(23):
        cast.registered(title=f"Matter {number}", at=MORNING.replace(minute=number))
    swept(16)
    send(16)
    body = letters()["leader"].body
    assert "Late (23)" in body
    assert body.count("late 1 day") == 20
    assert "and 3 more" in body


def test_without_a_server_mails_are_files(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    cast.registered()
    swept(16)
    send(16)
    assert len(list((tmp_path / "mail").iterdir())) == 3


def test_the_worker_sweeps_once_a_day_from_its_hour_on(cast: Cast) -> None:
    cast.registered()
    day = six(after(16))
    for hour, digests in ((5, 0), (6, 3), (7, 3)):
        with time_machine.travel(day.replace(hour=hour, minute=5), tick=False):
            remind(0)
        assert Digest.objects.count() == digests, hour
    # The hour was slept through the next time: it is made up for when the worker is back.
    with time_machine.travel(six(after(23)).replace(hour=22), tick=False):
        remind(0)
    assert Digest.objects.filter(day=after(23)).count() == 3
    jobs = ProcrastinateJob.objects.filter(task_name="dengwen.send_digests", status="todo")
    assert jobs.count() == 1, "one job at a time sends all that waits"
