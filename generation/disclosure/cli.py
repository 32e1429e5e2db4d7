"""The door for everybody: ``candid verify``, started by the bot as ``python -m generation.disclosure.cli - --json``.

Settings are read here, nowhere below.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from generation.disclosure.c2pa import Anchors
    from generation.disclosure.verify import Report
    from generation.settings import GenerationSettings

EXIT_USAGE = 2
RECEIPT_EXIT = {"valid": 0, "altered": 10, "unknown": 20}
RECEIPT_SAID = {
    "valid": "A receipt of this installation, as it was given out: no letter was changed.",
    "altered": "This receipt names this installation, but it was changed after it was given out.",
    "unknown": "This installation did not sign this receipt: another one did, or its last line was changed. It proves "
    "nothing here.",
}


def verify(
    file: Annotated[
        str, typer.Argument(help="a picture, a folder of them, a receipt, or - for a picture on standard input")
    ] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    as_html: Annotated[bool, typer.Option("--html", help="of a folder: print one page")] = False,
    record: Annotated[
        Path, typer.Option(help="of a folder: where answers are kept, so that a stopped run goes on")
    ] = Path("candid-verify.jsonl"),
    language: Annotated[str, typer.Option(help="language of the answer")] = "en",
    serve: Annotated[bool, typer.Option("--serve", help="offer this as a web page instead")] = False,
    host: Annotated[str, typer.Option(help="where the page listens")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="where the page listens")] = 8790,
) -> None:
    """Read every mark in pictures, or check a receipt. Exit code 0: marked here, 20: uncertain, 21: no mark found."""
    from generation.disclosure import verify as reading
    from generation.settings import GenerationSettings

    settings = GenerationSettings()
    anchors = known_anchors(settings.config_dir.expanduser(), settings.credentials_certificates)
    if serve:
        _serve(anchors, settings, host, port)
        return
    if file and Path(file).is_dir():
        _folder(Path(file), record, anchors, language, as_json=as_json, as_html=as_html)
        return
    data = _read(file)
    if file != "-":
        _say_if_receipt(data, as_json=as_json)
    report = reading.report(reading.look(data, anchors=anchors), language)
    typer.echo(
        json.dumps(as_object(report), indent=2, ensure_ascii=False)
        if as_json
        else "\n".join((*report.lines, *report.remedies))
    )
    raise typer.Exit(report.exit_code)


def _serve(anchors: Anchors, settings: GenerationSettings, host: str, port: int) -> None:
    from generation.disclosure import callers
    from generation.disclosure.page import serve_page

    trusted = callers.proxies(settings.verify_proxies)
    try:
        serve_page(anchors, host=host, port=port, tell=_tell_address, data=_data_folder(), proxies=trusted)
    except OSError as failed:
        if failed.errno not in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL):
            raise
        typer.echo(f"Nothing can listen on {host}, port {port} ({os.strerror(failed.errno)}). Try --port 0.", err=True)
        raise typer.Exit(1) from failed


def _say_if_receipt(data: bytes, *, as_json: bool) -> None:
    """Ends the command for a receipt; for it alone the installation's key is read, where there is one."""
    from storage.home import home_of
    from storage.operations.receipts import verdict
    from storage.settings import StorageSettings

    if found := verdict(home_of(StorageSettings()), data):
        typer.echo(json.dumps({"receipt": found}) if as_json else RECEIPT_SAID[found])
        raise typer.Exit(RECEIPT_EXIT[found])


def _folder(folder: Path, record: Path, anchors: Anchors, language: str, *, as_json: bool, as_html: bool) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from generation.disclosure import folder as folders

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading marks", total=None)

        def told(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        try:
            lines = folders.read(folder, record, anchors=anchors, language=language, as_object=as_object, told=told)
        except OSError as failed:
            typer.echo(f"{record}: {failed.strerror}. Name another file with --record.", err=True)
            raise typer.Exit(EXIT_USAGE) from failed
    if not lines:
        typer.echo(f"There is no picture in {folder}.", err=True)
        raise typer.Exit(EXIT_USAGE)
    if as_json:
        typer.echo(json.dumps({"pictures": lines}, indent=2, ensure_ascii=False))
    elif as_html:
        typer.echo(folders.page(lines, language))
    else:
        typer.echo("\n".join(folders.summary(lines, language)))
        typer.echo(f"Each picture's answer is in {record}; --html or --json shows them all.", err=True)


def _tell_address(address: str) -> None:
    typer.echo(f"Open {address}   (Ctrl-C stops it)", err=True)


def _data_folder() -> Path:
    """Where a bot on this machine, if one runs, is asked for the pictures it made; nothing in it is read."""
    from storage.home import home_of
    from storage.settings import StorageSettings

    return home_of(StorageSettings()).data


def known_anchors(config: Path, certificates: Path | None) -> Anchors:
    """The public certificates of this installation; no key is read."""
    from generation.disclosure.c2pa import Anchors
    from generation.disclosure.chain import anchor_of, operators_anchor

    issuer = serial = ""
    if certificates is not None:
        _, issuer, serial = operators_anchor(certificates.read_text("ascii"))
    return Anchors(root=anchor_of(config), issuer=issuer, serial=serial)


def as_object(report: Report) -> dict[str, object]:
    """The report for programs."""
    from generation.disclosure.verify import label_words, level, only_a_camera, watermark_word

    found = report.findings
    credentials = found.credentials
    return {
        "refused": found.refused,
        "content_credentials": None
        if credentials is None
        else {"state": credentials[0], "source_type": credentials[1]},
        "watermark": watermark_word(found.watermark),
        "watermark_score": found.watermark,
        "registry": "not_checked_here",
        "fingerprint": found.fingerprint,
        "label": None
        if found.label is None
        else {
            "code": found.label[0],
            "language": found.label[1],
            "words": label_words(found.label),
        },
        "metadata_source_type": found.metadata,
        "levels": {
            "content_credentials": None if credentials is None else level(credentials[1]),
            "metadata": None if found.metadata is None else level(found.metadata),
        },
        "camera": only_a_camera(found),
        "lines": [*report.lines, *report.remedies],
        "exit_code": report.exit_code,
    }


def _read(file: str) -> bytes:
    """At most one byte more than the limit, so that a file too big is told apart without reading it whole."""
    from generation.disclosure.verify import MAX_BYTES

    if not file:
        typer.echo("Which picture? Give a file, or - for standard input.", err=True)
        raise typer.Exit(EXIT_USAGE)
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(file).open("rb") as picture:
            return picture.read(MAX_BYTES + 1)
    except OSError as error:
        typer.echo(f"{file}: {error.strerror or 'cannot be read'}", err=True)
        raise typer.Exit(EXIT_USAGE) from error


if __name__ == "__main__":
    typer.run(verify)
