"""The questions about who brings it. None of them has to be answered, and none asks for a number of identity."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.portal.bring.question import RowsForm, StepForm, one_of, text

MOST_OTHERS = 30


class WhoForm(StepForm):
    """Whether she says who she is, and for whom she speaks."""

    heading = gettext_lazy("Who brings it?")
    hint = gettext_lazy(
        "You need not say who you are. No identity card is asked for. What is anonymous is looked"
        " into as well."
    )
    who = one_of(gettext_lazy("Who brings it?"))

    def fill(self) -> None:
        """Offer the four ways."""
        self.offer(
            "who",
            [
                ("me", _("I myself, with my name")),
                ("anonymous", _("I myself, without a name")),
                ("behalf", _("I, for somebody else")),
                ("joint", _("I, together with others")),
            ],
        )


class NameForm(StepForm):
    """Her name."""

    heading = gettext_lazy("What is your name?")
    hint = gettext_lazy(
        "It is locked away from the case. Whoever handles it opens it only for a reason, and each"
        " time is written down."
    )
    name = text(gettext_lazy("Full name"), longest=120, auto="name")


class BehalfForm(StepForm):
    """For whom she speaks, and by what authority; no paper is asked for to be heard."""

    heading = gettext_lazy("For whom do you speak?")
    hint = gettext_lazy(
        "No paper is needed to be registered. If one is needed later, you are told in writing."
    )
    behalf_name = text(gettext_lazy("Name of that person"), longest=120)
    authority = one_of(gettext_lazy("You speak as"), required=False)
    behalf_phone = text(gettext_lazy("That person’s phone"), longest=40)
    behalf_address = text(gettext_lazy("That person’s address"))

    def fill(self) -> None:
        """Offer the kinds of authority."""
        self.offer("authority", code_list("authorities").choices(lang()))


class OthersForm(RowsForm):
    """Who else brings it; each of them gets a query code of her own."""

    heading = gettext_lazy("Who brings it together with you?")
    hint = gettext_lazy(
        "Each of them gets a query code of their own. Leave a row empty to take somebody out again."
    )
    more = gettext_lazy("Add one more person")
    prefix_names, most = ("other_name", "other_phone", "other_address"), MOST_OTHERS

    def field(self, name: str, row: int) -> forms.Field:
        """Return one field of one person."""
        if name == "other_name":
            return text(_("Full name"), longest=120)
        return text(_("Phone"), longest=40) if name == "other_phone" else text(_("Address"))


class ReachForm(StepForm):
    """How she can be reached."""

    heading = gettext_lazy("How can we reach you?")
    hint = gettext_lazy(
        "You may leave it all empty: with number and query code you see everything here. An "
        "address is needed only for letters on paper."
    )
    phone = text(gettext_lazy("Phone"), longest=40, auto="tel")
    address = text(gettext_lazy("Address"), auto="street-address")
    email = text(gettext_lazy("E-mail"), longest=120, auto="email")


class NoticeForm(StepForm):
    """The notice about what is kept; there is nothing to agree to."""

    heading = gettext_lazy("What we do with what you told us")
