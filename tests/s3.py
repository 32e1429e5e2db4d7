"""A real S3 server (SeaweedFS) on loopback, in a temporary folder; and what lies in it, read past the product."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fakes import PATIENCE_S

WEED = shutil.which("weed", path=str(Path(sys.executable).parent))
BUCKET, VERSIONED = "candid", "versioned"
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "candid",
    "AWS_SECRET_ACCESS_KEY": "candid-secret",
    "AWS_REGION": "us-east-1",
}
_PORTS = (
    *("master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc"),
    *("s3.port", "s3.port.grpc"),
)
_OFF = ("-master.telemetry=false", "-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.iam=false")


@dataclass
class Server:
    folder: Path
    ports: dict[str, int] = field(default_factory=lambda: dict(zip(_PORTS, free_ports(len(_PORTS)), strict=True)))
    process: subprocess.Popen[bytes] | None = None

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.ports['s3.port']}"

    @property
    def environment(self) -> dict[str, str]:
        return {**ENVIRONMENT, "AWS_ENDPOINT_URL": self.endpoint}

    def start(self) -> None:
        """Returns once it answers."""
        (self.folder / "data").mkdir(exist_ok=True)
        keys = [{"accessKey": ENVIRONMENT["AWS_ACCESS_KEY_ID"], "secretKey": ENVIRONMENT["AWS_SECRET_ACCESS_KEY"]}]
        one = {"name": "candid", "credentials": keys, "actions": ["Admin", "Read", "Write", "List", "Tagging"]}
        (self.folder / "s3.json").write_text(json.dumps({"identities": [one]}))
        place = [f"-dir={self.folder / 'data'}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-volume.max=100"]
        ports = [f"-{name}={port}" for name, port in self.ports.items()]
        command = [WEED, "-logtostderr=true", "server", "-s3", *place, *ports, *_OFF]
        with (self.folder / "log").open("ab") as told:
            config = f"-s3.config={self.folder / 's3.json'}"
            self.process = subprocess.Popen([*command, config], stdout=told, stderr=told, cwd=self.folder)
        self._answers()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE_S)
            self.process = None

    def client(self) -> Any:
        import boto3

        keys = {name.lower(): ENVIRONMENT[name] for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
        return boto3.client("s3", endpoint_url=self.endpoint, region_name="us-east-1", **keys)

    def make_buckets(self) -> None:
        client = self.client()
        for name in (BUCKET, VERSIONED):
            client.create_bucket(Bucket=name)
        client.put_bucket_versioning(Bucket=VERSIONED, VersioningConfiguration={"Status": "Enabled"})

    def _answers(self) -> None:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            assert self.process is not None
            assert self.process.poll() is None, (self.folder / "log").read_text()[-2000:]
            with suppress(OSError):
                urllib.request.urlopen(f"{self.endpoint}/healthz", timeout=5).close()  # noqa: S310 - our own server
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text()[-2000:])


def free_ports(count: int) -> list[int]:
    """Held together until all are known, so that none comes twice."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def left_in(client: Any, bucket: str, prefix: str) -> dict[str, list[str]]:
    """What the bucket holds under ``prefix``: names, versions with delete markers, unfinished uploads. Read by boto3,
    which the product does not use.
    """
    listed = client.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", [])
    kept = client.list_object_versions(Bucket=bucket, Prefix=prefix)
    uploads = client.list_multipart_uploads(Bucket=bucket, Prefix=prefix).get("Uploads", [])
    return {
        "names": [each["Key"] for each in listed],
        "versions": [each["Key"] for each in (*kept.get("Versions", []), *kept.get("DeleteMarkers", []))],
        "uploads": [each["Key"] for each in uploads],
    }
