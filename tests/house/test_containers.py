"""The container files, as far as they can be tried without a container engine: linted, parsed, and their steps run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from bot.settings import rows
from bot.shell import app
from generation.settings import GenerationSettings
from generation.worker import process
from storage.settings import StorageSettings
from tests.house.containers import DOCKER, DOCKERFILES, ROOT, SHIMS, copy, moved, read

HADOLINT = Path(sys.executable).with_name("hadolint")
LOOPBACK = "127.0.0.1:8765:8765"
PORTRAIT = ROOT / "tests" / "assets" / "portraits" / "obama-senate.jpg"
PATIENCE_S = 60.0
ENDING_S = 10.0  # to hand back, close the database and end Python, beyond what a drain may take


def lint(dockerfile: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([HADOLINT, "--no-color", dockerfile], capture_output=True, text=True, check=False)


def compose() -> list[str]:
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    if shutil.which("docker"):
        found = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False)
        if found.returncode == 0:
            return ["docker", "compose"]
    pytest.skip("missing: docker-compose (docker/test-tools.sh brings it)")


@pytest.fixture
def checkout(tmp_path) -> Path:
    """The compose file beside an operator's .env."""
    shutil.copytree(DOCKER, tmp_path / "docker")
    shutil.copy(ROOT / ".env.example", tmp_path / ".env")
    return tmp_path


def parsed(checkout: Path, *profiles: str) -> subprocess.CompletedProcess[str]:
    chosen = [word for profile in profiles for word in ("--profile", profile)]
    env = ["--env-file", str(checkout / ".env")]
    command = [*compose(), *env, "-f", str(checkout / "docker" / "compose.yaml"), *chosen, "config"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def published_beyond_loopback(config: str) -> bool:
    return "127.0.0.1" not in config.partition("ports:")[2].partition("volumes:")[0]


@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda path: path.name)
def test_the_linter_finds_nothing(dockerfile) -> None:
    found = lint(dockerfile)
    assert found.stdout == ""
    assert found.returncode == 0


def test_the_sabotage_an_unpinned_image_is_found(tmp_path) -> None:
    bad = tmp_path / "bad.Dockerfile"
    bad.write_text(DOCKERFILES[0].read_text().replace("python:3.12-slim-bookworm", "python"))
    assert "DL3006" in lint(bad).stdout


def test_compose_parses_and_publishes_on_loopback_only(checkout) -> None:
    config = parsed(checkout)
    assert config.returncode == 0, config.stderr
    assert not published_beyond_loopback(config.stdout)
    for promise in ("network_mode: none", "read_only: true", "no-new-privileges:true", "CANDID_WEB_HOST: 0.0.0.0"):
        assert promise in config.stdout


def service(config: str, name: str) -> str:
    """The part of the parsed file that belongs to one service."""
    return re.split(r"\n  (?=\S)|\n(?=\S)", config.partition(f"\n  {name}:\n")[2])[0]


def test_the_worker_with_a_card_comes_only_when_asked_for_and_under_the_same_rules(checkout) -> None:
    config = parsed(checkout, "gpu")
    assert config.returncode == 0, config.stderr
    found = service(config.stdout, "worker-gpu")
    for promise in ("network_mode: none", "read_only: true", "no-new-privileges:true", "10001:10001", "driver: nvidia"):
        assert promise in found
    assert re.search(r"profiles:\s+- gpu\n", found)
    alone = service(parsed(checkout, "gpu-setup").stdout, "gpu-setup")
    assert re.search(r"profiles:\s+- gpu-setup\n", alone), "what reaches the network never starts with the workers"


def test_the_sabotage_a_gpu_worker_with_a_network_is_seen(checkout) -> None:
    file = checkout / "docker" / "compose.yaml"
    before, _, after = file.read_text().rpartition("    network_mode: none\n")
    file.write_text(before + after)
    assert "network_mode: none" not in service(parsed(checkout, "gpu").stdout, "worker-gpu")
    assert "network_mode: none" in service(parsed(checkout, "gpu").stdout, "worker")


def names(settings: type[BaseSettings]) -> set[str]:
    return {row.name for row in rows(settings)}


def environment_of(config: str, name: str) -> set[str]:
    """The names of the variables that a service gets, of a file that was read with an operator's .env."""
    return set(re.findall(r"^      (CANDID_\w+):", service(config, name).partition("environment:")[2], re.MULTILINE))


WORKERS = ("worker", "worker-gpu", "gpu-setup")
# The containers' own folders and what only other doors read.
NOT_A_WORKERS = {"CANDID_DATA_DIR", "CANDID_CONFIG_DIR", "CANDID_CACHE_DIR", "CANDID_KEYS_COPY_DIR",
                 "CANDID_KEYS_DIR",
                 "CANDID_KEY_DESCRIPTOR", "CANDID_VERIFY_PROXIES"}  # fmt: skip
# A serving engine elsewhere is reached over a network; these workers have none.
ELSEWHERE = "CANDID_IMAGES_"


@pytest.fixture
def filled_in(checkout) -> Path:
    """Each line of the operator's .env has a value."""
    env = checkout / ".env"
    env.write_text(re.sub(r"^#(CANDID_\w+)=.*$", r"\1=hunter2", env.read_text(), flags=re.MULTILINE))
    return checkout


def test_a_worker_gets_every_setting_it_reads_and_no_token_or_password(filled_in) -> None:
    config = parsed(filled_in, "gpu", "gpu-setup")
    assert config.returncode == 0, config.stderr
    for each in WORKERS:
        given = environment_of(config.stdout, each)
        wanted = (names(GenerationSettings) | names(StorageSettings)) - NOT_A_WORKERS
        assert given == {name for name in wanted if not name.startswith(ELSEWHERE)}
        assert not [name for name in given if re.search("TOKEN|SECRET|PASSWORD|_SLACK_|_DISCORD|_WEB", name)]
        assert "CANDID_OPERATOR: hunter2" in service(config.stdout, each)
    assert "CANDID_DISCORD_TOKEN: hunter2" in service(config.stdout, "bot")


def test_the_sabotage_a_worker_with_the_whole_file_is_seen(filled_in) -> None:
    file = filled_in / "docker" / "compose.yaml"
    file.write_text(file.read_text().replace("environment: *worker-settings", "env_file: ../.env", 1))
    config = parsed(filled_in)
    assert config.returncode == 0, config.stderr
    assert "CANDID_DISCORD_TOKEN" in environment_of(config.stdout, "worker")


def seconds(text: str) -> float:
    return sum(float(number) * {"m": 60, "s": 1}[unit] for number, unit in re.findall(r"([\d.]+)([ms])", text))


def bounds(config: str, name: str) -> tuple[bool, float]:
    """Whether processes and memory of a service are bounded, nothing of it swapped; seconds it has to end."""
    lines = r"^    (pids_limit|mem_limit|memswap_limit|stop_grace_period): (.+)$"
    found = dict(re.findall(lines, service(config, name), re.MULTILINE))
    held = 0 < int(found.get("pids_limit", "0").strip("'\"")) <= 512
    held = held and bool(found.get("mem_limit")) and found.get("mem_limit") == found.get("memswap_limit")
    return held, seconds(found.get("stop_grace_period", ""))


@pytest.mark.parametrize("who", ["bot", "worker", "worker-gpu", "gpu-setup"])
def test_processes_and_memory_are_bounded_and_a_stop_waits_for_the_drain(checkout, who) -> None:
    held, grace_s = bounds(parsed(checkout, "gpu", "gpu-setup").stdout, who)
    assert held
    assert grace_s >= max(app.DRAIN_S + app.CLOSE_S, process.DRAIN_S) + ENDING_S


def test_the_sabotage_limits_that_are_gone_are_seen(checkout) -> None:
    file = checkout / "docker" / "compose.yaml"
    whole = file.read_text()
    for line in ("    pids_limit: 256\n", "    mem_limit: 2g\n", "    memswap_limit: 2g"):
        file.write_text(whole.replace(line, "#" if line.endswith("2g") else ""))
        assert not bounds(parsed(checkout).stdout, "bot")[0], line
    file.write_text(whole.replace("stop_grace_period: 60s", "stop_grace_period: 10s"))
    assert bounds(parsed(checkout).stdout, "bot")[1] == 10


def test_the_sabotage_a_port_for_everybody_is_seen(checkout) -> None:
    file = checkout / "docker" / "compose.yaml"
    file.write_text(file.read_text().replace(LOOPBACK, "8765:8765"))
    assert published_beyond_loopback(parsed(checkout).stdout)


def test_the_sabotage_a_compose_file_that_is_none_does_not_parse(checkout) -> None:
    (checkout / "docker" / "compose.yaml").write_text("services: [bot")
    assert parsed(checkout).returncode != 0


@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda path: path.name)
def test_nothing_is_started_as_root(dockerfile) -> None:
    assert read(dockerfile).user == "10001:10001"


def test_the_web_gate_opens_in_the_container_with_a_password_and_never_without() -> None:
    from bot.errors import SettingMissing
    from bot.platforms.web.adapter import Options, build

    settings = {"host": "0.0.0.0", "port": 8765, "origin": "http://127.0.0.1:8765"}  # noqa: S104 — inside the container
    assert build(Options(**settings, password="a long one"))
    with pytest.raises(SettingMissing, match="password"):
        build(Options(**settings))


# --- the very steps, in a clean folder ----------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda path: path.stem)
def test_its_steps_make_something_that_serves(dockerfile, tmp_path) -> None:
    recipe, app = read(dockerfile), tmp_path / "app"
    app.mkdir()
    copy(recipe, app)
    environment = _environment(tmp_path, recipe.env)
    for step in recipe.runs:
        done = subprocess.run(["sh", "-ec", moved(step, tmp_path)], cwd=app, env=environment, check=False)
        assert done.returncode == 0, step
    who = recipe.health[-1]
    start = recipe.start
    if "--engine" in start:
        _pin_the_tiny_model(tmp_path, app, environment)
        start = [*start, "--device", "cpu"]  # without a card the worker refuses to start, unless one insists
    assert _healthy(recipe.health, app, environment) is False, f"a {who} that was not started cannot be healthy"
    serving = subprocess.Popen(_found(start, environment), cwd=app, env=environment)
    try:
        _until_healthy(recipe.health, app, environment)
        assert _reads_marks(app, environment), "/verify and the worker's own reading back need the model files"
    finally:
        serving.terminate()
        serving.wait(30)
    if who == "bot":
        assert _healthy(recipe.health, app, environment) is False, "a bot that has stopped says so"


def _pin_the_tiny_model(base: Path, app: Path, environment: dict[str, str]) -> None:
    """The operator's part, with a tiny random model in place of one from the hub."""
    where, pins = base / "var/cache/candid/models/tiny", base / "etc/candid/models"
    build = [base / "venv/bin/python", "-m", "generation.engines.diffusion.tiny", where]
    subprocess.run(build, cwd=app, env=environment, check=True)
    pins.mkdir(parents=True, exist_ok=True)
    shutil.copy(where / "manifest.toml", pins / "tiny.toml")
    environment["CANDID_DIFFUSION_MODEL"] = "tiny"


def _environment(base: Path, image: dict[str, str]) -> dict[str, str]:
    """The image's own, a virtual environment instead of the image's Python, and shims for what only root can do."""
    shims = base / "shims"
    shims.mkdir()
    for name, script in SHIMS.items():
        (shims / name).write_text(f"#!/bin/sh\n{script}\n")
        (shims / name).chmod(0o755)
    subprocess.run([sys.executable, "-m", "venv", base / "venv"], check=True)
    own = {name: moved(value, base) for name, value in image.items()}
    around = {
        name: os.environ[name] for name in os.environ if name.lower().endswith("_proxy") or name.startswith("PIP_")
    }
    path = f"{shims}:{base / 'venv' / 'bin'}:/usr/bin:/bin"
    return {**around, **own, "PATH": path, "HOME": str(base), "CANDID_WEB_PORT": "0"}


def _found(command: list[str], environment: dict[str, str]) -> list[str]:
    program = shutil.which(command[0], path=environment["PATH"])
    assert program is not None, f"{command[0]} was not installed"
    return [program, *command[1:]]


def _healthy(command: list[str], app: Path, environment: dict[str, str]) -> bool:
    asked = subprocess.run(_found(command, environment), cwd=app, env=environment, capture_output=True, check=False)
    assert asked.returncode in {0, 1}, asked.stderr
    return asked.returncode == 0


def _reads_marks(app: Path, environment: dict[str, str]) -> bool:
    command = _found(["candid", "verify", str(PORTRAIT)], environment)
    return subprocess.run(command, cwd=app, env=environment, check=False).returncode in {0, 20, 21}


def _until_healthy(command: list[str], app: Path, environment: dict[str, str]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not _healthy(command, app, environment):
        assert time.monotonic() < ends, "it never became healthy"
