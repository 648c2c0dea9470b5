from dengwen.domains.reminders.models.calendar_key import CalendarKey
from dengwen.domains.reminders.models.digest import Digest
from dengwen.domains.reminders.models.gap import OpenPost
from dengwen.domains.reminders.models.reading import Reading
from dengwen.domains.reminders.models.reminder import Reminder

__all__ = ["CalendarKey", "Digest", "OpenPost", "Reading", "Reminder"]
