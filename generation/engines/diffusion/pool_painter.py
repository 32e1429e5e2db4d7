"""Paints on a serving engine of the operator's own: one request for each picture, given up when the person cancels.

What comes back is judged like anything a model painted here. An answer that is late, an error, or no picture of the
right size ends the attempt; the job is tried again, and whoever waits is told in the end.
"""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from generation.engines.diffusion import pool_requests
from generation.engines.diffusion.manifest import Model
from generation.engines.diffusion.painter import OnStep, Order
from generation.engines.diffusion.pool import Pool, PoolRefused
from generation.engines.diffusion.pool_requests import Asked
from generation.errors import PoolFailed
from generation.images import RgbImage
from storage.logs import log

LOOKS_UP_S = 0.25  # how often a waiting picture asks whether it was cancelled
PAUSES_S = (1.0, 5.0)  # before a further try at an engine that is busy or starting anew
BUSY = frozenset({429, 500, 502, 503, 504})
NEARLY = 0.9  # most that is told of a picture that is still out
MODELS, MOST_NAMES, ASKING_S = "/v1/models", 1 << 20, 10.0
OK = 200


@dataclass(slots=True)
class PoolPainter:
    """Implements ``Paints``. ``model``: what the catalogue says of the model served there. ``pauses``: seconds."""

    model: Model
    pool: Pool
    pauses: tuple[float, ...] = PAUSES_S
    clock: Callable[[], float] = time.monotonic
    _usual_s: float = field(default=0.0)

    @property
    def lies(self) -> str:
        return ""

    def paint(self, order: Order, on_step: OnStep = lambda _: None) -> RgbImage:
        """Raises ``Cancelled`` from ``on_step``, ``PoolFailed``."""
        asked = pool_requests.asked(order, self.model.painting, self.pool.served)
        try:
            made = asyncio.run(self._painted(asked, order, on_step))
        except PoolFailed as failed:
            log.error("pool.failed", code=failed.why)
            raise
        on_step(1.0)
        return made

    def unload(self) -> None:
        """The model is another machine's."""

    def overdue(self) -> bool:
        """A late answer is an error of its picture; nothing hangs here."""
        return False

    def check(self) -> None:
        """Raises ``PoolRefused`` when it does not answer, or serves another model than the one people are told of."""
        try:
            with ThreadPoolExecutor(1) as thread:  # a worker starts inside a loop, where no second one may run
                names = thread.submit(lambda: asyncio.run(self._names())).result()
        except PoolFailed as failed:
            raise PoolRefused(
                f"The serving engine at {self.pool.host} did not answer ({failed.why}). Start it, or correct "
                "CANDID_IMAGES_URL."
            ) from failed
        if self.pool.served not in names:
            told = ", ".join(names) or "nothing"
            raise PoolRefused(
                f"The serving engine at {self.pool.host} serves {told}, not {self.pool.served}. Set "
                "CANDID_DIFFUSION_MODEL to the model it serves, and CANDID_IMAGES_MODEL to the name it has there."
            )

    async def _painted(self, asked: Asked, order: Order, on_step: OnStep) -> RgbImage:
        for pause in (*self.pauses, None):
            began = self.clock()
            try:
                answer = await self._watched(self._sent(asked, order), on_step)
                made = pool_requests.picture(answer, order)
            except PoolFailed as failed:
                if pause is None or not failed.soon:
                    raise
                await self._watched(asyncio.sleep(pause, b""), on_step)
            else:
                self._usual_s = self.clock() - began
                return made
        raise AssertionError  # the last turn returns or raises

    async def _watched(self, work: Coroutine[Any, Any, bytes], on_step: OnStep) -> bytes:
        """Asks ``on_step`` while it waits; when that raises, the connection is closed and the other side stops."""
        began, task = self.clock(), asyncio.ensure_future(work)
        try:
            while not task.done():
                on_step(min(NEARLY, (self.clock() - began) / self._usual_s) if self._usual_s else 0.0)
                await asyncio.wait({task}, timeout=LOOKS_UP_S)
            return task.result()
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _sent(self, asked: Asked, order: Order) -> bytes:
        body: dict[str, Any] = {"data": _form(asked)} if asked.photos else {"json": asked.fields}
        async with self._session(self.pool.timeout_s) as session:
            posted = session.post(self.pool.url + asked.path, allow_redirects=False, **body)
            return await self._answer(posted, pool_requests.most_bytes(order))

    async def _names(self) -> tuple[str, ...]:
        async with self._session(ASKING_S) as session:
            told = await self._answer(session.get(self.pool.url + MODELS, allow_redirects=False), MOST_NAMES)
        return pool_requests.served(told)

    def _session(self, seconds: float) -> aiohttp.ClientSession:
        """No proxy, no cookie: what is sent goes to the named host and nowhere else."""
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=self.pool.tls()),
            timeout=aiohttp.ClientTimeout(total=seconds),
            headers={"Authorization": f"Bearer {self.pool.token}"} if self.pool.token else {},
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
        )

    async def _answer(self, request: AbstractAsyncContextManager[aiohttp.ClientResponse], most: int) -> bytes:
        """The body of a good answer. Raises ``PoolFailed``; a redirect is no good answer."""
        try:
            async with request as response:
                if response.status != OK:
                    raise PoolFailed(f"http_{response.status}", soon=response.status in BUSY)
                body = bytearray()
                async for piece in response.content.iter_chunked(1 << 16):
                    body += piece
                    if len(body) > most:
                        raise PoolFailed("too_long")
                return bytes(body)
        except TimeoutError as late:
            raise PoolFailed("late") from late
        except aiohttp.ClientSSLError as unsafe:
            raise PoolFailed("certificate") from unsafe
        except (aiohttp.ClientError, OSError) as away:
            raise PoolFailed("unreachable", soon=True) from away


def _form(asked: Asked) -> aiohttp.FormData:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in asked.fields.items():
        form.add_field(name, str(value))
    for number, photo in enumerate(asked.photos, start=1):
        form.add_field("image", io.BytesIO(photo), filename=f"{number}.png", content_type="image/png")
    return form
