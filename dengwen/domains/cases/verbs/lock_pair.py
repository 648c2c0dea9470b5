"""Lock two matters that one deed is about."""

from django.db.models import Q

from dengwen.domains.cases.models import Matter


def lock_pair(case: int, other: int) -> None:
    """Lock two matters in the order of their ids: two deeds about the same two never wait for each other.

    ``other`` 0: the matter that ``case`` was merged into.
    """
    two = Q(pk=other) if other else Q(merged=case)
    pairs = Matter.objects.filter(two | Q(pk=case)).order_by("pk").values_list("pk", flat=True)
    list(Matter.objects.select_for_update().filter(pk__in=list(pairs)).order_by("pk").values_list("pk"))
