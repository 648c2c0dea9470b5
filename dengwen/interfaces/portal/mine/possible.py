"""What she can do now, until when, and what will become possible."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dengwen.domains.appeals.reads.petitioners_ways import Way
from dengwen.domains.cases.states import ASKED_OF_HIGHER, AT_REST, State
from dengwen.foundation.rulebook.loading import pack
from dengwen.interfaces.kit.sentences import in_words, label, lang
from dengwen.interfaces.portal.mine.asking import Words
from dengwen.interfaces.portal.mine.deeds import DEEDS
from dengwen.interfaces.portal.mine.own import Own

# Until here nobody has decided: what follows an answer is still to come.
_UNDECIDED = frozenset(State) - AT_REST - frozenset(ASKED_OF_HIGHER) - {
    State.SERVED, State.EXECUTING, State.DOSSIER_REVIEW, State.FOLLOW_UP, State.FINAL, State.TERMINATED,
    State.WITHDRAWN, State.DIVERTED,
}  # fmt: skip
_IN_REVIEW = frozenset({State.REVIEW_REQUESTED, State.REVIEWING, State.REVIEW_DECIDED})
_BEFORE_VIEW = frozenset(
    {State.ACCEPTED, State.PLANNING, State.INVESTIGATING, State.OPINION_DRAFT, State.REDO}
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that she can do now; ``until`` says until when in a sentence, ``pressing`` that a day runs."""

    slug: str
    title: Words
    what: Words
    until: str
    pressing: bool


def offers(own: Own) -> list[Offer]:
    """Return what is possible now: what has a last day first."""
    found = []
    for deed in DEEDS.values():
        if deed.possible(own):
            day = _last_day(own, deed.slug)
            found.append(
                Offer(deed.slug, deed.title, deed.what, _until(own, deed.slug, day), day is not None)
            )
    return sorted(found, key=lambda offer: not offer.pressing)


def later(own: Own) -> list[str]:
    """Return what will become possible, and for how long."""
    state, law = State(own.case.state), pack(own.case.pack)
    said = []
    if state in _BEFORE_VIEW:
        said.append(
            _(
                "Before they decide they may show you what they mean to answer. Then you can say "
                "what is wrong with it."
            )
        )
    if state in _UNDECIDED:
        if law.has("review_request"):
            said.append(
                _when(
                    _(
                        "When you have the written answer in your hands, you may ask for a "
                        "review, for %(days)s from that day (%(article)s)."
                    ),
                    own,
                    "review_request",
                )
            )
        said.append(_("When you have the written answer, you will be asked how it was handled."))
    if state in _IN_REVIEW and law.has("rereview_request"):
        said.append(
            _when(
                _(
                    "When you have the review decision in your hands, you may ask for a "
                    "re-review, for %(days)s from that day (%(article)s)."
                ),
                own,
                "rereview_request",
            )
        )
    return said


def _when(words: str, own: Own, key: str) -> str:
    limit = pack(own.case.pack).limit(key)
    unit = label("petitioner_words", "days_working" if "working" in limit.unit.value else "days")
    article = limit.article_zh if lang() == "zh" else limit.article
    return words % {"days": unit.format(n=limit.length), "article": article}


def _way(own: Own, slug: str) -> Way | None:
    return (
        {"review": own.review, "rereview": own.rereview}.get(slug) if slug in ("review", "rereview") else None
    )


def _last_day(own: Own, slug: str) -> date | None:
    way = _way(own, slug)
    if way is not None:
        return way.last_day
    if slug == "comment" and own.view is not None:
        return own.view.until
    return None


def _until(own: Own, slug: str, day: date | None) -> str:
    if slug == "go-on" and own.free_on is not None and own.today <= own.free_on:
        return _("Nothing is decided before %(day)s has passed.") % {"day": in_words(own.free_on)}
    if day is None:
        return _("There is no last day for this.") if _way(own, slug) or slug == "reexamination" else ""
    words = {"day": in_words(day)}
    if own.today <= day:
        return _("Until %(day)s. That day counts.") % words
    if slug == "comment":
        return _("The day was %(day)s. As long as they have not decided, they must still hear you.") % words
    return (
        _(
            "The last day was %(day)s. You may still ask: say what kept you, and the office "
            "above looks at it. New facts may be brought at any time."
        )
        % words
    )
