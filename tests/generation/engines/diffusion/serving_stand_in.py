"""A serving engine to test against: it takes requests as vLLM-Omni and SGLang publish them, refuses any other, and
answers as it is told to: well, late, with an error, with nonsense, or with somebody else.

``images_api.toml`` beside it has the published fields with their sources. FastAPI drops fields that it does not know;
this one refuses them, so that a misspelt field is seen.
"""

from __future__ import annotations

import asyncio
import base64
import io
import re
import ssl
import threading
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from aiohttp import web
from PIL import Image

from generation.images import RgbImage

API: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("images_api.toml").read_text("utf-8"))
ENGINES = tuple(API)
SERVED = "black-forest-labs/FLUX.2-klein-4B"


@dataclass(slots=True)
class Request:
    """One that came: which endpoint, its fields as text or numbers, its photos, and its headers."""

    endpoint: str
    fields: dict[str, Any]
    photos: list[RgbImage]
    headers: Mapping[str, str]


Answer = Callable[[Request], web.Response | bytes]


def wall(request: Request) -> bytes:
    """A quiet gradient of the size that was asked for; another seed is another one."""
    width, height = map(int, request.fields["size"].split("x"))
    ramp = np.linspace(90, 150, width)[None, :, None] + np.linspace(0, 20, height)[:, None, None]
    shift = np.asarray([int(request.fields["seed"]) % 23, 0, 5], np.float64)
    return png(np.clip(ramp + shift, 0, 255).astype(np.uint8))


def photo_back(request: Request) -> bytes:
    """The first photo as it came: the most faithful redrawing there is."""
    return png(request.photos[0])


def png(image: RgbImage) -> bytes:
    out = io.BytesIO()
    Image.fromarray(image).save(out, "PNG")
    return out.getvalue()


def body(picture: bytes) -> dict[str, Any]:
    """A good answer, with the fields of either engine."""
    made = {"b64_json": base64.b64encode(picture).decode(), "url": None, "revised_prompt": None}
    return {"created": 1701234567, "data": [made]}


@dataclass(slots=True)
class StandIn:
    """Runs on a thread and loop of its own, on loopback. ``generations``, ``edits``: what it answers. ``wait``: seconds
    before each answer. ``gone``: set when somebody hung up before the answer.
    """

    generations: Answer = wall
    edits: Answer = photo_back
    served: str = SERVED
    wait: float = 0.0
    tls: ssl.SSLContext | None = None
    came: list[Request] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _up: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://localhost:{self.port}"

    def __enter__(self) -> StandIn:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._up.wait(30)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        assert self._thread is not None
        self._thread.join(30)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application(client_max_size=64 << 20)
        app.router.add_get("/v1/models", self._models)
        app.router.add_post("/v1/images/generations", self._generations)
        app.router.add_post("/v1/images/edits", self._edits)
        runner = web.AppRunner(app, handler_cancellation=True)
        self._loop.run_until_complete(runner.setup())
        site = web.TCPSite(runner, "localhost", 0, ssl_context=self.tls)
        self._loop.run_until_complete(site.start())
        self.port = runner.addresses[0][1]
        self._up.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    async def _models(self, _: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [{"id": self.served, "object": "model"}]})

    async def _generations(self, request: web.Request) -> web.StreamResponse:
        fields = await request.json()
        return await self._answer(Request("generations", fields, [], dict(request.headers)), {*fields})

    async def _edits(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        photos = []
        for part in form.getall("image", []):
            assert isinstance(part, web.FileField)
            with part.file:
                photos.append(_read(part.file.read()))
        fields = {name: _number(value) for name, value in form.items() if isinstance(value, str)}
        return await self._answer(Request("edits", fields, photos, dict(request.headers)), {*form})

    async def _answer(self, request: Request, names: set[str]) -> web.StreamResponse:
        wrong = [said for engine in ENGINES for said in misfits(API[engine][request.endpoint], request.fields, names)]
        if wrong:
            return web.json_response({"detail": wrong}, status=422)
        self.came.append(request)
        try:
            await asyncio.sleep(self.wait)
        except asyncio.CancelledError:
            self.gone.set()
            raise
        made = (self.generations if request.endpoint == "generations" else self.edits)(request)
        return web.json_response(body(made)) if isinstance(made, bytes) else made


def misfits(published: Mapping[str, Mapping[str, Any]], fields: Mapping[str, Any], names: set[str]) -> list[str]:
    """What of a request an engine's own description does not allow."""
    said = [f"{name} is missing" for name, rule in published.items() if rule.get("required") and name not in names]
    said += [f"{name} is not published" for name in names - {*published}]
    return said + [
        f"{name} does not fit"
        for name, value in fields.items()
        if name in published and not _fits(published[name], value)
    ]


def _fits(rule: Mapping[str, Any], value: Any) -> bool:
    kinds = {"string": str, "integer": int, "number": (int, float)}
    if not isinstance(value, kinds[rule["type"]]):
        return False
    if "form" in rule:
        return re.fullmatch(rule["form"], value) is not None
    return rule.get("least", value) <= value <= rule.get("most", value)


def _number(text: str) -> Any:
    """A form has text only; FastAPI reads a number where one is declared."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _read(data: bytes) -> RgbImage:
    image = Image.open(io.BytesIO(data), formats=("PNG",))
    assert not image.info, "a photo came with metadata"
    return np.asarray(image.convert("RGB"), np.uint8)
