"""How wrong a matte is, to learn from: pixels, gradients and cells, measured by what today's matte has there."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

EVEN = 0.05  # of the loss: pictures with less than that count less
BEYOND = 0.1  # of what lies outside 0..1 counts


def loss_of(found: Tensor, truth: Tensor, today: Tensor) -> Tensor:
    """The loss of each picture, (N,), of mattes (N, 1, H, W), 0..1; ``found`` may go beyond.

    A picture that today's matte fails counts no more than one where single hairs are missing: each is divided by what
    today's matte has there. Beyond 0..1 a value is nearly as good as at the end of the range.
    """
    within = found.clamp(0, 1)
    found = within + BEYOND * (found - within)
    return _apart(found, truth, today) / (EVEN + _apart(today, truth, today))


def _apart(found: Tensor, truth: Tensor, today: Tensor) -> Tensor:
    """Errors of pixels, more where something is open, of their gradients, and of cells of 4 and 16 pixels; (N,)."""
    half_covered = (truth > 0.02) & (truth < 0.98) | ((today - truth).abs() > 0.05)
    rest = found - truth
    total = (rest.abs() * (1 + 4 * half_covered.float())).mean((1, 2, 3))
    for down, right in ((0, 1), (1, 0)):
        moved = rest[..., down:, right:] - rest[..., : rest.shape[-2] - down, : rest.shape[-1] - right]
        total = total + 0.5 * moved.abs().mean((1, 2, 3))
    for cell in (4, 16):
        total = total + functional.avg_pool2d(rest, cell).abs().mean((1, 2, 3))
    return total
