"""A round of look-back: what is looked at, what was frozen and drawn."""

from django.db import models


class LookbackRound(models.Model):
    """A plan, its commitment and its draw; its story is the ledger's stream ``lookback``.

    ``seed_sha256`` and ``population_sha256`` are set when it is committed, ``seed`` (hexadecimal) when it is drawn;
    until then the seed lies sealed in ``sealed_seed``. ``second_percent``: the share that two review blind.
    """

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField()
    size = models.PositiveIntegerField()
    least = models.PositiveIntegerField()
    second_percent = models.PositiveSmallIntegerField()
    planned_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    drawn_at = models.DateTimeField(null=True)
    population_count = models.PositiveIntegerField(default=0)
    population_sha256 = models.CharField(max_length=64, blank=True)
    seed_sha256 = models.CharField(max_length=64, blank=True)
    sealed_seed = models.BinaryField(default=b"")
    seed = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organ", "-id"], name="lookback_newest")]

    def __str__(self) -> str:
        return self.title


class LookbackPopulation(models.Model):
    """The frozen list of a round: a line for each closure, ``<stratum> <case> <organ> <day>``."""

    round = models.OneToOneField(LookbackRound, models.PROTECT, related_name="population")
    listing = models.TextField()

    def __str__(self) -> str:
        return f"population of {self.round_id}"


class LookbackStratum(models.Model):
    """The closures of one organ and one resolution: how many there are, how many are drawn.

    ``organ`` is the organ right below the one that looks back; all below it count with it.
    """

    round = models.ForeignKey(LookbackRound, models.PROTECT, related_name="strata")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    method = models.CharField(max_length=24, blank=True)
    population = models.PositiveIntegerField()
    sample = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "organ", "method"], name="lookback_stratum_once")
        ]

    def __str__(self) -> str:
        return f"{self.organ_id}/{self.method}"


class LookbackSeat(models.Model):
    """A place of the sample and the case that was drawn for it; ``rank`` is its place in the order of its stratum.

    ``standing``: open, disputed (two reviewers differ), settled, replaced. ``organ`` and ``closed_on`` are those of the
    closure that is looked at. Who reviews is known; what the reviewers found is not, until the place is settled.
    """

    round = models.ForeignKey(LookbackRound, models.PROTECT, related_name="seats")
    stratum = models.ForeignKey(LookbackStratum, models.PROTECT, related_name="seats")
    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    closed_on = models.DateField()
    rank = models.PositiveIntegerField()
    double = models.BooleanField(default=False)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    replaced_because = models.CharField(max_length=16, blank=True)
    first = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    second = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    first_done = models.BooleanField(default=False)
    second_done = models.BooleanField(default=False)
    standing = models.CharField(max_length=10, default="open")
    result = models.CharField(max_length=8, blank=True)
    settled_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organ", "closed_on"], name="lookback_debit",
                                condition=models.Q(result="failed"))]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["round", "matter"], name="lookback_case_once"),
            models.UniqueConstraint(fields=["stratum", "rank"], name="lookback_rank_once"),
        ]

    def __str__(self) -> str:
        return f"place {self.rank} of {self.stratum_id}"
