"""``python -m generation``: the worker as a child process of the bot."""

from __future__ import annotations

import typer

from generation.worker import parent_watch
from generation.worker.serving import worker

parent_watch.follow_parent()
typer.run(worker)
