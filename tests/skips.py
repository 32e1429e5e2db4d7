"""In CI nothing may be left out for want of a tool: a skip whose reason is not a GPU's absence fails the run."""

from __future__ import annotations

import os

import pytest

STRICT = "CANDID_STRICT_SKIPS"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if STRICT not in os.environ:
        return
    left_out = [report for report in terminalreporter.stats.get("skipped", []) if "GPU" not in str(report.longrepr)]
    if left_out:
        terminalreporter.section("skipped in CI: counted as failures", red=True)
        for report in left_out:
            terminalreporter.line(f"{report.nodeid}: {report.longrepr}")
        terminalreporter._session.exitstatus = pytest.ExitCode.TESTS_FAILED  # type: ignore[union-attr]
