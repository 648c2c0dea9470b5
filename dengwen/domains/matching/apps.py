from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "dengwen.domains.matching"
    label = "matching"
