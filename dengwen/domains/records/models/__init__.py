from dengwen.domains.records.models.disposal import Disposal
from dengwen.domains.records.models.export import FileExport
from dengwen.domains.records.models.hold import LegalHold

__all__ = ["Disposal", "FileExport", "LegalHold"]
