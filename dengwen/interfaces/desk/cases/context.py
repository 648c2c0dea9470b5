"""What the forms of one case need to know about it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dengwen.domains.appeals.reads.appeal_page import AppealSheet, appeal_sheet
from dengwen.domains.cases.reads.case_page import CaseSheet, Rows, case_sheet
from dengwen.domains.cases.reads.recipients import Team, team_choices
from dengwen.domains.closure.reads.case_papers import CasePapers, case_papers
from dengwen.domains.handling.reads.procedure_file import ProcedureFile
from dengwen.foundation.permissions.actor import Actor


@dataclass
class CaseContext:
    """One case as one actor sees it on one day; asked for piece by piece, and only once each."""

    actor: Actor
    case: int
    today: date

    @cached_property
    def sheet(self) -> CaseSheet:
        """The matter with claims, contacts and parties; raises ``case.not_found``."""
        return case_sheet(actor=self.actor, case=self.case)

    @cached_property
    def papers(self) -> CasePapers:
        """Limits, files, plans, steps, opinions, services, remedies, dossiers."""
        return case_papers(self.sheet.matter)

    @cached_property
    def procedures(self) -> ProcedureFile:
        """Meetings, evidence, hearings, mediation, views, relief; each kind is read when it is asked for."""
        return ProcedureFile(self.sheet.matter)

    @cached_property
    def team(self) -> Team:
        """Who may be put on the case."""
        return team_choices(self.sheet.matter, self.today)

    @cached_property
    def appeals(self) -> AppealSheet:
        """Requests for review, decisions, termination, withdrawal."""
        return appeal_sheet(self.sheet.matter)

    @property
    def claims(self) -> Rows:
        """The claims in their order."""
        return self.sheet.claims
