"""``python -m generation.matting.training``: see the README beside."""

from __future__ import annotations

from generation.matting.training.cli import program

if __name__ == "__main__":
    program()
