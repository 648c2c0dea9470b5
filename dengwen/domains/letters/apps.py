from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "dengwen.domains.letters"
    label = "letters"
