"""The errors of storage, as a closed tree. A class's docstring is its default message; ``code`` is stable.

StorageError
├── ConsentMissing      no consent in force for what was asked
├── Fenced              another worker has this job now, or it has ended
├── NotFound            no such row or object, or it belongs to somebody else
├── Expired             past its ``expires_at``
├── Frozen              on hold until the operator has looked at a report
├── CapExceeded         kept longer than the cap allows
├── VaultDamaged        an encrypted object cannot be decrypted
├── MasterKeyMissing    the key file is gone, unreadable or readable by others
├── KeyRingMissing      the file of wrapped keys is gone or damaged, and data need it
├── KeyRingForeign      the file of wrapped keys is of other people than those in the database
├── DatabaseDamaged     the database is malformed
├── FolderUnusable      a folder of this installation cannot be made or written
├── NoHome              this user has no home folder, and no folder is set
├── InUse               another bot serves this data folder
├── DiskFull            no room left, or less than the reserve
├── StorageBusy         another process locked the database for too long; nothing was written
│   ├── DatabaseUnreachable the database's server does not answer
│   └── StoreUnreachable    the bucket does not answer, or refuses us
├── ExtraMissing        a setting needs a library that is not installed
├── EraseIncomplete     something of an erased person is still there
│   └── StoreKeepsErased    the bucket keeps versions of what was deleted
├── SchemaTooNew        written by a newer Candid
├── MovedAway           these rows were moved to another database, or are being moved
├── MoveUnfinished      these rows are still being brought here by `candid migrate`
└── UnsafeDatabase      this SQLite or server cannot keep a promise (e.g. secure_delete)
"""

from __future__ import annotations


class StorageError(Exception):
    """Storage failed."""

    code = "storage"

    def __init__(self, message: str = "") -> None:
        super().__init__(message or " ".join((type(self).__doc__ or "").split()))


class ConsentMissing(StorageError):
    """There is no consent in force for this."""

    code = "consent_missing"


class Fenced(StorageError):
    """Another attempt has the job now, or it has ended."""

    code = "fenced"


class NotFound(StorageError):
    """There is no such thing of this person."""

    code = "not_found"


class Expired(StorageError):
    """It is past its expiry."""

    code = "expired"


class Frozen(StorageError):
    """It is on hold until the operator has looked at a report about it."""

    code = "frozen"


class CapExceeded(StorageError):
    """It would be kept longer than the cap allows."""

    code = "cap_exceeded"


class VaultDamaged(StorageError):
    """An encrypted object cannot be decrypted."""

    code = "vault_damaged"


class MasterKeyMissing(StorageError):
    """The master key cannot be used."""

    code = "master_key_missing"


class KeyRingMissing(StorageError):
    """The key ring, keys.sqlite3 in the data folder, is missing or damaged, and there are data that only it can open.
    No new one was made. Put the latest copy of the keys back: candid restore --keys FOLDER
    """

    code = "key_ring_missing"


class KeyRingForeign(StorageError):
    """The data folder and its key ring are of two installations. Put together again what belongs together: nothing was
    changed.
    """

    code = "key_ring_foreign"


class DatabaseDamaged(StorageError):
    """The database is damaged. Stop Candid, put the data folder back from a backup, then start it again: the
    start erases again what was erased since that backup.
    """

    code = "database_damaged"


class FolderUnusable(StorageError):
    """A folder cannot be used."""

    code = "folder_unusable"


class NoHome(StorageError):
    """There is no home folder for this user (no HOME, and no entry for them in the system's list of users). Set
    CANDID_DATA_DIR, CANDID_CONFIG_DIR and CANDID_CACHE_DIR.
    """

    code = "no_home"


class InUse(StorageError):
    """Another bot is serving this data folder. Stop it first, or give this one its own CANDID_DATA_DIR."""

    code = "in_use"


class DiskFull(StorageError):
    """There is not enough room on the disk."""

    code = "disk_full"


class StorageBusy(StorageError):
    """Another process locked the database for too long. Nothing was written; try again."""

    code = "storage_busy"


class DatabaseUnreachable(StorageBusy):
    """The database (CANDID_DATABASE_URL) does not answer. It is tried again; `candid doctor` says when it is back."""

    code = "database_unreachable"


class StoreUnreachable(StorageBusy):
    """The store of encrypted files (CANDID_BLOB_URL) does not answer, or refuses our credentials; try again."""

    code = "store_unreachable"


def install_line(extra: str) -> str:
    """What brings one of Candid's extras, pinned. It names the folder: a package registry may hold a stranger's package
    called candid.
    """
    return f"In Candid's folder: .venv/bin/pip install --no-build-isolation -c constraints.txt -e '.[{extra}]'"


class ExtraMissing(StorageError):
    """A bucket needs a library that is not installed. In Candid's folder:
    .venv/bin/pip install --no-build-isolation -c constraints.txt -e '.[grown]'
    """

    code = "extra_missing"


class EraseIncomplete(StorageError):
    """Not everything could be erased."""

    code = "erase_incomplete"


class StoreKeepsErased(EraseIncomplete):
    """The bucket of CANDID_BLOB_URL keeps what was deleted: a deleted object can still be read by its version. Turn
    versioning and object lock off there and remove the old versions, or name another bucket.
    """

    code = "store_keeps_erased"


class SchemaTooNew(StorageError):
    """A newer Candid wrote these rows, and this one changes nothing there. Install the newer version (git pull, make
    install), or restore the backup made before that upgrade: candid restore; docker/RUNBOOK.md says how.
    """

    code = "schema_too_new"


class MovedAway(StorageError):
    """These rows have been moved, or are being moved, to another database. Set CANDID_DATABASE_URL and CANDID_BLOB_URL
    as `candid migrate --commit` has said, or end it by the same command; `candid migrate --cancel` takes it back.
    """

    code, exit_code = "moved_away", 10


class MoveUnfinished(StorageError):
    """These rows are still being brought here. End it with `candid migrate --to … --commit` where the old settings
    hold.
    """

    code, exit_code = "move_unfinished", 10


class UnsafeDatabase(StorageError):
    """The database cannot keep a promise that Candid makes."""

    code = "unsafe_database"
