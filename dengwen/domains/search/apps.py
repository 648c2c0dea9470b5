from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "dengwen.domains.search"
    label = "search"
