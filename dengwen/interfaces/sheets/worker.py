"""Whether anybody is there to do what waits."""

from datetime import timedelta

from procrastinate.contrib.django.models import ProcrastinateWorker

from dengwen.base.clock import now

_SILENT = timedelta(seconds=60)


def worker_is_there() -> bool:
    """Say whether a worker gave a sign of life within the last minute (it gives one every ten seconds)."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=now() - _SILENT).exists()
