"""What an operator may set about painting. Read only at entry points (``cli.py``, the worker, the benches)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from generation.disclosure import callers
from generation.safeguards.limits import SHIPPED, Limits
from generation.weights import OwnFile, OwnUse
from storage.settings import folder_of


class GenerationSettings(BaseSettings):
    """Environment variables start with ``CANDID_``; the cache folder is the one storage uses."""

    model_config = SettingsConfigDict(
        env_prefix="CANDID_", env_file=".env", extra="ignore", env_nested_delimiter="_", env_nested_max_split=1
    )

    cache_dir: Path = Field(
        default_factory=lambda: folder_of("cache"),
        description="where model files are kept; may be deleted, `candid weights pull` fills it again",
    )
    config_dir: Path = Field(
        default_factory=lambda: folder_of("config"),
        description="where the keys lie that sign Content Credentials; the folder storage uses",
    )
    credentials_certificates: Path | None = Field(
        default=None,
        description="your own certificate chain for Content Credentials (PEM, leaf first); else one is made here",
    )
    credentials_key: Path | None = Field(default=None, description="the EC P-256 key of that certificate (PEM)")
    timestamp_url: str = Field(
        default="",
        description="an RFC 3161 time-stamp server asked with each picture; it learns a hash and the time, no picture; "
        "recommended where a generative engine serves people in the EU",
    )
    verify_proxies: str = Field(
        default="",
        description="your reverse proxies before `candid verify --serve`, like 127.0.0.1, 10.0.3.0/24: their "
        "X-Forwarded-For tells visitors apart; never a network visitors are in",
    )
    brand_colour: str = Field(
        default="",
        description="your house colour as #rrggbb: offers a look in it; without it that look is not offered",
    )
    brand_logo: Path | None = Field(
        default=None, description="a PNG with transparency, placed in a free upper corner of that look"
    )
    matting_file: Path | None = Field(
        default=None,
        description="your own matting network in MODNet's form (ONNX), for second opinions; see CANDID_MATTING_SHA256",
    )
    matting_sha256: str = Field(
        default="", description="the SHA-256 that file must have, as its source states it; without it it is not used"
    )
    matting_use: OwnUse = Field(
        default="doubt",
        description="doubt: that network only says where it sees the outline elsewhere; shape: it finds the person",
    )
    unload_after_minutes: float = Field(
        default=10.0,
        ge=0,
        description="minutes without work after which a model gives its memory back; 0 keeps it loaded",
    )
    operator: str = Field(default="", description="who runs this installation, written into Content Credentials")
    diffusion_model: str = Field(
        default="flux2-klein-4b",
        description="the generative model, by the name it was pinned under; used by the generative engines",
    )
    diffusion_layout: Literal["", "resident", "int8", "offload"] = Field(
        default="",
        description="how the generative model lies in memory: resident, int8 or offload; empty chooses by free memory",
    )
    diffusion_device: Literal["", "cuda", "cpu"] = Field(
        default="",
        description="what the generative model runs on: cuda or cpu; empty takes the card, and the CPU only for a "
        "model that needs minutes there",
    )
    diffusion_step_s: float = Field(
        default=0.0,
        ge=0,
        description="seconds one step of the generative model may take before the worker ends itself as hung; 0: ten "
        "times its median",
    )
    diffusion_attention: Literal["", "native", "flash", "sage", "xformers"] = Field(
        default="", description="attention kernel of the generative model, installed by you; empty: the library's own"
    )
    diffusion_compile: bool = Field(
        default=False,
        description="compile the generative model's repeated blocks: quicker pictures, a slower start; resident only",
    )
    images_url: str = Field(
        default="",
        description="a serving engine on your own hosts (vLLM-Omni, SGLang) that paints for the generative engines: "
        "https://…, or http:// on this machine; empty paints in the worker",
    )
    images_kept_hours: int | None = Field(
        default=None,
        ge=0,
        description="hours for which that host keeps pictures and logs, 0 for not at all; must be stated with "
        "CANDID_IMAGES_URL, since people are told before they agree",
    )
    images_model: str = Field(
        default="", description="the name of CANDID_DIFFUSION_MODEL there; empty: its name on the hub"
    )
    images_token: SecretStr = Field(default=SecretStr(""), description="the key that host asks for, if any")
    images_certificates: Path | None = Field(
        default=None, description="your own authority's certificates for that host (PEM); empty: the system's"
    )
    images_timeout_s: float = Field(
        default=120.0, gt=0, description="seconds after which a picture from that host is too late"
    )
    allow_non_commercial: bool = Field(
        default=False,
        description="whether your use allows generative models whose licence is for non-commercial use only",
    )
    label_rule: Literal["", "cn"] = Field(
        default="",
        description="a law's size for the letters of the visible label: cn makes capitals 5 % of the shorter side "
        "(GB 45438-2025); empty keeps them at 2.6 %",
    )
    generated: Limits = Field(default=SHIPPED, description="limits that what a model painted is held to")

    @field_validator("matting_file", "images_certificates", "images_kept_hours", mode="before")
    @classmethod
    def _is_there_or_none(cls, given: object) -> object:
        return None if given == "" else given  # an empty line in .env means none, not the current folder

    def own_matting(self) -> OwnFile | None:
        """The operator's own matting file, not read yet; None where none is named."""
        if self.matting_file is None:
            return None
        return OwnFile(path=self.matting_file, sha256=self.matting_sha256.strip(), use=self.matting_use)

    @field_validator("verify_proxies")
    @classmethod
    def _names_addresses(cls, written: str) -> str:
        callers.proxies(written)
        return written
