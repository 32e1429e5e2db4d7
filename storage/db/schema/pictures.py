"""Tables of what is kept for a person: files, photos, pictures, and what became of a picture elsewhere."""

from __future__ import annotations

import sqlalchemy as sa

from storage.db.columns import (
    CODE,
    ID,
    at_column,
    code_column,
    id_column,
    index_references,
    metadata,
    number_column,
    object_column,
    person_column,
)

objects = sa.Table(
    "objects",
    metadata,
    id_column(),
    person_column(),
    code_column("kind"),
    sa.Column("size", sa.BigInteger, nullable=False),  # bytes before encryption
    at_column("created_at"),
    at_column("expires_at"),
    sa.Column("fingerprint", sa.LargeBinary),  # of a delivered picture, encrypted with the person's key
)
sa.Index(None, objects.c.expires_at)
sa.Index(None, objects.c.person_id)

photos = sa.Table(
    "photos",
    metadata,
    id_column(),
    person_column(),
    sa.Column("object_id", ID, sa.ForeignKey("objects.id", ondelete="CASCADE"), nullable=False, unique=True),
    code_column("state"),
    at_column("received_at"),
    at_column("expires_at"),
    sa.Column("findings", sa.JSON, nullable=False),
    object_column("outlined_id"),
    object_column("contact_sheet_id"),
    sa.Column("looks", sa.JSON, nullable=False),
    at_column("checked_at", nullable=True),
)
sa.Index(None, photos.c.person_id, photos.c.received_at)
index_references(photos.c.outlined_id, photos.c.contact_sheet_id)

variants = sa.Table(
    "variants",
    metadata,
    id_column(),
    person_column(),
    sa.Column("job_id", ID, nullable=False),  # no foreign key: a job's row goes before its pictures do
    sa.Column("position", sa.Integer, nullable=False),  # Variant.index: 1-based within the job
    sa.Column("number", sa.Integer, nullable=False),
    code_column("state"),
    sa.Column("edits", sa.JSON, nullable=False),
    sa.Column("checks", sa.JSON, nullable=False),
    at_column("created_at"),
    at_column("expires_at"),
    object_column("object_id"),
    object_column("before_id"),
    object_column("strip_id"),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("media_type", CODE, nullable=False),
    sa.Column("frozen", sa.Boolean, nullable=False, server_default=sa.false()),  # on hold: storage/pictures/cases.py
    sa.Column("case_number", sa.BigInteger, index=True),  # no foreign key: a case's row may go before its pictures do
    sa.UniqueConstraint("job_id", "position"),
)
sa.Index(None, variants.c.person_id, variants.c.number)
sa.Index(None, variants.c.expires_at)
index_references(variants.c.object_id, variants.c.before_id, variants.c.strip_id)

cases = sa.Table(
    "cases",
    metadata,
    number_column(),  # the case number, which the reporter gets
    person_column(),  # the owner of the picture; nothing is kept about the reporter
    code_column("state"),
    sa.Column("reports", sa.Integer, nullable=False, server_default="1"),
    at_column("opened_at"),
    at_column("expires_at"),
    sqlite_autoincrement=True,
)
sa.Index(None, cases.c.person_id)
sa.Index(None, cases.c.expires_at)

directory_entries = sa.Table(
    "directory_entries",
    metadata,
    id_column(),  # the stable id: the recipient knows the picture by it alone
    person_column(),
    sa.Column("variant_id", ID, nullable=False),  # no foreign key: the consent outlives the picture kept here
    sa.Column("recipient", sa.String(200), nullable=False),  # as the operator names it
    sa.Column("wording_hash", sa.String(64), nullable=False),
    sa.Column("language", sa.String(16), nullable=False),
    at_column("given_at"),
    at_column("exported_at", nullable=True),
    at_column("expires_at"),  # the last moment the recipient may use it
    sa.UniqueConstraint("person_id", "variant_id"),
)
sa.Index(None, directory_entries.c.expires_at)
