"""Everything beyond registration that hangs on a case: limits, files, handling and dossiers, in one question."""

from dataclasses import dataclass

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.case_page import Rows, gather, rows_as_json, with_days
from dengwen.foundation.identity.sealing import mask


@dataclass(frozen=True, slots=True)
class CasePapers:
    """The rows of one case as a page shows them, oldest first; days are days, names stand beside ids.

    Who received an opinion may be the petitioner herself: the name is masked, as those of parties are.
    """

    clocks: Rows
    files: Rows
    plans: Rows
    steps: Rows
    opinions: Rows
    services: Rows
    remedies: Rows
    dossiers: Rows


def case_papers(matter: Matter) -> CasePapers:
    """Return the papers of a matter that the caller may see."""
    found = rows_as_json(_PAPERS, matter.pk)
    services = with_days(found["services"], "served_on")
    return CasePapers(
        clocks=with_days(found["clocks"], "starts_on", "target", "legal", "original", "met_on", "paused_on"),
        files=found["files"],
        plans=with_days(found["plans"], "finish_by", "approved_on"),
        steps=with_days(found["steps"], "done_on"),
        opinions=with_days(found["opinions"], "issued_on"),
        services=[row | {"received_by": mask(row["received_by"])} for row in services],
        remedies=with_days(found["remedies"], "due", "done_on"),
        dossiers=with_days(found["dossiers"], "handed_in_on", "decided_on"),
    )


_PAPERS = gather(
    clocks="""SELECT id, rule, pack, bearer, starts_on, target, legal, original, met_on, stopped, provisional,
        extension_days, paused_on, calendar
        FROM deadlines_clock WHERE matter_id = %(case)s ORDER BY id""",
    files="""SELECT f.id, f.kind, f.name, f.size, f.media_type, c.position AS claim
        FROM letters_attachment f LEFT JOIN cases_claim c ON c.id = f.claim_id
        WHERE f.matter_id = %(case)s ORDER BY f.id""",
    plans="""SELECT round, issues, evidence_wanted, approach, finish_by, approved_on
        FROM handling_plan WHERE matter_id = %(case)s ORDER BY round""",
    steps="""SELECT s.kind, s.done_on, s.text, c.position AS claim, a.name AS by, a.name_en AS by_en
        FROM handling_investigationstep s LEFT JOIN cases_claim c ON c.id = s.claim_id
        JOIN staff_post p ON p.id = s.by_id JOIN staff_account a ON a.id = p.account_id
        WHERE s.matter_id = %(case)s ORDER BY s.done_on, s.id""",
    opinions="""SELECT round, number, method, summary, review_told, issued_on
        FROM handling_opinion WHERE matter_id = %(case)s ORDER BY round""",
    services="""SELECT s.method, s.served_on, s.received_by, o.number
        FROM handling_servicerecord s JOIN handling_opinion o ON o.id = s.opinion_id
        WHERE s.matter_id = %(case)s ORDER BY s.id""",
    remedies="""SELECT r.id, r.kind, r.text, r.due, r.done_on, r.proof, c.position AS claim, o.name, o.name_en
        FROM handling_remedy r LEFT JOIN cases_claim c ON c.id = r.claim_id JOIN organs_organ o ON o.id = r.owner_id
        WHERE r.matter_id = %(case)s ORDER BY r.due, r.id""",
    dossiers="""SELECT d.round, d.report, d.handed_in_on, d.decision, d.decided_on, d.reason, d.remarks,
        o.name, o.name_en FROM closure_dossier d JOIN organs_organ o ON o.id = d.organ_id
        WHERE d.matter_id = %(case)s ORDER BY d.round""",
)
