"""Days as people type them, under the name that the desk's forms know."""

from dengwen.interfaces.kit.days import DayField, not_a_day, parse_day

__all__ = ["DayField", "not_a_day", "parse_day"]
