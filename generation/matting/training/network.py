"""The network: a small U-Net that says how far today's matte is wrong. Input: red, green, blue, shape, matte, 0..1."""

from __future__ import annotations

from torch import Tensor, nn

GENTLE = 0.1  # of the last layer: else one step of training moves every pixel that was right
WIDTHS = (20, 32, 64, 96, 96)  # channels at a half, a quarter ... of the picture


def _step(into: int, out: int, stride: int = 1, spread: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(into, out, 3, stride, spread, dilation=spread, bias=False), nn.BatchNorm2d(out), nn.ReLU(inplace=True)
    )


class Refiner(nn.Module):
    """(N, 5, H, W) to (N, 1, H, W): the matte, not yet cut to 0..1. Sides must be multiples of 32."""

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d, e = WIDTHS
        self.first = nn.Sequential(
            nn.Conv2d(5, a, 4, 2, 1, bias=False), nn.BatchNorm2d(a), nn.ReLU(inplace=True), _step(a, a)
        )
        self.down = nn.ModuleList(
            [
                nn.Sequential(_step(a, b, 2), _step(b, b)),
                nn.Sequential(_step(b, c, 2), _step(c, c)),
                nn.Sequential(_step(c, d, 2), _step(d, d), _step(d, d, spread=2)),
                nn.Sequential(_step(d, e, 2), _step(e, e, spread=2)),
            ]
        )
        self.across = nn.ModuleList([nn.Conv2d(below, here, 1) for here, below in ((d, e), (c, d), (b, c), (a, b))])
        self.up = nn.ModuleList([_step(here, here) for here in (d, c, b, a)])
        self.last = nn.ConvTranspose2d(a, 1, 4, 2, 1)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, seen: Tensor) -> Tensor:
        found = [self.first(seen)]
        for step in self.down:
            found.append(step(found[-1]))
        here = found[-1]
        for n, (across, up) in enumerate(zip(self.across, self.up, strict=True)):
            beside = found[-2 - n]
            here = up(beside + nn.functional.interpolate(across(here), scale_factor=2.0, mode="nearest"))
        return seen[:, 4:5] + GENTLE * self.last(here)
