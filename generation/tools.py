"""What a worker holds: everything that is loaded once and used by every job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generation.check_priority import RightOfWay
from generation.devices import Elsewhere
from generation.disclosure import seal
from generation.intake.decode import Decoder
from generation.ports import Engine, Inventor
from generation.safeguards.panel import Panel
from storage.consent.rules import PERSONA_ENGINE
from storage.records import GenerateRequest, InspectRequest, ModelCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Everything a worker loads once and every job uses. ``engine`` also draws the contact sheets; ``others``: further
    engines by name, each with its safeguards. ``inventor``: makes up people. ``cards``: those of the painting models.

    ``elsewhere``: engine -> the machine it has its pictures painted on, where that is not this one.
    ``way``: photo checks take it, and picture making gives way between its steps.
    """

    decoder: Decoder
    engine: Engine
    safeguards: Panel
    marks: seal.Marks
    others: Mapping[str, tuple[Engine, Panel]] = field(default_factory=dict)
    inventor: Inventor | None = None
    inventor_safeguards: Panel | None = None
    cards: tuple[ModelCard, ...] = ()
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    way: RightOfWay = field(default_factory=RightOfWay)

    def maker(self, engine: str) -> tuple[Engine, Panel]:
        """The engine that makes pictures of a person for a request that names ``engine``, and its safeguards."""
        return self.others.get(engine, (self.engine, self.safeguards))

    def maker_of(self, request: InspectRequest | GenerateRequest) -> Engine | Inventor | None:
        """The engine or inventor that a request is for; of a photo check the one that draws the contact sheet."""
        if not isinstance(request, GenerateRequest):
            return self.engine
        return self.inventor if request.engine == PERSONA_ENGINE else self.maker(request.engine)[0]

    def makers(self) -> tuple[object, ...]:
        every = (self.engine, *(engine for engine, _ in self.others.values()), self.inventor)
        return tuple(each for each in every if each is not None)
