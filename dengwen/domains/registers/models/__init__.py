from dengwen.domains.registers.models.reported_row import ReportedRow
from dengwen.domains.registers.models.run import ImportRun
from dengwen.domains.registers.models.saved_mapping import SavedMapping

__all__ = ["ImportRun", "ReportedRow", "SavedMapping"]
