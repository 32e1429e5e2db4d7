"""Another machine that paints: what a person agreed to is compared with what it is now; what it was sent is noted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from generation.devices import Elsewhere
from generation.errors import HostNotAgreed, KeptLonger
from storage.consent import rules, wordings
from storage.consent.rules import NotAgreed
from storage.people import persons
from storage.records import GenerateRequest, InspectRequest, PaintedOn, PersonId
from storage.store import Storage

Machines = Mapping[str, Elsewhere]  # by engine, as ``Tools.elsewhere``
REFUSALS = {NotAgreed.HOST: HostNotAgreed, NotAgreed.HOURS: KeptLonger}


async def check(
    storage: Storage, person_id: PersonId, request: InspectRequest | GenerateRequest, machines: Machines
) -> None:
    """The yes to its model must name the machine that is sent something of the person, and the hours it keeps it.

    Raises ``HostNotAgreed``, ``KeptLonger``.
    """
    there = _painted_on(request, machines)
    of_its_model = rules.PAINTED_WITH & rules.needed_for(request)
    if there is None or not of_its_model:
        return
    async with storage.db.read() as tx:
        said = await wordings.machines(tx, person_id, of_its_model)
    missing = rules.not_agreed(said, there)
    if missing is not None:
        raise REFUSALS[missing]


async def note_sent(storage: Storage, person_id: PersonId, request: GenerateRequest, machines: Machines) -> None:
    """The deletion receipt tells of a photo that another machine may still keep.

    Called before and after the pictures are made: a crash in between forgets nothing, and the hours count from the last
    photo sent.
    """
    there = _painted_on(request, machines)
    if there is None or there.kept_hours is None:
        return
    until = storage.clock.now() + timedelta(hours=there.kept_hours)
    async with storage.db.write() as tx:
        await persons.note_elsewhere(tx, person_id, until)


def _painted_on(request: InspectRequest | GenerateRequest, machines: Machines) -> PaintedOn | None:
    """The machine that this request's pictures are painted on, and how long it keeps photos sent with it."""
    there = machines.get(request.engine) if isinstance(request, GenerateRequest) else None
    if there is None:
        return None
    sends = rules.SENDS_PHOTOS & rules.needed_for(request)
    return PaintedOn(host=there.host, kept_hours=there.kept_hours if sends else None)
