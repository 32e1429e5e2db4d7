"""What a platform with workspaces asks of the records: whose message it is, what to show at home, who has left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.commands import Command
from bot.conversation import machine
from bot.conversation.effects import Say
from bot.ports import Commanded
from bot.records import Installation, Overview
from bot.shell import present, store
from bot.shell.servers import rules_of
from bot.shell.shell import Shell
from storage.logs import log
from storage.people import installations, persons
from storage.queue import outbox
from storage.records import Address
from storage.retention.forget import forget


@dataclass(frozen=True, slots=True)
class ShellWorkspaceRecords:
    """A ``bot.records.WorkspaceRecords``. ``shell``: a function, since the shell holds the platforms, and one this."""

    shell: Callable[[], Shell]

    async def subject_of(self, address: Address, ref: str) -> str:
        """The variant shown by this person's standing message whose reference is, or starts with, ``ref``; or ""."""
        shell = self.shell()
        person = await persons.find(shell.storage, address)
        if person is None or person.erasing or not ref:
            return ""
        async with shell.storage.db.read() as tx:
            rows = await outbox.history(tx, person.id)
        return next((row.subject for row in rows if row.ref == ref or row.ref.startswith(f"{ref}/")), "")

    async def overview(self, address: Address, locale: str) -> Overview:
        """In the words of the commands status and privacy. It is no turn: it changes nothing."""
        shell = self.shell()
        now = shell.storage.clock.now()
        person = await persons.find(shell.storage, address)
        if person is None or person.erasing:
            language = locale or shell.settings.language
            facts, state = store.facts_of_nobody(shell, address.platform, language), machine.start()
        else:
            async with shell.storage.db.read() as tx:
                state, _ = await store.load_state(tx, person.id)
                facts = await store.load_facts(shell, tx, person, now, state.terms)

        def said(command: Command) -> str:
            _, effects = machine.step(state, Commanded(name=command), facts, now)
            messages = [effect.message for effect in effects if isinstance(effect, Say)]
            return "\n\n".join(present.words(each, facts.language, address.platform).text for each in messages)

        return Overview(language=facts.language, standing=said(Command.STATUS), privacy=said(Command.PRIVACY))

    async def left(self, address: Address) -> None:
        """Everything of theirs is erased; there is nobody left to tell."""
        shell = self.shell()
        person = await persons.find(shell.storage, address)
        if person is not None:
            await forget(shell.storage, person.id)

    async def workspace_left(self, platform: str, workspace: str) -> None:
        """Marks the workspace first, so that a stopped process goes on later. Each person is erased by itself."""
        storage = self.shell().storage
        await installations.keep(storage, platform, workspace, {}, leaving=True)
        there = await installations.people_in(storage, platform, workspace)
        for person_id in there:
            await forget(storage, person_id)
        await installations.drop(storage, rules_of(platform), workspace)
        await installations.drop(storage, platform, workspace)
        log.info("workspace.left", platform=platform)

    async def half_left(self, platform: str) -> list[str]:
        return await installations.leaving(self.shell().storage, platform)

    async def installation(self, platform: str, workspace: str) -> Installation | None:
        return await installations.find(self.shell().storage, platform, workspace)

    async def install(self, platform: str, workspace: str, installation: Installation) -> None:
        await installations.keep(self.shell().storage, platform, workspace, installation)
