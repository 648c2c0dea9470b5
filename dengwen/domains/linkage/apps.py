from django.apps import AppConfig


class LinkageConfig(AppConfig):
    name = "dengwen.domains.linkage"
    label = "linkage"
