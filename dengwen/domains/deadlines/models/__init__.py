from dengwen.domains.deadlines.models.clock import Clock

__all__ = ["Clock"]
