"""Every column that holds something sealed: rotation rewraps these, and a key is needed while one of them needs it.

``fixed``: the row is never changed, because the ledger or a trigger holds it as it is; it keeps the key it was sealed
with. ``marked``: the table has marks by the first key of the ring.
"""

from dengwen.foundation.identity.sealed_columns import SealedColumn

SEALED_COLUMNS = (
    SealedColumn("identity_sealedperson", "sealed", key_column="key_id"),
    SealedColumn("cases_intakedraft", "sealed"),
    SealedColumn("cases_portaldraft", "sealed"),
    SealedColumn("cases_portaldraftfile", "sealed_name"),
    SealedColumn("cases_portaldraftfile", "sealed"),
    SealedColumn("cases_portalaccount", "openings"),
    SealedColumn("registers_reportedrow", "sealed"),
    SealedColumn("campaigns_filingpackage", "record", fixed=True),
    SealedColumn("campaigns_filingpackage", "sheet", fixed=True),
    SealedColumn("closure_lookbackround", "sealed_seed", fixed=True),
    SealedColumn("campaigns_outsiderow", "sealed", fixed=True, as_text=True, marked=True),
)
