"""What bot and worker load before they are of use. Imported once, by the process that ``preforked`` forks them from.

No network is opened and no decoder started here: each process does that itself, after its fork.
"""

from __future__ import annotations

import apscheduler.schedulers.asyncio
import sqlalchemy.dialects.sqlite.aiosqlite
import sqlalchemy.ext.asyncio
import structlog.dev

import bot.platforms.web.adapter
import bot.platforms.web.desk
import bot.texts.files
import generation.disclosure.marking
import generation.engines.studio
import generation.tools
import generation.worker.process
import generation.worker.serving
import storage.operations.status_server
import storage.people.export
import tests.faults.talker
from generation import announced

# Looks for its members, and so imports them.
READY = (announced.members(), apscheduler, bot, generation, sqlalchemy, storage, structlog, tests)
