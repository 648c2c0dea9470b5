"""Give out a sealed copy of a file: on a ground, and granted by a second person where it names the parties."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.records.models import FileExport
from dengwen.domains.records.reads.keeping import actor_pair
from dengwen.domains.records.reads.package import Package, build_package
from dengwen.domains.records.reads.parties import opened_parties
from dengwen.domains.records.rules.export_scope import check_export
from dengwen.domains.records.rules.retention import check_second_person
from dengwen.domains.records.states import ExportState
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

LANGUAGES = ("zh", "en")


def ask_export(
    *, case: int, recipient: str, addressee: str, ground: str, actor: Actor, at: datetime, identities: bool = False,
    language: str = "zh", version: int | None = None,
) -> int:  # fmt: skip
    """Ask for a sealed copy of the whole file for a ``recipient`` (code list ``export_recipients``); return its number.

    With ``identities`` it waits for a second person; without, it may be handed out at once. Raises what
    :func:`check_export` raises. Source: LDA Art.37; LPI Art.23, 35.
    """
    with door(
        "ask_export", case=case, actor=actor, at=at, version=version,
        event="named_export_asked" if identities else "export_asked",
    ) as passage:  # fmt: skip
        check_export(recipient=recipient, addressee=addressee, ground=ground, identities=identities)
        state = ExportState.ASKED if identities else ExportState.GRANTED
        row = new_export(passage, recipient=recipient, language=language, ground=ground, state=state)
        row.addressee, row.identities = addressee.strip(), identities
        passage.create(row)
        passage.facts |= {"recipient": recipient, "number": row.number, "identities": identities}
        return row.number


def approve_export(*, case: int, export: int, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Grant an export that names the parties; raises ``export.not_waiting``, ``export.own``."""
    with door(
        "approve_export", case=case, actor=actor, at=at, version=version, event="export_granted"
    ) as passage:
        _decide(passage, export, ExportState.GRANTED)


def refuse_export(
    *, case: int, export: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Refuse an export; raises ``export.not_waiting``, ``export.own``, ``export.no_ground``."""
    with door(
        "refuse_export", case=case, actor=actor, at=at, version=version, event="export_refused"
    ) as passage:
        if not reason.strip():
            raise Refusal("export.no_ground")
        _decide(passage, export, ExportState.REFUSED)
        passage.say("reason", reason)


def hand_out_export(
    *, case: int, export: int, actor: Actor, at: datetime, version: int | None = None
) -> Package:
    """Make the package of a granted export and return it, once; its hash is in the ledger, the package is not kept.

    The names are opened under the ground of the export, to go along or to be masked, and each opening is written down.
    Raises ``export.not_granted``, ``right.missing``, ``file.lost``, ``file.altered``.
    """
    actor.require(Right.OPEN_IDENTITY)
    with door(
        "hand_out_export", case=case, actor=actor, at=at, version=version, event="file_exported"
    ) as passage:
        row = next((row for row in passage.rows(FileExport, pk=export)), None)
        if row is None or row.state != ExportState.GRANTED:
            raise Refusal("export.not_granted")
        parties = opened_parties(passage.matter, actor=actor, ground=row.ground, at=at)
        made = build_package(
            row, number=row.number, matter=passage.matter, parties=parties, at=at, today=passage.today
        )
        passage.watch(row)
        _handed(passage, row, made)
        return made


def export_for_party(
    *, case: int, party: int, actor: Actor, at: datetime, ground: str = "", language: str = "zh",
    version: int | None = None,
) -> Package:  # fmt: skip
    """Give a party her own data (LPI Art.45): hers open, the others' masked; return the sealed package.

    A petitioner asks for herself and needs no ground; staff does it for her, on a ground. Raises ``export.not_yours``,
    ``export.no_party``, ``export.no_ground``, ``right.missing``, ``file.lost``, ``file.altered``.
    """
    if actor.is_petitioner and actor.party != party:
        raise Refusal("export.not_yours")
    if not actor.is_petitioner:
        actor.require(Right.OPEN_IDENTITY)
        if not ground.strip():
            raise Refusal("export.no_ground")
    with door(
        "export_own", case=case, actor=actor, at=at, version=version, event="own_data_exported"
    ) as passage:
        row = new_export(
            passage, recipient="PARTY", language=language, ground=ground or "LPI Art.45",
            state=ExportState.HANDED, party=party,
        )  # fmt: skip
        parties = opened_parties(passage.matter, actor=actor, ground=row.ground, at=at)
        if party not in {each.party.pk for each in parties}:
            raise Refusal("export.no_party")
        made = build_package(
            row, number=row.number, matter=passage.matter, parties=parties, at=at, today=passage.today
        )
        passage.create(row)
        _handed(passage, row, made)
        return made


def new_export(
    passage: Passage, *, recipient: str, language: str, ground: str, state: ExportState, party: int | None = None
) -> FileExport:  # fmt: skip
    """Return the row of a new export, not yet stored."""
    return FileExport(
        matter=passage.matter, number=len(passage.rows(FileExport)) + 1, recipient=recipient, party_id=party,
        identities=False, language=language if language in LANGUAGES else "zh", state=state.value,
        ground=ground.strip(), asked_on=passage.today, asked_by_id=passage.actor.post,
        asked_account_id=passage.actor.account,
    )  # fmt: skip


def _decide(passage: Passage, export: int, state: ExportState) -> None:
    row = next((row for row in passage.rows(FileExport, pk=export)), None)
    if row is None or row.state != ExportState.ASKED:
        raise Refusal("export.not_waiting")
    check_second_person(
        "export.own", first=(row.asked_by_id, row.asked_account_id), second=actor_pair(passage.actor)
    )
    passage.watch(row)
    row.state, row.decided_on = state.value, passage.today
    row.decided_by_id, row.decided_account_id = passage.actor.post, passage.actor.account
    passage.facts |= {"recipient": row.recipient, "number": row.number}


def _handed(passage: Passage, row: FileExport, made: Package) -> None:
    """Write down what left the house, when, by whose hand, and its hash."""
    row.state, row.handed_on, row.handed_by_id = ExportState.HANDED.value, passage.today, passage.actor.post
    row.entries, row.size = made.entries, made.size
    row.sha256, row.manifest_sha256 = made.sha256, made.manifest_sha256
    passage.facts |= {"recipient": row.recipient, "number": row.number, "sha256": made.sha256}
    if row.party_id is not None:
        passage.facts["for_party"] = row.party_id
