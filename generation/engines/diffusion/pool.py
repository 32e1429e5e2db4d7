"""A serving engine on the operator's own hosts that paints instead of a model in this process: where it is, and since
when that is allowed.

Photos leave the worker's machine only for a host that the operator named, over a connection nobody else reads, and only
once the operator has said how long that host keeps them. Each missing piece is refused with what to set.
"""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generation.engines.diffusion import commands, manifest
from generation.engines.diffusion.manifest import Model, ModelRefused
from generation.settings import GenerationSettings


class PoolRefused(ModelRefused):
    """The serving engine that CANDID_IMAGES_URL names is not used."""

    code = "pool_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """``url``: without "/v1" and without a slash at its end. ``host``: as people read it. ``kept_hours``: how long it
    keeps pictures and logs, as the operator states it; 0: not at all. ``served``: the model's name there.

    ``token``: "" for none. ``certificates``: of the operator's own authority (PEM); None takes the system's.
    ``timeout_s``: seconds for one picture, its way there and back included.
    """

    url: str
    host: str
    kept_hours: int
    served: str
    token: str = ""
    certificates: Path | None = None
    timeout_s: float = 120.0

    def tls(self) -> ssl.SSLContext:
        """Checks certificate and host name. Raises ``PoolRefused`` for a file that holds no certificate."""
        try:
            return ssl.create_default_context(cafile=self.certificates)
        except (OSError, ssl.SSLError) as wrong:
            raise PoolRefused(
                f"CANDID_IMAGES_CERTIFICATES: {self.certificates} holds no certificate that can be read. Name a PEM "
                "file, or leave it empty for the system's authorities."
            ) from wrong


def of(settings: GenerationSettings) -> Pool | None:
    """The pool in the settings; None where none is named. Raises ``PoolRefused``."""
    return insisted(settings) if settings.images_url.strip() else None


def insisted(settings: GenerationSettings) -> Pool:
    """As ``of``, where one is named."""
    url, host = _address(settings.images_url.strip())
    if settings.images_kept_hours is None:
        raise PoolRefused(
            f"CANDID_IMAGES_URL sends photos to {host}. Set CANDID_IMAGES_KEPT_HOURS to the hours for which that host "
            "keeps pictures and logs (0: not at all): people are told before they agree. SGLang writes both to its "
            "folders `inputs` and `outputs` unless told otherwise."
        )
    found = Pool(
        url=url,
        host=host,
        kept_hours=settings.images_kept_hours,
        served=settings.images_model or model_of(settings).repo,
        token=settings.images_token.get_secret_value(),
        certificates=settings.images_certificates,
        timeout_s=settings.images_timeout_s,
    )
    found.tls()
    return found


def model_of(settings: GenerationSettings) -> Model:
    """What the catalogue says of the model that the pool serves. It need not be pinned: nothing is loaded here.

    Raises ``ModelRefused``.
    """
    known = manifest.named(settings.diffusion_model, commands.own(settings))
    return manifest.lawful(known, allow_non_commercial=settings.allow_non_commercial)


def _address(written: str) -> tuple[str, str]:
    """(address, host). Raises ``PoolRefused``."""
    try:
        parts = urlsplit(written)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as wrong:
        raise PoolRefused(f"CANDID_IMAGES_URL is not an address: {wrong}.") from wrong
    if parts.scheme not in ("http", "https") or not host:
        raise PoolRefused("CANDID_IMAGES_URL is an address like https://gpu.example.org or http://127.0.0.1:8000.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise PoolRefused("CANDID_IMAGES_URL holds an address and nothing else; a key goes into CANDID_IMAGES_TOKEN.")
    if parts.scheme == "http" and not _is_this_machine(host):
        raise PoolRefused(
            f"CANDID_IMAGES_URL would send photos to {host} where others can read them. Use https with a certificate "
            "(CANDID_IMAGES_CERTIFICATES names your own authority), or http on this machine only."
        )
    path = parts.path.rstrip("/").removesuffix("/v1").rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}", host


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
