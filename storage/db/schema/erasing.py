"""Tables of erasures and the ledger. Their rows outlive the person's row, so they refer to it by the random id alone,
without a foreign key.
"""

from __future__ import annotations

import sqlalchemy as sa

from storage.db.columns import ID, NUMBER, at_column, code_column, id_column, metadata, number_column

erasures = sa.Table(
    "erasures",
    metadata,
    id_column(),
    sa.Column("erased_person", ID, nullable=False, unique=True),
    code_column("step"),  # the last step that is known to be done
    sa.Column("counts", sa.JSON, nullable=False),  # what was erased, as numbers per kind
    at_column("requested_at"),
    at_column("key_destroyed_at", nullable=True),
    at_column("finished_at", nullable=True),
    sa.Column("notice", sa.LargeBinary),  # whom to tell that it is done, encrypted with the house key; empty once told
)

message_deletions = sa.Table(
    "message_deletions",
    metadata,
    number_column(),
    sa.Column("erasure_id", ID, sa.ForeignKey("erasures.id", ondelete="CASCADE"), nullable=False, index=True),
    code_column("platform"),
    sa.Column("target", sa.LargeBinary, nullable=False),  # address and message reference, encrypted with the house key
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    at_column("not_before"),
    at_column("expires_at"),
    sqlite_autoincrement=True,
)
sa.Index(None, message_deletions.c.platform, message_deletions.c.not_before)

directory_exports = sa.Table(
    "directory_exports",
    metadata,
    id_column(),  # stable id of an exported picture, by which the recipient is told to remove it
    sa.Column("recipient", sa.String(200), nullable=False),
    at_column("exported_at"),
    sa.Column("erasure_id", ID, index=True),  # its owner's erasure, for the receipt
    at_column("expires_at"),
)
sa.Index(None, directory_exports.c.expires_at)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=False),  # 1, 2, 3 ... without a gap
    at_column("at"),
    code_column("action"),
    code_column("detail", default=""),  # a code, never content
    sa.Column("amount", sa.Integer, nullable=False, server_default="0"),
    sa.Column("previous", sa.String(64), nullable=False),  # hash of the line before
    sa.Column("hash", sa.String(64), nullable=False),  # storage/audit.py
)
