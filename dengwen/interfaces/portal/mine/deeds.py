"""What a petitioner can do in her case: each deed with its questions, and the one verb that it calls."""

from django.utils.translation import gettext_lazy as _

from dengwen.domains.campaigns.reads.petitioners_scope import may_object
from dengwen.domains.campaigns.verbs.decide_scope import object_to_scope
from dengwen.domains.cases.verbs.add_contact import add_contact
from dengwen.domains.cases.verbs.query_codes import issue_query_code
from dengwen.domains.cases.verbs.recuse import ask_recusal
from dengwen.domains.handling.verbs.provisional_view import record_comment
from dengwen.domains.letters.reads.stored_file import fetch
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.kit.sentences import label
from dengwen.interfaces.portal.mine.asking import Deed, Done, Given, Options, Question, opened_file
from dengwen.interfaces.portal.mine.deeds_after import AFTER
from dengwen.interfaces.portal.mine.deeds_merged import MERGED
from dengwen.interfaces.portal.mine.deeds_upward import UPWARD, WITHDRAW
from dengwen.interfaces.portal.mine.own import Own
from dengwen.interfaces.portal.mine.own_data import CORRECT

_WAY, _SOURCE = "WEB", "DIRECT"
_EVIDENCE = "EVIDENCE"


def _add(own: Own, given: Given) -> Done:
    add_contact(
        case=own.case.id, channel=_WAY, source=_SOURCE, received_on=own.today, text=given.one("text"),
        actor=own.actor, at=own.at,
    )  # fmt: skip
    return Done(_("It is in your case now. Whoever works on it sees it at once."))


def _file(own: Own, given: Given) -> Done:
    found = opened_file(given.one("file"), own)
    if found is not None:
        digest, name = found
        attach_file(
            case=own.case.id, name=name, content=fetch(digest), kind=_EVIDENCE, actor=own.actor, at=own.at
        )
    return Done(_("The file is in your case now."))


def _comment(own: Own, given: Given) -> Done:
    record_comment(
        case=own.case.id, side="PETITIONER", received_on=own.today, text=given.one("text"), actor=own.actor,
        at=own.at,
    )  # fmt: skip
    return Done(_("They must answer what you said before they decide."))


def _object(own: Own, given: Given) -> Done:
    for row in [row for row in own.outside if may_object(row)]:
        object_to_scope(
            case=own.case.id, campaign=row.campaign, words=given.one("text"), objected_on=own.today,
            actor=own.actor, at=own.at,
        )  # fmt: skip
    return Done(_("Somebody who had no part in it decides on your objection."))


def _may_object(own: Own) -> bool:
    return any(may_object(row) for row in own.outside) and own.may("object_to_scope")


def _who(own: Own) -> Options:
    words = {
        "handler": _("The person who works on my case"),
        "leader": _("The leader who is responsible for my case"),
    }
    return [(role, str(words[role])) for role, _post in own.case.guided_by]


def _grounds(_own: Own) -> Options:
    return [
        (entry.code, label("recusal_grounds", entry.code)) for entry in code_list("recusal_grounds").entries
    ]


def _recuse(own: Own, given: Given) -> Done:
    ask_recusal(
        case=own.case.id, post=dict(own.case.guided_by)[given.one("who")], ground=given.one("ground"),
        reason=given.one("reason"), actor=own.actor, at=own.at,
    )  # fmt: skip
    return Done(_("The head of the office decides. Nobody decides about themselves."))


def _new_code(own: Own, _given: Given) -> Done:
    code = issue_query_code(case=own.case.id, party=own.actor.party, actor=own.actor, at=own.at)
    return Done(_("The code from before opens nothing any more."), own.case.number, code)


_TEXT = _("In your own words. Short is enough.")
_FIRST = (
    Deed(
        "add",
        _("Add something"),
        _("Say something more, at any time."),
        (Question("text", _("What do you want to add?"), help=_TEXT),),
        _add,
        lambda own: own.may("add_contact"),
        _("Your words go into the case as they are."),
    ),
    Deed(
        "file",
        _("Add a file"),
        _("A photograph, a letter, a recording."),
        (
            Question(
                "file",
                _("Which file do you want to add?"),
                "file",
                _("PDF, photograph, text, office file, sound or video, up to 20 MB."),
            ),
        ),
        _file,
        lambda own: own.may("attach_file"),
        _("The file goes into the case as it is."),
    ),
    Deed(
        "comment",
        _("Answer what they mean to decide"),
        _("Read it, and say what is wrong or missing."),
        (Question("text", _("What do you say to it?"), help=_TEXT, reading="view"),),
        _comment,
        lambda own: own.view is not None and own.may("record_comment"),
        _("Your words are kept beside their view. Each must be answered before they decide."),
    ),
    Deed(
        "object",
        _("Object to being left outside a campaign"),
        _("Your case is handled all the same; this is about the campaign alone."),
        (Question("text", _("Why does your case belong to the campaign?"), help=_TEXT),),
        _object,
        _may_object,
        _("It is answered by somebody who had no part in leaving it outside."),
    ),
    Deed(
        "recusal",
        _("Ask for somebody else"),
        _("If somebody who works on your case is not free to decide."),
        (
            Question("who", _("Who should not work on your case?"), "choice", options=_who),
            Question("ground", _("What stands in the way?"), "choice", options=_grounds),
            Question("reason", _("How do you know?"), help=_TEXT),
        ),
        _recuse,
        lambda own: bool(own.case.guided_by) and own.may("ask_recusal"),
        _("The head of the office decides on it. You will read here what was decided."),
    ),
)
_LAST = (
    Deed(
        "code",
        _("Get a new query code"),
        _("If somebody else may have seen yours."),
        (),
        _new_code,
        lambda own: own.may("issue_query_code"),
        _("You see the new code once, on the next page. Have something to write with."),
    ),
)
# In the order of the page; what ends a case stands last.
DEEDS: dict[str, Deed] = {
    deed.slug: deed for deed in (*_FIRST, *MERGED, *UPWARD, *AFTER, CORRECT, *_LAST, WITHDRAW)
}
