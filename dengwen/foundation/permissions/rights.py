"""Which role may do what. One table; ``docs/rights.md`` is tested against it. Plain Python."""

from enum import StrEnum


class Role(StrEnum):
    """The roles of a post (code list ``roles``)."""

    REGISTRAR = "registrar"
    HANDLER = "handler"
    LEADER = "leader"
    UNIT_HEAD = "unit_head"
    REVIEWER = "reviewer"
    CAMPAIGN_OFFICE = "campaign_office"
    INSPECTOR = "inspector"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What can be allowed. The value is the name used in the transition table, in refusals and in the docs."""

    READ_CASE = "case.read"
    REGISTER = "case.register"
    SCREEN = "case.screen"
    SIGN_FOR = "case.sign_for"
    OBJECT = "case.object"
    ASSIGN_TEAM = "case.assign_team"
    PLAN = "case.plan"
    APPROVE_PLAN = "case.approve_plan"
    RECORD_MEETING = "case.record_meeting"
    INVESTIGATE = "case.investigate"
    HOLD_HEARING = "case.hold_hearing"
    DRAFT_OPINION = "case.draft_opinion"
    ISSUE_OPINION = "case.issue_opinion"
    EXTEND = "case.extend"
    SERVE = "case.serve"
    EXECUTE = "case.execute"
    HAND_IN = "dossier.hand_in"
    EXAMINE = "dossier.examine"
    CLOSE = "case.close"
    REOPEN = "case.reopen"
    ADD_MATERIAL = "case.add_material"
    WRITE_LETTER = "letter.write"
    CORRECT = "case.correct"
    RECUSE = "case.recuse"
    OPEN_IDENTITY = "identity.open"
    READ_FIGURES = "figures.read"
    FREEZE_FIGURES = "figures.freeze"
    EXPORT = "list.export"
    IMPORT = "register.import"
    LINK = "register.link"
    READ_ORGANS = "organs.read"
    MANAGE_ORGANS = "organs.manage"
    MANAGE_STAFF = "staff.manage"
    READ_READINGS = "identity.read_log"
    ADOPT_NOTICE = "calendar.adopt"
    READ_LOOKBACK = "lookback.read"
    PLAN_LOOKBACK = "lookback.plan"
    RUN_CAMPAIGN = "campaign.run"
    PROPOSE_SCOPE = "campaign.propose_scope"
    DECIDE_SCOPE = "campaign.decide_scope"
    CAMPAIGN_DUTY = "campaign.duty"
    SUPERVISE = "supervision.raise"
    ANSWER_SUPERVISION = "supervision.answer"
    INSPECT = "inspection.run"
    WRITE_EXPERIENCE = "experience.write"
    APPROVE_EXPERIENCE = "experience.approve"
    WRITE_PUBLICATION = "publication.write"
    APPROVE_PUBLICATION = "publication.approve"
    REPLY_PUBLICATION = "publication.reply"
    EXPORT_FILE = "records.export_file"
    APPROVE_EXPORT = "records.approve_export"
    HOLD_FILE = "records.hold"
    PROPOSE_DISPOSAL = "records.propose_disposal"
    APPROVE_DISPOSAL = "records.approve_disposal"


_R, _H, _L, _U = Role.REGISTRAR, Role.HANDLER, Role.LEADER, Role.UNIT_HEAD
_V, _C, _I, _A, _M = Role.REVIEWER, Role.CAMPAIGN_OFFICE, Role.INSPECTOR, Role.AUDITOR, Role.ADMINISTRATOR
_READERS = frozenset({_R, _H, _L, _U, _V, _C, _I, _A})

RIGHTS: dict[Right, frozenset[Role]] = {
    Right.READ_CASE: _READERS,
    Right.REGISTER: frozenset({_R, _H, _C}),
    Right.SCREEN: frozenset({_R, _L, _C}),
    Right.SIGN_FOR: frozenset({_R, _U, _L}),
    Right.OBJECT: frozenset({_R, _U, _L}),
    Right.ASSIGN_TEAM: frozenset({_R, _U, _L, _C}),
    Right.PLAN: frozenset({_H, _U}),
    Right.APPROVE_PLAN: frozenset({_L, _U}),
    Right.RECORD_MEETING: frozenset({_H, _U, _L}),
    Right.INVESTIGATE: frozenset({_H, _U}),
    Right.HOLD_HEARING: frozenset({_H, _U, _V}),
    Right.DRAFT_OPINION: frozenset({_H, _U}),
    Right.ISSUE_OPINION: frozenset({_L}),
    Right.EXTEND: frozenset({_L, _U}),
    Right.SERVE: frozenset({_R, _H, _U}),
    Right.EXECUTE: frozenset({_H, _U}),
    Right.HAND_IN: frozenset({_H, _U, _L}),
    Right.EXAMINE: frozenset({_V}),
    Right.CLOSE: frozenset({_V}),
    Right.REOPEN: frozenset({_V, _L, _C}),
    Right.ADD_MATERIAL: frozenset({_R, _H, _U, _L, _C}),
    Right.WRITE_LETTER: frozenset({_R, _H, _U, _L, _C, _V}),
    Right.CORRECT: frozenset({_R, _C}),
    Right.RECUSE: frozenset({_R, _H, _L, _U, _V, _C}),
    Right.OPEN_IDENTITY: frozenset({_R, _H, _U, _L, _V, _A}),
    Right.READ_FIGURES: _READERS,
    Right.FREEZE_FIGURES: frozenset({_C}),
    Right.EXPORT: _READERS,
    Right.IMPORT: frozenset({_R, _C}),
    Right.LINK: frozenset({_V, _C}),
    Right.READ_ORGANS: _READERS | {_M},
    Right.MANAGE_ORGANS: frozenset({_M}),
    Right.MANAGE_STAFF: frozenset({_M}),
    Right.READ_READINGS: frozenset({_A}),
    Right.ADOPT_NOTICE: frozenset({_C}),
    Right.READ_LOOKBACK: frozenset({_V, _C, _I, _A}),
    Right.PLAN_LOOKBACK: frozenset({_V, _C}),
    Right.RUN_CAMPAIGN: frozenset({_C}),
    Right.PROPOSE_SCOPE: frozenset({_R, _L, _C}),
    Right.DECIDE_SCOPE: frozenset({_L, _C}),
    Right.CAMPAIGN_DUTY: frozenset({_R, _L, _C}),
    Right.SUPERVISE: frozenset({_L, _C, _I}),
    Right.ANSWER_SUPERVISION: frozenset({_R, _U, _L, _C}),
    Right.INSPECT: frozenset({_C, _I}),
    Right.WRITE_EXPERIENCE: frozenset({_R, _H, _U, _L, _V, _C, _I}),
    Right.APPROVE_EXPERIENCE: frozenset({_L, _C, _I}),
    Right.WRITE_PUBLICATION: frozenset({_R, _C}),
    Right.APPROVE_PUBLICATION: frozenset({_L, _C}),
    Right.REPLY_PUBLICATION: frozenset({_R, _L, _C}),
    Right.EXPORT_FILE: frozenset({_R, _L}),
    Right.APPROVE_EXPORT: frozenset({_L}),
    Right.HOLD_FILE: frozenset({_R, _L, _C, _I}),
    Right.PROPOSE_DISPOSAL: frozenset({_R, _C}),
    Right.APPROVE_DISPOSAL: frozenset({_L}),
}


def has_right(role: str, right: Right) -> bool:
    """Say whether a post in ``role`` has ``right``; unknown names raise, so that a typo never decides."""
    return Role(role) in RIGHTS[Right(right)]
