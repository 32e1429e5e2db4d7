"""What a platform with workspaces asks of the records: whose message it is, what to show at home, who has left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.conversation.effects import Say
from bot.conversation.phases import commands, pictures
from bot.conversation.states import start
from bot.records import ApprovedPicture, Installation, Overview
from bot.shell import present, store
from bot.shell.servers import rules_of
from bot.shell.shell import Shell
from storage.errors import StorageError
from storage.logs import log
from storage.people import installations, persons
from storage.pictures import variants
from storage.queue import outbox
from storage.records import Address, VariantId, VariantState
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

    async def approved_picture(self, address: Address, variant: VariantId) -> ApprovedPicture | None:
        storage = self.shell().storage
        person = await persons.find(storage, address)
        if person is None or person.erasing:
            return None
        async with storage.db.read() as tx:
            made = await variants.list_(tx, person.id, storage.clock.now())
        found = next((each for each in made if each.id == variant and each.state is VariantState.APPROVED), None)
        if found is None or found.frozen or found.object_id is None:
            return None
        try:
            data = await storage.vault.read(person.id, found.object_id)
        except StorageError:
            return None
        return ApprovedPicture(filename=pictures.filename(found), data=data)

    async def overview(self, address: Address, locale: str) -> Overview:
        """In the words of the commands status and privacy. It is no turn: it changes nothing."""
        shell = self.shell()
        person = await persons.find(shell.storage, address)
        if person is None or person.erasing:
            language = locale or shell.settings.language
            facts, state = store.facts_of_nobody(shell, address.platform, language), start()
        else:
            async with shell.storage.db.read() as tx:
                state, _ = await store.load_state(tx, person.id)
                facts = await store.load_facts(shell, tx, person, shell.storage.clock.now(), state.terms)

        def words(*messages: Say) -> str:
            each = (present.words(said.message, facts.language, address.platform).text for said in messages)
            return "\n\n".join(each)

        held, privacy = words(*commands.overview(facts, state)), words(commands.notice(facts))
        return Overview(language=facts.language, standing=held, privacy=privacy)

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
