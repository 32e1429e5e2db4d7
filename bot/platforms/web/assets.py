"""The page's own files, read once and kept: a first visit asks for some twenty, and none of them waits for a disk.

A page is handed out with its style sheet and the script of its head inside: its first paint waits for one answer, not
for three. They stay files of their own, and the policy allows these very bytes by their hash and nothing else inline.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
         ".svg": "image/svg+xml"}  # fmt: skip


# Of an answer: what its policy must allow, beside files of this server.
STYLES, SCRIPTS = web.ResponseKey("styles", str), web.ResponseKey("scripts", str)
_SHEET = re.compile(r'<link rel="stylesheet" href="/static/([a-z-]+\.css)">')
_HEAD_SCRIPT = re.compile(r'<script src="/static/([a-z-]+\.js)"></script>')


@dataclass(frozen=True, slots=True)
class _Asset:
    content: bytes
    packed: bytes  # gzip; the answers hold no secret beside words of others, so their length tells nothing
    content_type: str
    tag: str  # changes with the content; browsers ask with it whether theirs is still the same
    styles: str = ""  # hash sources of the parts that are inside, as a content security policy names them
    scripts: str = ""


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
            answer = web.Response(status=304, headers=headers)
        elif "gzip" in request.headers.get("Accept-Encoding", ""):
            packed = {"Content-Type": asset.content_type, "Content-Encoding": "gzip"}
            answer = web.Response(body=asset.packed, headers=headers | packed)
        else:
            answer = web.Response(body=asset.content, headers=headers | {"Content-Type": asset.content_type})
        answer[STYLES], answer[SCRIPTS] = asset.styles, asset.scripts
        return answer

    def _take(self, name: str) -> _Asset:
        path = self._paths[name]
        content, styles, scripts = path.read_bytes(), "", ""
        if path.suffix == ".html":
            content, styles, scripts = _folded(content.decode(), path.parent)
        asset = self._read[name] = _Asset(
            content=content,
            packed=gzip.compress(content, mtime=0),
            content_type=f"{TYPES[path.suffix]}; charset=utf-8",
            tag=f'"{hashlib.sha256(content).hexdigest()[:20]}"',
            styles=styles,
            scripts=scripts,
        )
        return asset


def _folded(html: str, folder: Path) -> tuple[bytes, str, str]:
    """The page with what its head names inside it, and the hash sources of its styles and of its scripts."""
    found: dict[str, list[str]] = {"style": [], "script": []}

    def inside(tag: str, name: str) -> str:
        text = (folder / name).read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        found[tag].append(f" 'sha256-{digest}'")
        return f"<{tag}>{text}</{tag}>"

    html = _SHEET.sub(lambda named: inside("style", named[1]), html)
    html = _HEAD_SCRIPT.sub(lambda named: inside("script", named[1]), html)
    return html.encode(), "".join(found["style"]), "".join(found["script"])
