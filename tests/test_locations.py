"""Where the program keeps things."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from reader import locations
from reader.locations import locate, machine_key, resource


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YOMIKAKI_DATA", raising=False)
    for kind in ("data", "cache", "state"):
        monkeypatch.setattr(platformdirs, f"user_{kind}_path", lambda *_, kind=kind, **__: tmp_path / "home" / kind)


def test_the_folder_that_is_named_comes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert locate().data == tmp_path / "home" / "data"
    monkeypatch.setenv("YOMIKAKI_DATA", str(tmp_path / "environment"))
    assert locate().data == tmp_path / "environment"
    assert locate(tmp_path / "named").data == tmp_path / "named"
    assert locate(tmp_path / "named").cache == tmp_path / "named" / "cache"


def test_the_packaged_program_keeps_everything_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "stick" / "yomikaki"))
    assert not locate().portable
    assert locate(portable=True).data == tmp_path / "stick" / "data"
    assert locate().portable, "the folder is there now"


def test_a_read_only_program_folder_falls_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locations, "can_write", lambda folder: False)
    found = locate(portable=True)
    assert (found.portable, found.data) == (False, tmp_path / "home" / "data")


def test_two_libraries_never_share_a_cache(tmp_path: Path) -> None:
    found = locate(tmp_path / "data")
    assert found.library_cache(tmp_path / "a") != found.library_cache(tmp_path / "b")
    assert found.library_cache(tmp_path / "a") == found.library_cache(tmp_path / "b" / ".." / "a")


def test_the_key_stays_on_the_machine(tmp_path: Path) -> None:
    key = machine_key()
    assert len(key) == locations.KEY_LENGTH
    assert machine_key() == key == locate().key
    (file,) = (tmp_path / "home" / "state").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    file.write_bytes(b"damaged")
    assert machine_key() != key
    assert len(machine_key()) == locations.KEY_LENGTH


def test_without_a_place_for_the_key_one_start_has_one_key(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("no folder")
    found = locate(tmp_path / "data")
    assert len(found.key) == locations.KEY_LENGTH
    assert found.key == found.key != locate(tmp_path / "data").key


def test_the_key_is_not_printed() -> None:
    found = locate()
    assert repr(found.key) not in repr(found)


def test_resources_are_found() -> None:
    assert (resource("sample")).is_dir()
