"""What leads upward, or out: review, re-review, re-examination, and a withdrawal that is free."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from dengwen.domains.appeals.reads.petitioners_ways import Way
from dengwen.domains.appeals.verbs.ask_review import Asked, ask_rereview, ask_review
from dengwen.domains.appeals.verbs.ask_withdrawal import Signed, ask_withdrawal, take_back_withdrawal
from dengwen.domains.appeals.verbs.reexamine_termination import ask_reexamination
from dengwen.domains.letters.reads.attachments import attachments_of
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.kit.sentences import in_words, label
from dengwen.interfaces.kit.wording import organ_name
from dengwen.interfaces.portal.mine.asking import Answers, Deed, Done, Given, Options, Question, Words
from dengwen.interfaces.portal.mine.own import Own

_YES, _NO = "yes", "no"
_SIGNER = "PETITIONER"


def _reasons(_own: Own) -> Options:
    return [(entry.code, label("late_reasons", entry.code)) for entry in code_list("late_reasons").entries]


def _asking(way: Callable[[Own], Way], what: Words) -> tuple[Question, ...]:
    """Return the questions of a request: its words, the reason where it is late, the organ where there is a choice."""
    return (
        Question("text", what, help=_("In your own words. You need not name any law.")),
        Question(
            "late", _("Your time for this is over. What kept you?"), "choice",
            _("A late request is taken too. The office above looks at the reason."), _reasons,
            when=lambda own, _answers: way(own).is_late(own.today),
        ),
        Question(
            "organ", _("Who shall decide?"), "choice", options=lambda own: _organs(way(own)),
            when=lambda own, _answers: len(way(own).organs) > 1,
        ),
    )  # fmt: skip


def _organs(way: Way) -> Options:
    return [(str(organ.pk), organ_name(organ)) for organ in way.organs]


def _asked(own: Own, given: Given) -> Asked:
    organ = given.one("organ")
    return Asked(
        given.one("text"), own.today, late_reason=given.one("late"), organ=int(organ) if organ else None
    )


def _review(own: Own, given: Given) -> Done:
    ask_review(case=own.case.id, asked=_asked(own, given), actor=own.actor, at=own.at)
    return Done(
        _("The office above has your request. It must first say whether it takes it on, and then decide.")
    )


def _rereview(own: Own, given: Given) -> Done:
    ask_rereview(case=own.case.id, asked=_asked(own, given), actor=own.actor, at=own.at)
    return Done(
        _("The office above has your request. It must first say whether it takes it on, and then decide.")
    )


def _reexamine(own: Own, given: Given) -> Done:
    ask_reexamination(
        case=own.case.id, text=given.one("text"), asked_on=own.today, actor=own.actor, at=own.at
    )
    return Done(_("The office above examines it, with people who had no part in it."))


def _yes_no(_own: Own) -> Options:
    return [(_NO, say("No")), (_YES, say("Yes"))]


def _not_free(_own: Own, answers: Answers) -> Words:
    """A withdrawal that is not free is not taken at all; what was done to her is told apart."""
    given = Given(answers)
    if given.one("pressed") == _YES:
        return _(
            "Then you need not withdraw, and we do not take it. Tell us what happened: it goes "
            "to an office above, and the people whom it is about do not see it."
        )
    if given.one("custody") == _YES:
        return _("Nobody withdraws while held. Your case goes on. You may come back when you are free.")
    return ""


def _withdraw(own: Own, given: Given) -> Done:
    told = str(TOLD)
    with transaction.atomic():
        attach_file(
            case=own.case.id, name=f"withdrawal-{own.case.number}-{own.at:%Y%m%d%H%M%S}.txt",
            content=_paper(own, given, told).encode(), kind="OTHER", actor=own.actor, at=own.at,
        )  # fmt: skip
        paper = attachments_of(actor=own.actor, case=own.case.id)[-1].pk
        signed = Signed(own.today, _SIGNER, paper, told, in_custody=given.one("custody") == _YES)
        ask_withdrawal(case=own.case.id, signed=signed, actor=own.actor, at=own.at)
    return Done(
        _(
            "Nothing is stopped yet. You have time to think; your case page says until when. An "
            "office that does not handle your case will call you and ask whether it is your own "
            "will."
        )
    )


def _paper(own: Own, given: Given, told: str) -> str:
    """Return what she signed: her words, her name as she typed it, and what she was told first."""
    lines = (
        f"{own.case.number}", str(_("I withdraw this petition of my own will.")), told, given.one("why"),
        f"{given.one('name')}  {in_words(own.at)}",
    )  # fmt: skip
    return "\n\n".join(line for line in lines if line)


def _go_on(own: Own, given: Given) -> Done:
    take_back_withdrawal(case=own.case.id, note=given.one("note"), actor=own.actor, at=own.at)
    return Done(_("Your case goes on where it stood."))


TOLD = _(
    "Withdrawing is free. Nobody may press you to do it or promise you anything for it. Help "
    "that you get does not depend on it. You may take it back at any time."
)
UPWARD = (
    Deed(
        "review",
        _("Ask for a review"),
        _("If you do not agree with the written answer."),
        _asking(lambda own: own.review, _("What is wrong with the answer?")),
        _review,
        lambda own: own.review.is_open,
        _("Your request goes to the office above. Nobody who handled your case takes part in the review."),
    ),
    Deed(
        "rereview",
        _("Ask for a re-review"),
        _("If you do not agree with the review."),
        _asking(lambda own: own.rereview, _("What is wrong with the review?")),
        _rereview,
        lambda own: own.rereview.is_open,
        _("Your request goes to the office above the one that reviewed it."),
    ),
    Deed(
        "reexamination",
        _("Ask to have the ending examined"),
        _("If you do not agree that the case was ended."),
        (
            Question(
                "text",
                _("Why should the case not have been ended?"),
                help=_("In your own words. You need not name any law."),
            ),
        ),
        _reexamine,
        lambda own: own.reexamination.is_open,
        _(
            "It is examined once, by an office above, with people who had no part in it. New facts "
            "open the case at any time."
        ),
    ),
    Deed(
        "go-on",
        _("Take the withdrawal back"),
        _("Your case goes on. You need no reason."),
        (
            Question(
                "note",
                _("Do you want to say why?"),
                optional=True,
                help=_("You need not. Nobody may ask you to."),
            ),
        ),
        _go_on,
        lambda own: own.may("take_back_withdrawal"),
        _("Your case goes on where it stood, with all its days."),
    ),
)
WITHDRAW = Deed(
    "withdraw",
    _("Withdraw the petition"),
    _("If you want to stop, of your own will. You may take it back."),
    (
        Question(
            "pressed",
            _("Did anybody press you to withdraw, or promise you something for it?"),
            "choice",
            options=_yes_no,
            reading="free",
        ),
        Question("custody", _("Are you held by the police or somebody else now?"), "choice", options=_yes_no),
        Question(
            "why",
            _("Do you want to say why?"),
            optional=True,
            help=_("You need not. Nobody may ask you to."),
        ),
        Question("name", _("Write your name as your signature"), "line"),
    ),
    _withdraw,
    lambda own: own.may("ask_withdrawal"),
    _(
        "Nothing stops before your time to think is over and you have been called back. Until "
        "then, and after it, you may take this back."
    ),
    stop=_not_free,
)
