"""Which form asks which question."""

from django.utils.translation import gettext_lazy

from dengwen.interfaces.portal.bring import matter_questions as matter
from dengwen.interfaces.portal.bring import people_questions as people
from dengwen.interfaces.portal.bring.question import StepForm
from dengwen.interfaces.portal.bring.steps import Answers

FORMS: dict[str, type[StepForm]] = {
    "purpose": matter.PurposeForm,
    "topic": matter.TopicForm,
    "what": matter.WhatForm,
    "where": matter.WhereForm,
    "officer": matter.OfficerForm,
    "when": matter.WhenForm,
    "ask": matter.AskForm,
    "who": people.WhoForm,
    "name": people.NameForm,
    "behalf": people.BehalfForm,
    "others": people.OthersForm,
    "reach": people.ReachForm,
    "notice": people.NoticeForm,
}
FILES_HEADING = gettext_lazy("Do you want to add papers, photographs or recordings?")


def form_of(step: str, answers: Answers) -> StepForm:
    """Return the form of ``step`` filled with what was kept, to be checked again."""
    return FORMS[step](answers.get(step, {}), answers=answers)
