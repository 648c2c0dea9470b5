from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "dengwen.domains.deadlines"
    label = "deadlines"
