from dengwen.domains.cases.models.claim import Claim
from dengwen.domains.cases.models.contact import Contact
from dengwen.domains.cases.models.involvement import Involvement
from dengwen.domains.cases.models.matter import Matter
from dengwen.domains.cases.models.number import NumberSeries
from dengwen.domains.cases.models.party import Party
from dengwen.domains.cases.models.portal_account import PortalAccount
from dengwen.domains.cases.models.portal_draft import PortalDeed, PortalDraft, PortalDraftFile
from dengwen.domains.cases.models.query_code import QueryCode
from dengwen.domains.cases.models.recusal import Recusal
from dengwen.domains.cases.models.respondent import Respondent
from dengwen.domains.cases.models.statement import Statement
from dengwen.domains.cases.models.watch import Watch
from dengwen.domains.cases.models.workspace import IntakeDraft, SavedFilter
from dengwen.domains.cases.models.wrong_entry import WrongEntry

__all__ = [
    "Claim",
    "Contact",
    "IntakeDraft",
    "Involvement",
    "Matter",
    "NumberSeries",
    "Party",
    "PortalAccount",
    "PortalDeed",
    "PortalDraft",
    "PortalDraftFile",
    "QueryCode",
    "Recusal",
    "Respondent",
    "SavedFilter",
    "Statement",
    "Watch",
    "WrongEntry",
]
