from dengwen.domains.handling.models.attempt import ServiceAttempt
from dengwen.domains.handling.models.bar import OpinionBar
from dengwen.domains.handling.models.diversion import DiversionAnswer
from dengwen.domains.handling.models.evidence import Evidence
from dengwen.domains.handling.models.flag import CaseFlag
from dengwen.domains.handling.models.hearing import Hearing, HearingParticipant
from dengwen.domains.handling.models.mediation import Mediation, MediationConsent, SettlementItem
from dengwen.domains.handling.models.meeting import Meeting
from dengwen.domains.handling.models.operation import OperationLink, OperationReport
from dengwen.domains.handling.models.opinion import Opinion
from dengwen.domains.handling.models.panel import ExpertPanel, PanelMember
from dengwen.domains.handling.models.plan import Plan
from dengwen.domains.handling.models.reasons import ClaimReasons
from dengwen.domains.handling.models.relief import Relief
from dengwen.domains.handling.models.remedy import Remedy
from dengwen.domains.handling.models.series import OpinionSeries
from dengwen.domains.handling.models.service import ServiceRecord
from dengwen.domains.handling.models.step import InvestigationStep
from dengwen.domains.handling.models.talk import ContactWish, PetitionerTalk
from dengwen.domains.handling.models.view import ProvisionalView, ViewComment
from dengwen.domains.handling.models.watch import WatchNote

__all__ = [
    "CaseFlag",
    "ClaimReasons",
    "ContactWish",
    "DiversionAnswer",
    "Evidence",
    "ExpertPanel",
    "Hearing",
    "HearingParticipant",
    "InvestigationStep",
    "Mediation",
    "MediationConsent",
    "Meeting",
    "OperationLink",
    "OperationReport",
    "Opinion",
    "OpinionBar",
    "OpinionSeries",
    "PanelMember",
    "PetitionerTalk",
    "Plan",
    "ProvisionalView",
    "Relief",
    "Remedy",
    "ServiceAttempt",
    "ServiceRecord",
    "SettlementItem",
    "ViewComment",
    "WatchNote",
]
