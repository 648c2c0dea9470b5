"""What she says of how she was treated: a rating, what did not arrive, and what was done to her on the way."""

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from dengwen.domains.cases.verbs.register_petitions import Registered
from dengwen.domains.closure.rules.ratings import Answers as Rated
from dengwen.domains.closure.verbs.register_wrong import Wrong
from dengwen.domains.closure.verbs.report_wrong import rate_own_case, report_wrong
from dengwen.domains.closure.verbs.say_of_remedy import say_of_remedy
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.kit.sentences import in_words, label
from dengwen.interfaces.portal.mine.asking import Answers, Deed, Done, Given, Options, Question, Words
from dengwen.interfaces.portal.mine.own import Own

_WAY = "WEB"
_YES, _NO = "yes", "no"
_UNSAID = "NO_ANSWER"  # what somebody else writes down when she says nothing; she simply does not rate


def _ratings(_own: Own) -> Options:
    codes = [entry.code for entry in code_list("ratings").entries if entry.code != _UNSAID]
    return [(code, label("ratings", code)) for code in codes]


def _wrongs(_own: Own) -> Options:
    return [(entry.code, label("rating_wrongs", entry.code)) for entry in code_list("rating_wrongs").entries]


def _told(_own: Own, answers: Answers) -> bool:
    return bool(Given(answers).all("wrongs"))


_WRONG_WORDS = Question(
    "wrong_words",
    _("What happened? Who, when, where?"),
    when=_told,
    help=_("The office whom this is about does not see it."),
)


def _rate(own: Own, given: Given) -> Done:
    said = Rated(
        given.one("handling"), given.one("outcome"), given.one("words"), given.all("wrongs"), given.one("wrong_words")
    )  # fmt: skip
    made = rate_own_case(case=own.case.id, said=said, way=_WAY, actor=own.actor, at=own.at)
    if "NOT_SATISFIED" in (said.handling, said.outcome):
        return _done(
            made,
            _("You are not satisfied. Your case cannot be closed before an office above has answered you."),
        )
    return _done(made, _("Thank you. What you said stands in your case."))


def _report(own: Own, given: Given) -> Done:
    wrong = Wrong(given.all("wrongs"), given.one("wrong_words"), own.today, _WAY)
    made = report_wrong(case=own.case.id, wrong=wrong, actor=own.actor, at=own.at)
    return _done(made, "")


def _done(made: Registered | None, words: Words) -> Done:
    """Say what came of it; a matter of its own has its own number and code, and they are shown this once."""
    if made is None:
        return Done(words)
    apart = say(
        "What was done to you is an urgent case of its own now, with an office above. The office "
        "whom it is about does not see it."
    )
    return Done(f"{words} {apart}".strip(), made.number or "", next(iter(made.codes), ""))


def _nothing_ticked(own: Own, answers: Answers) -> Words:
    if "wrongs" in answers and not Given(answers).all("wrongs"):
        return _(
            "Nothing was chosen. If something else was done to you, add it to your case, or ask "
            "the office above."
        )
    return ""


def _promised(own: Own) -> Options:
    return [(str(row.id), f"{row.text} ({in_words(row.due)})") for row in own.promised]


def _remedy(own: Own, given: Given) -> Done:
    arrived = given.one("arrived") == _YES
    say_of_remedy(
        case=own.case.id, remedy=int(given.one("remedy")), delivered=arrived, words=given.one("words"),
        actor=own.actor, at=own.at,
    )  # fmt: skip
    if arrived:
        return Done(_("Thank you. What you said stands in your case."))
    return Done(_("It is open again. Your case is not done before it has arrived."))


def _arrived(_own: Own) -> Options:
    return [(_YES, say("Yes, it has arrived")), (_NO, say("No, or not all of it"))]


def _missing(_own: Own, answers: Answers) -> bool:
    return Given(answers).one("arrived") == _NO


AFTER = (
    Deed(
        "remedy",
        _("Say whether what was promised has arrived"),
        _("If it has not, your case is not done."),
        (
            Question("remedy", _("Which promise is it?"), "choice", options=_promised),
            Question("arrived", _("Has it arrived?"), "choice", options=_arrived),
            Question("words", _("What is missing?"), when=_missing),
        ),
        _remedy,
        lambda own: bool(own.promised) and own.may("say_of_remedy"),
        _("If it has not arrived, it is open again, whatever the office has written."),
    ),
    Deed(
        "rate",
        _("Say how it was handled"),
        _("You are asked by an office above, not by the people who handled it."),
        (
            Question(
                "handling", _("Are you satisfied with how you were treated?"), "choice", options=_ratings
            ),
            Question("outcome", _("Are you satisfied with what came of it?"), "choice", options=_ratings),
            Question("words", _("Do you want to say why?"), optional=True),
            Question(
                "wrongs", _("Did one of these happen?"), "many", _("Tick what happened, or nothing."), _wrongs
            ),
            _WRONG_WORDS,
        ),
        _rate,
        lambda own: own.may("record_rating"),
        _(
            "No right and no time of yours depends on it. If something was done to you, it becomes "
            "an urgent case of its own that they do not see."
        ),
    ),
    Deed(
        "report",
        _("Say that I was pressed or kept away"),
        _("It goes to an office above at once. The people whom it is about do not see it."),
        (Question("wrongs", _("What happened to you?"), "many", options=_wrongs), _WRONG_WORDS),
        _report,
        lambda own: own.may("add_contact"),
        _(
            "It becomes an urgent case of its own, with its own number and code. Nothing of it "
            "stands in this case."
        ),
        stop=_nothing_ticked,
    ),
)
