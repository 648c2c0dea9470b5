"""Who the parties of a case are, opened for an export; every opening is written down with its ground."""

from dataclasses import asdict, dataclass
from datetime import datetime

from dengwen.domains.cases.models import Matter, Party
from dengwen.foundation.identity.sealing import PersonData
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class OpenedParty:
    """One party and what she told about herself, which is nothing where she said nothing."""

    party: Party
    told: PersonData

    @property
    def secrets(self) -> list[str]:
        """Everything that she told."""
        return [value for value in asdict(self.told).values() if value]


def opened_parties(matter: Matter, *, actor: Actor, ground: str, at: datetime) -> list[OpenedParty]:
    """Return the parties of a matter, each opened; what the acting post may not open raises.

    The database shows a petitioner her own identity alone: those of the others, which are opened to be masked, it
    shows one after the other and for this question only.
    """
    found = []
    for party in list(Party.objects.filter(matter=matter).order_by("pk")):
        told = PersonData()
        if actor.is_petitioner:
            set_post(actor.post, anew=False, case=actor.case, party=party.pk)
        if party.person_id is not None:
            told = open_identity(
                person_id=party.person_id, case=matter.pk, post=actor.post, ground=ground[:200], at=at
            )
        found.append(OpenedParty(party, told))
    if actor.is_petitioner:
        set_post(actor.post, anew=False, case=actor.case, party=actor.party)
    return found
