from django.apps import AppConfig


class HandlingConfig(AppConfig):
    name = "dengwen.domains.handling"
    label = "handling"
