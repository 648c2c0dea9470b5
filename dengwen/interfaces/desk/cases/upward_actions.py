"""Which form belongs to which verb of review, termination, withdrawal and no longer accepting."""

from dengwen.domains.appeals.verbs.admit_review import (
    admit_rereview,
    admit_review,
    refuse_rereview,
    refuse_review,
)
from dengwen.domains.appeals.verbs.ask_review import ask_rereview, ask_review
from dengwen.domains.appeals.verbs.ask_withdrawal import ask_withdrawal, take_back_withdrawal
from dengwen.domains.appeals.verbs.confirm_withdrawal import (
    call_back_withdrawal,
    confirm_withdrawal,
    go_on_despite_withdrawal,
)
from dengwen.domains.appeals.verbs.decide_review import decide_rereview, decide_review
from dengwen.domains.appeals.verbs.finalise import finalise, follow_up_final
from dengwen.domains.appeals.verbs.no_longer_accept import no_longer_accept, propose_no_longer_accept
from dengwen.domains.appeals.verbs.order_redo_on_review import order_redo_on_review
from dengwen.domains.appeals.verbs.propose_termination import propose_termination
from dengwen.domains.appeals.verbs.reexamine_termination import (
    ask_reexamination,
    revoke_termination,
    uphold_termination,
)
from dengwen.domains.appeals.verbs.serve_review import serve_rereview, serve_review
from dengwen.domains.appeals.verbs.terminate import examine_termination, refuse_termination, terminate
from dengwen.interfaces.desk.cases import appeal_forms as appeals
from dengwen.interfaces.desk.cases import ending_forms as endings
from dengwen.interfaces.desk.cases import sending_forms as sending
from dengwen.interfaces.desk.cases.forms import Action, NoteForm

UPWARD: dict[str, Action] = {
    "propose_no_longer_accept": Action(endings.ProposeNoLongerForm, propose_no_longer_accept, "side"),
    "no_longer_accept": Action(endings.ConfirmNoLongerForm, no_longer_accept, "side"),
    "ask_review": Action(appeals.AskReviewForm, ask_review, "side"),
    "admit_review": Action(appeals.AdmitForm, admit_review),
    "refuse_review": Action(appeals.RefuseRequestForm, refuse_review, "side"),
    "decide_review": Action(appeals.DecideForm, decide_review),
    "serve_review": Action(appeals.ServeReviewForm, serve_review),
    "order_redo_on_review": Action(appeals.OrderForm, order_redo_on_review),
    "ask_rereview": Action(appeals.AskRereviewForm, ask_rereview, "side"),
    "admit_rereview": Action(appeals.AdmitForm, admit_rereview),
    "refuse_rereview": Action(appeals.RefuseRequestForm, refuse_rereview, "side"),
    "decide_rereview": Action(appeals.DecideAgainForm, decide_rereview),
    "serve_rereview": Action(appeals.ServeRereviewForm, serve_rereview),
    "finalise": Action(endings.FinalForm, finalise, "side"),
    "follow_up_final": Action(NoteForm, follow_up_final),
    "propose_termination": Action(endings.ProposeTerminationForm, propose_termination, "side"),
    "examine_termination": Action(endings.FindingsForm, examine_termination),
    "refuse_termination": Action(sending.ReasonForm, refuse_termination, "side"),
    "terminate": Action(endings.TerminateForm, terminate),
    "ask_reexamination": Action(endings.AskReexaminationForm, ask_reexamination, "side"),
    "uphold_termination": Action(endings.ReexaminedForm, uphold_termination),
    "revoke_termination": Action(endings.RevokeForm, revoke_termination),
    "ask_withdrawal": Action(endings.WithdrawForm, ask_withdrawal, "paper"),
    "call_back_withdrawal": Action(endings.CallBackForm, call_back_withdrawal),
    "confirm_withdrawal": Action(endings.ConfirmWithdrawalForm, confirm_withdrawal),
    "go_on_despite_withdrawal": Action(endings.GoOnForm, go_on_despite_withdrawal, "side"),
    "take_back_withdrawal": Action(NoteForm, take_back_withdrawal),
}
