from dengwen.domains.linkage.models.pair import MatterPair, PairDecision
from dengwen.domains.linkage.models.run import LearnedWeights, LinkageRun

__all__ = ["LearnedWeights", "LinkageRun", "MatterPair", "PairDecision"]
