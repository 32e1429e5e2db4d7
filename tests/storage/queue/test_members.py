"""What a worker announces is read back whole, a change counts once, and rows outlive whoever announced them."""

from __future__ import annotations

from dataclasses import replace

from storage.queue import members
from storage.records import Member, MemberKind

LOOK = Member(
    kind=MemberKind.LOOK,
    code="paper",
    order=20,
    words={"en": {"look-name": "Paper"}, "de": {"look-name": "Papier"}},
    traits={"keeps_backdrop": (), "fits": ("cv", "badge")},
)
CHECK = Member(kind=MemberKind.CHECK, code="paper", order=10, words={})


async def announce(storage, *announced):
    async with storage.db.write() as tx:
        await members.announce(tx, announced)


async def stored(storage):
    async with storage.db.read() as tx:
        return await members.known(tx), await members.version(tx)


async def test_what_was_announced_is_read_back_whole(storage):
    assert await stored(storage) == ([], 0)
    await announce(storage, LOOK, CHECK)
    found, version = await stored(storage)
    assert found == [CHECK, LOOK]  # by kind: a check and a look may have one code
    assert version == 1


async def test_the_same_again_changes_nothing_and_a_change_counts_once(storage):
    await announce(storage, LOOK, CHECK)
    await announce(storage, LOOK, CHECK)
    assert (await stored(storage))[1] == 1
    named = replace(LOOK, words={**LOOK.words, "de": {"look-name": "Papierrolle"}})
    await announce(storage, named)
    assert await stored(storage) == ([CHECK, named], 2)


async def test_members_come_in_their_own_order(storage):
    first = replace(LOOK, code="zinc", order=5)
    await announce(storage, LOOK, first)
    assert [each.code for each in (await stored(storage))[0]] == ["zinc", "paper"]
