from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "dengwen.domains.supervision"
    label = "supervision"
