"""The readable files beside the database say what it says, and it can be rebuilt from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from annotation_samples import TEXT, Clock, make

from reader.annotations import mirror
from reader.annotations.library import LibraryStore
from reader.annotations.rebuild import rebuild
from reader.annotations.store import Store
from reader.errors import CannotSave

Open = Callable[[], Store]


def files(store: Store) -> list[str]:
    return sorted(file.read_text(encoding="utf-8") for file in store.mirror_folder.rglob("*.jsonld"))


def test_every_change_reaches_the_files(store: Store, library: LibraryStore) -> None:
    library.add(make(1, "sub/猫.md", note="first"), TEXT)
    assert "first" in files(store)[0]
    library.edit(make(1).id, note="second")
    assert "second" in files(store)[0]
    library.moved({"sub/猫.md": "b.md"})
    assert ['"b.md"' in text for text in files(store)] == [True]
    library.delete([make(1).id])
    assert files(store) == []
    library.undo()
    assert "second" in files(store)[0]


def test_the_database_can_be_rebuilt_from_the_files(open_store: Open, tmp_path: Path, clock: Clock) -> None:
    store = open_store()
    store.library(tmp_path / "unused")
    one, two = store.library(tmp_path / "one"), store.library(tmp_path / "two")
    one.add(make(1, "a.md", note="one", tags=("t",)), TEXT)
    one.add(make(2, "a.md", quote=None, note="post"), TEXT)
    two.add(make(1, 'CON/a?"<>|.md', note="two"), TEXT)
    (store.mirror_folder / "1").mkdir()
    (store.mirror_folder / "1" / "broken.jsonld").write_text("{")
    expected = [one.annotations(), two.annotations()]
    before = files(store)
    store.close()
    store.path.write_bytes(b"damaged" * 1_000)

    (refused,) = rebuild(store.path, backups=tmp_path / "data" / "backups", clock=clock)
    assert str(refused) == (
        "Record 1 of “broken.jsonld” was not imported: the file cannot be read "
        "(Expecting property name enclosed in double quotes: line 1 column 2 (char 1))."
    )
    again = open_store()
    assert [again.library(tmp_path / name).annotations() for name in ("one", "two")] == expected
    assert sorted([*files(again), "{"]) == before
    assert len(list(store.path.parent.glob("annotations-set-aside-*"))) == 2


def test_a_file_that_is_missing_comes_back_with_the_copy_of_the_day(
    open_store: Open, clock: Clock, tmp_path: Path
) -> None:
    store = open_store()
    store.library(tmp_path).add(make(1), TEXT)
    before = files(store)
    for file in store.mirror_folder.rglob("*.jsonld"):
        file.unlink()
    store.close()
    clock.now += timedelta(days=1)
    assert files(open_store()) == before


def test_a_file_that_cannot_be_written_is_said_and_the_note_is_safe(store: Store, library: LibraryStore) -> None:
    store.mirror_folder.write_text("a file where the folder should be")
    library.add(make(1), TEXT)
    assert [type(failure) for failure in store.failures] == [CannotSave]
    assert library.annotations() == (make(1),)


def test_a_copy_for_reading_writes_no_files(store: Store, clock: Clock, tmp_path: Path) -> None:
    reader = Store.read(store.path, clock=clock)
    reader.library(tmp_path).add(make(1), TEXT)
    reader.close()
    assert files(store) == []


def test_a_long_name_is_cut_and_stays_unique(tmp_path: Path) -> None:
    names = {mirror.file_of(tmp_path, 1, "😀" * 60 + end).name for end in ("1.md", "2.md")}
    assert len(names) == 2
    assert all(len(name.encode()) < 255 for name in names)
