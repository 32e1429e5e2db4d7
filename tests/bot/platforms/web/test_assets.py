"""The page's own files: the same bytes as on disk, asked for again only when they changed, and no path leads out."""

from __future__ import annotations

import gzip

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.platforms.web.assets import Assets
from bot.platforms.web.server import STATIC


def asked(assets: Assets, name: str = "app.js", **headers: str):
    return assets.answer(make_mocked_request("GET", "/", headers=headers), name)


def packed() -> bytes:
    answer = asked(Assets(STATIC), **{"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    return gzip.decompress(answer.body)


def test_packed_or_not_a_browser_gets_the_file_as_it_is() -> None:
    content = (STATIC / "app.js").read_bytes()
    assert packed() == content
    plain = asked(Assets(STATIC))
    assert plain.body == content
    assert "Content-Encoding" not in plain.headers


def test_a_file_that_a_browser_has_is_not_sent_again_until_it_changes(tmp_path) -> None:
    (tmp_path / "app.js").write_text("one")
    tag = asked(Assets(tmp_path)).headers["ETag"]
    assert asked(Assets(tmp_path), **{"If-None-Match": tag}).status == 304
    (tmp_path / "app.js").write_text("two")
    changed = asked(Assets(tmp_path), **{"If-None-Match": tag})
    assert (changed.status, changed.body) == (200, b"two")


@pytest.mark.parametrize("name", ["../server.py", "..", "", "app.js/", "%2e%2e/server.py", "app.py"])
def test_a_name_is_no_path(name) -> None:
    assert asked(Assets(STATIC), name) is None


def test_sabotage_a_tag_that_stays_keeps_an_old_page(tmp_path, monkeypatch) -> None:
    class Same:
        def hexdigest(self) -> str:
            return "0" * 20

    monkeypatch.setattr("bot.platforms.web.assets.hashlib.sha256", lambda content: Same())
    with pytest.raises(AssertionError):
        test_a_file_that_a_browser_has_is_not_sent_again_until_it_changes(tmp_path)


def test_sabotage_other_bytes_in_the_packed_file_are_seen(monkeypatch) -> None:
    pack = gzip.compress
    monkeypatch.setattr("bot.platforms.web.assets.gzip.compress", lambda content, mtime: pack(content[:-1]))
    with pytest.raises(AssertionError):
        test_packed_or_not_a_browser_gets_the_file_as_it_is()
