from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "dengwen.interfaces.kit"
    label = "kit"
