from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "dengwen.domains.records"
    label = "records"
