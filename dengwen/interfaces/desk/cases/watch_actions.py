"""Which form belongs to which verb of a watch; but for the first they stand on the page of the watch."""

from dengwen.domains.handling.verbs.watch_case import answer_watch, end_watch, note_watch, watch_case
from dengwen.interfaces.desk.cases import watch_forms as forms
from dengwen.interfaces.desk.cases.forms import Action

WATCH: dict[str, Action] = {
    "watch_case": Action(forms.WatchForm, watch_case, "paper"),
    "note_watch": Action(forms.NoteForm, note_watch, "own"),
    "answer_watch": Action(forms.AnswerForm, answer_watch, "own"),
    "end_watch": Action(forms.EndForm, end_watch, "own"),
}
