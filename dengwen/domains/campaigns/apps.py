from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "dengwen.domains.campaigns"
    label = "campaigns"
