"""A copy a day that can be trusted, and the way back from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from annotation_samples import START, TEXT, Clock, make

from reader.annotations import backups
from reader.annotations.store import Store
from reader.errors import CannotSave, FileUnreadable, StoreDamaged, StoreLocked

Open = Callable[[], Store]


def test_each_day_gets_one_copy(open_store: Open, clock: Clock, tmp_path: Path) -> None:
    for day in (0, 0, 1):
        clock.now = START + timedelta(days=day)
        open_store().close()
    names = [file.name for file in backups.listed(tmp_path / "data" / "backups")]
    assert names == ["annotations-2026-01-02.sqlite3", "annotations-2026-01-01.sqlite3"]


def test_the_last_ten_and_the_first_of_each_month_are_kept(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    with store.reading() as connection:
        for day in range(80):
            backups.daily(connection, folder, datetime(2026, 1, 5, tzinfo=UTC) + timedelta(days=day))
    names = [file.name[12:-8] for file in backups.listed(folder)]
    assert names[10:] == ["2026-03-01", "2026-02-01", "2026-01-05"]
    assert (names[0], names[9]) == ("2026-03-25", "2026-03-16")


def test_a_restored_copy_holds_what_it_held(open_store: Open, tmp_path: Path, clock: Clock) -> None:
    store = open_store()
    store.library(tmp_path).add(make(1), TEXT)
    store.back_up(tmp_path / "copy.sqlite3")
    store.library(tmp_path).add(make(2), TEXT)
    with pytest.raises(StoreLocked):
        backups.restore(store.path, tmp_path / "copy.sqlite3", clock())
    store.close()
    aside = backups.restore(store.path, tmp_path / "copy.sqlite3", clock())
    again = open_store()
    assert again.library(tmp_path).annotations() == (make(1),)
    again.close()
    assert aside is not None
    assert backups.verify(aside)["annotations"] == 2


def test_a_damaged_copy_is_not_restored(open_store: Open, tmp_path: Path, clock: Clock) -> None:
    store = open_store()
    store.library(tmp_path).add(make(1), TEXT)
    store.close()
    bad = tmp_path / "bad.sqlite3"
    bad.write_bytes(store.path.read_bytes()[:5000])
    with pytest.raises(StoreDamaged):
        backups.restore(store.path, bad, clock())
    with pytest.raises(FileUnreadable):
        backups.restore(store.path, tmp_path / "none.sqlite3", clock())
    assert open_store().library(tmp_path).annotations() == (make(1),)


def test_a_lost_database_is_not_taken_for_a_new_one(open_store: Open, tmp_path: Path, clock: Clock) -> None:
    store = open_store()
    store.library(tmp_path).add(make(1), TEXT)
    store.close()
    store.path.unlink()
    with pytest.raises(StoreDamaged, match="missing although there are copies"):
        open_store()
    for copy in backups.listed(tmp_path / "data" / "backups"):
        copy.unlink()
    with pytest.raises(StoreDamaged, match="missing although there are copies"):
        open_store()
    with pytest.raises(StoreDamaged, match="missing although there are copies"):
        Store.read(store.path, clock=clock)
    Store.open_anew(store.path, backups=tmp_path / "data" / "backups", clock=clock).close()
    open_store()


def test_starting_anew_keeps_the_damaged_file(open_store: Open, tmp_path: Path, clock: Clock) -> None:
    store = open_store()
    store.close()
    store.path.write_bytes(b"x" * 9999)
    Store.open_anew(store.path, backups=tmp_path / "data" / "backups", clock=clock).close()
    (aside,) = store.path.parent.glob("*set-aside*")
    assert aside.read_bytes() == b"x" * 9999


def test_a_copy_that_cannot_be_written_is_said_and_stops_nothing(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "backups").write_text("a file where the folder should be")
    store = Store.open(tmp_path / "annotations.sqlite3", backups=tmp_path / "backups", clock=clock)
    assert [type(failure) for failure in store.failures] == [CannotSave]
    store.library(tmp_path).add(make(1), TEXT)
    with pytest.raises(CannotSave):
        store.back_up(tmp_path / "backups" / "copy.sqlite3")
    store.close()


def test_no_unfinished_copy_stays(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    target.mkdir()
    with pytest.raises(CannotSave):
        store.back_up(target)
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("offset", range(0, 60_000, 3_000))
def test_a_flipped_or_cut_database_is_noticed_or_whole(store: Store, tmp_path: Path, clock: Clock, offset: int) -> None:
    library = store.library(tmp_path)
    library.apply("import", put=[make(number, note="n" * 100) for number in range(100)], texts={"h": TEXT * 100})
    store.close()
    content = store.path.read_bytes()
    for damaged in (content[:offset], content[:offset] + bytes([content[offset] ^ 0xFF]) + content[offset + 1 :]):
        store.path.write_bytes(damaged)
        try:
            again = Store.open(store.path, backups=tmp_path / "backups", clock=clock)
        except StoreDamaged:
            continue
        assert len(again.library(tmp_path).annotations()) == 100
        again.close()


def test_a_copy_is_a_database_of_its_own(store: Store, tmp_path: Path) -> None:
    store.library(tmp_path).add(make(1), TEXT)
    store.back_up(tmp_path / "copy.sqlite3")
    connection = sqlite3.connect(tmp_path / "copy.sqlite3")
    assert connection.execute("SELECT count(*) FROM annotations").fetchone() == (1,)
    connection.close()
