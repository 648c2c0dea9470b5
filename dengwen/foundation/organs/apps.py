from django.apps import AppConfig


class OrgansConfig(AppConfig):
    name = "dengwen.foundation.organs"
    label = "organs"
