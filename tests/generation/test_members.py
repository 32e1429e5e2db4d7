"""Every check, safeguard, look and engine says in its own file what people are told of it; the bot learns it.

What a member lacks is named. The words go the whole way here: from the file through storage's rows into a sentence.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module, invalidate_caches
from pathlib import Path
from types import ModuleType

import pytest

from bot.ports import Text
from bot.texts import members as learned
from bot.texts.catalog import languages, render, said
from generation import announced, engines, own_words, safeguards
from generation.engines.studio import look
from generation.errors import MemberIncomplete
from generation.intake import checks, panel
from generation.ports import Portrayal
from generation.safeguards import panel as guards
from storage.queue import members as rows
from storage.records import Member, MemberKind

TAKES = {"withheld": {"number"}, "engine-timed": {"seconds"}}
"""Arguments that the bot has for a part; the others have none."""

EVERY = announced.members()
SPEAKING = [pytest.param(member, id=f"{member.kind.value}-{member.code}") for member in EVERY if member.words]


@pytest.mark.parametrize("language", languages())
def test_every_member_speaks_every_language(language: str) -> None:
    """Else its English words are shown in the middle of a chat in another language."""
    lacks = {
        f"{member.kind.value} {member.code}": parts
        for member in EVERY
        if member.words and (parts := sorted(own_words.lacking(member.words, language)))
    }
    assert lacks == {}, f"words in {language} are missing"


@pytest.mark.parametrize("member", SPEAKING)
def test_its_words_take_only_what_the_bot_has(member: Member) -> None:
    for language in languages():
        for part in member.words.get(language, {}):
            takes = said(language)[f"{part}-{member.code}"]
            assert takes == TAKES.get(part, set()), (member.code, language, part)


async def test_the_bot_says_what_a_worker_announced(storage, monkeypatch) -> None:
    monkeypatch.setattr(learned, "_known", {})
    async with storage.db.write() as tx:
        await rows.announce(tx, EVERY)
    async with storage.db.read() as tx:
        kept, version = await rows.known(tx), await rows.version(tx)
    assert {(each.kind, each.code): each for each in kept} == {(each.kind, each.code): each for each in EVERY}
    learned.learn(kept, version)
    assert learned.codes(MemberKind.LOOK) == tuple(each.id for each in look.looks())
    assert render(Text(key="refuse-blurry"), "de") == "Das Foto ist unscharf."
    assert render(Text(key="look-name-office"), "en") == "Office blur"
    assert render(Text(key="refuse-never_heard_of"), "en") == "Something in that photo does not work for me."


async def test_rows_stay_and_change_only_with_their_words(storage) -> None:
    old, other = (each for each in EVERY if each.code in ("blurry", "pose"))
    said_anew = Member(kind=old.kind, code=old.code, order=old.order, words={"en": {"refuse": "Too soft."}})
    async with storage.db.write() as tx:
        await rows.announce(tx, (old, other))
        first = await rows.version(tx)
        await rows.announce(tx, (old, other))
        assert await rows.version(tx) == first, "nothing changed"
        await rows.announce(tx, (said_anew,))
        assert await rows.version(tx) == first + 1
        kept = {each.code: each for each in await rows.known(tx)}
    assert kept["blurry"].words["en"] == {"refuse": "Too soft."}
    assert kept["pose"] == other, "a member that is announced no more can still be told of"


# --- a piece that is left out is named ------------------------------------------------------------------------------


def altered(source: Path, folder: Path, old: str, new: str) -> ModuleType:
    """A package in ``folder`` with one file of ours in it, in which something is taken out; imported afresh."""
    text = source.read_text("utf-8")
    assert old in text
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / source.name).write_text(text.replace(old, new), "utf-8")
    invalidate_caches()
    return import_module(folder.name)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path / "strangers_package"
    for name in [name for name in sys.modules if name.partition(".")[0] == "strangers_package"]:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"fix": "Rest', '"mend": "Rest', r"blurry\.py lacks the English words for 'fix'"),
        ('"drawn": "Not', '"painted": "Not', r"blurry\.py lacks the English words for 'drawn'"),
        ("    order = 90\n", "", r"blurry\.py lacks order"),
        ("(Check):", ":", r"blurry\.py lacks its one class that is a Check"),
        ('code = "blurry"', 'code = "soft"', r"blurry\.py has the code soft, which is not its file's name"),
    ],
)
def test_a_check_without_a_piece_is_named(folder, old, new, named) -> None:
    package = altered(Path(checks.__path__[0]) / "blurry.py", folder, old, new)
    with pytest.raises(MemberIncomplete, match=named):
        panel.found(package)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("    order = 40\n", "", r"face_core\.py lacks order"),
        ("    judges = ", "    looks_at = ", r"face_core\.py lacks judges"),
        ("    words = ", "    speaks = ", r"face_core\.py lacks words"),
        ('"withheld": "I', '"held": "I', r"face_core\.py lacks the English words for 'withheld'"),
    ],
)
def test_a_safeguard_without_a_piece_is_named(folder, old, new, named) -> None:
    package = altered(Path(safeguards.__path__[0]) / "face_core.py", folder, old, new)
    with pytest.raises(MemberIncomplete, match=named):
        guards.found(package)


@pytest.mark.parametrize("code", sorted(guards.LEAST[Portrayal.REDRAWN]))
def test_a_safeguard_that_goes_missing_stops_the_worker(monkeypatch, code) -> None:
    left = tuple(each for each in guards.found() if each.code != code)
    monkeypatch.setattr(guards, "found", lambda: left)
    with pytest.raises(guards.NoSafeguards, match=code):
        guards.panel_for(Portrayal.REDRAWN)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("order = 100", "", r"looks/office\.toml lacks order"),
        ("[words.en]\n", "[words.fr]\n", r"looks/office\.toml lacks the English words for 'look-name'"),
        ('line = "Office', 'told = "Office', r"looks/office\.toml lacks the English words for 'look-line'"),
    ],
)
def test_a_look_without_a_piece_is_named(tmp_path, old, new, named) -> None:
    text = (look.FOLDER / "office.toml").read_text("utf-8")
    (tmp_path / "looks").mkdir()
    (tmp_path / "looks" / "office.toml").write_text(text.replace(old, new), "utf-8")
    assert old in text
    with pytest.raises(MemberIncomplete, match=named):
        look.looks(tmp_path / "looks")


@pytest.mark.parametrize(
    ("old", "named"),
    [
        ("order = 30", r"\[redraw\] lacks order"),
        ('portrayal = "redrawn"', r"\[redraw\] lacks portrayal"),
        ('offer = "Let', r"\[redraw\] lacks the English words for 'engine-offer'"),
        ('notice = "About redrawing', r"\[redraw\] lacks the English words for 'engine-notice'"),
        ('notice = "About the painted', r"\[background\] lacks the English words for 'engine-notice'"),
    ],
)
def test_an_engine_without_a_piece_is_named(tmp_path, old, named) -> None:
    source = Path(engines.__path__[0])
    for name in engines.packages():
        (tmp_path / name).mkdir()
        (tmp_path / name / engines.DESCRIPTION).write_text((source / name / engines.DESCRIPTION).read_text("utf-8"))
    path = tmp_path / "diffusion" / engines.DESCRIPTION
    lines = path.read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(old)]
    assert len(kept) < len(lines)
    path.write_text("\n".join(kept), "utf-8")
    with pytest.raises(MemberIncomplete, match=named):
        engines.descriptions(tmp_path)
