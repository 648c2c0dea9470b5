"""The fixed cast of the tests: a small province, and one post for every role where it matters.

Lin County (under River City) handles; Moss County (same city) must see nothing of it; Stone City is another
city. The invented names are English so that a failing test reads like a sentence.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.rules.draft import ClaimDraft, PersonDraft, PetitionDraft
from dengwen.domains.cases.verbs.register_petitions import register_petition
from dengwen.foundation.organs.verbs.found_organs import OrganSpec, found_organs
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor, load_actor
from dengwen.foundation.staff.models import Account, Post

FOUNDED = date(2000, 1, 3)
DAY = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # nine o'clock in Shanghai, a Monday

_ORGANS = (
    ("ministry", "Ministry", "ministry", "police", "", "000000000000"),
    ("province", "Cloud Province", "province", "police", "ministry", "990000000000"),
    ("river", "River City", "city", "police", "province", "991100000000"),
    ("stone", "Stone City", "city", "police", "province", "991200000000"),
    ("lin", "Lin County", "county", "police", "river", "991101000000"),
    ("moss", "Moss County", "county", "police", "river", "991102000000"),
    ("quarry", "Quarry County", "county", "police", "stone", "991201000000"),
    ("lin_unit", "Lin Petition Office", "unit", "police", "lin", "991101010000"),
    ("river_unit", "River Legal Unit", "unit", "police", "river", "991100010000"),
    ("lin_station", "Lin East Station", "station", "police", "lin", "991101520000"),
    ("bureau", "Petition Bureau of River", "outside", "petition_bureau", "", None),
)
_POSTS = (
    ("registrar", "lin", "registrar"),
    ("handler", "lin_unit", "handler"),
    ("unit_head", "lin_unit", "unit_head"),
    ("leader", "lin", "leader"),
    ("own_reviewer", "lin", "reviewer"),
    ("reviewer", "river", "reviewer"),
    ("city_registrar", "river", "registrar"),
    ("city_leader", "river", "leader"),
    ("moss_registrar", "moss", "registrar"),
    ("moss_leader", "moss", "leader"),
    ("moss_handler", "moss", "handler"),
    ("stone_reviewer", "stone", "reviewer"),
    ("stone_registrar", "stone", "registrar"),
    ("campaign_office", "province", "campaign_office"),
    ("province_reviewer", "province", "reviewer"),
    ("inspector", "province", "inspector"),
    ("auditor", "province", "auditor"),
    ("administrator", "province", "administrator"),
    ("minister", "ministry", "auditor"),
)


@dataclass(frozen=True)
class Cast:
    """Organs by name (ids) and actors by part."""

    organs: dict[str, int]
    actors: dict[str, Actor]

    def __getitem__(self, part: str) -> Actor:
        return self.actors[part]

    def organ(self, name: str) -> int:
        """Return the id of an organ of the cast."""
        return self.organs[name]

    def draft(self, organ: str = "lin", **changes: object) -> PetitionDraft:
        """Return an ordinary petition, with what the test wants otherwise."""
        values: dict[str, object] = {
            "organ": self.organs[organ],
            "title": "No receipt for a report of theft",
            "text": "On 20 February I reported a theft at the east station. Nobody gave me a receipt.",
            "category": "01.05",
            "received_on": DAY,
            "occurred_on": date(2026, 2, 20),
            "place": "3 Willow Lane",
            "claims": (
                ClaimDraft("No receipt was given for the report.", "01.05", "Give me the receipt."),
                ClaimDraft("The officer was rude.", "10.01", "An apology."),
            ),
            "people": (PersonDraft(name="Wang Wu", phone="19900001234", address="3 Willow Lane"),),
        }
        return PetitionDraft(**(values | changes))  # type: ignore[arg-type]

    def registered(self, part: str = "registrar", at: datetime = MORNING, **changes: object) -> Matter:
        """Register a petition through the door and return its matter, seen by the registrar."""
        actor = self[part]
        organ = next(name for name, pk in self.organs.items() if pk == actor.bureau)
        done = register_petition(draft=self.draft(organ, **changes), actor=actor, at=at)
        return self.matter(done.matter, part)

    def matter(self, pk: int, part: str = "registrar") -> Matter:
        """Return the matter as ``part`` sees it now; raises when that post does not see it."""
        set_post(self[part].post)
        return Matter.objects.get(pk=pk)


def make_cast() -> Cast:
    """Found the organs and appoint the people."""
    specs = [
        OrganSpec(
            key=key, name=name, name_en=name, level=level, kind=kind, parent_key=parent, code=code, on=FOUNDED,
            division=code[:6] if code else "",
        )
        for key, name, level, kind, parent, code in _ORGANS
    ]  # fmt: skip
    ids = found_organs(specs, actor_post=None, at=MORNING)
    organs = {spec.key: pk for spec, pk in zip(specs, ids, strict=True)}
    actors = {}
    for part, organ, role in _POSTS:
        account = Account.objects.create(username=part, name=part.replace("_", " ").title(), language="en")
        account.set_password("correct horse battery")
        account.save()
        post = Post.objects.create(account=account, organ_id=organs[organ], role=role, since=FOUNDED)
        actors[part] = load_actor(post.pk, DAY)
    return Cast(organs, actors)
