"""What the worker does for the portal by itself. Procrastinate finds this module."""

from procrastinate.contrib.django import app

from dengwen.base.clock import now
from dengwen.domains.cases.verbs.portal_drafts import forget_drafts
from dengwen.domains.cases.verbs.portal_rate import forget_deeds


@app.periodic(cron="25 * * * *")
@app.task(name="dengwen.forget_drafts", queueing_lock="dengwen.forget_drafts", pass_context=False)
def forget(timestamp: int) -> None:
    """Delete the drafts and receipts whose days are over, and the counts of deeds; asked every hour."""
    at = now()
    forget_drafts(at=at)
    forget_deeds(at=at)
