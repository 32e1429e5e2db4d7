from __future__ import annotations

from storage.vault import files


def test_a_torn_line_stays_apart_from_the_next(tmp_path):
    path = tmp_path / "list"
    files.append_line(path, "one")
    with path.open("a") as file:
        file.write("tor")
    files.append_line(path, "two")
    assert path.read_text().splitlines() == ["one", "tor", "two"]
