"""What a request asks of one picture besides its look: its size and its file format."""

from __future__ import annotations

from generation.disclosure import container
from generation.disclosure.container import Format
from generation.errors import CannotRelabel
from generation.ports import EngineSession, Enlarges, Rendering
from storage.records import GenerateRequest


def rendered(session: EngineSession, look: str, *, larger: bool) -> Rendering:
    """The look at its usual size, or with ``larger`` at twice that.

    Raises ``CannotRelabel`` when photo or engine cannot give the larger size, and whatever ``render`` raises.
    """
    if not larger:
        return session.render(look)
    made = session.render_larger(look) if isinstance(session, Enlarges) else None
    if made is None:
        raise CannotRelabel(code="larger_not_possible")
    return made


def file_format(request: GenerateRequest) -> Format:
    """The format the person asked for, else the purpose's. The seal makes a transparent picture a PNG."""
    return Format(request.file_type) if request.file_type else container.of_purpose(request.purpose)
