from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "dengwen.domains.appeals"
    label = "appeals"
