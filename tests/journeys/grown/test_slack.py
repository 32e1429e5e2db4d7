"""Slack on PostgreSQL and a bucket: the journeys of the embedded world once more."""

from __future__ import annotations

import pytest

from tests.journeys.grown.collecting import collected
from tests.journeys.slack import test_journeys
from tests.journeys.slack.conftest import *  # noqa: F403 - its fixtures

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

globals().update(collected(test_journeys))
