"""The paper of ``candid kit`` about models: each with its licence, training data and limits as stated."""

from __future__ import annotations

from generation.engines.diffusion import manifest
from generation.weights import Manifest
from storage.operations.kit import Paper
from storage.records import ModelCard

HEAD = (
    "The models that measure run on this machine. `candid weights pull` fetches them from the address it "
    "names and checks each against its SHA-256. What is said about training are the statements of those "
    "who made or studied a model; nobody here can prove them. A generative model is used only where you "
    "set one up, and only on a person's own yes to it."
)


def generation_papers() -> list[Paper]:
    """The entry of this package in ``candid.kit``."""
    measuring = [weight.model_card() for weight in Manifest.read().weights]
    painting = [model.model_card() for model in manifest.shipped()]
    text = "\n\n".join(
        (f"# Models\n\n{HEAD}", "## Measuring", *map(_told, measuring), "## Painting", *map(_told, painting))
    )
    return [Paper(file="models.md", about="every model: licence, training data, limits", text=f"{text}\n")]


def _told(card: ModelCard) -> str:
    rows = {
        "what for": card.job,
        "licence": card.licence,
        "training data, as its makers state": card.training_data or "not disclosed",
        "what others found": card.found or "nothing that we know of",
        "what we could not read": card.unread or "nothing",
        "what nobody says": card.unsaid,
        "known limits": card.limits,
        "source": card.source,
    }
    return f"### {card.name}\n\n" + "\n".join(f"- {what}: {said}" for what, said in rows.items())
