"""Rule packs and code lists: dated data files with a model in front of them. Plain Python, no tables."""
