"""What happens each morning: in whose name the rules raise items, nothing raised twice, silence going up."""

from datetime import date, timedelta

from dengwen.domains.supervision.models import SupervisionEscalation, SupervisionItem
from dengwen.domains.supervision.reads.supervisors import supervising_posts
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.staff.models import Account, Post
from dengwen.interfaces.desk.supervision.jobs import supervise
from tests.cast import DAY, MORNING, Cast
from tests.independence.people import add_actor

LATE = MORNING + timedelta(days=40)  # screening has long ended, and nobody did anything
SILENT = LATE + timedelta(days=11)  # a day after the answers were wanted


def items(cast: Cast) -> list[tuple[int | None, int, int, int]]:
    """Return the case, the organ and who raised of every item, and how often silence went up."""
    set_post(cast["minister"].post)
    told = [
        (row.matter_id, row.organ_id, row.by_organ_id, row.escalations.count())
        for row in SupervisionItem.objects.order_by("matter")
    ]
    assert SupervisionEscalation.objects.count() == sum(count for *_row, count in told)
    return told


def test_who_stands_nearest_raises_and_nobody_raises_again(cast: Cast) -> None:
    """Plan S8c: the city raises what is below it, all of it; the province the rest; a second morning nothing."""
    lin, river, stone, province = map(cast.organ, ("lin", "river", "stone", "province"))
    counties = [cast.registered().pk for _ in range(3)]
    of_city = cast.registered("city_registrar").pk
    of_other_city = cast.registered("stone_registrar").pk
    assert supervise(LATE, most=1) == (5, 0), "what one sweep leaves, the next takes up the same morning"
    raised = [(case, lin, river, 0) for case in counties]
    raised += [(of_city, river, province, 0), (of_other_city, stone, province, 0)]
    assert items(cast) == raised
    assert supervise(LATE) == (0, 0)
    assert supervise(LATE + timedelta(days=1)) == (0, 0)
    assert items(cast) == raised


def test_silence_goes_up_in_the_morning_and_once(cast: Cast) -> None:
    case = cast.registered().pk
    assert supervise(LATE) == (1, 0)
    assert supervise(SILENT) == (0, 1)
    assert supervise(SILENT) == (0, 0)
    assert items(cast) == [(case, cast.organ("lin"), cast.organ("river"), 1)]
    set_post(cast["city_leader"].post)
    assert SupervisionEscalation.objects.get().organ_id == cast.organ("river")


def test_one_post_of_each_organ_the_nearest_organs_first(cast: Cast) -> None:
    """Cities before the province, the campaign office before others; nobody whose post ended or who was shut out."""
    office, leader = cast["campaign_office"].post, cast["city_leader"].post
    assert supervising_posts(DAY) == [leader, office], "no county, no ministry, no reviewer"
    stone = add_actor(cast, "stone_inspector", "stone", "inspector").post
    river = add_actor(cast, "river_office", "river", "campaign_office").post
    assert supervising_posts(DAY) == [river, stone, office]
    Post.objects.filter(pk=river).update(until=DAY - timedelta(days=1))
    Account.objects.filter(pk=cast["campaign_office"].account).update(is_active=False)
    assert supervising_posts(DAY) == [stone, leader, cast["inspector"].post]
    assert supervising_posts(date(1999, 1, 1)) == []
