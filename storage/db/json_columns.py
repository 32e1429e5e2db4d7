"""Values that live in JSON columns, by pydantic over the dataclasses of ``storage.records``.

Reading is strict about shape: a missing field, a field too many or an unknown code raises ``ValueError``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from storage.records import Edits, Finding, GenerateRequest, InspectRequest, ModelCard, Progress, Verdict

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Json = dict[str, Any]
Value = Finding | Verdict | Edits | Progress | ModelCard | InspectRequest | GenerateRequest
T = TypeVar("T", bound=Value)

_REQUESTS: dict[str, type[InspectRequest | GenerateRequest]] = {"inspect": InspectRequest, "generate": GenerateRequest}


def dump(value: Value) -> Json:
    """Plain lists, dicts, strings and numbers."""
    dumped: Json = _adapters()[type(value)].dump_python(value, mode="json")
    return dumped


def dump_all(values: Iterable[Value]) -> list[Json]:
    return [dump(value) for value in values]


def load(type_: type[T], raw: object) -> T:
    """What ``dump`` made of a value of this type. Raises ``ValueError``; its text names fields and no value."""
    from pydantic import ValidationError

    try:
        value: T = _adapters()[type_].validate_python(raw, extra="forbid")
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False, include_context=False, include_input=False)
        where = ", ".join(f"{'.'.join(map(str, error['loc']))} ({error['type']})" for error in errors)
        raise ValueError(f"a stored {type_.__name__} cannot be read: {where}") from None
    return value


def load_all(type_: type[T], raw: Iterable[object]) -> tuple[T, ...]:
    """As ``load``, for each."""
    return tuple(load(type_, each) for each in raw)


def dump_request(request: InspectRequest | GenerateRequest) -> Json:
    """With ``kind``, by which ``load_request`` knows the type."""
    (kind,) = (kind for kind, type_ in _REQUESTS.items() if type(request) is type_)
    return {"kind": kind, **dump(request)}


def load_request(raw: Mapping[str, Any]) -> InspectRequest | GenerateRequest:
    """Raises ``ValueError``."""
    fields = dict(raw)
    kind = fields.pop("kind", None)
    if kind not in _REQUESTS:
        message = "a stored request is of no known kind"
        raise ValueError(message)
    return load(_REQUESTS[kind], fields)


@cache
def _adapters() -> dict[type, TypeAdapter[Any]]:
    from pydantic import TypeAdapter  # here: whoever only imports storage must not wait for pydantic

    types = (Finding, Verdict, Edits, Progress, ModelCard, InspectRequest, GenerateRequest)
    return {type_: TypeAdapter(type_) for type_ in types}
