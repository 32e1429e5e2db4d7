"""``make scan``: what two well-known scanners say: bandit of our own code, pip-audit of what the lock installs.

    python -m tests.house.scan

Each scanner first gets something that it must find: a file with a hole, a release with a published one. Where the
second is not found, no vulnerability data can be reached from here; that is told, and is no verdict on the lock.
Ends with 1 for a finding without a reason, or when bandit misses its hole.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
BIN: Final = Path(sys.executable).parent
PACKAGES: Final = ("bot", "generation", "storage")
HOLE: Final = "import subprocess\nsubprocess.run(input(), shell=True)\n"
PUBLISHED: Final = "urllib3==1.24.1"  # CVE-2019-11324, of 2019
# What bandit says and we leave, beside lines whose `noqa: S…` gives the reason: ruff's S101 is bandit's B101.
EVERYWHERE: Final = {
    "B404": "importing subprocess is no fault; every call is judged by itself",
    "B603": "child processes are started with fixed argument lists, never through a shell",
}
IN_A_FILE: Final = {
    ("B105", "bot/platforms/slack/checks.py"): "what Slack's errors and prefixes mean, in words",
    ("B107", "bot/platforms/slack/checks.py"): "an empty token asks as nobody",
    ("B105", "bot/platforms/slack/manifest.py"): "`token_rotation_enabled` is a switch of Slack's manifest",
    ("B105", "bot/platforms/web/desk/handlers.py"): "the sentence that a wrong password gets",
    ("B107", "generation/disclosure/page.py"): "an empty token means that nothing is to be reported",
    ("B405", "generation/disclosure/xmp.py"): "the classes alone; defusedxml reads",
    ("B406", "generation/disclosure/xmp.py"): "for writing; defusedxml reads",
}


def unexplained(report: dict[str, Any], root: Path = ROOT) -> list[str]:
    """Bandit's findings that no reason covers, one line each."""
    left = []
    for found in report["results"]:
        code, path = found["test_id"], str((root / found["filename"]).resolve().relative_to(root.resolve()))
        lines = (root / path).read_text().splitlines()
        told = "\n".join(lines[number - 1] for number in found["line_range"])
        if code in EVERYWHERE or (code, path) in IN_A_FILE or re.search(rf"noqa: .*\bS{code[1:]}\b", told):
            continue
        left.append(f"{path}:{found['line_number']} {code} {found['issue_text']}")
    return left


def vulnerable(report: dict[str, Any]) -> list[str]:
    """Releases with published holes, one line each, with the releases that close them."""
    return [
        f"{found['name']} {found['version']}: {hole['id']}, closed by {', '.join(hole['fix_versions']) or 'no release'}"
        for found in report["dependencies"]
        for hole in found.get("vulns", ())
    ]


def bandit(*targets: str, root: Path = ROOT) -> dict[str, Any]:
    command = [str(BIN / "bandit"), "--quiet", "--format", "json", "--recursive", *targets]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    found: dict[str, Any] = json.loads(run.stdout)
    if found["errors"]:
        raise RuntimeError(f"bandit could not read: {found['errors']}")
    return found


def pip_audit(requirements: Path) -> dict[str, Any]:
    """Empty of dependencies when the service does not answer."""
    command = [str(BIN / "pip-audit"), "--format", "json", "--progress-spinner", "off", "--disable-pip", "--no-deps"]
    run = subprocess.run([*command, "-r", str(requirements)], cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        found: dict[str, Any] = json.loads(run.stdout)
    except ValueError:
        return {"dependencies": []}
    return found


def code(scanner: Callable[..., dict[str, Any]] = bandit) -> list[str]:
    """What is wrong with our own code, or with the scanner."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "hole.py").write_text(HOLE)
        if not any("B602" in each for each in unexplained(scanner(".", root=Path(folder)), Path(folder))):
            return ["bandit did not find the hole that was made for it"]
    return unexplained(scanner(*PACKAGES))


def lock(scanner: Callable[[Path], dict[str, Any]] = pip_audit) -> tuple[bool, list[str]]:
    """Whether vulnerability data can be reached from here, and what it says of the lock."""
    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder) / "known.txt"
        known.write_text(PUBLISHED + "\n")
        if not vulnerable(scanner(known)):
            return False, []
    return True, vulnerable(scanner(ROOT / "requirements.lock"))


def main() -> int:
    wrong = code()
    print(f"bandit: {len(wrong)} findings without a reason in {', '.join(PACKAGES)}")
    reached, holes = lock()
    told = f"{len(holes)} published holes in what the lock installs"
    print(
        f"pip-audit: {told if reached else 'no vulnerability data can be reached from here; the lock was not judged'}"
    )
    for each in (*wrong, *holes):
        print(f"  {each}")
    return int(bool(wrong or holes))


if __name__ == "__main__":
    raise SystemExit(main())
