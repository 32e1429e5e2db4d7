from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

import pytest
import typer

from storage.errors import DiskFull
from storage.operations import main as module
from storage.operations.main import COMMANDS, _call, help_of, main


@pytest.fixture
def entries(monkeypatch):
    """Puts functions into the entry-point groups, under this module's own name."""
    groups = {COMMANDS: {}}

    class Entry:
        def __init__(self, name, target):
            self.name, self.target, self.value = name, target, "storage.made_up:x"
            self.module, self.attr = "storage.made_up", "x"

        def load(self):
            return self.target

    def put(group, **members):
        groups[group].update({name: Entry(name, target) for name, target in members.items()})

    monkeypatch.setattr(module, "entry_points", lambda group: list(groups[group].values()))
    return put


def test_every_command_is_listed_with_one_line_and_nothing_heavy_is_imported():
    code = (
        "import sys; from storage.operations.main import main; main(['--help']);"
        "heavy = {'sqlalchemy','cryptography','PIL','numpy','cv2','structlog','aiohttp','pydantic','bot','generation'};"
        "print(sorted(heavy & set(sys.modules) - {'bot','generation'}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    for entry in entry_points(group=COMMANDS):
        assert f"\n{entry.name} " in done.stdout
        assert help_of(entry), entry.name
    assert "\nbench " in done.stdout


def test_help_is_read_from_a_docstring_a_typer_app_or_is_empty():
    assert help_of(EntryPoint("doctor", "storage.operations.doctor:doctor", COMMANDS)).startswith(
        "Check this machine's setup"
    )
    assert help_of(EntryPoint("x", "storage.does_not_exist:x", COMMANDS)) == ""
    assert help_of(EntryPoint("x", "nowhere.at_all:x", COMMANDS)) == ""


def test_a_wrong_name_is_a_usage_error_with_the_nearest_one(entries, capsys):
    entries(COMMANDS, doctor=lambda: None)
    assert main(["docto"]) == 2
    assert "Did you mean `candid doctor`?" in capsys.readouterr().err
    assert main(["zzz"]) == 2


def test_a_function_and_a_typer_app_are_both_commands(entries, capsys):
    app = typer.Typer()

    @app.command()
    def pull(name: str) -> None:
        print(f"pulled {name}")

    @app.command()
    def other() -> None:
        pass

    def hello(count: int = 1) -> None:
        """Say hello."""
        print("hello " * count)

    entries(COMMANDS, weights=app, hello=hello)
    assert main(["weights", "pull", "faces"]) == 0
    assert main(["hello", "--count", "2"]) == 0
    assert capsys.readouterr().out == "pulled faces\nhello hello \n"
    assert main(["hello", "--nonsense"]) == 2


def test_a_bench_of_the_checkout_is_found_by_its_name_and_listed_without_one(capsys, monkeypatch, tmp_path):
    (tmp_path / "made_up_bench.py").write_text('def made_up():\n    """Counts to one."""\n    print("measured")\n')
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(import_module("tests.benches").BENCHES, "made_up", "made_up_bench:made_up")
    assert main(["bench", "made_up"]) == 0
    assert main(["bench"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("measured")
    assert re.search(r"^made_up +Counts to one\. *$", out, re.MULTILINE)


def test_without_a_checkout_a_bench_says_where_it_is(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(module, "CHECKOUT", tmp_path)
    assert main(["bench", "storage"]) == 2
    assert "from a checkout" in capsys.readouterr().err


@pytest.mark.parametrize("code", [0, 1, 10, 20, 21])
def test_a_commands_exit_code_is_the_programs(entries, code):
    def leave() -> None:
        raise typer.Exit(code)

    entries(COMMANDS, leave=leave)
    assert main(["leave"]) == code


def test_an_expected_error_is_its_sentence_and_no_traceback(entries, capsys):
    def fails() -> None:
        raise DiskFull("There is no room on the disk.")

    entries(COMMANDS, fails=fails)
    assert main(["fails"]) == 1
    assert capsys.readouterr().err == "There is no room on the disk.\n"


def test_an_error_may_carry_its_exit_code(entries):
    class Refused(Exception):
        code, exit_code = "refused", 10

    def fails() -> None:
        raise Refused("no")

    entries(COMMANDS, fails=fails)
    assert main(["fails"]) == 10


def test_an_unexpected_error_is_one_line_without_what_it_said(entries, capsys, monkeypatch):
    def fails() -> None:
        raise KeyError("Ada's secret")

    entries(COMMANDS, fails=fails)
    assert main(["fails"]) == 1
    told = capsys.readouterr().err
    assert "KeyError in test_main.py" in told
    assert "Ada" not in told
    assert "Traceback" not in told
    monkeypatch.setenv(module.TRACEBACK, "1")
    assert main(["fails"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_wrong_setting_is_named_by_its_variable(entries, capsys, monkeypatch):
    from storage.settings import StorageSettings

    monkeypatch.setenv("CANDID_PHOTO_HOURS", "999")
    entries(COMMANDS, fails=lambda: print(StorageSettings()))
    assert main(["fails"]) == 2
    assert "CANDID_PHOTO_HOURS: Input should be less than or equal to 168" in capsys.readouterr().err


def test_an_interrupt_is_quiet(entries, capsys):
    def fails() -> None:
        raise KeyboardInterrupt

    entries(COMMANDS, fails=fails)
    assert main(["fails"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_an_entry_that_is_no_command_is_a_defect():
    with pytest.raises(TypeError):
        _call(3, "candid x", [])
