"""How the timeline words review, re-review, termination and withdrawal."""

from django.utils.translation import gettext as _

# Facts that are codes, by name; and by event and name.
LISTS = {
    "subject": "review_subjects", "way": "request_ways", "outcome": "review_outcomes", "used": "remedies_ended",
    "hearing": "termination_hearings", "signer": "withdrawal_signers", "method": "service_methods",
    "basis": "close_bases",
}  # fmt: skip
LISTS_OF = {
    ("refuse_review", "reason"): "admission_reasons",
    ("refuse_rereview", "reason"): "admission_reasons",
    ("no_longer_accept", "reason"): "not_accept_reasons",
}
# What any of these made stands on the page of review and endings.
EVENTS = frozenset({
    "ask_review", "ask_rereview", "finalise", "propose_termination", "ask_withdrawal", "propose_no_longer_accept",
})  # fmt: skip


def said() -> dict[str, str]:
    """Return the words for what was said, by the label of the statement."""
    return {
        "request": _("What the petitioner asks for"), "objection_told": _("How to object"),
        "order": _("What is to be done anew"), "care": _("Care that goes on"),
        "told_before": _("What the petitioner was told first"), "findings": _("Findings"),
        "stays_open": _("What stays open"), "procedure": _("Procedure"), "substance": _("Substance"),
        "answers": _("The petitioner’s answers"), "supervision_note": _("Urgent note to the higher organ"),
        "public_interest": _("Public interest"), "comparison": _("Comparison"),
    }  # fmt: skip
