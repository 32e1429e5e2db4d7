"""Settings of every platform for a test: as an operator would set them, without reading the machine's own."""

from __future__ import annotations

from bot.declarations import declarations
from bot.settings import PlatformSettings


def own_settings(**values: object) -> dict[str, PlatformSettings]:
    """By platform. A value goes to the platform that has such a setting; raises ``TypeError`` where none has."""
    models = {name: declared.settings for name, declared in declarations().items()}
    nobodys = values.keys() - {field for model in models.values() for field in model.model_fields}
    if nobodys:
        raise TypeError(f"no platform has a setting {sorted(nobodys)}")
    return {
        name: model(_env_file=None, **{field: values[field] for field in model.model_fields if field in values})
        for name, model in models.items()
    }
