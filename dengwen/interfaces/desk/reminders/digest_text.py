"""The words of a digest: numbers, days and what is owed. No title, no name, nothing of a petitioner: mail travels."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dengwen.domains.reminders.reads.mine import Line, Told
from dengwen.domains.reminders.reads.open_posts import Lacking
from dengwen.domains.reminders.rules.steps import ORDER
from dengwen.foundation.permissions.actor import Actor
from dengwen.interfaces.desk.reminders.words import owed
from dengwen.interfaces.kit.sentences import in_words, label, lang
from dengwen.interfaces.kit.wording import due_words, in_language, organ_name

MOST_GAPS = 20
# The worst first.
STEPS = tuple(str(step) for step in reversed(ORDER))


@dataclass(frozen=True, slots=True)
class Section:
    """What one post of the person is told."""

    actor: Actor
    told: dict[str, Told]
    gaps: list[Lacking]

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to tell."""
        return not self.told and not self.gaps


def subject(sections: list[Section]) -> str:
    """Return the subject: how many cases at which step, the worst first."""
    counted = [(step, sum(s.told[step].cases for s in sections if step in s.told)) for step in STEPS]
    parts = [f"{label('reminder_steps', step)} {count}" for step, count in counted if count]
    gaps = sum(len(section.gaps) for section in sections)
    if gaps:
        parts.append(
            ngettext("%(n)d post that nobody holds", "%(n)d posts that nobody holds", gaps) % {"n": gaps}
        )
    if lang() == "zh":
        return f"{settings.SERVICE_NAME_ZH}：" + "，".join(parts)
    return f"{settings.SERVICE_NAME_EN}: " + ", ".join(parts)


def body(sections: list[Section], today: date) -> str:
    """Return the text: a section for each post, in it a part for each step, then the posts that nobody holds."""
    lines: list[str] = []
    for section in sections:
        actor = section.actor
        lines += [f"== {in_language(actor, 'organ_name')} · {label('roles', actor.role)} ==", ""]
        for step in STEPS:
            if step in section.told:
                lines += [*_step(section.told[step], today), ""]
        if section.gaps:
            lines += [*_gaps(section.gaps), ""]
    lines += [
        _("All of it: %(address)s") % {"address": f"{settings.SITE_URL}/reminders/"},
        _("This message is sent once a day, and only when there is something to say."),
    ]
    return "\n".join(lines) + "\n"


def _step(told: Told, today: date) -> list[str]:
    lines = [f"{label('reminder_steps', told.step)}{_aside(told.cases)}"]
    for line in told.lines:
        lines += [f"- {_case(line, today)}", f"  {settings.SITE_URL}/cases/{line.matter}/"]
    return lines + _more(told.cases - len(told.lines))


def _case(line: Line, today: date) -> str:
    number, left = line.number or _("no number yet"), due_words(line.target, today)
    return f"{number} · {in_words(line.target)}{_aside(left)} · {owed(line.limits)}"


def _gaps(gaps: list[Lacking]) -> list[str]:
    shown = [
        f"- {organ_name(gap)}: {label('reminder_gaps', gap.kind)} · {_waiting(gap.matters)}"
        for gap in gaps[:MOST_GAPS]
    ]
    return [f"{_('Posts that nobody holds')}{_aside(len(gaps))}", *shown, *_more(len(gaps) - MOST_GAPS)]


def _waiting(matters: int) -> str:
    return ngettext("%(n)d matter waits", "%(n)d matters wait", matters) % {"n": matters}


def _more(count: int) -> list[str]:
    return [ngettext("  and %(n)d more", "  and %(n)d more", count) % {"n": count}] if count > 0 else []


def _aside(words: object) -> str:
    """Return words in brackets, as the language writes them."""
    return f"（{words}）" if lang() == "zh" else f" ({words})"
