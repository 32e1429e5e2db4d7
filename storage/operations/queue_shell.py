"""procrastinate's own shell on this installation:

procrastinate --app storage.operations.queue_shell.app shell list_queues

It shows the line: places, numbers of workers, ids of jobs. What a job is stands in our table ``jobs``; a place that is
changed here by hand is put right by the next worker (``storage.queue.line.mend``). To cancel a job, the bot is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procrastinate import App


def __getattr__(name: str) -> App:
    """The app is made when it is asked for: it reads the settings, as commands do. Raises ``AttributeError``."""
    if name != "app":
        raise AttributeError(name)
    import sqlalchemy as sa
    from procrastinate import App, PsycopgConnector

    from storage.settings import StorageSettings

    url = sa.make_url(StorageSettings().database_url).set(drivername="postgresql")
    return App(connector=PsycopgConnector(conninfo=url.render_as_string(hide_password=False)))
