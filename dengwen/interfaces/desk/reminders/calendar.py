"""The days of a post for a calendar program: whole days, case numbers and what is owed; no title, no name.

The secret in the address stands for the post, so the answer holds what is dull to strangers, and row-level security
shows this reader what it shows that post. A wrong secret, one that was withdrawn and one of a post that has ended are
the same: there is no such page.
"""

import hashlib
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.reminders.reads.calendar_keys import key_with_secret
from dengwen.domains.reminders.reads.own_days import OwedDay, own_days
from dengwen.domains.reminders.verbs.calendar_key import note_calendar_content
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.permissions.actor import Actor, load_actor
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.reminders.words import owed
from dengwen.interfaces.kit.language import speaking
from dengwen.interfaces.kit.sentences import lang

_LONGEST = 64


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Answer with the calendar, or say that nothing is new."""
    key = key_with_secret(secret) if len(secret) <= _LONGEST else None
    if key is None:
        raise Http404
    try:
        actor = load_actor(key.post, local_day(now(), settings.TIME_ZONE))
    except Refusal:
        raise Http404 from None
    with acting(actor.post), speaking(key.language):
        content = _calendar(actor, own_days(actor))
        digest = hashlib.sha256(content).hexdigest()
        since = note_calendar_content(post=actor.post, content=digest, at=now())
    etag, changed = f'"{digest}"', int(since.timestamp())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    response["Cache-Control"] = "private, max-age=900"
    response["Content-Disposition"] = 'inline; filename="dengwen.ics"'
    return get_conditional_response(request, etag, changed, response) or response


def _calendar(actor: Actor, days: list[OwedDay]) -> bytes:
    calendar = Calendar()
    service = settings.SERVICE_NAME_ZH if lang() == "zh" else settings.SERVICE_NAME_EN
    role = code_list("roles").label(actor.role, lang())
    calendar.add("prodid", "-//Dengwen//Reminders//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{service} · {role}")
    calendar.add("refresh-interval;value=duration", "PT4H")
    for day in days:
        calendar.add_component(_event(day))
    return bytes(calendar.to_ical())


def _event(day: OwedDay) -> Event:
    event = Event()
    event.add("uid", f"limit-{day.clock}@dengwen")
    # What was true when the limit began is what the event says; nothing in it changes from one answer to the next.
    event.add("dtstamp", datetime.combine(day.starts_on, time(), UTC))
    event.add("dtstart", day.target)
    event.add("dtend", day.target + timedelta(days=1))
    event.add("summary", f"{day.number or _('no number yet')}: {owed([(day.pack, day.rule)])}")
    event.add("url", f"{settings.SITE_URL}/cases/{day.matter}/")
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    return event
