from dengwen.domains.records.models.disposal import DisposalItem, DisposalOrder
from dengwen.domains.records.models.export import FileExport
from dengwen.domains.records.models.hold import LegalHold

__all__ = ["DisposalItem", "DisposalOrder", "FileExport", "LegalHold"]
