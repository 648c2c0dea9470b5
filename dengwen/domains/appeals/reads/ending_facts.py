"""What withdrawals, terminations and final matters say for their letters."""

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import Reexamination, Termination, Withdrawal
from dengwen.domains.appeals.reads.chains import chain_of
from dengwen.domains.appeals.reads.review_facts import way_of
from dengwen.domains.appeals.rules.exit_ways import told_ways
from dengwen.domains.appeals.rules.remedies_ended import how_ended
from dengwen.domains.cases.models import Statement
from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.letters.reads.letter_values import in_words, organ_name
from dengwen.domains.letters.reads.letter_wording import say
from dengwen.foundation.rulebook.loading import code_list


def withdrawal_facts(passage: Passage, _: str, lang: str) -> dict[str, str]:
    """Return the places of the latest withdrawal: signature, call-back, decision (W-reg38)."""
    row = max(passage.rows(Withdrawal), key=lambda row: row.number, default=None)
    if row is None:
        return {}
    return {
        "signed_on": in_words(row.signed_on, lang), "free_on": in_words(row.free_on, lang), "told": row.told,
        "signer": code_list("withdrawal_signers").label(row.signer, lang), "called_on": in_words(row.called_on, lang),
        "pressed": _yes_or_no(row.pressed, lang), "promised": _yes_or_no(row.promised, lang),
        "custody": _yes_or_no(row.in_custody, lang), "answered": row.answers, "public_interest": row.decision_text,
        "outcome": say(f"withdrawal_{row.outcome}", lang) if row.outcome else "",
        "reasons": row.decision_text or (say("as_you_asked", lang) if row.outcome == "taken_back" else ""),
    }  # fmt: skip


def final_facts(passage: Passage, _: str, lang: str) -> dict[str, str]:
    """Return how the remedies ended, what the petitioner was told, and who goes on to help (L22 Art.35-37)."""
    try:
        used = how_ended(chain_of(passage), today=passage.today).value
    except Refusal:  # asked for again since: the letter leaves a blank
        used = ""
    return {
        "used": code_list("remedies_ended").label(used, lang) if used else "", "told": _said(passage, "told"),
        "care": _said(passage, "care"), "ways_out": told_ways(passage.matter.category, lang),
    }  # fmt: skip


def termination_facts(passage: Passage, _: str, lang: str) -> dict[str, str]:
    """Return the places of the latest termination: why, and what stays open (plan S58)."""
    row = max(passage.rows(Termination), key=lambda row: row.number, default=None)
    if row is None:
        return {}
    ended = code_list("remedies_ended").label(row.used, lang)
    return {
        "used": ended, "reasons": row.decision_text, "stays_open": row.stays_open, "care": row.care,
        "ways_out": told_ways(passage.matter.category, lang),
    }  # fmt: skip


def reexamination_facts(passage: Passage, _: str, lang: str) -> dict[str, str]:
    """Return the places of the latest re-examination of a termination (plan S54)."""
    row = max(passage.rows(Reexamination), key=lambda row: row.asked_on, default=None)
    if row is None:
        return {}
    organ = passage.look_up(("organ", row.organ_id), lambda: row.organ)
    flaws = code_list("termination_flaws")
    return {
        "asked_on": in_words(row.asked_on, lang), "asked_how": way_of(row.orally, lang), "asked_text": row.text,
        "reviewer": organ_name(organ, lang), "procedure": row.procedure, "substance": row.substance,
        "reasons": row.reasons, "outcome": say(f"termination_{row.outcome}", lang) if row.outcome else "",
        "flaws": "\n".join(flaws.label(code, lang) for code in row.flaws.split())
        or (say("no_flaw", lang) if row.outcome else ""),
    }  # fmt: skip


def _said(passage: Passage, label: str) -> str:
    rows = passage.rows(Statement, label=label)
    return max(rows, key=lambda row: row.seq).text if rows else ""


def _yes_or_no(answer: bool | None, lang: str) -> str:
    return "" if answer is None else say("yes" if answer else "no", lang)
