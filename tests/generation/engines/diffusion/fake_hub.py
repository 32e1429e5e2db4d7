"""A model hub on loopback: one repository, one revision, the routes its client asks for; serves a folder as it lies.

Held to what the real client (huggingface_hub) accepts; it is that client which talks to it in the tests.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

REVISION = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Hub:
    """``altered``: path -> bytes delivered instead, under the size and name of the true ones. ``broken``: path -> place
    at which every connection is cut. ``sent``: path -> bytes that left.
    """

    folder: Path
    repo: str
    licence: str = "apache-2.0"
    altered: dict[str, bytes] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def files(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    def info(self) -> bytes:
        siblings = [{"rfilename": name, "size": (self.folder / name).stat().st_size} for name in self.files()]
        said = {
            "id": self.repo,
            "sha": REVISION,
            "siblings": siblings,
            "cardData": {"license": self.licence},
            "tags": [],
        }
        return json.dumps(said).encode()

    def tree(self) -> bytes:
        rows = [
            {
                "type": "file",
                "path": name,
                "size": (self.folder / name).stat().st_size,
                "oid": _etag(self.folder / name),
            }
            for name in self.files()
        ]
        return json.dumps(rows).encode()

    def bytes_of(self, name: str) -> bytes:
        return self.altered.get(name, (self.folder / name).read_bytes())


def _etag(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    class Desk(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def log_message(self, *_: object) -> None: ...

        def _answer(self, *, body: bool) -> None:
            path = unquote(urlsplit(self.path).path)
            hub.asked.append(path)
            api, resolve = f"/api/models/{hub.repo}", f"/{hub.repo}/resolve/{REVISION}/"
            if path in (api, f"{api}/revision/main", f"{api}/revision/{REVISION}"):
                self._send(hub.info(), "application/json", body=body)
            elif path == f"{api}/tree/{REVISION}":
                self._send(hub.tree(), "application/json", body=body)
            elif path.startswith(resolve) and path.removeprefix(resolve) in hub.files():
                name = path.removeprefix(resolve)
                self._file(name, body=body)
            else:
                self.send_response(404)
                self.send_header("X-Error-Code", "RevisionNotFound")
                self.send_header("Content-Length", "0")
                self.end_headers()

        def _file(self, name: str, *, body: bool) -> None:
            data, etag = hub.bytes_of(name), _etag(hub.folder / name)
            begun = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
            start = int(begun.group(1)) if begun else 0
            self.send_response(206 if begun else 200)
            if begun:
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            for header, value in (
                ("Content-Length", len(data) - start), ("X-Repo-Commit", REVISION), ("ETag", f'"{etag}"'),
            ):  # fmt: skip
                self.send_header(header, str(value))
            self.end_headers()
            if not body:
                return
            left = data[start : hub.broken.get(name, len(data))]
            self.wfile.write(left)
            hub.sent[name] = hub.sent.get(name, 0) + len(left)
            self.close_connection = True

        def _send(self, data: bytes, kind: str, *, body: bool, etag: str = "") -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("X-Repo-Commit", REVISION)
            if etag:
                self.send_header("ETag", f'"{etag}"')
            self.end_headers()
            if body:
                self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    hub.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
