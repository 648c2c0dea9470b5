from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "dengwen.domains.cases"
    label = "cases"
