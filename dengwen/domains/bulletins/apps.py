from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "dengwen.domains.bulletins"
    label = "bulletins"
