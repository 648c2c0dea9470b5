"""Which key of the ring is needed by how many rows."""

from collections import defaultdict

from django.db import connections

from dengwen.foundation.identity.keyring import BLIND, FIRST, WRAP, ring
from dengwen.foundation.identity.sealed_columns import sealed_columns
from dengwen.foundation.identity.sealing import ID_BYTES, MARK, PREFIX

Use = dict[str, dict[str, int]]
_OLDER = "SELECT EXISTS (SELECT 1 FROM identity_sealedperson WHERE blind_key <> %s)"


def key_use() -> Use:
    """Return key -> table and column (or ``use``) -> number of rows, as the owner sees them: all there are."""
    found: Use = defaultdict(lambda: defaultdict(int))
    marking = ring(anew=True).of(BLIND)[0].id
    with connections["owner"].cursor() as cursor:
        for each in sealed_columns():
            data = each.data
            cursor.execute(
                f"SELECT CASE WHEN substring({data} from 1 for {len(MARK)}) = %s"  # noqa: S608 - own words
                f" THEN rtrim(encode(substring({data} from {len(MARK) + 1} for {ID_BYTES}), 'escape'))"
                f" ELSE %s END, count(*) FROM {each.table} WHERE octet_length({data}) > 0 GROUP BY 1",
                [MARK, FIRST],
            )
            for key, rows in cursor.fetchall():
                found[key][f"{each.table}.{each.column}"] += rows
                if each.marked:
                    found[marking][f"{each.table}.mark"] += rows
        cursor.execute("SELECT blind_key, count(*) FROM identity_sealedperson GROUP BY 1")
        for key, rows in cursor.fetchall():
            found[key]["identity_sealedperson.blind"] += rows
    return {key: dict(uses) for key, uses in found.items()}


def has_older(use: str) -> bool:
    """Say whether a row that can be changed waits for the newest key of ``use``."""
    newest = ring().of(use)[-1]
    with connections["owner"].cursor() as cursor:
        if use == BLIND:
            cursor.execute(_OLDER, [newest.id])
            return bool(cursor.fetchone()[0])
        prefix = (MARK + newest.id.encode().ljust(ID_BYTES)) if use == WRAP else b""
        for each in sealed_columns():
            if each.fixed:
                continue
            cursor.execute(
                f"SELECT EXISTS (SELECT 1 FROM {each.table} WHERE octet_length({each.data}) > 0"  # noqa: S608 - own words
                f" AND substring({each.data} from 1 for {PREFIX}) <> %s)",
                [prefix],
            )
            if cursor.fetchone()[0]:
                return True
    return False
