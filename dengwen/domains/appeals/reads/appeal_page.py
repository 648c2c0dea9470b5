"""Everything above the handling organ that hangs on a case, in one question."""

from dataclasses import dataclass

from dengwen.domains.appeals.reads.chains import reviewers_of
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.case_page import Rows, gather, rows_as_json, with_days
from dengwen.foundation.identity.sealing import mask
from dengwen.foundation.organs.models import Organ


@dataclass(frozen=True, slots=True)
class AppealSheet:
    """The rows of one case as a page shows them, oldest first; days are days, names stand beside ids.

    ``periods`` are the petitioner's own limits. Who received a decision may be the petitioner: the name is masked.
    """

    requests: Rows
    decisions: Rows
    verdicts: Rows
    periods: Rows
    terminations: Rows
    reexaminations: Rows
    withdrawals: Rows
    repetitions: Rows

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was ever asked of an organ above."""
        return not (self.requests or self.terminations or self.withdrawals or self.repetitions)


def appeal_sheet(matter: Matter) -> AppealSheet:
    """Return the requests, decisions and endings of a matter that the caller may see."""
    found = rows_as_json(_ROWS, matter.pk)
    decisions = with_days(found["decisions"], "decided_on", "served_on")
    return AppealSheet(
        requests=with_days(found["requests"], "asked_on", "last_day", "admitted_on", "told_on", "redo_on"),
        decisions=[row | {"received_by": mask(row["received_by"] or "")} for row in decisions],
        verdicts=found["verdicts"],
        periods=with_days(found["periods"], "starts_on", "legal", "met_on"),
        terminations=with_days(
            found["terminations"], "proposed_on", "examined_on", "decided_on", "hearing_on", "told_on"
        ),
        reexaminations=with_days(found["reexaminations"], "asked_on", "decided_on", "told_on"),
        withdrawals=with_days(found["withdrawals"], "signed_on", "free_on", "called_on", "decided_on"),
        repetitions=with_days(found["repetitions"], "proposed_on", "confirmed_on", "told_on"),
    )


def who_reviews(matter: Matter, sheet: AppealSheet, *, again: bool) -> list[Organ]:
    """Return the organs that a request goes to, nearest first: usually one, none where the chain ends."""
    reviews = [row for row in sheet.requests if row["stage"] == "review"]
    decided_by = reviews[-1]["organ"] if again and reviews else matter.organ_id
    ids = reviewers_of(decided_by)
    rows = {row.pk: row for row in Organ.objects.filter(pk__in=ids)}
    return [rows[pk] for pk in ids]


_ORGAN = "o.id AS organ, o.name, o.name_en"
_ROWS = gather(
    requests=f"""SELECT r.id, r.number, r.stage, r.subject, r.round, r.text, r.asked_on, r.orally, r.asked_by,
        r.last_day, r.late_reason, r.admission, r.admission_reason, r.admission_text, r.objection_told,
        r.admitted_on, r.told_on,
        r.told_by, r.redo_on, p.number AS opinion, {_ORGAN}
        FROM appeals_reviewrequest r JOIN organs_organ o ON o.id = r.organ_id
        LEFT JOIN handling_opinion p ON p.id = r.opinion_id
        WHERE r.matter_id = %(case)s ORDER BY r.number""",  # noqa: S608 - our own fixed texts
    decisions="""SELECT d.id, d.request_id AS request, d.number, d.outcome, d.effect, d.ground, d.facts_found,
        d.reasons, d.legal_basis, d.further_told, d.decided_on, s.served_on, s.method, s.received_by
        FROM appeals_reviewdecision d LEFT JOIN appeals_decisionservice s ON s.decision_id = d.id
        WHERE d.matter_id = %(case)s ORDER BY d.id""",
    verdicts="""SELECT v.decision_id AS decision, v.outcome, v.ground, v.result_before, v.result, v.words,
        c.position, c.text
        FROM appeals_claimverdict v JOIN cases_claim c ON c.id = v.claim_id
        WHERE v.matter_id = %(case)s ORDER BY c.position""",
    periods="""SELECT id, rule, pack, starts_on, legal, met_on, stopped FROM deadlines_clock
        WHERE matter_id = %(case)s AND bearer = 'petitioner' ORDER BY id""",
    terminations=f"""SELECT t.number, t.route, t.used, t.reason, t.hearing, t.hearing_on, t.hearing_text, t.relief,
        t.proposed_on, t.examined_on, t.findings, t.decision, t.decision_text, t.decided_on, t.members, t.minutes,
        t.votes_for, t.votes_against, t.votes_abstained, t.stays_open, t.care, t.told_on, t.told_by, {_ORGAN}
        FROM appeals_termination t JOIN organs_organ o ON o.id = t.organ_id
        WHERE t.matter_id = %(case)s ORDER BY t.number""",  # noqa: S608 - our own fixed texts
    reexaminations=f"""SELECT e.text, e.asked_on, e.orally, e.outcome, e.flaws, e.procedure, e.substance, e.reasons,
        e.decided_on, e.told_on, e.told_by, {_ORGAN}
        FROM appeals_reexamination e JOIN organs_organ o ON o.id = e.organ_id
        WHERE e.matter_id = %(case)s ORDER BY e.id""",  # noqa: S608 - our own fixed texts
    withdrawals=f"""SELECT w.number, w.signed_on, w.signer, w.told, w.free_on, w.called_on, w.pressed, w.promised,
        w.in_custody, w.answers, w.outcome, w.decision_text, w.decided_on, f.id AS file, f.name AS file_name, {_ORGAN}
        FROM appeals_withdrawal w JOIN organs_organ o ON o.id = w.organ_id
        JOIN letters_attachment f ON f.id = w.paper_id
        WHERE w.matter_id = %(case)s ORDER BY w.number""",  # noqa: S608 - our own fixed texts
    repetitions="""SELECT r.number, r.reason, r.comparison, r.explanation, r.proposed_on, r.confirmed_on, r.told_on,
        r.told_by, m.id AS earlier, m.number AS earlier_number
        FROM appeals_repetition r LEFT JOIN cases_matter m ON m.id = r.earlier_id
        WHERE r.matter_id = %(case)s ORDER BY r.number""",
)
