"""What the wall board of a campaign says of an organ, counted by a job."""

from django.db import models


class BoardRow(models.Model):
    """The numbers of a campaign at ``top`` and all below it, as they stood at ``at`` on the legal day ``on``.

    ``told`` is what a line of the board needs, ``days`` the closings of each stage day by day; their keys are those
    of :mod:`..reads.board_rows`. A page reads a few of these rows, however many cases there are. Only the function
    ``bulletins_keep_board`` writes here, and every row can be made again from the cases.
    """

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="+", db_index=False)
    top = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    on = models.DateField()
    at = models.DateTimeField()
    told = models.JSONField()
    days = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "top"], name="board_row_once")]

    def __str__(self) -> str:
        return f"{self.campaign_id} at {self.top_id} on {self.on}"
