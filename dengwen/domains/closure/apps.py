from django.apps import AppConfig


class ClosureConfig(AppConfig):
    name = "dengwen.domains.closure"
    label = "closure"
