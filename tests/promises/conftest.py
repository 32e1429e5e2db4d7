"""The workbench of the shell's tests is the bot that the promises are kept by: real parts, only no pixels."""

from __future__ import annotations

from tests.bot.shell.conftest import bench, room, worker

__all__ = ["bench", "room", "worker"]
