"""Which form belongs to which verb, and which door it opens."""

from dengwen.domains.cases.verbs.accept_matter import accept_matter
from dengwen.domains.cases.verbs.add_contact import add_contact
from dengwen.domains.cases.verbs.archive_matter import archive_matter
from dengwen.domains.cases.verbs.assign_team import assign_team
from dengwen.domains.cases.verbs.begin_screening import begin_screening
from dengwen.domains.cases.verbs.correct_matter import correct_matter
from dengwen.domains.cases.verbs.dispute_jurisdiction import decide_jurisdiction, dispute_jurisdiction
from dengwen.domains.cases.verbs.divert_matter import divert_matter
from dengwen.domains.cases.verbs.merge_matters import merge_matters
from dengwen.domains.cases.verbs.name_respondent import name_respondent, remove_respondent
from dengwen.domains.cases.verbs.not_accept_matter import not_accept_matter
from dengwen.domains.cases.verbs.object_to_matter import object_to_matter, refuse_objection, take_back_matter
from dengwen.domains.cases.verbs.raise_level import raise_level
from dengwen.domains.cases.verbs.recuse import ask_recusal, decide_recusal, declare_recusal
from dengwen.domains.cases.verbs.register_received import register_received
from dengwen.domains.cases.verbs.reopen_matter import reopen_matter, screen_again
from dengwen.domains.cases.verbs.send_matter import assign_matter, transfer_matter
from dengwen.domains.cases.verbs.sign_for_matter import sign_for_matter
from dengwen.domains.cases.verbs.undo_merge import undo_merge
from dengwen.domains.closure.verbs.accept_dossier import accept_dossier
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.closure.verbs.hand_in_dossier import hand_in_dossier
from dengwen.domains.closure.verbs.return_dossier import order_redo, return_dossier
from dengwen.domains.deadlines.verbs.extend_limit import extend_limit
from dengwen.domains.deadlines.verbs.tell_progress import tell_progress
from dengwen.domains.handling.verbs.add_evidence import add_evidence, preserve_evidence
from dengwen.domains.handling.verbs.answer_claim import answer_claim
from dengwen.domains.handling.verbs.approve_plan import approve_plan
from dengwen.domains.handling.verbs.begin_execution import begin_execution
from dengwen.domains.handling.verbs.carry_out_remedy import carry_out_remedy
from dengwen.domains.handling.verbs.confirm_diversion import confirm_diversion, take_back_diversion
from dengwen.domains.handling.verbs.draft_opinion import draft_opinion
from dengwen.domains.handling.verbs.draft_plan import draft_plan
from dengwen.domains.handling.verbs.hold_hearing import announce_hearing, close_hearing, open_hearing
from dengwen.domains.handling.verbs.issue_opinion import issue_opinion
from dengwen.domains.handling.verbs.mediate import end_mediation, execute_settlement, mediate, settle
from dengwen.domains.handling.verbs.offer_relief import decide_relief, give_relief, offer_relief
from dengwen.domains.handling.verbs.provisional_view import (
    answer_comment,
    record_comment,
    show_provisional_view,
)
from dengwen.domains.handling.verbs.record_meeting import record_meeting
from dengwen.domains.handling.verbs.record_service import record_service
from dengwen.domains.handling.verbs.record_service_attempt import record_service_attempt
from dengwen.domains.handling.verbs.record_step import record_step
from dengwen.domains.handling.verbs.return_to_investigation import return_to_investigation
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.domains.matching.verbs.link_matters import link_matters, unlink_matters
from dengwen.domains.supervision.verbs.ask_cooperation import ask_cooperation, call_back_cooperation
from dengwen.domains.supervision.verbs.raise_item import raise_supervision
from dengwen.interfaces.desk.cases import cooperation_forms as cooperation
from dengwen.interfaces.desk.cases import earlier_forms as earlier
from dengwen.interfaces.desk.cases import handling_forms as handling
from dengwen.interfaces.desk.cases import hearing_forms as hearing
from dengwen.interfaces.desk.cases import independence
from dengwen.interfaces.desk.cases import limit_forms as limits
from dengwen.interfaces.desk.cases import procedure_forms as procedure
from dengwen.interfaces.desk.cases import relief_forms as relief
from dengwen.interfaces.desk.cases import sending_forms as sending
from dengwen.interfaces.desk.cases import supervision_forms as supervision
from dengwen.interfaces.desk.cases.forms import Action, NoteForm, NothingForm
from dengwen.interfaces.desk.cases.hard_actions import HARD
from dengwen.interfaces.desk.cases.records_actions import RECORDS
from dengwen.interfaces.desk.cases.talk_forms import TALKS
from dengwen.interfaces.desk.cases.upward_actions import UPWARD
from dengwen.interfaces.desk.cases.watch_actions import WATCH
from dengwen.interfaces.desk.cases.word_forms import WORDS

__all__ = ["ACTIONS", "Action"]


# In the order of the work; where a dossier is judged item by item, its own page is the form.
ACTIONS: dict[str, Action] = {
    "register": Action(NothingForm, register_received),
    "sign_for": Action(NothingForm, sign_for_matter),
    "begin_screening": Action(NothingForm, begin_screening),
    "accept": Action(NoteForm, accept_matter),
    "transfer": Action(sending.TransferForm, transfer_matter),
    "assign": Action(sending.AssignForm, assign_matter),
    "divert": Action(sending.DivertForm, divert_matter, "side"),
    "not_accept": Action(sending.NotAcceptForm, not_accept_matter, "side"),
    "merge": Action(sending.MergeForm, merge_matters, "side"),
    "undo_merge": Action(sending.ReasonForm, undo_merge, "side"),
    "link_matters": Action(earlier.LinkForm, link_matters, "own"),
    "unlink_matters": Action(earlier.UnlinkForm, unlink_matters, "own"),
    "dispute_jurisdiction": Action(procedure.DisputeForm, dispute_jurisdiction, "side"),
    "decide_jurisdiction": Action(procedure.CompetenceForm, decide_jurisdiction),
    "confirm_diversion": Action(procedure.ConfirmDiversionForm, confirm_diversion),
    "take_back_diversion": Action(procedure.TakeBackDiversionForm, take_back_diversion),
    "object": Action(sending.ObjectForm, object_to_matter, "side"),
    "take_back": Action(NothingForm, take_back_matter),
    "refuse_objection": Action(sending.ReasonForm, refuse_objection),
    "assign_team": Action(sending.TeamForm, assign_team),
    "draft_plan": Action(handling.PlanForm, draft_plan),
    "record_meeting": Action(procedure.MeetingForm, record_meeting),
    "approve_plan": Action(NoteForm, approve_plan),
    "investigate": Action(handling.StepForm, record_step),
    "add_evidence": Action(procedure.EvidenceForm, add_evidence, "paper"),
    "preserve_evidence": Action(procedure.PreserveForm, preserve_evidence, "paper"),
    "announce_hearing": Action(hearing.HearingForm, announce_hearing, "side"),
    "open_hearing": Action(hearing.OpenHearingForm, open_hearing, "side"),
    "close_hearing": Action(hearing.CloseHearingForm, close_hearing),
    "mediate": Action(hearing.MediateForm, mediate, "side"),
    "settle": Action(hearing.SettleForm, settle),
    "end_mediation": Action(sending.ReasonForm, end_mediation, "side"),
    "execute_settlement": Action(NothingForm, execute_settlement),
    "draft_opinion": Action(handling.OpinionForm, draft_opinion),
    "answer_claim": Action(handling.AnswerForm, answer_claim),
    "show_provisional_view": Action(procedure.ViewForm, show_provisional_view, "side"),
    "record_comment": Action(procedure.CommentForm, record_comment),
    "answer_comment": Action(procedure.AnswerCommentForm, answer_comment),
    "issue_opinion": Action(handling.IssueForm, issue_opinion),
    "return_to_investigation": Action(sending.ReasonForm, return_to_investigation, "side"),
    "record_service": Action(handling.ServiceForm, record_service),
    "record_service_attempt": Action(procedure.AttemptForm, record_service_attempt, "side"),
    "begin_execution": Action(handling.ExecutionForm, begin_execution),
    "carry_out_remedy": Action(handling.DoneForm, carry_out_remedy),
    "hand_in_dossier": Action(handling.HandInForm, hand_in_dossier),
    "accept_dossier": Action(handling.RemarksForm, accept_dossier),
    "return_dossier": Action(handling.ReturnForm, return_dossier, "side"),
    "order_redo": Action(handling.ReturnForm, order_redo, "side"),
    "close": Action(NoteForm, close_matter),
    **UPWARD,
    **HARD,
    **RECORDS,
    **WATCH,
    "extend_limit": Action(limits.ExtendForm, extend_limit, "side"),
    "tell_progress": Action(limits.ProgressForm, tell_progress, "paper"),
    "add_contact": Action(sending.ContactForm, add_contact, "paper"),
    "attach_file": Action(sending.FileForm, attach_file, "paper"),
    "ask_cooperation": Action(cooperation.AskForm, ask_cooperation, "paper"),
    "call_back_cooperation": Action(cooperation.CallBackForm, call_back_cooperation, "paper"),
    "raise_supervision": Action(supervision.RaiseForm, raise_supervision, "paper"),
    **TALKS,
    **WORDS,
    "offer_relief": Action(relief.ReliefForm, offer_relief, "paper"),
    "decide_relief": Action(relief.DecideReliefForm, decide_relief, "paper"),
    "give_relief": Action(relief.GiveReliefForm, give_relief, "paper"),
    "correct": Action(sending.CorrectForm, correct_matter, "paper"),
    "decide_recusal": Action(independence.DecideRecusalForm, decide_recusal),
    "raise_level": Action(sending.ReasonForm, raise_level, "apart"),
    "declare_recusal": Action(independence.RecusalForm, declare_recusal, "apart"),
    "name_respondent": Action(independence.NameForm, name_respondent, "apart"),
    "remove_respondent": Action(independence.RemoveForm, remove_respondent, "apart"),
    "ask_recusal": Action(independence.AskRecusalForm, ask_recusal, "apart"),
    "archive": Action(NothingForm, archive_matter, "side"),
    "reopen": Action(sending.ReasonForm, reopen_matter, "side"),
    "screen_again": Action(sending.ReasonForm, screen_again, "side"),
}
