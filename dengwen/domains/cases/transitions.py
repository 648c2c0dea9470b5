"""The one transition table (facts, 8c). Plain Python, data only.

Every change of state that the law knows stands here once: the table is the whole life of a matter.
"""

from dataclasses import dataclass
from enum import StrEnum

from dengwen.domains.cases.states import AT_REST, State
from dengwen.foundation.permissions.rights import Right


class Where(StrEnum):
    """From which organ a verb can be done."""

    HOLDER = "holder"  # the organ that holds the matter, or one of its units
    REVIEWER = "reviewer"  # the higher organ that examines the dossier
    HIGHER = "higher"  # any organ above the holder
    HOLDER_OR_HIGHER = "holder_or_higher"
    NAMED_SUPERIOR = "named_superior"  # the common superior that a dispute over competence was brought to


@dataclass(frozen=True, slots=True)
class Transition:
    """One line: from these states, by this verb, to that state (None: the state stays).

    ``back_to``: the verb itself leads back to where the matter stood before, which is one of these states.
    ``needs`` names what must be there first; ``letter`` the document it makes; ``article`` its legal source.
    """

    verb: str
    sources: frozenset[State]
    to: State | None
    right: Right
    where: Where = Where.HOLDER
    needs: str = ""
    letter: str = ""
    article: str = ""
    back_to: frozenset[State] = frozenset()


def _line(
    verb: str,
    sources: "State | tuple[State, ...]",
    to: State | None,
    right: Right,
    back_to: tuple[State, ...] = (),
    **rest: str,
) -> Transition:
    states = frozenset({sources} if isinstance(sources, State) else sources)
    where = Where(rest.pop("where", "holder"))
    return Transition(verb, states, to, right, where, back_to=frozenset(back_to), **rest)


S = State
_SCREENABLE = (S.REGISTERED, S.SCREENING)
_WORKING = (
    S.ACCEPTED, S.PLANNING, S.INVESTIGATING, S.OPINION_DRAFT, S.OPINION_ISSUED, S.SERVED, S.EXECUTING, S.REDO,
)  # fmt: skip
_HELD = (*_SCREENABLE, *_WORKING)
# While the handling limit runs.
_IN_HANDLING = (
    S.ACCEPTED, S.PLANNING, S.INVESTIGATING, S.HEARING, S.MEDIATING, S.OPINION_DRAFT, S.PROVISIONAL_VIEW, S.REDO,
    S.WITHDRAWAL_PENDING,
)  # fmt: skip
_TAKEN_ON = tuple(state for state in State if state not in AT_REST | {S.RECEIVED, S.REGISTERED})
_FINDING_OUT = (
    S.ACCEPTED, S.REDO, S.PLANNING, S.INVESTIGATING, S.HEARING, S.MEDIATING, S.OPINION_DRAFT, S.PROVISIONAL_VIEW,
)  # fmt: skip
_REVIEWS = (S.REVIEWING, S.REREVIEWING, S.TERMINATION_REVIEW)
_HEARING_SIDES = (S.PROVISIONAL_VIEW, S.INVESTIGATING, S.OPINION_DRAFT)
_RAISABLE = (
    S.RECEIVED, *_HELD, S.TRANSFERRED, S.ASSIGNED, S.OBJECTED, S.JURISDICTION_DISPUTE, S.DOSSIER_REVIEW, S.FOLLOW_UP,
)  # fmt: skip
_OPEN = tuple(state for state in State if state not in AT_REST)
_ALIVE = tuple(state for state in State if state is not S.MERGED)
# Where a request for review may come in: whatever became of the matter after the answer was given.
_ASKABLE = (
    S.SERVED, S.EXECUTING, S.DOSSIER_REVIEW, S.FOLLOW_UP, S.FINAL, S.CLOSED, S.ARCHIVED, S.NOT_ACCEPTED,
    S.NO_LONGER_ACCEPTED,
)  # fmt: skip
# Where it goes back to when nothing changes; a dossier that a request overtook is handed in anew.
_BEFORE_REVIEW = tuple(state for state in _ASKABLE if state is not S.DOSSIER_REVIEW)
# A promise is kept while others think about the rest.
_UNDER_REVIEW = (
    S.SERVED, S.REVIEW_REQUESTED, S.REVIEWING, S.REVIEW_DECIDED, S.REREVIEW_REQUESTED, S.REREVIEWING,
    S.REREVIEW_DECIDED, S.FINAL,
)  # fmt: skip

TRANSITIONS: tuple[Transition, ...] = (
    # At the door
    _line("register", S.RECEIVED, S.REGISTERED, Right.REGISTER, letter="receipt", article="L22 Art.21; L05 Art.12"),
    _line("begin_screening", S.REGISTERED, S.SCREENING, Right.SCREEN, article="L22 Art.22"),
    _line("accept", _SCREENABLE, S.ACCEPTED, Right.SCREEN, letter="acceptance_notice", article="L22 Art.23"),
    _line("transfer", _SCREENABLE, S.TRANSFERRED, Right.SCREEN, needs="organ", letter="transfer_letter",
          article="L22 Art.22"),
    _line("assign", _SCREENABLE, S.ASSIGNED, Right.SCREEN, needs="organ,report_by", letter="assignment_letter",
          article="L22 Art.22(3)"),
    _line("divert", (*_SCREENABLE, S.INVESTIGATING), S.DIVERTED, Right.SCREEN, needs="route,reason",
          letter="diversion_notice", article="L22 Art.28, 31"),
    _line("not_accept", _SCREENABLE, S.NOT_ACCEPTED, Right.SCREEN, needs="reason", letter="refusal_notice",
          article="L22 Art.23; L05 Art.22"),
    _line("merge", _SCREENABLE, S.MERGED, Right.SCREEN, needs="other", article="L22 Art.19"),
    _line("propose_no_longer_accept", _SCREENABLE, None, Right.SCREEN, needs="earlier,reason", article="L22 Art.36"),
    _line("no_longer_accept", _SCREENABLE, S.NO_LONGER_ACCEPTED, Right.SCREEN, needs="proposal,second_person",
          letter="refusal_notice", article="L22 Art.36"),
    _line("dispute_jurisdiction", S.SCREENING, S.JURISDICTION_DISPUTE, Right.SCREEN, needs="organs,reason",
          letter="jurisdiction_request", article="L22 Art.24"),
    _line("decide_jurisdiction", S.JURISDICTION_DISPUTE, S.ACCEPTED, Right.SCREEN, where="named_superior",
          needs="organ,reason", letter="jurisdiction_decision", article="L22 Art.24"),
    _line("confirm_diversion", S.DIVERTED, S.DIVERTED_DONE, Right.SCREEN, needs="number,paper", article="L22 Art.31"),
    _line("take_back_diversion", S.DIVERTED, S.SCREENING, Right.SCREEN, needs="reason", article="L22 Art.31"),
    # Between organs
    _line("sign_for", (S.TRANSFERRED, S.ASSIGNED), S.SCREENING, Right.SIGN_FOR, article="L22 Art.23(3)"),
    _line("object", (S.TRANSFERRED, S.ASSIGNED, S.SCREENING), S.OBJECTED, Right.OBJECT, needs="reason",
          article="L22 Art.23(3)"),
    _line("take_back", S.OBJECTED, S.SCREENING, Right.SCREEN, article="L22 Art.23(3)"),
    _line("refuse_objection", S.OBJECTED, S.SCREENING, Right.SCREEN, needs="reason", article="L22 Art.23(3)"),
    # Handling
    _line("assign_team", _HELD, None, Right.ASSIGN_TEAM, where="holder_or_higher", needs="leader,unit,handler",
          article="plan S20, S22"),
    _line("draft_plan", (S.ACCEPTED, S.REDO, S.PLANNING), S.PLANNING, Right.PLAN, needs="team", article="plan S20"),
    _line("record_meeting", (S.ACCEPTED, S.REDO, S.PLANNING, S.INVESTIGATING), None, Right.RECORD_MEETING,
          article="plan S49"),
    _line("approve_plan", S.PLANNING, S.INVESTIGATING, Right.APPROVE_PLAN,
          needs="plan,three_meetings", article="plan S20, S49"),
    _line("investigate", S.INVESTIGATING, None, Right.INVESTIGATE, article="L22 Art.32"),
    _line("add_evidence", _FINDING_OUT, None, Right.INVESTIGATE, article="facts 8b"),
    _line("preserve_evidence", _FINDING_OUT, None, Right.INVESTIGATE, needs="evidence", article="facts COE-2"),
    # Who holds the hearing: in the investigation the holder, in a review the organ above.
    _line("announce_hearing", S.INVESTIGATING, None, Right.HOLD_HEARING, needs="chair,participants",
          letter="hearing_notice", article="L22 Art.36; facts 8b"),
    _line("announce_hearing", _REVIEWS, None, Right.HOLD_HEARING, where="higher", needs="chair,participants",
          letter="hearing_notice", article="L22 Art.36; facts 8b"),
    _line("open_hearing", S.INVESTIGATING, S.HEARING, Right.HOLD_HEARING, needs="notice", article="L22 Art.36"),
    _line("open_hearing", _REVIEWS, S.HEARING, Right.HOLD_HEARING, where="higher", needs="notice",
          article="L22 Art.36"),
    _line("close_hearing", S.HEARING, None, Right.HOLD_HEARING, back_to=(S.INVESTIGATING, *_REVIEWS),
          where="holder_or_higher", needs="record,opinion", letter="hearing_record", article="L22 Art.36"),
    _line("mediate", S.INVESTIGATING, S.MEDIATING, Right.INVESTIGATE, needs="consents", letter="mediation_consent",
          article="L22 Art.33"),
    _line("settle", S.MEDIATING, S.SETTLED, Right.INVESTIGATE, needs="agreement", letter="settlement_agreement",
          article="L22 Art.33"),
    _line("end_mediation", S.MEDIATING, S.INVESTIGATING, Right.INVESTIGATE, needs="reason", article="L22 Art.33"),
    _line("execute_settlement", S.SETTLED, S.EXECUTING, Right.EXECUTE, article="L22 Art.33"),
    _line("draft_opinion", (S.INVESTIGATING, S.OPINION_DRAFT), S.OPINION_DRAFT, Right.DRAFT_OPINION,
          needs="investigation", article="L22 Art.32"),
    _line("answer_claim", S.OPINION_DRAFT, None, Right.DRAFT_OPINION, article="L22 Art.32"),
    _line("show_provisional_view", S.OPINION_DRAFT, S.PROVISIONAL_VIEW, Right.DRAFT_OPINION,
          needs="all_claims_answered", letter="provisional_view", article="facts PHS-3"),
    _line("record_comment", _HEARING_SIDES, None, Right.ADD_MATERIAL, needs="view", article="facts PHS-3"),
    _line("answer_comment", _HEARING_SIDES, None, Right.DRAFT_OPINION, needs="comment", article="facts PHS-3"),
    _line("return_to_investigation", (S.OPINION_DRAFT, S.PROVISIONAL_VIEW), S.INVESTIGATING, Right.ISSUE_OPINION,
          needs="reason", article="L22 Art.32"),
    _line("issue_opinion", (S.OPINION_DRAFT, S.PROVISIONAL_VIEW), S.OPINION_ISSUED, Right.ISSUE_OPINION,
          needs="all_claims_answered", letter="opinion", article="L22 Art.32, 34"),
    _line("record_service", S.OPINION_ISSUED, S.SERVED, Right.SERVE, letter="service_record", article="L22 Art.35"),
    _line("record_service_attempt", S.OPINION_ISSUED, None, Right.SERVE, article="facts 1.2"),
    _line("record_service_attempt", (S.REVIEW_DECIDED, S.REREVIEW_DECIDED), None, Right.SERVE, where="higher",
          article="facts 1.2"),
    _line("begin_execution", (S.SERVED, S.EXECUTING), S.EXECUTING, Right.EXECUTE, article="L22 Art.32"),
    _line("carry_out_remedy", (S.EXECUTING, S.FOLLOW_UP, S.CLOSED, *_UNDER_REVIEW), None, Right.EXECUTE, needs="proof",
          article="L22 Art.32"),
    _line("extend_limit", _IN_HANDLING, None, Right.EXTEND, needs="reason,notice", letter="extension_notice",
          article="L22 Art.34; L05 Art.33"),
    _line("tell_progress", _TAKEN_ON, None, Right.ADD_MATERIAL, article="facts 8a, DSN-UPD-28"),
    # The check by a higher organ
    _line("hand_in_dossier", (S.SERVED, S.EXECUTING), S.DOSSIER_REVIEW, Right.HAND_IN, needs="remedies_done_or_dated",
          letter="closing_report", article="plan S24-S27"),
    _line("judge_item", S.DOSSIER_REVIEW, None, Right.EXAMINE, where="reviewer", article="plan S27"),
    _line("return_dossier", S.DOSSIER_REVIEW, S.EXECUTING, Right.EXAMINE, where="reviewer", needs="reason",
          article="plan S27"),
    _line("order_redo", S.DOSSIER_REVIEW, S.REDO, Right.EXAMINE, where="reviewer", needs="reason",
          article="plan S27, S52"),
    _line("accept_dossier", S.DOSSIER_REVIEW, S.FOLLOW_UP, Right.EXAMINE, where="reviewer", needs="all_items_met",
          article="plan S27"),
    _line("close", S.FOLLOW_UP, S.CLOSED, Right.CLOSE, where="reviewer", article="plan S25, S27"),
    _line("archive", (S.CLOSED, S.NOT_ACCEPTED, S.NO_LONGER_ACCEPTED, S.DIVERTED_DONE), S.ARCHIVED, Right.SCREEN,
          where="holder_or_higher"),
    _line("reopen", (S.CLOSED, S.ARCHIVED, S.FOLLOW_UP, S.FINAL, S.TERMINATED, S.WITHDRAWN), S.REDO, Right.REOPEN,
          where="holder_or_higher", needs="reason", article="plan S36, S54"),
    _line("begin_lookback", (S.CLOSED, S.ARCHIVED), None, Right.EXAMINE, where="higher", article="plan S8d, S36"),
    _line("conclude_lookback", (S.CLOSED, S.ARCHIVED), None, Right.EXAMINE, where="higher",
          needs="all_items_judged", letter="lookback_sheet", article="plan S8d, S36"),
    _line("settle_lookback", (S.CLOSED, S.ARCHIVED), None, Right.EXAMINE, where="higher", needs="reason",
          article="plan S8d, S36"),
    _line("screen_again", (S.NOT_ACCEPTED, S.NO_LONGER_ACCEPTED, S.DIVERTED, S.DIVERTED_DONE), S.SCREENING,
          Right.REOPEN, where="holder_or_higher", needs="reason", article="L22 Art.36"),
    # Material and corrections
    _line("add_contact", _ALIVE, None, Right.ADD_MATERIAL, where="holder_or_higher", article="facts 3.9"),
    _line("attach_file", _ALIVE, None, Right.ADD_MATERIAL, where="holder_or_higher"),
    _line("draft_letter", _ALIVE, None, Right.WRITE_LETTER, where="holder_or_higher", article="facts 8b"),
    _line("edit_letter", _ALIVE, None, Right.WRITE_LETTER, where="holder_or_higher", article="facts 8b"),
    _line("issue_letter", _ALIVE, None, Right.WRITE_LETTER, where="holder_or_higher", article="facts 8b, 3.8"),
    _line("void_letter", _ALIVE, None, Right.WRITE_LETTER, where="holder_or_higher", needs="reason",
          article="facts 2.3"),
    _line("correct", _HELD, None, Right.CORRECT, where="holder_or_higher", needs="reason", article="facts 2.3"),
    # Help: from other organs for the case, and for people in need. No state and no withdrawal bars relief.
    _line("ask_cooperation", _TAKEN_ON, None, Right.ADD_MATERIAL, needs="organ,due", letter="cooperation_letter",
          article="plan S8e, S46"),
    _line("call_back_cooperation", _ALIVE, None, Right.ADD_MATERIAL, needs="reason", article="plan S8e"),
    _line("offer_relief", _ALIVE, None, Right.ADD_MATERIAL, article="L22 Art.37"),
    _line("decide_relief", _ALIVE, None, Right.ISSUE_OPINION, needs="application", article="L22 Art.37"),
    _line("give_relief", _ALIVE, None, Right.EXECUTE, needs="decision,proof", article="L22 Art.37"),
    # Independence: who is complained about, who stands aside
    _line("raise_level", _RAISABLE, None, Right.SCREEN, (S.RECEIVED, *_HELD, S.JURISDICTION_DISPUTE),
          where="holder_or_higher", needs="reason", article="L22 Art.28; plan S53"),
    _line("name_respondent", _ALIVE, None, Right.ADD_MATERIAL, where="holder_or_higher", needs="reason",
          article="L22 Art.30, 46(5)"),
    _line("remove_respondent", _ALIVE, None, Right.CORRECT, where="holder_or_higher", needs="reason",
          article="L22 Art.30; facts 2.3"),
    _line("declare_recusal", _OPEN, None, Right.RECUSE, where="holder_or_higher", needs="ground,reason",
          article="L22 Art.28; L05 Art.30"),
    _line("ask_recusal", _OPEN, None, Right.ADD_MATERIAL, where="holder_or_higher", needs="ground,reason",
          article="L22 Art.28"),
    _line("decide_recusal", _OPEN, None, Right.ISSUE_OPINION, where="holder_or_higher", needs="reason",
          article="L22 Art.28; LXZ Art.21"),
    # Campaigns: a matter left outside one stays where it is; no state, no limit and no right hangs on it
    _line("take_into_campaign", _ALIVE, None, Right.RUN_CAMPAIGN, where="holder_or_higher",
          article="plan S6, S13, S17"),
    _line("propose_out_of_scope", _ALIVE, None, Right.PROPOSE_SCOPE, where="holder_or_higher",
          needs="campaign,reason,evidence", article="plan S16"),
    _line("confirm_out_of_scope", _ALIVE, None, Right.DECIDE_SCOPE, where="holder_or_higher",
          needs="proposal,second_person", letter="scope_notice", article="plan S16"),
    _line("refuse_out_of_scope", _ALIVE, None, Right.DECIDE_SCOPE, where="holder_or_higher",
          needs="proposal,second_person", article="plan S16"),
    _line("object_to_scope", _ALIVE, None, Right.ADD_MATERIAL, where="holder_or_higher", article="plan S16"),
    _line("answer_scope_objection", _ALIVE, None, Right.DECIDE_SCOPE, where="holder_or_higher",
          needs="objection,second_person", article="plan S16"),
    _line("bring_into_scope", _ALIVE, None, Right.PROPOSE_SCOPE, where="holder_or_higher", needs="reason",
          article="plan S16"),
    # Supervision: about the organ's handling, wherever the matter stands; no state and no limit hangs on it
    _line("raise_supervision", _ALIVE, None, Right.SUPERVISE, where="higher", needs="cause,grounds,demand,due",
          article="L05 Art.36; L22 Art.40"),
    # Review and re-review: asked for wherever the matter stands, since closing early ends no right
    _line("ask_review", _ASKABLE, S.REVIEW_REQUESTED, Right.REGISTER, where="holder_or_higher",
          letter="review_request_record", article="L22 Art.35"),
    _line("admit_review", S.REVIEW_REQUESTED, S.REVIEWING, Right.EXAMINE, where="reviewer",
          letter="review_admission", article="LSD Art.43"),
    _line("refuse_review", S.REVIEW_REQUESTED, None, Right.EXAMINE, _BEFORE_REVIEW, where="reviewer",
          needs="reason,notice", letter="review_admission", article="LSD Art.43"),
    _line("decide_review", S.REVIEWING, S.REVIEW_DECIDED, Right.EXAMINE, where="reviewer",
          needs="all_claims_decided", letter="review_opinion", article="L22 Art.35; LSD Art.45"),
    _line("serve_review", S.REVIEW_DECIDED, None, Right.SERVE, (*_BEFORE_REVIEW, S.SCREENING, S.REVIEW_DECIDED),
          where="higher", letter="service_record", article="L22 Art.35"),
    _line("order_redo_on_review", (S.REVIEW_DECIDED, S.REREVIEW_DECIDED), S.REDO, Right.EXAMINE, where="reviewer",
          needs="served", letter="redo_order", article="LSD Art.45"),
    _line("ask_rereview", _ASKABLE, S.REREVIEW_REQUESTED, Right.REGISTER, where="holder_or_higher",
          letter="rereview_request_record", article="L22 Art.36"),
    _line("admit_rereview", S.REREVIEW_REQUESTED, S.REREVIEWING, Right.EXAMINE, where="reviewer",
          letter="rereview_admission", article="LSD Art.44"),
    _line("refuse_rereview", S.REREVIEW_REQUESTED, None, Right.EXAMINE, _BEFORE_REVIEW, where="reviewer",
          needs="reason,notice", letter="rereview_admission", article="LSD Art.44"),
    _line("decide_rereview", S.REREVIEWING, S.REREVIEW_DECIDED, Right.EXAMINE, where="reviewer",
          needs="all_claims_decided", letter="rereview_opinion", article="L22 Art.36; LSD Art.45"),
    _line("serve_rereview", S.REREVIEW_DECIDED, None, Right.SERVE,
          (*_BEFORE_REVIEW, S.SCREENING, S.REVIEWING, S.REREVIEW_DECIDED), where="higher", letter="service_record",
          article="L22 Art.36"),
    _line("finalise", S.SERVED, S.FINAL, Right.SCREEN, needs="remedies_exhausted,notice", letter="final_notice",
          article="L22 Art.35-37"),
    _line("follow_up_final", (S.FINAL, S.WITHDRAWN, S.TERMINATED), S.FOLLOW_UP, Right.HAND_IN, article="L22 Art.37(3)"),
    # Termination: strict gates, a collective decision of the province, and a door for whoever is dissatisfied
    _line("propose_termination", S.FINAL, S.TERMINATION_PROPOSED, Right.ISSUE_OPINION,
          needs="litigation,remedies_exhausted,hearing,relief", letter="termination_proposal", article="plan S58"),
    _line("examine_termination", S.TERMINATION_PROPOSED, S.TERMINATION_REVIEW, Right.EXAMINE, where="reviewer",
          article="plan S58"),
    _line("refuse_termination", (S.TERMINATION_PROPOSED, S.TERMINATION_REVIEW), S.FINAL, Right.EXAMINE,
          where="reviewer", needs="reason", article="plan S58"),
    _line("terminate", S.TERMINATION_REVIEW, S.TERMINATED, Right.EXAMINE, where="reviewer",
          needs="collective_decision,notice", letter="termination_notice", article="plan S58"),
    _line("ask_reexamination", (S.TERMINATED, S.FOLLOW_UP, S.CLOSED, S.ARCHIVED), S.TERMINATION_REVIEW,
          Right.REGISTER, where="holder_or_higher", letter="reexamination_request_record", article="plan S54"),
    _line("uphold_termination", S.TERMINATION_REVIEW, None, Right.EXAMINE,
          (S.TERMINATED, S.FOLLOW_UP, S.CLOSED, S.ARCHIVED), where="reviewer", needs="reason,notice",
          letter="reexamination_opinion", article="plan S54"),
    _line("revoke_termination", S.TERMINATION_REVIEW, S.REDO, Right.EXAMINE, where="reviewer",
          needs="flaws,reason,notice", letter="reexamination_opinion", article="plan S54"),
    # Withdrawal: free, signed, thought over, called back by others; relief never hangs on it
    _line("ask_withdrawal", _WORKING, S.WITHDRAWAL_PENDING, Right.REGISTER, where="holder_or_higher",
          needs="signed_paper", letter="withdrawal_information", article="W-reg38"),
    _line("call_back_withdrawal", S.WITHDRAWAL_PENDING, None, Right.EXAMINE, (S.WITHDRAWAL_PENDING, *_WORKING),
          where="reviewer", letter="call_back_record", article="facts IOP-8"),
    _line("confirm_withdrawal", S.WITHDRAWAL_PENDING, S.WITHDRAWN, Right.EXAMINE, where="reviewer",
          needs="cooling_off,call_back,public_interest", letter="withdrawal_confirmation", article="W-reg38"),
    _line("go_on_despite_withdrawal", S.WITHDRAWAL_PENDING, None, Right.EXAMINE, _WORKING, where="reviewer",
          needs="reason", letter="withdrawal_notice", article="W-reg38"),
    _line("take_back_withdrawal", (S.WITHDRAWAL_PENDING, S.WITHDRAWN), None, Right.REGISTER, _WORKING,
          where="holder_or_higher", letter="withdrawal_notice", article="W-reg38"),
)  # fmt: skip


def find(verb: str, state: str) -> Transition | None:
    """Return the line for doing ``verb`` in ``state``, or None where the table has none."""
    return _BY_VERB_AND_STATE.get((verb, State(state)))


def sources_of(verb: str) -> frozenset[State]:
    """Return every state in which ``verb`` is known."""
    return frozenset(state for name, state in _BY_VERB_AND_STATE if name == verb)


_BY_VERB_AND_STATE = {(line.verb, state): line for line in TRANSITIONS for state in line.sources}
