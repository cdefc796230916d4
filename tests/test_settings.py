"""The settings file: whole or not at all, and never a reason not to start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import settings
from reader.errors import CannotSave
from reader.settings import RECENT, SEARCHES, SavedSearch, Settings


def test_a_round_trip_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.json"
    stored = Settings(library="/本", recent=("/本", "/b"), zoom=-2, view="compared", descending=False, compact=True)
    settings.save(stored, path)
    assert settings.load(path) == stored
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "settings.json") == Settings()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("damage", [b"{", b"\xff\xfe", b"[1]", b"null", b"", b"[" * 100_000])
def test_a_damaged_file_is_kept_beside(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(damage)
    assert settings.load(path) == Settings()
    assert not path.exists()
    assert (tmp_path / "settings.json.damaged").read_bytes() == damage


def test_a_value_of_another_type_counts_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"zoom": "big", "view": "sideways", "compact": 1, "recent": [1], "query": "本", "x": 1}))
    assert settings.load(path) == Settings(query="本")


@given(
    st.dictionaries(
        st.sampled_from([*Settings.__slots__, "other"]),
        st.floats() | st.none() | st.integers() | st.text() | st.lists(st.text()),
    )
)
def test_loading_accepts_only_fields_of_the_right_type(stored: dict[str, object]) -> None:
    loaded = Settings(**dict(settings.accepted(stored)))
    for name in Settings.__slots__:
        assert type(getattr(loaded, name)) is type(getattr(Settings(), name))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotSave, match="cannot be written"):
        settings.save(Settings(), tmp_path / "file" / "settings.json")


def test_a_failed_save_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()
    (path / "inside").write_bytes(b"")
    with pytest.raises(CannotSave):
        settings.save(Settings(), path)
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


def test_recent_libraries_are_listed_once_and_latest_first() -> None:
    remembered = Settings()
    for number in range(RECENT + 5):
        remembered = remembered.with_library(f"/{number}")
    remembered = remembered.with_library("/9")
    assert remembered.library == "/9"
    assert remembered.recent[:3] == ("/9", "/14", "/13")
    assert len(remembered.recent) == len(set(remembered.recent)) == RECENT


def test_searches_are_remembered_the_latest_first_and_once_each() -> None:
    made = Settings()
    for number in range(SEARCHES + 10):
        made = made.with_search(f"本{number}")
    made = made.with_search("本20")
    assert len(made.searches) == SEARCHES
    assert made.searches[:2] == ("本20", f"本{SEARCHES + 9}") and made.searches.count("本20") == 1


def test_searches_are_saved_renamed_and_deleted(tmp_path: Path) -> None:
    made = Settings().with_saved("川", "川 舟").with_saved("本", "tag:本").with_saved("川", "川 橋")
    assert made.saved == (("川", "川 舟"), ("本", "tag:本"), ("川 (2)", "川 橋"))
    settings.save(made, tmp_path / "settings.json")
    assert settings.load(tmp_path / "settings.json").saved == made.saved
    assert made.with_renamed("川", "水辺").saved[0] == ("水辺", "川 舟")
    assert made.with_renamed("川", "川") == made
    assert made.with_renamed("本", "川").saved[1] == ("川 (3)", "tag:本")
    assert made.without_saved("川").saved == (("本", "tag:本"), ("川 (2)", "川 橋"))


@pytest.mark.parametrize("stored", [3, {"川": "x"}, [["川"]], [["川", 3], ["a", "b", "c"], "xy"], None])
def test_what_is_no_saved_search_counts_for_nothing(tmp_path: Path, stored: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"saved": stored, "query": "本"}))
    assert settings.load(path) == Settings(query="本")
    path.write_text(json.dumps({"saved": [["本", "tag:本"], ["川", None]]}))
    assert settings.load(path).saved == (SavedSearch("本", "tag:本"),)
