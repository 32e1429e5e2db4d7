from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from storage.home import home_of
from storage.settings import StorageSettings
from tests.fakes import settings_in


@pytest.mark.parametrize(("name", "cap"), [("photo_hours", 168), ("result_days", 90)])
def test_nothing_can_be_set_to_be_kept_past_its_cap(tmp_path, name, cap):
    assert getattr(settings_in(tmp_path, **{name: cap}), name) == cap
    for wrong in (cap + 1, 0, -1):
        with pytest.raises(ValidationError):
            settings_in(tmp_path, **{name: wrong})


def test_quiet_hours_that_are_none_do_not_start(tmp_path):
    assert settings_in(tmp_path, quiet_hours="22:00-07:00").quiet_hours == "22:00-07:00"
    for wrong in ("07:00-07:00", "night", "7-22"):
        with pytest.raises(ValidationError, match="quiet hours"):
            settings_in(tmp_path, quiet_hours=wrong)


def test_the_environment_is_read_under_one_prefix(monkeypatch, tmp_path):
    monkeypatch.setenv("CANDID_PHOTO_HOURS", "2")
    assert StorageSettings(_env_file=None).photo_hours == 2


def test_a_master_key_inside_the_data_folder_is_refused(tmp_path):
    settings = settings_in(tmp_path, config_dir=tmp_path / "data" / "config")
    with pytest.raises(ValueError, match="backup"):
        home_of(settings)


def test_folders_are_the_users_alone(tmp_path):
    home = home_of(settings_in(tmp_path))
    home.create()
    for folder in (home.data, home.config, home.cache, home.logs, home.tmp):
        assert oct(folder.stat().st_mode & 0o777) == oct(0o700)


def test_folders_follow_the_platforms_convention(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert StorageSettings(_env_file=None).data_dir == Path(tmp_path) / "candid"


def test_every_setting_says_what_it_is_for():
    for name, field in StorageSettings.model_fields.items():
        assert field.description, name
