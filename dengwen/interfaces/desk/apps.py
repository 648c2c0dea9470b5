from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "dengwen.interfaces.desk"
    label = "desk"
