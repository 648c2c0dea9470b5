from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "dengwen.interfaces.sheets"
    label = "sheets"
