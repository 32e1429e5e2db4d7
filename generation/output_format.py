"""What a request asks of one picture beyond its look: how large it is, and what kind of file it goes into."""

from __future__ import annotations

from generation.disclosure import container
from generation.disclosure.container import Format
from generation.errors import CannotRelabel
from generation.ports import EngineSession, Enlarges, Rendering
from storage.records import GenerateRequest


def rendered(session: EngineSession, look: str, *, larger: bool) -> Rendering:
    """The look at its usual size or at twice that.

    Raises ``CannotRelabel`` where a larger one is wanted and photo or engine cannot give it, and what ``render`` does.
    """
    if not larger:
        return session.render(look)
    made = session.render_larger(look) if isinstance(session, Enlarges) else None
    if made is None:
        raise CannotRelabel(code="larger_not_possible")
    return made


def file_format(request: GenerateRequest) -> Format:
    """What the person asked for, else what the purpose does; where it is see-through the seal makes it a PNG."""
    return Format(request.file_type) if request.file_type else container.of_purpose(request.purpose)
