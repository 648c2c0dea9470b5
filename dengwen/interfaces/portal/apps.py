from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "dengwen.interfaces.portal"
    label = "portal"
