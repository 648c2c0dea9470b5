from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "dengwen.foundation.staff"
    label = "staff"
