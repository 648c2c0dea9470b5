"""What an announced hearing says for its letters."""

from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.handling.models import Hearing, HearingParticipant
from dengwen.domains.letters.reads.letter_values import in_words
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.staff.models import Post

# Who decides and writes down is named; whom the matter is about is in no draft by name.
_NAMED = ("PANEL", "RECORDER")


def hearing_facts(passage: Passage, _: str, lang: str) -> dict[str, str]:
    """Return day, place, subject and who sits of the latest hearing that was not called off (facts 8b)."""
    hearings = [row for row in passage.rows(Hearing) if row.called_off_on is None]
    hearing = max(hearings, key=lambda row: row.number, default=None)
    if hearing is None:
        return {}
    people = passage.rows(HearingParticipant, hearing_id=hearing.pk)
    sitting = [row for role in _NAMED for row in people if row.role == role]
    roles, chair = code_list("hearing_roles"), Post.objects.select_related("account").get(pk=hearing.chair_id)
    named = chair.account.name_en if lang == "en" and chair.account.name_en else chair.account.name
    return {
        "heard_on": in_words(hearing.planned_on, lang), "heard_at": hearing.place, "heard_about": hearing.subject,
        "chair": named,
        "sitting": "\n".join(
            " ".join(filter(None, (roles.label(row.role, lang), row.name, row.organ_name))) for row in sitting
        ),
    }  # fmt: skip
