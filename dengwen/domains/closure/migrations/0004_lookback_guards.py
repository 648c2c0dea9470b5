"""Row-level security and guards of look-backs (see ``guards.py``)."""

from django.db import migrations

from dengwen.domains.cases.guards import guard
from dengwen.domains.closure.guards import (
    FUNCTIONS,
    NO_FUNCTIONS,
    guard_round,
    scope_by_round,
    scope_rounds,
    scope_sheets,
    unguard_table,
)

ROUND = "closure_lookbackround"
PARTS = ["closure_lookbackpopulation", "closure_lookbackstratum", "closure_lookbackseat"]
SHEETS = ["closure_lookbacksheet", "closure_lookbackfinding"]


class Migration(migrations.Migration):
    dependencies = [("closure", "0003_lookback"), ("cases", "0006_independence")]
    operations = [
        migrations.RunSQL(
            FUNCTIONS
            + guard_round(ROUND, "id")
            + scope_rounds(ROUND)
            + "".join(guard_round(table, "round_id") + scope_by_round(table) for table in PARTS)
            + "".join(guard(table) for table in SHEETS)
            + scope_sheets(*SHEETS),
            "".join(unguard_table(table) for table in [*SHEETS, *PARTS, ROUND])
            + "DROP FUNCTION dengwen_lookback_open(bigint);"
            + NO_FUNCTIONS,
        )
    ]
