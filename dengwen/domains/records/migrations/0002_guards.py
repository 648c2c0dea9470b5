"""Row-level security, guards, and the one way to erase (see ``guards.py``)."""

from django.db import migrations

from dengwen.domains.records.guards import guard_records, unguard_records


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0001_initial"),
        ("cases", "0008_scope_of_promises"),
        ("letters", "0004_guards_of_letters"),
        ("closure", "0006_rating_guards"),
        ("supervision", "0011_guards_of_practice"),
        ("bulletins", "0011_publication_guards"),
        ("identity", "0001_initial"),
        ("ledger", "0006_promise_stays"),
    ]
    operations = [migrations.RunSQL(guard_records(), unguard_records())]
