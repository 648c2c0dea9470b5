"""Destroying who somebody was, as SQL for the one function of the database that may (see ``domains/records``).

A row holds its data under a key of its own, wrapped in the same row: with the row the key is gone, and no copy of the
data elsewhere can be opened by what is left in this database. The blind indexes go with it. A copy in an older backup
is closed by changing the wrapping key and dropping the old one (``docs/operations.md``).
"""

# In PL/pgSQL; ``people bigint[]`` are the ids. Whoever is still pointed at by a party stays.
DESTROY_PEOPLE = """
  DELETE FROM identity_sealedperson s WHERE s.id = ANY (people)
    AND NOT EXISTS (SELECT 1 FROM cases_party p WHERE p.person_id = s.id);
"""
