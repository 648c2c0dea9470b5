"""How the timeline words marks, panels, special operations and ratings."""

from django.utils.translation import gettext as _

LISTS_OF = {
    ("flag_case", "flag"): "case_flags",
    ("flag_case", "reasons"): "flag_reasons",
    ("unflag_case", "flag"): "case_flags",
    ("record_causes", "causes"): "root_causes",
    ("record_advice", "outcome"): "panel_outcomes",
    ("answer_advice", "followed"): "advice_answers",
    ("link_operation", "operation"): "operations",
    ("report_operation", "operation"): "operations",
    ("report_operation", "status"): "operation_states",
    ("unlink_operation", "operation"): "operations",
    ("record_rating", "handling"): "ratings",
    ("record_rating", "rated"): "ratings",
    ("answer_rating", "measure"): "rating_answers",
}


def said() -> dict[str, str]:
    """Return the words for what was said, by the label of the statement."""
    return {
        "question": _("The question"), "advice": _("The advice"), "dissent": _("Dissent"),
        "petitioner_says": _("The petitioner’s words"),
    }  # fmt: skip
