from dengwen.domains.campaigns.models.bodies import BodyDecision, BodyMeeting, BodyMember, GovernanceBody
from dengwen.domains.campaigns.models.campaign import Campaign, StageCount, StageRun
from dengwen.domains.campaigns.models.duties import CampaignContact, CampaignReport, CampaignTask, ItemMark
from dengwen.domains.campaigns.models.filing import Filing, FilingPackage
from dengwen.domains.campaigns.models.outside import OutsideDecision, OutsideRegister, OutsideRow
from dengwen.domains.campaigns.models.scope import CampaignCase, ScopeChange, ScopeDecision
from dengwen.domains.campaigns.models.sorting import AssignmentBatch, UnitPlan

__all__ = [
    "AssignmentBatch",
    "BodyDecision",
    "BodyMeeting",
    "BodyMember",
    "Campaign",
    "CampaignCase",
    "CampaignContact",
    "CampaignReport",
    "CampaignTask",
    "Filing",
    "FilingPackage",
    "GovernanceBody",
    "ItemMark",
    "OutsideDecision",
    "OutsideRegister",
    "OutsideRow",
    "ScopeChange",
    "ScopeDecision",
    "StageCount",
    "StageRun",
    "UnitPlan",
]
