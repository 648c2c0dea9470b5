from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "dengwen.foundation.ledger"
    label = "ledger"
