from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "dengwen.domains.reminders"
    label = "reminders"
