"""The page itself: its weight, its words, and that it needs nothing from anywhere else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.platforms.web.assets import SCRIPTS as SCRIPT_SOURCES
from bot.platforms.web.assets import STYLES as STYLE_SOURCES
from bot.platforms.web.assets import Assets
from bot.platforms.web.render import bar, direction
from bot.platforms.web.server import STATIC, WORDS
from bot.ports import Outgoing, Text
from bot.texts import complete_languages

MOST_BYTES = 150_000  # issue 3: page weight
SCRIPTS = sorted(STATIC.glob("*.js"))


def test_the_whole_page_stays_light() -> None:
    files = [*STATIC.iterdir(), WORDS / "en.json"]
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES


def needed_at_first() -> set[str]:
    """The modules that the page's program imports before it runs: what they import in turn is among them."""
    needed, waiting = set(), ["app.js"]
    while waiting:
        imports = re.findall(r'^import .* from "\./([a-z-]+\.js)";', (STATIC / waiting.pop()).read_text(), re.M)
        waiting += [name for name in imports if name not in needed and (STATIC / name).exists()]
        needed |= set(imports)
    return needed


def test_the_first_view_asks_for_what_it_needs_and_for_nothing_else() -> None:
    """In one go, not one module after the other; what draws messages comes with the first of them."""
    listed = re.search(r"FIRST = \[(.*?)\]", (STATIC / "start.js").read_text())
    assert listed is not None
    asked = {f"{name}.js" for name in re.findall(r'"([a-z-]+)"', listed[1])}
    assert asked == needed_at_first()
    assert {"message.js", "board.js", "kept.js", "viewer.js", "camera.js"}.isdisjoint(asked)


@pytest.mark.parametrize("path", [*STATIC.iterdir()], ids=lambda path: path.name)
def test_nothing_comes_from_anywhere_else(path) -> None:
    addresses = re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", path.read_text())
    assert [address for address in addresses if address != "http://www.w3.org"] == []


def test_the_first_paint_waits_for_one_answer() -> None:
    """Styles and theme are inside the page, and the program is fetched once it is painted."""
    page = page_as_sent()
    assert re.findall(r'<(?:link|script)[^>]+(?:href|src)="/static/([a-z.-]+)"', page) == ["icon.svg", "start.js"]
    assert (STATIC / "app.css").read_text() in page
    for script in ("theme.js", "early.js"):
        assert (STATIC / script).read_text() in page
    start = (STATIC / "start.js").read_text()
    assert not re.search(r"^import ", start, re.M)
    assert "requestAnimationFrame(() => setTimeout(begin))" in start


def page_as_sent() -> str:
    answer = Assets(STATIC).answer(make_mocked_request("GET", "/"), "index.html")
    assert answer is not None
    return answer.body.decode()


def test_the_policy_allows_the_very_bytes_inside_the_page_and_no_other() -> None:
    answer = Assets(STATIC).answer(make_mocked_request("GET", "/"), "index.html")
    for tag, key, amount in (("style", STYLE_SOURCES, 1), ("script", SCRIPT_SOURCES, 2)):
        inside = re.findall(f"<{tag}>(.*?)</{tag}>", page_as_sent(), re.S)
        digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inside]
        assert answer[key].split() == [f"'sha256-{digest}'" for digest in digests]
        assert len(inside) == amount
    known = Assets(STATIC).answer(
        make_mocked_request("GET", "/", headers={"If-None-Match": answer.headers["ETag"]}), "index.html"
    )
    assert (known.status, known[STYLE_SOURCES]) == (304, answer[STYLE_SOURCES])


def test_nothing_is_inline_as_the_policy_forbids_it() -> None:
    html = (STATIC / "index.html").read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", html)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_parses_text_as_markup(path) -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", path.read_text()
    )


def test_without_scripts_the_page_says_what_it_needs_and_which_ways_there_are() -> None:
    said = re.search(r"<main[^>]*>\s*<noscript>(.*?)</noscript>", (STATIC / "index.html").read_text(), re.S)
    assert said
    for word in ("JavaScript", "Discord", "candid try"):
        assert word in said[1]


def test_all_languages_have_the_same_words() -> None:
    english = json.loads((WORDS / "en.json").read_text())
    for path in WORDS.glob("*.json"):
        words = json.loads(path.read_text())
        assert words.keys() == english.keys(), path.name
        for key, word in words.items():
            assert set(re.findall(r"\{\w+\}", word)) == set(re.findall(r"\{\w+\}", english[key])), (path.name, key)


def test_the_page_knows_every_language_the_bot_speaks() -> None:
    assert set(complete_languages()) <= {path.stem for path in WORDS.glob("*.json")}


def test_every_word_the_page_asks_for_exists() -> None:
    english = json.loads((WORDS / "en.json").read_text())
    asked = set(re.findall(r'data-(?:word|label|hint)="([^"]+)"', (STATIC / "index.html").read_text()))
    for path in SCRIPTS:
        asked |= set(re.findall(r'\bt\("([a-z._]+)"', path.read_text()))
    assert asked - english.keys() == set()


def test_the_first_words_are_the_catalogue_s() -> None:
    """The page paints before any catalogue has come; both must say the same."""
    english = json.loads((WORDS / "en.json").read_text())
    html = (STATIC / "index.html").read_text()
    for key, words in re.findall(r'data-word="([^"]+)"[^>]*>([^<]+)<', html):
        assert english[key] == words, key


def test_a_language_runs_as_it_is_written() -> None:
    assert (direction("ar-EG"), direction("he"), direction("de")) == ("rtl", "rtl", "ltr")


def test_the_look_is_written_for_both_directions() -> None:
    """Physical sides are allowed where the thing itself has a left and a right: before | after."""
    css = (STATIC / "app.css").read_text()
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", css)
    sided = [
        selector.strip()
        for selector, body in rules
        if re.search(
            r"(?<![\w-])(left|right|margin-left|margin-right|padding-left|padding-right|text-align:\s*(left|right))\s*:",
            body,
        )
    ]
    assert sided == [".divider", ".left", ".right"]


@pytest.mark.parametrize(
    ("args", "share"),
    [
        ((("picture", 1), ("pictures", 4), ("fraction", 0.0)), 0.0),
        ((("picture", 2), ("pictures", 4), ("fraction", 0.5)), 0.375),
        ((("picture", 9), ("pictures", 4)), 1.0),
        ((("ahead", 2),), None),
    ],
)
def test_the_bar_shows_the_share_of_the_work_done(args, share) -> None:
    assert bar(Outgoing(text=Text(key="status", args=args), slot="status:1")) == share


def test_a_message_that_is_no_status_has_no_bar() -> None:
    assert bar(Outgoing(text=Text(key="x", args=(("pictures", 4),)))) is None


# --- sabotage: one line more in one file turns its test red -----------------------------------------------------------


@pytest.fixture
def spoilt(tmp_path, monkeypatch):
    """A copy of the page with a line more in one of its files; gives that file."""

    def spoil(file: str, line: str) -> Path:
        shutil.copytree(STATIC, tmp_path / "static")
        path = tmp_path / "static" / file
        path.write_text(f"{path.read_text()}\n{line}\n")
        monkeypatch.setattr(sys.modules[__name__], "STATIC", path.parent)
        monkeypatch.setattr(sys.modules[__name__], "SCRIPTS", sorted(path.parent.glob("*.js")))
        return path

    return spoil


@pytest.mark.parametrize(
    ("file", "line", "check"),
    [
        ("app.css", "/*" + "x" * MOST_BYTES + "*/", lambda path: test_the_whole_page_stays_light()),
        ("app.css", "@import '//fonts.example.com/x.css';", test_nothing_comes_from_anywhere_else),
        (
            "index.html",
            '<link rel="modulepreload" href="/static/app.js">',
            lambda path: test_the_first_paint_waits_for_one_answer(),
        ),
        ("start.js", 'import { t } from "./words.js";', lambda path: test_the_first_paint_waits_for_one_answer()),
        ("index.html", "<style>p {}</style>", lambda path: test_nothing_is_inline_as_the_policy_forbids_it()),
        ("dom.js", "element.innerHTML = said;", test_no_script_parses_text_as_markup),
        ("dom.js", 't("no.such.word");', lambda path: test_every_word_the_page_asks_for_exists()),
        (
            "app.js",
            'import { openViewer } from "./viewer.js";',
            lambda path: test_the_first_view_asks_for_what_it_needs_and_for_nothing_else(),
        ),
        ("app.css", ".x { margin-left: 1rem; }", lambda path: test_the_look_is_written_for_both_directions()),
    ],
    ids=["weight", "elsewhere", "one more file", "program first", "inline", "markup", "words", "first", "sides"],
)
def test_sabotage_a_spoilt_page_is_caught(spoilt, file, line, check) -> None:
    path = spoilt(file, line)
    with pytest.raises(AssertionError):
        check(path)
