"""Tables of who a person is and what they agreed to."""

from __future__ import annotations

import sqlalchemy as sa

from storage.db.columns import at_column, code_column, id_column, metadata, person_column

persons = sa.Table(
    "persons",
    metadata,
    id_column(),
    code_column("platform"),
    sa.Column("lookup", sa.String(64), nullable=False, unique=True),  # keyed hash of platform, workspace, user
    sa.Column("address", sa.LargeBinary, nullable=False),  # encrypted with the person's key
    sa.Column("language", sa.String(16), nullable=False),
    at_column("created_at"),
    sa.Column("erasing", sa.Boolean, nullable=False, server_default=sa.false()),
    at_column("held_until", nullable=True),  # when the last file went, expired or erased; empty before the first went
    at_column("elsewhere_until", nullable=True),  # until when another machine may keep a photo it was sent; empty: none
)

consents = sa.Table(
    "consents",
    metadata,
    id_column(),
    person_column(),
    code_column("purpose"),
    sa.Column("wording_hash", sa.String(64), nullable=False),
    sa.Column("language", sa.String(16), nullable=False),
    code_column("source"),
    at_column("given_at"),
    at_column("withdrawn_at", nullable=True),
    sa.Column("about", sa.String(32), nullable=False, server_default=""),  # the one photo it is about; "": all
    sa.Column(
        "signature", sa.LargeBinary
    ),  # the typed name, encrypted with the person's key; empty where none is asked
)
sa.Index(
    "uq_consents_living",
    consents.c.person_id,
    consents.c.purpose,
    consents.c.about,
    unique=True,
    sqlite_where=consents.c.withdrawn_at.is_(None),
    postgresql_where=consents.c.withdrawn_at.is_(None),
)
sa.Index(None, consents.c.person_id, consents.c.given_at)

wordings = sa.Table(
    "wordings",
    metadata,
    sa.Column("hash", sa.String(64), primary_key=True),  # SHA-256 of the sentence
    sa.Column("sentence", sa.Text, nullable=False),  # as it was shown; dropped with the last yes to it
    sa.Column("host", sa.String(255), nullable=False, server_default=""),  # the machine it names; "": none
    sa.Column("kept_hours", sa.Integer),  # for how long it says that machine keeps photos; empty: none go there
)
