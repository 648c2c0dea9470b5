from dengwen.domains.deadlines.models.clock import Clock
from dengwen.domains.deadlines.models.extension import ClockExtension
from dengwen.domains.deadlines.models.notice import HolidayNotice
from dengwen.domains.deadlines.models.pause import ClockPause

__all__ = ["Clock", "ClockExtension", "ClockPause", "HolidayNotice"]
