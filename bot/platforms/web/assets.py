"""The page's own files, read once and kept: a first visit asks for some twenty, and none of them waits for a disk."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
         ".svg": "image/svg+xml"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Asset:
    content: bytes
    packed: bytes  # gzip; the answers hold no secret beside words of others, so their length tells nothing
    content_type: str
    tag: str  # changes with the content; browsers ask with it whether theirs is still the same


class Assets:
    """The files of one folder. A name is looked up among those that were there, and is never a path."""

    def __init__(self, folder: Path) -> None:
        self._paths = {path.name: path for path in folder.iterdir() if path.suffix in TYPES}
        self._read: dict[str, _Asset] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._paths

    def answer(self, request: web.Request, name: str) -> web.Response | None:
        """None for a name that is not there. Browsers keep a file, and ask each time whether it is still the same."""
        if name not in self._paths:
            return None
        asset = self._read.get(name) or self._take(name)
        headers = {"Cache-Control": "no-cache", "ETag": asset.tag, "Vary": "Accept-Encoding"}
        if request.headers.get("If-None-Match") == asset.tag:
            return web.Response(status=304, headers=headers)
        headers["Content-Type"] = asset.content_type
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            return web.Response(body=asset.packed, headers=headers | {"Content-Encoding": "gzip"})
        return web.Response(body=asset.content, headers=headers)

    def _take(self, name: str) -> _Asset:
        path = self._paths[name]
        content = path.read_bytes()
        asset = self._read[name] = _Asset(
            content=content,
            packed=gzip.compress(content, mtime=0),
            content_type=f"{TYPES[path.suffix]}; charset=utf-8",
            tag=f'"{hashlib.sha256(content).hexdigest()[:20]}"',
        )
        return asset
