"""What a round of review says for its letters: the request, whether it was let in, and what was decided."""

from dengwen.domains.appeals.models import ClaimVerdict, ReviewDecision, ReviewRequest
from dengwen.domains.appeals.reads.chains import allowed_organs
from dengwen.domains.cases.models import Claim
from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.handling.models import Opinion
from dengwen.domains.letters.reads.letter_values import in_words, organ_name
from dengwen.domains.letters.reads.letter_wording import joined, say
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.rulebook.loading import code_list


def review_facts(passage: Passage, kind: str, lang: str) -> dict[str, str]:
    """Return the places of the latest request of the letter's stage; of an order, of the latest that was decided."""
    requests = sorted(passage.rows(ReviewRequest), key=lambda row: row.number)
    decisions = {row.request_id: row for row in passage.rows(ReviewDecision)}
    if kind == "redo_order":
        requests = [row for row in requests if row.pk in decisions]
    else:
        stage = "rereview" if kind.startswith("rereview") else "review"
        requests = [row for row in requests if row.stage == stage]
    if not requests:
        return {}
    request = requests[-1]
    decision = decisions.get(request.pk)
    return _asked(passage, request, lang) | (_decided(passage, decision, lang) if decision else {})


def right_of_review(passage: Passage, _: str, lang: str) -> dict[str, str]:
    """Return which organs may be asked to review what the letter tells of; none where the chain ends (L22 Art.35)."""
    ids = allowed_organs(passage, passage.matter.organ_id)
    rows = {row.pk: row for row in Organ.objects.filter(pk__in=ids)}
    return {"review_organ": joined("or", [organ_name(rows[pk], lang) for pk in ids], lang)}


def way_of(orally: bool, lang: str) -> str:
    """Return how somebody asked."""
    return code_list("request_ways").label("ORALLY" if orally else "WRITTEN", lang)


def _asked(passage: Passage, row: ReviewRequest, lang: str) -> dict[str, str]:
    organ = passage.look_up(("organ", row.organ_id), lambda: row.organ)
    reason = code_list("admission_reasons").label(row.admission_reason, lang) if row.admission_reason else ""
    return {
        "asked_on": in_words(row.asked_on, lang), "asked_how": way_of(row.orally, lang), "asked_text": row.text,
        "asked_by": code_list("request_makers").label(row.asked_by, lang), "against": _against(passage, row, lang),
        "last_day": in_words(row.last_day, lang), "reviewer": organ_name(organ, lang),
        "late_reason": code_list("late_reasons").label(row.late_reason, lang) if row.late_reason
        else say("not_late", lang),
        "admission": say(f"review_{row.admission}", lang) if row.admission else "",
        "admission_why": "\n".join(filter(None, (reason, row.admission_text)))
        or (say("as_the_law_asks", lang) if row.admission else ""),
        "objection_told": row.objection_told or (say("nothing_refused", lang) if row.admission else ""),
    }  # fmt: skip


def _against(passage: Passage, row: ReviewRequest, lang: str) -> str:
    """Return the document that is to be reviewed: its kind and, where it has one, its number."""
    label = code_list("review_subjects").label(row.subject, lang)
    opinion = (
        next((one for one in passage.rows(Opinion, pk=row.opinion_id)), None) if row.opinion_id else None
    )
    return " ".join(filter(None, (label, opinion.number if opinion else "")))


def _decided(passage: Passage, decision: ReviewDecision, lang: str) -> dict[str, str]:
    ground = code_list("review_grounds").label(decision.ground, lang) if decision.ground else ""
    outcome = code_list("review_outcomes").label(decision.outcome, lang)
    return {
        "decision_number": decision.number, "outcome": " · ".join(filter(None, (outcome, ground))),
        "effect": say(f"effect_{decision.effect}", lang),
        "verdicts": _verdicts(passage, decision, lang) or outcome, "facts_found": decision.facts_found,
        "reasons": decision.reasons, "basis": decision.legal_basis, "further": decision.further_told,
    }  # fmt: skip


def _verdicts(passage: Passage, decision: ReviewDecision, lang: str) -> str:
    """Return what became of each claim, one below the other (LSD Art.45)."""
    claims = {claim.pk: claim for claim in passage.rows(Claim)}
    rows = passage.rows(ClaimVerdict, decision_id=decision.pk)
    lines = []
    for row in sorted(rows, key=lambda row: claims[row.claim_id].position):
        claim = claims[row.claim_id]
        lines.append(say("claim", lang).format(n=claim.position, text=" ".join(claim.text.split())))
        ground = code_list("review_grounds").label(row.ground, lang) if row.ground else ""
        outcome = code_list("review_outcomes").label(row.outcome, lang)
        lines.append(say("verdict", lang).format(text=" · ".join(filter(None, (outcome, ground)))))
        if row.result:
            result = code_list("claim_results").label(row.result, lang)
            lines.append(say("answer_result", lang).format(text=result))
        if row.words:
            lines.append(say("answer_answer", lang).format(text=" ".join(row.words.split())))
    return "\n".join(lines)
