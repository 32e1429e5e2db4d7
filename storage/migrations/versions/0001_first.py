"""The first schema, table by table. After a release nobody edits it or ``first/``: later revisions change it."""

from __future__ import annotations

from storage.migrations.first import erasing, impersonal, people, pictures, work

revision = "0001"
down_revision = None


def upgrade() -> None:
    people.persons()
    people.consents()
    people.wordings()
    pictures.objects()
    pictures.photos()
    pictures.variants()
    pictures.cases()
    pictures.directory_entries()
    work.jobs()
    work.outcomes()
    work.outbox()
    work.inbox()
    work.conversations()
    work.timers()
    impersonal.seen_events()
    impersonal.salts()
    impersonal.quotas()
    impersonal.feedback()
    impersonal.workers()
    impersonal.members()
    impersonal.durations()
    impersonal.leases()
    impersonal.installations()
    erasing.erasures()
    erasing.message_deletions()
    erasing.directory_exports()
    erasing.audit()


def downgrade() -> None:
    raise NotImplementedError("a database is never taken back: restore a backup")
