"""Which form belongs to which verb of records; their buttons stand on the page of the file's records."""

from dengwen.domains.records.verbs.disposal import dispose, propose_disposal, refuse_disposal
from dengwen.domains.records.verbs.exports import approve_export, ask_export, refuse_export
from dengwen.domains.records.verbs.holds import lift_hold, place_hold
from dengwen.interfaces.desk.cases import records_forms as forms
from dengwen.interfaces.desk.cases.forms import Action
from dengwen.interfaces.desk.cases.sending_forms import ReasonForm

# What hands a package over is no form that leads back to a page: ``records_pages.py``.
RECORDS: dict[str, Action] = {
    "place_hold": Action(forms.HoldForm, place_hold, "own"),
    "lift_hold": Action(forms.LiftForm, lift_hold, "own"),
    "propose_disposal": Action(forms.ProposeForm, propose_disposal, "own"),
    "refuse_disposal": Action(ReasonForm, refuse_disposal, "own"),
    "dispose": Action(forms.DisposeForm, dispose, "own"),
    "ask_export": Action(forms.AskExportForm, ask_export, "own"),
    "approve_export": Action(forms.ExportForm, approve_export, "own"),
    "refuse_export": Action(forms.RefuseExportForm, refuse_export, "own"),
}
