"""Folders without a database, for what needs no more."""

from __future__ import annotations

import pytest

from storage.home import home_of


@pytest.fixture
def storage_home(settings):
    home = home_of(settings)
    home.create()
    return home
