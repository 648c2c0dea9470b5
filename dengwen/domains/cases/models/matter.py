"""The matter: what one petition is about, from the door to closed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dengwen.domains.cases.states import ASKED_OF_HIGHER, TEAM_WORKS, State


class Matter(models.Model):
    """A petition matter (信访事项). Contacts, claims and parties hang on it; only doors change it.

    Days (``*_on``, ``due``) are legal days in the installation's time zone; ``*_at`` are instants.
    ``organ`` holds the matter now; ``sender`` sent it there. ``due`` is the nearest day on which an organ owes
    the next step, under the limit ``due_rule``; ``handling_due`` is the day by which it must be decided, and
    ``decided_on`` the day it was. ``ended_on`` is the day since which nobody of the house owes anything: empty
    while open, the former register's day where that register closed it. ``returned_in`` names each month in which
    a dossier was returned, as ``2026-03 2026-05``: the figures count a matter once in each of them.
    ``guarded``: somebody is kept from acting in it (a respondent or a recusal is in force, or asked for);
    ``shielded``: it accuses somebody, so for those whom it accuses it does not exist.
    Both follow from the rows (``verbs/keep_apart.py``). ``watched``: a leader watches it, or once did; it stays set,
    for whoever watched never acts in it.
    """

    LEDGER_PLAIN: ClassVar = (
        "number", "state", "is_open", "organ_id", "registered_by_id", "sender_id", "leader_id", "unit_id",
        "handler_id", "review_organ_id", "category", "purpose", "channel", "source", "urgent", "received_on",
        "occurred_on", "registered_at", "accept_due", "accepted_on", "handling_due", "decided_on", "served_on",
        "closed_on", "close_basis", "ended_on", "due", "due_rule", "returned", "returned_in", "reopened",
        "guarded", "shielded", "watched", "merged_into_id", "pack", "external_source", "external_key",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("title", "place")

    number = models.CharField(max_length=32, unique=True, null=True)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    category = models.CharField(max_length=8)
    purpose = models.CharField(max_length=12)
    channel = models.CharField(max_length=20)
    source = models.CharField(max_length=24)
    state = models.CharField(max_length=24)
    is_open = models.BooleanField()
    urgent = models.BooleanField(default=False)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    registered_by = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    sender = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")
    review_organ = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")
    leader = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("organs.Organ", models.PROTECT, null=True, related_name="+")
    handler = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    received_on = models.DateField()
    occurred_on = models.DateField(null=True)
    registered_at = models.DateTimeField()
    accept_due = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    handling_due = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    close_basis = models.CharField(max_length=16, blank=True)
    ended_on = models.DateField(null=True)
    due = models.DateField(null=True)
    due_rule = models.CharField(max_length=24, blank=True)
    returned = models.PositiveSmallIntegerField(default=0)
    returned_in = models.TextField(blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    guarded = models.BooleanField(default=False, db_default=False)
    shielded = models.BooleanField(default=False, db_default=False)
    watched = models.BooleanField(default=False, db_default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    pack = models.CharField(max_length=16)
    external_source = models.CharField(max_length=60, blank=True)
    external_key = models.CharField(max_length=120, blank=True)
    salt = models.BinaryField()
    version = models.IntegerField(default=0)

    class Meta:
        # Row-level security asks ``shielded`` of every row: where a list is read from an index alone, it is there.
        indexes = [
            models.Index(
                fields=["organ", "due", "id"],
                condition=Q(is_open=True),
                include=["shielded"],
                name="matter_queue",
            ),
            models.Index(
                fields=["organ", "state", "due", "id"],
                condition=Q(is_open=True),
                include=["shielded"],
                name="matter_state_queue",
            ),
            models.Index(
                fields=["organ", "state", "due", "id"],
                condition=Q(is_open=True, state__in=[state.value for state in TEAM_WORKS])
                & (Q(handler=None) | Q(leader=None)),
                include=["shielded"],
                name="matter_team_queue",
            ),
            models.Index(
                fields=["handler", "due", "id"], condition=Q(is_open=True), name="matter_handler_queue"
            ),
            models.Index(
                fields=["leader", "due", "id"], condition=Q(is_open=True), name="matter_leader_queue"
            ),
            models.Index(
                fields=["review_organ", "due", "id"],
                condition=Q(state=State.DOSSIER_REVIEW.value),
                name="matter_review_queue",
            ),
            models.Index(
                fields=["review_organ", "due", "id"],
                condition=Q(state__in=[state.value for state in ASKED_OF_HIGHER]),
                name="matter_asked_queue",
            ),
            models.Index(
                fields=["organ", "due", "id"],
                condition=Q(is_open=True, returned__gt=0),
                include=["shielded"],
                name="matter_returned_queue",
            ),
            models.Index(
                fields=["organ", "received_on", "id"], include=["shielded"], name="matter_by_receipt"
            ),
            models.Index(
                fields=["organ", "received_on", "id"],
                condition=~Q(returned_in=""),
                name="matter_ever_returned",
            ),
            models.Index(
                fields=["organ", "closed_on"], condition=Q(closed_on__isnull=False), name="matter_by_closing"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["external_source", "external_key"],
                condition=~Q(external_key=""),
                name="matter_external_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="matter_state_known"
            ),
            # The promise of the house: whatever is open has a day on which somebody owes something.
            models.CheckConstraint(
                condition=Q(is_open=False) | Q(due__isnull=False), name="matter_open_has_due"
            ),
            models.CheckConstraint(
                condition=Q(state=State.RECEIVED.value) | Q(number__isnull=False),
                name="matter_registered_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.MERGED.value) | Q(merged_into__isnull=False),
                name="matter_merged_names_other",
            ),
            models.CheckConstraint(
                condition=Q(shielded=False) | Q(guarded=True), name="matter_shielded_is_guarded"
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"matter {self.pk}"
