"""A row that was not taken."""

from django.db import models


class ReportedRow(models.Model):
    """A row as it came and what is wrong with it, sealed: it may hold a petitioner's name."""

    run = models.ForeignKey("registers.ImportRun", models.CASCADE, related_name="reported_rows")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="reported_row_once")]

    def __str__(self) -> str:
        return f"row {self.number} of run {self.run_id}"
