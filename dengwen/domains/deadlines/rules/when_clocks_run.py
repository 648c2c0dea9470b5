"""Which event starts, meets, stops or pauses which limit. Plain Python, data only; limits by their key in every pack.

Events are named as the verbs, save where the door says otherwise (``registered``, ``objected``, ``reopened`` ...).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClockWork:
    """What one event does to limits.

    ``starts`` them; ``meets`` them (the duty was done); ``stops`` them (it fell away); ``pauses`` those whose own
    rule names one of these codes, and ``resumes`` them; ``restarts`` those that run. ``starts_by_law``: started
    too, but only where the pack rests the limit on a source: a limit of our own design does not run beside one of
    law. ``revives``: what the fact ``revived`` names (rule and first day) runs again, as if never stopped. ``day``:
    the fact that holds the day of evidence (service, receipt); without it the day of the deed counts (facts, 8a
    note 7).
    """

    starts: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    restarts: tuple[str, ...] = ()
    starts_by_law: tuple[str, ...] = ()
    day: str = ""
    revives: bool = False


_SCREENED = ("screening", "acceptance_direct", "acceptance_passed_on", "objection")
# The petitioner's periods hang on the opinion that a new round will replace.
_REPLACED = ("service", "progress", "assigned_report", "review_request", "rereview_request")
# All that organs owe; what was promised to the petitioner (a remedy) and her own periods are never swept away.
EVERYTHING = "*"
KEPT = frozenset({"remedy"})

WORK: dict[str, ClockWork] = {
    "received": ClockWork(starts=("screening",)),
    "registered": ClockWork(starts=("screening", "acceptance_direct")),
    # The two 15-day limits are kept apart, and each hop has its own (facts, 1.1: never one added to the other).
    "transfer": ClockWork(starts=("acceptance_passed_on", "objection"), meets=_SCREENED),
    "assign": ClockWork(starts=("acceptance_passed_on", "objection", "assigned_report"), meets=_SCREENED),
    # An objection stops nothing that the petitioner waits for.
    "objected": ClockWork(meets=("objection",)),
    "accept": ClockWork(starts=("handling",), starts_by_law=("progress",), meets=_SCREENED),
    "decide_jurisdiction": ClockWork(starts=("handling",), starts_by_law=("progress",), meets=_SCREENED),
    "divert": ClockWork(meets=_SCREENED, stops=(EVERYTHING,)),
    # Diverted it stays open, and a word to the petitioner is owed until the other organ has registered it.
    "confirm_diversion": ClockWork(meets=("progress",), stops=(EVERYTHING,)),
    # The other channel did not take it: the petitioner has not been answered, and both limits run anew.
    "take_back_diversion": ClockWork(starts=("screening", "acceptance_direct"), meets=("progress",)),
    "not_accept": ClockWork(meets=_SCREENED, stops=(EVERYTHING,)),
    "no_longer_accept": ClockWork(meets=_SCREENED, stops=(EVERYTHING,)),
    "merge": ClockWork(stops=(EVERYTHING,)),
    "undo_merge": ClockWork(revives=True),
    "screen_again": ClockWork(starts=("screening", "acceptance_direct")),
    # Hearing: the limit whose rule names it stands still, the re-review alone (L05 Art.35(2), L22 Art.36(2)).
    "open_hearing": ClockWork(pauses=("hearing",), day="opened_on"),
    "close_hearing": ClockWork(resumes=("hearing",), day="closed_on"),
    # While people talk the handling limit runs on; an agreement is the answer (L22 Art.33).
    "settle": ClockWork(meets=("handling",)),
    "execute_settlement": ClockWork(starts=("remedy",), meets=("progress",)),
    "issue_opinion": ClockWork(starts=("service",), meets=("handling",)),
    # Without proof of service the petitioner's period has not begun (L22 Art.35).
    "record_service": ClockWork(
        starts=("review_request", "progress"), meets=("service", "progress"), day="served_on"
    ),
    # Each remedy has its own day; once all are done, a word to the petitioner is owed until the dossier goes up.
    "begin_execution": ClockWork(starts=("remedy",), meets=("progress",)),
    "carry_out_remedy": ClockWork(),
    "tell_progress": ClockWork(restarts=("progress",), day="told_on"),
    "extend_limit": ClockWork(),
    "due_recomputed": ClockWork(),
    "hand_in_dossier": ClockWork(starts=("dossier",), meets=("progress", "assigned_report")),
    "return_dossier": ClockWork(starts=("progress",), meets=("dossier", "progress")),
    # What the petitioner says did not arrive is owed again: a word to her, whatever ran before.
    "remedy_denied": ClockWork(starts=("progress",), stops=("dossier", "progress", "lookback")),
    "order_redo": ClockWork(starts=("handling",), meets=("dossier",), stops=_REPLACED),
    "accept_dossier": ClockWork(starts=("progress",), meets=("dossier", "progress")),
    "close": ClockWork(meets=("progress",), stops=(EVERYTHING,)),
    # A closure that was drawn is looked at within ninety days of it (plan S36); it never makes the matter late.
    "begin_lookback": ClockWork(starts=("lookback",), day="closed_on"),
    "settle_lookback": ClockWork(meets=("lookback",)),
    "reopened": ClockWork(starts=("handling",), stops=_REPLACED),
    # Review and re-review: asking meets the petitioner's own period; each decision is to be served like an opinion.
    # A dossier that lies with the higher organ waits for the review and is handed in anew (decision 0035).
    "ask_review": ClockWork(
        starts=("review_decision",), meets=("review_request",), stops=("dossier",), day="asked_on"
    ),
    "refuse_review": ClockWork(meets=("review_decision",)),
    "decide_review": ClockWork(starts=("service",), meets=("review_decision",)),
    "serve_review": ClockWork(starts=("rereview_request",), meets=("service",), day="served_on"),
    "ask_rereview": ClockWork(
        starts=("rereview_decision",), meets=("rereview_request",), stops=("dossier",), day="asked_on"
    ),
    "refuse_rereview": ClockWork(meets=("rereview_decision",)),
    "decide_rereview": ClockWork(starts=("service",), meets=("rereview_decision",)),
    "serve_rereview": ClockWork(meets=("service",), day="served_on"),
    # A refusal that falls: the matter is screened as if it had come that day; the refused review is to be decided.
    "refusal_revoked": ClockWork(
        starts=("screening", "acceptance_direct"), meets=("service",), day="served_on"
    ),
    "review_let_in": ClockWork(starts=("review_decision",), meets=("service",), day="served_on"),
    "order_redo_on_review": ClockWork(starts=("handling",), stops=_REPLACED),
    "finalise": ClockWork(stops=("review_request", "rereview_request")),
    # Withdrawal: nothing changes until the seven days are over; taken back, all runs on as if never asked.
    "ask_withdrawal": ClockWork(starts=("withdrawal",), day="asked_on"),
    "confirm_withdrawal": ClockWork(meets=("withdrawal",), stops=(EVERYTHING,)),
    "take_back_withdrawal": ClockWork(stops=("withdrawal",)),
    "go_on_despite_withdrawal": ClockWork(stops=("withdrawal",)),
    "withdrawal_pressed": ClockWork(stops=("withdrawal",)),
    "withdrawal_refused": ClockWork(stops=("withdrawal",)),
    "revoke_termination": ClockWork(starts=("handling",), stops=_REPLACED),
}

# These verbs move no limit, each for its reason; tests hold them against the transition table.
MOVES_NO_LIMIT = frozenset({
    "begin_screening", "sign_for", "take_back", "refuse_objection",  # sending is receipt (decision 0002)
    "dispute_jurisdiction",  # the petitioner waits all the same
    "assign_team", "draft_plan", "approve_plan", "investigate", "draft_opinion", "answer_claim",
    "return_to_investigation", "show_provisional_view",  # inside the handling limit
    "mediate", "end_mediation",  # the handling limit runs on
    "record_meeting", "add_evidence", "preserve_evidence", "announce_hearing", "record_comment", "answer_comment",
    "record_service_attempt",  # service is owed on
    "ask_cooperation", "call_back_cooperation",  # it has a day of its own, and the case waits for nobody
    "offer_relief", "decide_relief", "give_relief",  # no limit by law
    "raise_level",  # the petitioner waits no longer because another organ handles it
    "name_respondent", "remove_respondent", "declare_recusal", "ask_recusal", "decide_recusal",
    "judge_item",  # inside the limit for the dossier
    "conclude_lookback",  # the other reviewer's sheet is still to come
    "admit_review", "admit_rereview",  # inside the limit for the decision
    "propose_termination", "examine_termination", "terminate", "follow_up_final",  # no limit by law
    "refuse_termination", "ask_reexamination", "uphold_termination",  # nor for these
    "propose_no_longer_accept",  # the petitioner waits until a second person has confirmed it
    "call_back_withdrawal",  # the days to think it over run on
    "draft_letter", "edit_letter", "issue_letter", "void_letter",  # paper follows the deed; the deed moves the limit
    "take_into_campaign", "propose_out_of_scope", "confirm_out_of_scope", "refuse_out_of_scope", "object_to_scope",
    "answer_scope_objection", "bring_into_scope",  # the petitioner waits neither longer nor shorter in a campaign
    "record_causes",  # it says why handling failed and moves nothing
    "record_wish", "record_talk",  # no limit by law, and nothing hangs on what she wishes
    "ask_export", "approve_export", "refuse_export", "hand_out_export", "export_own",  # the case goes on meanwhile
    "place_hold", "lift_hold", "propose_disposal", "refuse_disposal", "dispose",  # after the end of every limit
    "watch_case", "note_watch", "answer_watch", "end_watch",  # who watches hurries nothing and delays nothing
    "link_matters", "unlink_matters",  # each of the two has its own limits
    "raise_supervision",  # it has a day of its own; what was owed is owed on
    "flag_case", "unflag_case", "call_panel", "record_advice", "answer_advice",  # a hard case has the same limits
    "link_operation", "report_operation", "unlink_operation",  # what runs elsewhere buys no time here
    "record_rating", "answer_rating",  # the petitioner is asked; nothing waits for her
    "correct_own_data", "issue_query_code",  # about the person, and about who gets in
    "archive", "add_contact", "attach_file", "correct",  # the deed that a letter tells of moves the limit
})  # fmt: skip
# What the door calls these verbs of the table in the ledger.
EVENT_OF = {"register": "registered", "object": "objected", "reopen": "reopened", "add_contact": "contact_added",
            "assign_team": "team_assigned", "correct": "corrected",
            "say_of_remedy": "remedy_denied"}  # fmt: skip

# A right of the organ, or the end of a wait, and no duty: its day never makes a matter late.
NOT_OWED = frozenset({"objection", "lookback", "withdrawal"})
# From these limits a matter's own columns take their days.
ACCEPTANCE = ("acceptance_passed_on", "acceptance_direct")
HANDLING = "handling"
# Whatever is open has a day: where the law names none, a word to the petitioner is owed (DSN-UPD-28).
LAST_RESORT = "progress"
