"""Sending a digest by mail: one message to one person."""

import smtplib
from datetime import date

from django.core.mail import EmailMessage

from dengwen.domains.reminders.reads.mine import told_between
from dengwen.domains.reminders.reads.open_posts import open_posts
from dengwen.domains.reminders.verbs.deliver_digest import Letter, Outcome
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.permissions.actor import actor_of
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.staff.reads.posts import posts_of_account
from dengwen.interfaces.desk.reminders.digest_text import Section, body, subject
from dengwen.interfaces.kit.language import speaking

# The server says that it will never take this address; asking again would not help, and others wait.
_NEVER = range(550, 560)


def send(letter: Letter, today: date) -> Outcome:
    """Send what the person's posts were told, in the person's language; say what became of it."""
    if not letter.email:
        return Outcome("no_address")
    sections = sections_of(letter, today)
    if not sections:
        return Outcome("nothing")
    with speaking(letter.language):
        message = EmailMessage(subject(sections), body(sections, today), to=[letter.email])
        # Answering machines leave it alone.
        message.extra_headers = {"Auto-Submitted": "auto-generated"}
        return _post(message)


def sections_of(letter: Letter, today: date) -> list[Section]:
    """Return a section for each post in force that has something to hear, each read as that post."""
    sections = []
    for post in posts_of_account(letter.account, today):
        actor = actor_of(post)
        with acting(actor.post):
            told = told_between(actor, letter.after, letter.upto) if actor.has(Right.READ_CASE) else {}
            section = Section(actor, told, open_posts(actor, today))
        if not section.is_empty:
            sections.append(section)
    return sections


def _post(message: EmailMessage) -> Outcome:
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        return Outcome("refused" if code in _NEVER else "", f"{code} {said.decode(errors='replace')}")
    except UnicodeError as error:  # no address at all
        return Outcome("refused", str(error))
    except (OSError, smtplib.SMTPException) as error:
        return Outcome("", f"{type(error).__name__}: {error}")
    return Outcome("sent")
