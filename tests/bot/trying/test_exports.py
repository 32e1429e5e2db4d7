"""Files are written beside what is there, never over it."""

from __future__ import annotations

from bot.ports import Attachment
from bot.trying.exports import save


def handed(data: bytes, name: str = "headshot-1.jpg") -> Attachment:
    return Attachment(filename=name, media_type="image/jpeg", data=data)


def test_the_folder_is_made(tmp_path) -> None:
    path = save(tmp_path / "a" / "b", handed(b"new"))
    assert path.read_bytes() == b"new"


def test_a_file_that_is_there_is_not_overwritten(tmp_path) -> None:
    first = save(tmp_path, handed(b"old"))
    second = save(tmp_path, handed(b"new"))
    assert (first.read_bytes(), second.read_bytes()) == (b"old", b"new")
    assert second.name == "headshot-1-2.jpg"


def test_a_name_cannot_leave_the_folder(tmp_path) -> None:
    path = save(tmp_path / "out", handed(b"new", "../../elsewhere.jpg"))
    assert path.parent == tmp_path / "out"
