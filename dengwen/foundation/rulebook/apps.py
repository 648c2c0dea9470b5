from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

from dengwen.foundation.rulebook.families import use_family


class RulebookConfig(AppConfig):
    name = "dengwen.foundation.rulebook"
    label = "rulebook"

    def ready(self) -> None:
        """Choose the rules of this installation. Nothing is read: `dengwen rules check` must run on broken files."""
        use_family(settings.RULES, overlay=Path(settings.RULES_OVERLAY) if settings.RULES_OVERLAY else None)
