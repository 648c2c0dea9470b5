"""Which texts of a matter are searched, and how much a hit in each says (A most, D least).

Whoever sees the matter may read these texts on its page. No name, mask, telephone or address stands here, and nothing
that is sealed: by identity one looks up exactly, with a ground (``identity/reads/lookup``).
"""

# Model -> its columns with their weight. The words of events, of panels, recusals and watches stay on their pages.
SEARCHED: dict[str, dict[str, str]] = {
    "cases.matter": {"number": "A", "title": "A", "place": "B", "external_key": "A"},
    "cases.claim": {
        "text": "B",
        "remedy_sought": "B",
        "facts_found": "C",
        "answer": "C",
        "legal_basis": "D",
    },
    "cases.contact": {"text": "B", "reply": "C"},
    "handling.opinion": {"summary": "C", "review_told": "D"},
    "handling.provisionalview": {"text": "C"},
    "handling.remedy": {"text": "C"},
    "appeals.reviewrequest": {"text": "C"},
    "appeals.reviewdecision": {"facts_found": "C", "reasons": "C", "legal_basis": "D"},
    "letters.letter": {"number": "A", "content": "D"},
}
