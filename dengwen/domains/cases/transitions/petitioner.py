"""What a petitioner may do herself in her own case, wherever it lies: what needs no second person."""

PETITIONERS_OWN: frozenset[str] = frozenset({
    # bring more, and get at it
    "add_contact", "attach_file", "issue_query_code", "export_own",
    # be heard before it is decided, by somebody who is free to decide
    "record_comment", "ask_recusal", "object_to_scope",
    # have it handled by itself: she could bring it anew as well
    "undo_merge",
    # have it looked at again
    "ask_review", "ask_rereview", "ask_reexamination",
    # stop, and go on after all
    "ask_withdrawal", "take_back_withdrawal",
    # say what came of it
    "record_rating", "say_of_remedy",
    # what is on record about herself
    "correct_own_data",
})  # fmt: skip
