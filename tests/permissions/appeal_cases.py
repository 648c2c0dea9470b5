"""Lin County's cases on their way up and at their ends, and what everybody would write into their forms."""

from collections.abc import Callable, Mapping
from typing import Any

from dengwen.domains.appeals.verbs.no_longer_accept import propose_no_longer_accept
from dengwen.domains.cases.models import Claim
from dengwen.domains.letters.models import Attachment
from dengwen.domains.letters.verbs.draft_letter import draft_letter
from dengwen.foundation.permissions.acting import set_post
from tests.appeals.upward import Upward
from tests.cast import DAY, Cast
from tests.handling.walk import Words

Register = Callable[..., int]
TOLD: Words = {"told_on": "2026-3-22", "told_by": "POST"}
_LITIGATION: Words = {"category": "01.01"}
_FACTS: Words = {
    "facts_found": "No entry.",
    "reasons": "A breach.",
    "legal_basis": "L22",
    "further_told": "Cloud.",
}


def appeal_states(register: Register) -> dict[str, Callable[[Cast], int]]:
    """Return the makers of the states; ``register`` registers a case of Lin County with its secrets."""

    def served(cast: Cast, last: str = "serve", **changes: Any) -> Upward:
        way = Upward(cast, register(cast, **changes))
        way.until(last)
        way.pace = 0
        return way

    def reviewed(cast: Cast) -> Upward:
        return served(cast).reviewed()

    def final(cast: Cast) -> Upward:
        return served(cast, **_LITIGATION).reviewed().rereviewed().finish()

    return {
        "asked for review": lambda cast: _then(served(cast), Upward.ask),
        "reviewing": lambda cast: _then(served(cast), Upward.ask, Upward.admit, _tell_of_admission),
        "review decided": lambda cast: _then(served(cast), Upward.ask, Upward.admit, Upward.decide),
        "revoked": lambda cast: _then(served(cast).reviewed("REVOKED", "FACTS_UNCLEAR")),
        "reviewed": lambda cast: _then(reviewed(cast)),
        "asked for re-review": lambda cast: _then(reviewed(cast), Upward.ask_again),
        "re-reviewing": lambda cast: _then(reviewed(cast), Upward.ask_again, Upward.admit_again),
        "re-review decided": lambda cast: _then(
            reviewed(cast), Upward.ask_again, Upward.admit_again, Upward.decide_again
        ),
        "re-reviewed": lambda cast: _then(reviewed(cast).rereviewed()),
        "final": lambda cast: _then(final(cast)),
        "termination proposed": lambda cast: _then(final(cast), Upward.propose),
        "termination review": lambda cast: _then(final(cast), Upward.propose, Upward.examine),
        "terminated": lambda cast: _then(final(cast), Upward.propose, Upward.examine, Upward.terminate),
        "re-examined": lambda cast: _then(
            final(cast), Upward.propose, Upward.examine, Upward.terminate, Upward.ask_reexamination
        ),
        "ready to withdraw": lambda cast: _then(served(cast, "step"), Upward.paper),
        "withdrawing": lambda cast: _then(served(cast, "step"), Upward.withdraw),
        "called back": lambda cast: _then(served(cast, "step"), Upward.withdraw, Upward.call_back),
        "said to repeat": lambda cast: _repeats(cast, register, final(cast)),
    }  # fmt: skip


def _then(way: Upward, *deeds: Callable[[Upward], object]) -> int:
    for deed in deeds:
        deed(way)
    return way.case


def _tell_of_admission(way: Upward) -> None:
    """Draft the letter that tells of it; who does so goes on to decide."""
    words: Words = {"kind": "review_admission", "language": "en", "given": {"review_by": "1 May 2026"}}
    draft_letter(actor=way.cast["reviewer"], **words, **way.next())


def _repeats(cast: Cast, register: Register, earlier: Upward) -> int:
    way = Upward(cast, register(cast))
    way.at, way.day = earlier.at, earlier.day
    words: Words = {"comparison": "Same day.", "explanation": "It was re-reviewed."}
    propose_no_longer_accept(earlier=earlier.case, actor=cast["registrar"], **words, **way.next())
    return way.case


def _decided(state: str) -> Callable[[Any], Mapping[str, Any]]:
    def form(world: Any) -> Mapping[str, Any]:
        set_post(world.cast["registrar"].post)
        claims = Claim.objects.filter(matter=world.cases[state])
        return _FACTS | {f"outcome_{claim.pk}": "UPHELD" for claim in claims}

    return form


def _withdraw(world: Any) -> Mapping[str, Any]:
    set_post(world.cast["registrar"].post)
    paper = Attachment.objects.get(matter=world.cases["ready to withdraw"]).pk
    return {
        "signed_on": "2026-3-20",
        "signer": "PETITIONER",
        "paper": paper,
        "told": "Free.",
        "in_custody": "no",
    }


def _no_longer(world: Any) -> Mapping[str, Any]:
    number = world.cast.matter(world.cases["final"]).number
    return {"earlier": number, "comparison": "Same day.", "explanation": "It was re-reviewed."}


_ASK: Words = {"text": "It is wrong.", "asked_on": "2026-3-20", "asked_by": "PETITIONER"}
_REFUSE: Words = {"reason": "NOT_CONCERNED", "explanation": "No.", "objection_told": "Ask above.", **TOLD}
_SERVE: Words = {"method": "POST", "served_on": "2026-3-22", "received_by": "Wang Wu"}
_EXAMINED: Words = {"procedure": "In order.", "substance": "It holds.", "reasons": "Nothing new.", **TOLD}
APPEAL_FORMS: dict[str, Mapping[str, Any] | Callable[[Any], Mapping[str, Any]]] = {
    "ask_review": _ASK, "ask_rereview": _ASK, "admit_review": {}, "admit_rereview": {},
    "refuse_review": _REFUSE, "refuse_rereview": _REFUSE, "decide_review": _decided("reviewing"),
    "decide_rereview": _decided("re-reviewing"), "serve_review": _SERVE, "serve_rereview": _SERVE,
    "order_redo_on_review": {"order": "Read the book."},
    "finalise": {"told": "It is final.", "care": "The county.", **TOLD}, "follow_up_final": {},
    "propose_termination": {"reason": "All is used.", "hearing": "DECLINED", "hearing_on": DAY.isoformat(),
                            "hearing_text": "None.", "relief": "Paid."},
    "examine_termination": {"findings": "All is met."}, "refuse_termination": {"reason": "A claim is open."},
    "terminate": {"members": "A\nB\nC", "votes_for": "3", "votes_against": "0", "votes_abstained": "0",
                  "minutes": "Minutes.", "reasons": "Used.", "stays_open": "New facts.", "care": "County.", **TOLD},
    "ask_reexamination": {"text": "Unfair.", "asked_on": "2026-3-22"}, "uphold_termination": _EXAMINED,
    "revoke_termination": _EXAMINED | {"flaws": ["FACTS_WRONG"]},
    "ask_withdrawal": _withdraw,
    "call_back_withdrawal": {"pressed": "no", "promised": "no", "custody": "no", "answers": "All is free."},
    "confirm_withdrawal": {"public_interest": "None.", **TOLD},
    "go_on_despite_withdrawal": {"reason": "Others.", **TOLD}, "take_back_withdrawal": {},
    "propose_no_longer_accept": _no_longer, "no_longer_accept": TOLD,
}  # fmt: skip
# Verb -> the state of the case that its lines of the table are about.
ABOUT = {
    "propose_no_longer_accept": "screening", "no_longer_accept": "said to repeat", "ask_review": "served",
    "admit_review": "asked for review", "refuse_review": "asked for review", "decide_review": "reviewing",
    "serve_review": "review decided", "order_redo_on_review": "revoked", "ask_rereview": "reviewed",
    "admit_rereview": "asked for re-review", "refuse_rereview": "asked for re-review",
    "decide_rereview": "re-reviewing", "serve_rereview": "re-review decided", "finalise": "re-reviewed",
    "follow_up_final": "final", "propose_termination": "final", "examine_termination": "termination proposed",
    "refuse_termination": "termination review", "terminate": "termination review",
    "ask_reexamination": "terminated", "uphold_termination": "re-examined", "revoke_termination": "re-examined",
    "ask_withdrawal": "ready to withdraw", "call_back_withdrawal": "withdrawing",
    "confirm_withdrawal": "called back", "go_on_despite_withdrawal": "called back",
    "take_back_withdrawal": "withdrawing",
}  # fmt: skip
