"""Panels of experts on complex cases."""

from typing import ClassVar

from django.db import models


class ExpertPanel(models.Model):
    """A panel (专家会商) that is asked one question about a complex case (plan S34).

    ``with_identity``: whether the material says who the petitioner is; then ``identity_reason`` says why it must.
    ``outcome``: empty while it is awaited, then ``given`` or ``none``; ``followed`` is of the code list
    ``advice_answers``: the organ answers every advice, and dissent stays beside it.
    """

    LEDGER_PLAIN: ClassVar = (
        "matter_id", "number", "called_on", "called_by_id", "due", "with_identity", "outcome", "advised_on",
        "recorded_by_id", "followed", "answered_on", "answered_by_id",
    )  # fmt: skip
    LEDGER_DIGESTED: ClassVar = ("question", "material", "identity_reason", "advice", "dissent", "answer")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="panels")
    number = models.PositiveSmallIntegerField()
    question = models.TextField()
    material = models.TextField()
    with_identity = models.BooleanField(default=False)
    identity_reason = models.TextField(blank=True)
    called_on = models.DateField()
    called_by = models.ForeignKey("staff.Post", models.PROTECT, related_name="+")
    due = models.DateField()
    outcome = models.CharField(max_length=8, blank=True)
    advice = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    advised_on = models.DateField(null=True)
    recorded_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    followed = models.CharField(max_length=12, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="panel_number_once")]

    def __str__(self) -> str:
        return f"panel {self.number}"


class PanelMember(models.Model):
    """A member: a post of the police, or somebody from outside by role and institution.

    ``interest`` is the conflict that the member declared; whoever declares one stands aside and does not count.
    """

    LEDGER_PLAIN: ClassVar = ("matter_id", "panel_id", "post_id", "sits")
    LEDGER_DIGESTED: ClassVar = ("role", "institution", "interest")

    matter = models.ForeignKey("cases.Matter", models.PROTECT, related_name="+")
    panel = models.ForeignKey("handling.ExpertPanel", models.PROTECT, related_name="members")
    post = models.ForeignKey("staff.Post", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=120, blank=True)
    institution = models.CharField(max_length=200, blank=True)
    interest = models.TextField(blank=True)
    sits = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"member of {self.panel_id}"
