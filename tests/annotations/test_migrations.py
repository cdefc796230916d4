"""Databases of every released version open for ever; a migration happens whole, after a backup, or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from annotation_samples import TEXT, Clock, make

from reader.annotations import backups, migrations
from reader.annotations.store import Store
from reader.errors import CannotSave, StoreDamaged
from reader.model import Status

Open = Callable[[], Store]
RELEASED = sorted((Path(__file__).parent / "released").glob("version-*.sql"))


def add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE posts ADD COLUMN opened TEXT")


def fail(connection: sqlite3.Connection) -> None:
    add_column(connection)
    raise RuntimeError("half way")


@pytest.mark.parametrize("dump", RELEASED, ids=lambda path: path.stem)
def test_a_released_database_opens_with_all_that_it_holds(open_store: Open, tmp_path: Path, dump: Path) -> None:
    (tmp_path / "data").mkdir()
    connection = sqlite3.connect(tmp_path / "data" / "annotations.sqlite3")
    connection.executescript(dump.read_text(encoding="utf-8"))
    connection.close()

    store = open_store()
    library = store.library(Path("/library"))
    note, highlight = library.annotations()
    assert note == make(2, "a.md", quote=None, note="of the post")
    expected = make(1, "sub/猫.md", tags=("重要", "later"), note="edited", colour="pink", style="underline")
    assert highlight == replace(expected, modified=highlight.modified)
    assert store.text("hash-of-text") == TEXT
    assert library.statuses() == {
        "a.md": Status(read=True, notes=1),
        "sub/猫.md": Status(place=12, highlights=1, notes=1),
    }
    assert library.rules_off().of("a.md") == {"markers"}
    assert library.hashes() == {"a.md": "h1"}
    assert (library.can_undo(), library.can_redo()) == ("edit", "delete")
    library.undo()
    assert library.annotations()[1].note == "一行\n二行"


def test_every_version_is_among_the_released() -> None:
    assert len(RELEASED) == len(migrations.MIGRATIONS)


def test_before_a_migration_there_is_a_verified_copy(
    open_store: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store()
    store.library(tmp_path).add(make(1), TEXT)
    store.close()
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, add_column))
    again = open_store()
    assert again.library(tmp_path).annotations() == (make(1),)
    with again.reading() as connection:
        assert connection.execute("SELECT version FROM migrations").fetchall() == [(1,), (2,)]
    (copy,) = (file for file in backups.listed(tmp_path / "data" / "backups") if "before-update" in file.name)
    assert backups.verify(copy)["annotations"] == 1
    reader = Store.read(store.path, clock=Clock())
    assert reader.library(tmp_path).annotations() == (make(1),)
    reader.close()


def test_a_copy_for_reading_is_migrated_and_the_file_is_not(
    open_store: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    store = open_store()
    store.library(tmp_path).add(make(1), TEXT)
    store.close()
    content = store.path.read_bytes()
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, add_column))
    reader = Store.read(store.path, clock=clock)
    assert reader.library(tmp_path).annotations() == (make(1),)
    reader.close()
    assert store.path.read_bytes() == content


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    open_store: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store()
    store.library(tmp_path).add(make(1), TEXT)
    store.close()
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, fail))
        with pytest.raises(RuntimeError):
            open_store()
    assert open_store().library(tmp_path).annotations() == (make(1),)


def test_without_a_copy_there_is_no_migration(
    open_store: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store().close()
    for copy in backups.listed(tmp_path / "data" / "backups"):
        copy.unlink()
    (tmp_path / "data" / "backups").rmdir()
    (tmp_path / "data" / "backups").write_text("a file where the folder should be")
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, add_column))
        with pytest.raises(CannotSave):
            open_store()
    assert len(open_store().failures) == 1


def test_tables_that_were_changed_by_others_are_noticed(open_store: Open, tmp_path: Path) -> None:
    open_store().close()
    connection = sqlite3.connect(tmp_path / "data" / "annotations.sqlite3")
    add_column(connection)
    connection.close()
    with pytest.raises(StoreDamaged, match="its tables"):
        open_store()
