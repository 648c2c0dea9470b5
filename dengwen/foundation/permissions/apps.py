from django.apps import AppConfig


class PermissionsConfig(AppConfig):
    name = "dengwen.foundation.permissions"
    label = "permissions"
