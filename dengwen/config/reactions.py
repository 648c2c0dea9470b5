"""What else happens when something has happened: event -> verbs, in this order, in the same transaction.

``*`` stands for every event of a case. A reaction gets all passages of one door at once (an import brings a
thousand) and may change the matter and add rows; it never opens a transaction of its own.
"""

REACTIONS: dict[str, tuple[str, ...]] = {
    # Who may hold it comes first: a limit runs against the organ that holds the matter then.
    "*": (
        "dengwen.domains.cases.verbs.keep_apart.keep_apart",
        "dengwen.domains.cases.verbs.keep_watch.keep_watch",
        "dengwen.domains.deadlines.verbs.keep_clocks.keep_clocks",
        "dengwen.domains.deadlines.verbs.pin_used_packs.pin_used_packs",
        "dengwen.domains.campaigns.verbs.lapse_scope.lapse_on_event",
        # Last of all: who holds it and what it says is settled by then.
        "dengwen.domains.search.verbs.keep_words.keep_words",
    ),
    **dict.fromkeys(
        ("registered", "received", "taken_over", "contact_added", "corrected"),
        ("dengwen.domains.matching.verbs.keep_imprints.keep_imprints",),
    ),
    "disposed": (
        "dengwen.domains.matching.verbs.keep_imprints.forget_imprints",
        "dengwen.domains.search.verbs.keep_words.forget_words",
    ),
    "ask_review": ("dengwen.domains.closure.verbs.overtake_dossier.overtake_dossier",),
    "ask_rereview": ("dengwen.domains.closure.verbs.overtake_dossier.overtake_dossier",),
}
