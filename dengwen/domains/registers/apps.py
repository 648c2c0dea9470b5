from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "dengwen.domains.registers"
    label = "registers"
