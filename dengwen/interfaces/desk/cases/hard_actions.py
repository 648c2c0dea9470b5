"""Which form belongs to which verb of hard cases; their buttons stand on the page of the hard case."""

from dengwen.domains.closure.verbs.record_rating import answer_rating, record_rating
from dengwen.domains.handling.verbs.call_panel import answer_advice, call_panel, record_advice
from dengwen.domains.handling.verbs.flag_case import flag_case, unflag_case
from dengwen.domains.handling.verbs.link_operation import link_operation, report_operation, unlink_operation
from dengwen.domains.supervision.verbs.record_causes import record_causes
from dengwen.interfaces.desk.cases import hard_forms as forms
from dengwen.interfaces.desk.cases import supervision_forms
from dengwen.interfaces.desk.cases.forms import Action

HARD: dict[str, Action] = {
    "record_rating": Action(forms.RatingForm, record_rating, "own"),
    "answer_rating": Action(forms.AnswerRatingForm, answer_rating, "own"),
    "record_causes": Action(supervision_forms.CausesForm, record_causes, "own"),
    "flag_case": Action(forms.FlagForm, flag_case, "own"),
    "unflag_case": Action(forms.UnflagForm, unflag_case, "own"),
    "call_panel": Action(forms.PanelForm, call_panel, "own"),
    "record_advice": Action(forms.AdviceForm, record_advice, "own"),
    "answer_advice": Action(forms.AnswerAdviceForm, answer_advice, "own"),
    "link_operation": Action(forms.LinkForm, link_operation, "own"),
    "report_operation": Action(forms.ReportForm, report_operation, "own"),
    "unlink_operation": Action(forms.UnlinkForm, unlink_operation, "own"),
}
