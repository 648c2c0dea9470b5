"""The timeline in sentences."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from dengwen.domains.cases.reads.case_page import PostName
from dengwen.domains.cases.reads.timeline import ORGAN_FACTS, POST_FACTS, Event, Timeline
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.model import UnknownCodeError
from dengwen.interfaces.desk.cases import appeal_words, hard_words, records_words, watch_words
from dengwen.interfaces.desk.cases.campaign_words import campaign_facts
from dengwen.interfaces.desk.cases.due_words import moved_words
from dengwen.interfaces.kit.sentences import in_words, label, lang, sentence
from dengwen.interfaces.kit.wording import organ_name

# Facts that are codes: by name everywhere, or by event and name.
_LISTS = {
    "channel": "channels", "source": "sources", "route": "routes", "result": "claim_results",
    "watch_ended": "watch_ends", "asked_how": "channels", **appeal_words.LISTS,
}  # fmt: skip
_LISTS_OF = {
    **appeal_words.LISTS_OF,
    **hard_words.LISTS_OF,
    **records_words.LISTS_OF,
    ("recusal_declared", "ground"): "recusal_grounds",
    ("recusal_asked", "ground"): "recusal_grounds",
    ("not_accept", "reason"): "not_accept_reasons",
    ("objected", "reason"): "objection_reasons",
    ("return_dossier", "reason"): "return_reasons",
    ("order_redo", "reason"): "return_reasons",
    ("investigate", "kind"): "step_kinds",
    ("carry_out_remedy", "kind"): "remedy_kinds",
    ("remedy_confirmed", "kind"): "remedy_kinds",
    ("remedy_denied", "kind"): "remedy_kinds",
    ("attach_file", "kind"): "file_kinds",
    ("draft_opinion", "method"): "resolution_methods",
    ("record_service", "method"): "service_methods",
    ("judge_item", "item"): "dossier_items",
    ("record_meeting", "meeting"): "meeting_kinds",
    ("record_meeting", "outcome"): "meeting_outcomes",
    ("add_evidence", "kind"): "evidence_kinds",
    ("settle", "method"): "resolution_methods",
    ("record_comment", "side"): "sides",
    ("answer_comment", "side"): "sides",
    ("record_service_attempt", "method"): "service_methods",
    ("record_service_attempt", "failure"): "service_failures",
    ("ask_cooperation", "kind"): "cooperation_kinds",
    ("answer_cooperation", "kind"): "cooperation_kinds",
    ("offer_relief", "kind"): "relief_kinds",
    ("record_wish", "wish"): "contact_wishes",
    ("record_talk", "purpose"): "talk_purposes",
    ("record_talk", "way"): "talk_ways",
    ("decide_relief", "decision"): "relief_decisions",
    ("extend_limit", "method"): "service_methods",
    ("tell_progress", "method"): "service_methods",
    ("draft_letter", "kind"): "letter_kinds",
    ("edit_letter", "kind"): "letter_kinds",
    ("issue_letter", "kind"): "letter_kinds",
    ("void_letter", "kind"): "letter_kinds",
    ("decision_letter_drafted", "kind"): "letter_kinds",
    ("decision_letter_changed", "kind"): "letter_kinds",
    ("decision_letter_issued", "kind"): "letter_kinds",
    ("decision_letter_voided", "kind"): "letter_kinds",
    **{
        (event, "kind"): "link_kinds"
        for event in ("link_matters", "linked_here", "unlink_matters", "unlinked_here")
    },
    ("settle_lookback", "result"): "lookback_results",
    ("answer_scope_objection", "answer"): "scope_answers",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline: when, what happened, and what was said."""

    seq: int
    at: datetime
    sentence: str
    words: list[tuple[str, str]]


def told(timeline: Timeline) -> list[Line]:
    """Return the timeline for people, in the language of the page."""
    return [
        Line(
            event.seq,
            event.at,
            _sentence(event, timeline),
            [(_said(what), text) for what, text in event.words],
        )
        for event in timeline.events
    ]


def person_name(post: PostName | None) -> str:
    """Return the name of who holds a post (nothing for none), in the language of the page."""
    if post is None:
        return ""
    return post.name_en if lang() == "en" and post.name_en else post.name


def _organ_of(post: PostName | None) -> str:
    if post is None:
        return ""
    return post.organ_name_en if lang() == "en" and post.organ_name_en else post.organ_name


def _sentence(event: Event, timeline: Timeline) -> str:
    facts = {name: _fact(event.event, name, value, timeline) for name, value in event.facts.items()}
    post = timeline.posts.get(event.post or 0)
    facts |= campaign_facts(event.facts)
    facts["actor"] = person_name(post) or _("The system")
    facts["organ"] = _organ_of(post)
    if "by_petitioner" in event.facts:
        said = code_list("portal_words")
        facts["actor"], facts["organ"] = said.label("petitioner", lang()), said.label("portal", lang())
    if event.event == "team_assigned":
        facts["team"] = _team(facts)
    if event.event == "due_recomputed":
        facts["changes"] = moved_words(event.facts.get("changes"))
    if event.event == "corrected":
        facts["fields"] = _join(_field(str(name)) for name in event.facts.get("fields", ()))
    try:
        words = sentence("events", event.event, facts)
        if "raised_to" in facts and event.event != "level_raised":
            words += (" " if lang() == "en" else "") + sentence("events", "went_up", facts)
        if "asked_how" in facts:
            words += (" " if lang() == "en" else "") + sentence("events", "at_her_word", facts)
        for code in watch_words.what_follows(event.facts):
            words += (" " if lang() == "en" else "") + sentence("events", code, facts)
        return words
    except UnknownCodeError:
        return f"{facts['actor']}: {event.event}"


def _fact(event: str, name: str, value: Any, timeline: Timeline) -> object:
    if value is None:
        return None
    if name in ORGAN_FACTS:
        return organ_name(timeline.organs.get(value)) or f"#{value}"
    if name in POST_FACTS:
        return person_name(timeline.posts.get(value)) or f"#{value}"
    if name == "decision":
        return {"granted": _("granted"), "refused": _("not granted")}.get(value, value)
    if name == "finding":
        return {"met": _("met"), "lacking": _("lacking")}.get(value, value)
    list_name = _LISTS_OF.get((event, name)) or _LISTS.get(name)
    if list_name and (isinstance(value, list) or value in code_list(list_name)):
        return _join(label(list_name, code) for code in (value if isinstance(value, list) else [value]))
    if name.endswith(("_on", "_by")) and isinstance(value, str):
        return in_words(date.fromisoformat(value))
    return value


def _team(facts: dict[str, object]) -> str:
    parts = (
        ("leader", _("leader in charge %s")),
        ("unit", _("responsible unit %s")),
        ("handler", _("handler %s")),
    )
    return _join(words % facts[name] for name, words in parts if facts.get(name))


def _join(parts: Any) -> str:
    return (", " if lang() == "en" else "，").join(parts)


def _field(name: str) -> str:
    names = {"title": _("title"), "place": _("place"), "category": _("category"), "purpose": _("purpose")}
    return names.get(name, name)


def _said(what: str) -> str:
    names = {
        "reason": _("Reason"), "explanation": _("Explanation"), "note": _("Note"), "remarks": _("Remarks"),
        "before_title": _("Title before"), "before_place": _("Place before"),
        "told": _("What the petitioner was told"),
        "earlier_plan": _("The plan before"), "earlier_answer": _("The answer before"),
        "other_organ": _("The other organ"), "absent": _("Who did not come"), "comment": _("Comment"),
        "hearing_opinion": _("Opinion of the hearing"), "answer": _("Answer"), "ground": _("Ground of the watch"),
    }  # fmt: skip
    return names.get(what) or (appeal_words.said() | hard_words.said()).get(what, what)
