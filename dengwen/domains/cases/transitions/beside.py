"""Deeds beside the life of a matter: material, help, independence, campaigns, supervision."""

from dengwen.domains.cases.transitions.shape import ALIVE, HELD, OPEN, RAISABLE, TAKEN_ON, S, Transition, line
from dengwen.foundation.permissions.rights import Right

BESIDE: tuple[Transition, ...] = (
    # Material and corrections
    line("add_contact", ALIVE, None, Right.ADD_MATERIAL, where="holder_or_higher", article="facts 3.9"),
    line("attach_file", ALIVE, None, Right.ADD_MATERIAL, where="holder_or_higher"),
    line("draft_letter", ALIVE, None, Right.WRITE_LETTER, where="holder_or_higher", article="facts 8b"),
    line("edit_letter", ALIVE, None, Right.WRITE_LETTER, where="holder_or_higher", article="facts 8b"),
    line("issue_letter", ALIVE, None, Right.WRITE_LETTER, where="holder_or_higher", article="facts 8b, 3.8"),
    line("void_letter", ALIVE, None, Right.WRITE_LETTER, where="holder_or_higher", needs="reason",
          article="facts 2.3"),
    line("correct", HELD, None, Right.CORRECT, where="holder_or_higher", needs="reason", article="facts 2.3"),
    # Help: from other organs for the case, and for people in need. No state and no withdrawal bars relief.
    line("ask_cooperation", TAKEN_ON, None, Right.ADD_MATERIAL, needs="organ,due", letter="cooperation_letter",
          article="plan S8e, S46"),
    line("call_back_cooperation", ALIVE, None, Right.ADD_MATERIAL, needs="reason", article="plan S8e"),
    line("offer_relief", ALIVE, None, Right.ADD_MATERIAL, article="L22 Art.37"),
    line("decide_relief", ALIVE, None, Right.ISSUE_OPINION, needs="application", article="L22 Art.37"),
    line("give_relief", ALIVE, None, Right.EXECUTE, needs="decision,proof", article="L22 Art.37"),
    # Independence: who is complained about, who stands aside
    line("raise_level", RAISABLE, None, Right.SCREEN, (S.RECEIVED, *HELD, S.JURISDICTION_DISPUTE),
          where="holder_or_higher", needs="reason", article="L22 Art.28; plan S53"),
    line("name_respondent", ALIVE, None, Right.ADD_MATERIAL, where="holder_or_higher", needs="reason",
          article="L22 Art.30, 46(5)"),
    line("remove_respondent", ALIVE, None, Right.CORRECT, where="holder_or_higher", needs="reason",
          article="L22 Art.30; facts 2.3"),
    line("declare_recusal", OPEN, None, Right.RECUSE, where="holder_or_higher", needs="ground,reason",
          article="L22 Art.28; L05 Art.30"),
    line("ask_recusal", OPEN, None, Right.ADD_MATERIAL, where="holder_or_higher", needs="ground,reason",
          article="L22 Art.28"),
    line("decide_recusal", OPEN, None, Right.ISSUE_OPINION, where="holder_or_higher", needs="reason",
          article="L22 Art.28; LXZ Art.21"),
    # Campaigns: a matter left outside one stays where it is; no state, no limit and no right hangs on it
    line("take_into_campaign", ALIVE, None, Right.RUN_CAMPAIGN, where="holder_or_higher",
          article="plan S6, S13, S17"),
    line("propose_out_of_scope", ALIVE, None, Right.PROPOSE_SCOPE, where="holder_or_higher",
          needs="campaign,reason,evidence", article="plan S16"),
    line("confirm_out_of_scope", ALIVE, None, Right.DECIDE_SCOPE, where="holder_or_higher",
          needs="proposal,second_person", letter="scope_notice", article="plan S16"),
    line("refuse_out_of_scope", ALIVE, None, Right.DECIDE_SCOPE, where="holder_or_higher",
          needs="proposal,second_person", article="plan S16"),
    line("object_to_scope", ALIVE, None, Right.ADD_MATERIAL, where="holder_or_higher", article="plan S16"),
    line("answer_scope_objection", ALIVE, None, Right.DECIDE_SCOPE, where="holder_or_higher",
          needs="objection,second_person", article="plan S16"),
    line("bring_into_scope", ALIVE, None, Right.PROPOSE_SCOPE, where="holder_or_higher", needs="reason",
          article="plan S16"),
    # Supervision: about the organ's handling, wherever the matter stands; no state and no limit hangs on it
    line("raise_supervision", ALIVE, None, Right.SUPERVISE, where="higher", needs="cause,grounds,demand,due",
         article="L05 Art.36; L22 Art.40"),
)  # fmt: skip
