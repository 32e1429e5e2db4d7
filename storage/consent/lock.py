"""The database's own lock on consent: triggers that refuse work without a living yes, whatever the code above forgot.

Refused: a photo, a job, a job becoming ``running`` and a picture, for a person who is being erased or without living
consent to what ``consent/rules.py`` names. They abort with the code of ``ConsentMissing``. On PostgreSQL the consents
found are locked FOR SHARE, so that a withdrawal waits for the work it would have stopped, and then sees it.
"""

from __future__ import annotations

from storage.consent.rules import ALWAYS, REAL_PIXEL_ENGINES
from storage.errors import ConsentMissing
from storage.records import Purpose

_CODE = ConsentMissing.code
_REAL_PIXELS = ", ".join(f"'{engine}'" for engine in ("", *sorted(REAL_PIXEL_ENGINES)))
_WANTS_GENERATIVE = f"NEW.engine NOT IN ({_REAL_PIXELS})"
_PERSON_STAYS = "EXISTS (SELECT 1 FROM persons WHERE id = NEW.person_id AND NOT erasing)"

# name, event, extra condition, whether the row is a job
_LOCKS = (
    ("lock_photos_insert", "INSERT ON photos", "", False),
    ("lock_variants_insert", "INSERT ON variants", "", False),
    ("lock_jobs_insert", "INSERT ON jobs", "", True),
    ("lock_jobs_run", "UPDATE OF state ON jobs", "NEW.state = 'running'", True),
)


def _sqlite_condition(*, job: bool) -> str:
    held = [_PERSON_STAYS, *(_living(purpose) for purpose in sorted(ALWAYS))]
    if job:
        held.append(f"(NOT NEW.comparison OR {_living(Purpose.COMPARISON)})")
        held.append(f"(NOT {_WANTS_GENERATIVE} OR {_living(Purpose.GENERATIVE)} AND {_living(Purpose.COMPARISON)})")
    return " AND ".join(held)


def _living(purpose: Purpose) -> str:
    return (
        "EXISTS (SELECT 1 FROM consents WHERE person_id = NEW.person_id"  # noqa: S608 - built from our own enum
        f" AND purpose = '{purpose}' AND withdrawn_at IS NULL)"
    )


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {name} BEFORE {event} WHEN {condition + ' AND ' if condition else ''}"
        f"NOT ({_sqlite_condition(job=job)}) BEGIN SELECT RAISE(ABORT, '{_CODE}'); END"
        for name, event, condition, job in _LOCKS
    ]


_POSTGRES_FUNCTION = """
CREATE FUNCTION candid_consent_lock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    needs text[] := ARRAY[{always}];
    found integer;
BEGIN
    IF TG_TABLE_NAME = 'jobs' THEN
        IF NEW.comparison OR {generative} THEN needs := needs || '{comparison}'::text; END IF;
        IF {generative} THEN needs := needs || '{purpose_generative}'::text; END IF;
    END IF;
    PERFORM 1 FROM persons WHERE id = NEW.person_id AND NOT erasing FOR SHARE;
    IF NOT FOUND THEN RAISE EXCEPTION '{code}'; END IF;
    PERFORM 1 FROM consents
        WHERE person_id = NEW.person_id AND withdrawn_at IS NULL AND purpose = ANY(needs) FOR SHARE;
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found < array_length(needs, 1) THEN RAISE EXCEPTION '{code}'; END IF;
    RETURN NEW;
END $$
"""


def _postgresql() -> list[str]:
    function = _POSTGRES_FUNCTION.format(
        always=", ".join(f"'{purpose}'" for purpose in sorted(ALWAYS)),
        generative=_WANTS_GENERATIVE,
        comparison=Purpose.COMPARISON,
        purpose_generative=Purpose.GENERATIVE,
        code=_CODE,
    )
    triggers = [
        f"CREATE TRIGGER {name} BEFORE {event} FOR EACH ROW {f'WHEN ({condition}) ' if condition else ''}"
        "EXECUTE FUNCTION candid_consent_lock()"
        for name, event, condition, _ in _LOCKS
    ]
    return [function, *triggers]


def statements(dialect: str) -> list[str]:
    """The statements that put the locks on, for ``sqlite`` or ``postgresql``."""
    return _postgresql() if dialect == "postgresql" else _sqlite()
