"""What she can do while her petition is answered together with another."""

from django.utils.translation import gettext_lazy as _

from dengwen.domains.cases.verbs.undo_merge import undo_merge
from dengwen.interfaces.portal.mine.asking import Deed, Done, Given, Question
from dengwen.interfaces.portal.mine.own import Own


def _alone(own: Own, given: Given) -> Done:
    undo_merge(case=own.case.id, reason=given.one("reason"), actor=own.actor, at=own.at)
    return Done(_("Your petition is handled by itself again. Its days run as if nothing had happened."))


MERGED = (
    Deed(
        "alone",
        _("Have your petition handled by itself"),
        _("If it is not the same thing, or if you want an answer of your own."),
        (
            Question(
                "reason",
                _("Why should it be handled by itself?"),
                help=_("In your own words. Short is enough."),
            ),
        ),
        _alone,
        lambda own: own.may("undo_merge"),
        _(
            "You lose nothing by it: not your number, and no day. You get an answer of your own, and "
            "may ask for a review of it."
        ),
    ),
)
