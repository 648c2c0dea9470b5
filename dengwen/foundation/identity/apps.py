from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "dengwen.foundation.identity"
    label = "identity"
