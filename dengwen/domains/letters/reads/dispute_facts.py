"""What a dispute over competence says for its letters (L22 Art.24)."""

import json
from typing import Any

from dengwen.domains.cases.models import Statement
from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.letters.reads.letter_values import organ_name
from dengwen.domains.letters.reads.letter_wording import joined
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.organs.models import Organ


def dispute_facts(passage: Passage, kind: str, lang: str) -> dict[str, str]:
    """Return who disagrees, why, who decided what, and whom the letter goes to: from the ledger and the statements."""
    asked, decided = (_last(passage, verb) for verb in ("dispute_jurisdiction", "decide_jurisdiction"))
    facts = json.loads(asked.payload)["facts"] if asked else {}
    ruled = json.loads(decided.payload)["facts"] if decided and asked and decided.seq > asked.seq else {}
    superior, competent = facts.get("to"), ruled.get("to")
    holder = ruled.get("from", passage.matter.organ_id)
    disputing = [holder, *facts.get("others", [])] if asked else []
    names = _names({organ for organ in (superior, competent, *disputing) if organ}, lang)
    named = dict.fromkeys(names[organ] for organ in disputing)
    to = names.get(superior or 0, "") if kind == "jurisdiction_request" else joined("and", named, lang)
    return {
        "addressee": to, "organs": "\n".join(named), "dispute_reason": _reason(passage, asked),
        "competent": names.get(competent or 0, ""), "decision_reason": _reason(passage, decided if ruled else None),
    }  # fmt: skip


def _last(passage: Passage, event: str) -> Any:
    return Entry.objects.filter(kind="case", subject=passage.matter.pk, event=event).order_by("-seq").first()


def _reason(passage: Passage, entry: Any) -> str:
    found = passage.rows(Statement, seq=entry.seq, label="reason") if entry else []
    return "\n".join(row.text for row in found)


def _names(organs: set[int], lang: str) -> dict[int, str]:
    return {organ.pk: organ_name(organ, lang) for organ in Organ.objects.filter(pk__in=organs)}
