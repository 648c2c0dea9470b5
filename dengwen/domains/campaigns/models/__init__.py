from dengwen.domains.campaigns.models.bodies import BodyDecision, BodyMeeting, BodyMember, GovernanceBody
from dengwen.domains.campaigns.models.campaign import Campaign, StageCount, StageRun
from dengwen.domains.campaigns.models.duties import CampaignContact, CampaignReport, CampaignTask, ItemMark
from dengwen.domains.campaigns.models.scope import CampaignCase, ScopeChange, ScopeDecision

__all__ = [
    "BodyDecision", "BodyMeeting", "BodyMember", "Campaign", "CampaignCase", "CampaignContact", "CampaignReport",
    "CampaignTask", "GovernanceBody", "ItemMark", "ScopeChange", "ScopeDecision", "StageCount", "StageRun",
]  # fmt: skip
