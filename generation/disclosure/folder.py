"""``candid verify FOLDER``: the marks of every picture in a folder, one after another, going on where it was stopped.

Each answer is written down at once, as a line of JSON; a picture whose size and time are those of its line is not read
again. Nothing is ever called fake: a picture without marks proves nothing.
"""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeAlias

from generation.disclosure import verify
from generation.disclosure.c2pa import Anchors
from generation.disclosure.document import document
from generation.disclosure.verify import Findings, Report
from generation.disclosure.wording import Words, words

Line: TypeAlias = dict[str, Any]  # one picture: "file", "size", "mtime_ns", "language", and the answer

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif"})
AT_ONCE = 2  # children at work
CLOSINGS = {
    verify.EXIT_MARKED_HERE: "sure",
    verify.EXIT_UNCERTAIN: "unsure",
    verify.EXIT_NONE: "nothing",
    verify.EXIT_REFUSED: "refused-other",
}
POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;"
    "padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;"
    "padding:.5rem;border-top:1px solid #8888}th{overflow-wrap:anywhere}ul{margin:0;padding-inline-start:1.2em}"
)


def pictures(folder: Path) -> list[Path]:
    """Every file below ``folder`` that is named like a picture, by path. A link out of it is not followed."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in ENDINGS and path.is_file() and not path.is_symlink()
    )


def read(
    folder: Path,
    record: Path,
    *,
    anchors: Anchors,
    language: str,
    as_object: Callable[[Report], dict[str, object]],
    told: Callable[[int, int], None] = lambda *_: None,
) -> list[Line]:
    """One line for each picture, by path. ``record``: where lines are kept; ``told(done, of)`` after each picture.

    Raises ``OSError`` where ``record`` cannot be written.
    """
    known = _known(record)
    keys = {path: key for path in pictures(folder) if (key := _key(folder, path, language)) is not None}
    lines = {key["file"]: known.get(json.dumps(key), {}) for key in keys.values()}
    missing = [(path, key) for path, key in keys.items() if not lines[key["file"]]]

    def look(picture: tuple[Path, Line]) -> Line:
        path, key = picture
        data = _bytes(path)
        found = Findings(refused="unreadable") if data is None else verify.look(data, anchors=anchors)
        return {**key, **as_object(verify.report(found, language))}

    of = len(lines)
    done = of - len(missing)
    told(done, of)
    with record.open("a", encoding="utf-8") as kept, ThreadPoolExecutor(AT_ONCE) as pool:
        kept.write(_end_of_a_cut_line(record))
        for line in pool.map(look, missing):
            kept.write(json.dumps(line, ensure_ascii=False) + "\n")
            kept.flush()
            lines[line["file"]] = line
            done += 1
            told(done, of)
    return list(lines.values())


def _end_of_a_cut_line(record: Path) -> str:
    """What sets the next line apart from one that a stop cut off."""
    written = record.read_bytes()
    return "\n" if written and not written.endswith(b"\n") else ""


def _key(folder: Path, path: Path, language: str) -> Line | None:
    """None for a file that has gone. Bytes of its name that are no UTF-8 are written out."""
    try:
        seen = path.stat()
    except OSError:
        return None
    name = path.relative_to(folder).as_posix().encode("utf-8", "backslashreplace").decode()
    return {"file": name, "size": seen.st_size, "mtime_ns": seen.st_mtime_ns, "language": language}


def _known(record: Path) -> dict[str, Line]:
    """Lines of an earlier run by their key; a line that was cut off by a stop is left out."""
    if not record.exists():
        return {}
    return {
        json.dumps({name: line[name] for name in ("file", "size", "mtime_ns", "language")}): line
        for line in _lines(record.read_text("utf-8").splitlines())
    }


def _lines(written: Iterable[str]) -> Iterator[Line]:
    for text in written:
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict) and {"file", "size", "mtime_ns", "language", "exit_code", "lines"} <= line.keys():
            yield line


def _bytes(path: Path) -> bytes | None:
    """At most one byte more than the limit; None for a file that is gone or may not be read."""
    try:
        with path.open("rb") as picture:
            return picture.read(verify.MAX_BYTES + 1)
    except OSError:
        return None


def summary(lines: Iterable[Line], language: str) -> list[str]:
    """How many pictures got each answer, in sentences."""
    spoken = words(language)
    counts = Counter(int(line["exit_code"]) for line in lines)
    return [f"{counts[code]}: {spoken.of_marks(key)}" for code, key in CLOSINGS.items() if counts[code]]


def page(lines: Iterable[Line], language: str) -> str:
    """All answers as one page that loads nothing and runs nothing. File names are shown as text."""
    spoken, every = words(language), list(lines)
    rows = "".join(_row(line) for line in every)
    counts = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in summary(every, language))
    body = f"<ul>{counts}</ul><p>{_of(spoken, 'folder_intro')}</p>{_table(spoken, rows)}"
    return document(spoken, spoken.page["folder_title"], STYLE, body, head=POLICY) + "\n"


def _table(spoken: Words, rows: str) -> str:
    heads = f'<th scope="col">{_of(spoken, "folder_file")}</th><th scope="col">{_of(spoken, "folder_said")}</th>'
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(line: Line) -> str:
    said = "".join(f"<li>{html.escape(str(sentence))}</li>" for sentence in line["lines"])
    return f'<tr><th scope="row"><bdi>{html.escape(str(line["file"]))}</bdi></th><td><ul>{said}</ul></td></tr>'


def _of(spoken: Words, key: str) -> str:
    return html.escape(spoken.page[key])
