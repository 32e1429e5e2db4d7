"""What only a bucket can do: keep versions, hold an unfinished upload, not answer."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import obstore
import pytest
from pydantic import ValidationError

from storage.clock import SystemClock
from storage.errors import EraseIncomplete, StoreKeepsErased, StoreUnreachable
from storage.opening import open_storage
from storage.operations.checks import store
from storage.records import ObjectId
from storage.vault import bucket_store
from storage.vault.bucket_store import PROBE, BucketStore
from tests.fakes import PATIENCE_S, settings_in
from tests.s3 import Server

ONE = ObjectId("1f" * 16)
NOTHING = {"names": [], "versions": [], "uploads": []}
ROOT = Path(__file__).resolve().parents[3]
BIG = 12 * 1024 * 1024  # more than obstore sends in one part when it may choose

real = [pytest.mark.long, pytest.mark.timeout(120)]


@pytest.mark.parametrize(
    "url",
    ["http://host/x", "s3:///x", "file://host/x", "file:relative", "s3://key:secret@bucket/x", "s3://bucket/?region=x"],
)
def test_what_names_no_store_or_holds_a_secret_is_refused(tmp_path, url):
    with pytest.raises(ValidationError, match="blob_url"):
        settings_in(tmp_path, blob_url=url)


def test_without_its_library_the_doctor_says_what_to_install(storage_home, monkeypatch):
    monkeypatch.setitem(sys.modules, "obstore", None)
    found = store(storage_home, "s3://bucket/x")
    assert (found.ok, found.detail) == (False, "s3://bucket/x: extra_missing")
    assert "'.[grown]'" in found.fix


def test_what_a_bucket_lists_are_its_objects_and_when_they_came():
    """In obstore's own memory: no server is needed to read a listing."""
    blobs = BucketStore("memory:///x")
    blobs.write(ONE, b"sealed")
    blobs._put(f"{PROBE}1", b"candid")
    assert sorted(blobs.names()) == [ONE, f"{PROBE}1"]
    now = SystemClock().now()
    assert list(blobs.older_than(now + timedelta(minutes=1))) == [ONE]
    assert list(blobs.older_than(now - timedelta(minutes=1))) == []


def listing(monkeypatch, blobs: BucketStore, **ages: timedelta) -> datetime:
    """The bucket's own list says that these objects are so old, at the instant that is returned."""
    now = SystemClock().now()
    monkeypatch.setattr(blobs, "_listed", lambda: iter([(name, now - age) for name, age in ages.items()]))
    return now


def test_what_came_at_that_very_instant_is_not_older(monkeypatch):
    blobs, second = BucketStore("memory:///x"), timedelta(seconds=1)
    names = {"1" * 32: second, "2" * 32: timedelta(), "3" * 32: -second, f"{PROBE}4": second}
    now = listing(monkeypatch, blobs, **names)
    assert list(blobs.older_than(now)) == ["1" * 32]


def test_only_probes_older_than_an_hour_are_swept(monkeypatch):
    """A younger one may be that of a process at its start; an object is never one."""
    blobs, minute = BucketStore("memory:///x"), timedelta(minutes=1)
    ages = {f"{PROBE}old": 61 * minute, f"{PROBE}young": 59 * minute, f"{PROBE}new": -minute, "1" * 32: 99 * minute}
    for name in ages:
        blobs._put(name, b"x")
    as_listed = blobs._listed
    listing(monkeypatch, blobs, **ages)
    assert blobs.sweep() == 1
    monkeypatch.setattr(blobs, "_listed", as_listed)
    assert set(blobs.names()) == set(ages) - {f"{PROBE}old"}


def test_an_object_is_erased_once_and_what_is_not_there_is_none():
    blobs = BucketStore("memory:///x")
    blobs.write(ONE, b"sealed")
    assert [blobs.erase(ONE) for _ in range(2)] == [True, False]
    blobs.write(ONE, b"sealed")
    assert blobs.erase_all([ObjectId("2" * 32), ONE]) == 1
    assert list(blobs.names()) == []


def test_a_bucket_that_does_not_answer_is_told_by_its_platform_and_the_kind_of_failure():
    blobs = BucketStore("memory:///x")
    blobs.where = "s3://bucket/x"
    with pytest.raises(StoreUnreachable) as told, blobs._answering():
        raise obstore.exceptions.GenericError
    assert str(told.value).startswith("s3: GenericError. ")
    assert "bucket/x" not in str(told.value)


class TestOnARealServer:
    pytestmark = real

    def test_the_doctor_passes_a_bucket_that_forgets_and_leaves_it_empty(self, storage_home, bucket):
        assert store(storage_home, bucket.url).ok
        assert bucket.left() == NOTHING

    def test_the_doctor_and_every_start_refuse_one_that_keeps_versions(self, storage_home, versioned):
        found = store(storage_home, versioned.url)
        assert not found.ok
        assert "versioning" in found.fix

    async def test_no_start_with_a_bucket_that_keeps_versions(self, tmp_path, clock, versioned):
        with pytest.raises(StoreKeepsErased):
            async with open_storage(settings_in(tmp_path, blob_url=versioned.url), clock):
                pass

    async def test_sabotage_without_the_probe_it_starts_and_keeps_what_was_erased(
        self, tmp_path, clock, versioned, monkeypatch
    ):
        monkeypatch.setattr(BucketStore, "_still_there", lambda *_: False)
        async with open_storage(settings_in(tmp_path, blob_url=versioned.url), clock):
            pass
        assert versioned.left()["versions"] != []

    def test_versions_switched_on_later_make_the_erasure_fail_and_fail_again(self, versioned):
        blobs = BucketStore(versioned.url)
        blobs.write(ONE, b"sealed")
        for _ in range(2):
            with pytest.raises(EraseIncomplete):
                blobs.erase(ONE)

    def test_a_probe_of_a_killed_process_is_swept_once_it_is_old(self, bucket, monkeypatch):
        blobs = BucketStore(bucket.url)
        blobs._put(f"{PROBE}1", b"candid")
        assert blobs.sweep() == 0
        monkeypatch.setattr(bucket_store, "PROBE_AGE", -bucket_store.PROBE_AGE)
        assert blobs.sweep() == 1
        assert bucket.left() == NOTHING

    def test_a_wrong_key_is_one_error_that_tells_no_secret(self, bucket, monkeypatch):
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not-the-key")
        with pytest.raises(StoreUnreachable) as told:
            BucketStore(bucket.url).write(ONE, b"sealed")
        assert "not-the-key" not in str(told.value)
        assert urlsplit(bucket.server.endpoint).netloc not in str(told.value)

    def test_a_server_killed_loses_nothing_that_was_written(self, tmp_path, monkeypatch):
        server = Server(tmp_path)
        for variable, value in server.environment.items():
            monkeypatch.setenv(variable, value)
        monkeypatch.setattr(bucket_store, "RETRIES", 0)
        try:
            server.start()
            server.make_buckets()
            blobs = BucketStore("s3://candid/x")
            blobs.write(ONE, b"sealed")
            server.stop(signal.SIGKILL)
            for verb in (blobs.read, blobs.erase, lambda name: blobs.write(name, b"x")):
                with pytest.raises(StoreUnreachable):
                    verb(ONE)
            server.start()
            assert read_once_it_has_its_volumes(BucketStore("s3://candid/x")) == b"sealed"
        finally:
            server.stop(signal.SIGKILL)


def read_once_it_has_its_volumes(blobs: BucketStore) -> bytes:
    """A server that was killed answers before it has found them again, and fails until then."""
    until = time.monotonic() + 60
    while True:
        try:
            return blobs.read(ONE)
        except StoreUnreachable:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


# --- a writer killed in the middle of an upload ----------------------------------------------------------------------

WRITER = """
import sys
from storage.vault.bucket_store import BucketStore
BucketStore(sys.argv[1]).write("1f" * 16, bytes(int(sys.argv[2])))
"""


class CutShort:
    """A way to the server that kills the writer once so many bytes have gone through."""

    def __init__(self, port: int, after: int) -> None:
        self.writer: subprocess.Popen[bytes] | None = None
        self._port, self._after = port, after
        self._lock, self._passed = threading.Lock(), 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self._listener.accept()
            except OSError:
                return
            there = socket.create_connection(("127.0.0.1", self._port))
            threading.Thread(target=self._carry, args=(here, there, True), daemon=True).start()
            threading.Thread(target=self._carry, args=(there, here, False), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with source, target:
            try:
                while data := source.recv(65536):
                    if counted and self._is_enough(len(data)):
                        return
                    target.sendall(data)
            except OSError:
                return

    def _is_enough(self, size: int) -> bool:
        with self._lock:
            self._passed += size
            if self._passed <= self._after:
                return False
            assert self.writer is not None
            self.writer.kill()
            return True


def die_while_writing(bucket, after: int, script: str = WRITER) -> None:
    way = CutShort(bucket.server.ports["s3.port"], after)
    environment = {
        **bucket.server.environment,
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{way.port}",
        "PYTHONPATH": str(ROOT),
    }
    try:
        with way._lock:
            way.writer = subprocess.Popen([sys.executable, "-c", script, bucket.url, str(BIG)], env=environment)
        assert way.writer.wait(PATIENCE_S) == -signal.SIGKILL
    finally:
        way.close()


@pytest.mark.long
@pytest.mark.timeout(120)
@pytest.mark.parametrize("share", range(30))
def test_killed_in_the_middle_of_an_upload_nothing_of_it_is_there(bucket, share):
    die_while_writing(bucket, after=BIG * share // 30)
    assert bucket.left() == NOTHING


@pytest.mark.long
@pytest.mark.timeout(120)
def test_sabotage_sent_in_parts_an_upload_is_left_unfinished(bucket):
    script = WRITER.replace("import sys", "import sys, obstore; put = obstore.put").replace(
        "BucketStore(sys.argv[1])",
        "obstore.put = lambda *what, use_multipart: put(*what, max_concurrency=1)\nBucketStore(sys.argv[1])",
    )
    die_while_writing(bucket, after=BIG * 3 // 4, script=script)
    assert bucket.left()["uploads"] != []
