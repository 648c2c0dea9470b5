"""Which rows fill the letters of a procedure: kind of letter -> reader (passage, kind, language) of the places."""

_APPEALS = "dengwen.domains.appeals.reads"

LETTER_FACTS: dict[str, str] = {
    "jurisdiction_request": "dengwen.domains.letters.reads.dispute_facts.dispute_facts",
    "jurisdiction_decision": "dengwen.domains.letters.reads.dispute_facts.dispute_facts",
    "hearing_notice": "dengwen.domains.handling.reads.hearing_facts.hearing_facts",
    **dict.fromkeys(("opinion", "refusal_notice"), f"{_APPEALS}.review_facts.right_of_review"),
    **dict.fromkeys(
        ("review_request_record", "review_admission", "review_opinion", "rereview_request_record",
         "rereview_admission", "rereview_opinion", "redo_order"),
        f"{_APPEALS}.review_facts.review_facts",
    ),
    **dict.fromkeys(
        ("withdrawal_information", "withdrawal_notice", "call_back_record", "withdrawal_confirmation"),
        f"{_APPEALS}.ending_facts.withdrawal_facts",
    ),
    "final_notice": f"{_APPEALS}.ending_facts.final_facts",
    **dict.fromkeys(("termination_notice", "provincial_decision"), f"{_APPEALS}.ending_facts.termination_facts"),
    **dict.fromkeys(
        ("reexamination_request_record", "reexamination_opinion"), f"{_APPEALS}.ending_facts.reexamination_facts"
    ),
}  # fmt: skip
