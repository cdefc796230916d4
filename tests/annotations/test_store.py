"""Whatever was written is there when the store is opened again, under the right post."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from annotation_samples import TEXT, Clock, make

from reader.annotations.library import LibraryStore
from reader.annotations.store import Store
from reader.errors import CannotSave, StoreDamaged, StoreLocked, StoreTooNew, UnknownAnnotation
from reader.model import Changes, Selector, Status

Open = Callable[[], Store]


def annotated(*paths: str) -> Changes:
    return Changes(annotated=frozenset(paths))


def test_what_was_added_is_there_when_the_store_is_opened_again(open_store: Open, tmp_path: Path) -> None:
    store = open_store()
    highlight = make(1, tags=("重要", "later"), note="一行\n二行", colour="pink", style="underline", extra='{"a":1}')
    note = make(2, quote=None, note="on the whole post")
    assert store.library(tmp_path).add(highlight, TEXT) == annotated("a.md")
    store.library(tmp_path).add(note)
    store.close()
    again = open_store()
    assert again.library(tmp_path).annotations() == (note, highlight)
    assert again.text("hash-of-text") == TEXT


def test_annotations_come_in_order_of_path_and_place(library: LibraryStore) -> None:
    for number, (path, quote) in enumerate([("b.md", "名前"), ("a.md", "見当"), ("a.md", "猫")]):
        library.add(make(number, path, quote=quote))
    assert [(a.path, a.selector and a.selector.quote) for a in library.annotations()] == [
        ("a.md", "猫"),
        ("a.md", "見当"),
        ("b.md", "名前"),
    ]
    assert [a.path for a in library.annotations("b.md")] == ["b.md"]
    assert library.annotations("none.md") == ()


def test_an_edit_changes_what_is_given_and_the_time(library: LibraryStore, clock: Clock) -> None:
    highlight = make(1, tags=("x",), note="before")
    library.add(highlight, TEXT)
    assert library.edit(highlight.id, note="after", tags=()) == annotated("a.md")
    edited = library.annotation(highlight.id)
    assert edited == replace(highlight, note="after", tags=(), modified=edited.modified)
    assert edited.modified > highlight.modified


def test_an_edit_that_changes_nothing_is_no_step(library: LibraryStore) -> None:
    highlight = make(1)
    library.add(highlight)
    assert not library.edit(highlight.id, colour=highlight.colour)
    assert library.can_undo() == "highlight"


def test_editing_what_is_gone_is_said(library: LibraryStore) -> None:
    with pytest.raises(UnknownAnnotation):
        library.edit("nothing", note="x")


def test_deleting_passes_over_what_is_gone(library: LibraryStore) -> None:
    highlight = make(1)
    library.add(highlight)
    assert library.delete([highlight.id, "nothing"]) == annotated("a.md")
    assert library.annotations() == ()
    assert library.delete([highlight.id]) == Changes()
    assert library.can_undo() == "delete"


def test_several_edits_can_be_one_step(library: LibraryStore) -> None:
    one, two, merged = make(1, quote="名前"), make(2, quote="まだ"), make(3, quote="名前はまだ")
    library.add(one)
    library.add(two)
    library.apply("merge", put=(merged,), delete=(one.id, two.id))
    assert library.annotations() == (merged,)
    assert library.can_undo() == "merge"
    library.undo()
    assert library.annotations() == (one, two)


def test_an_accepted_place_replaces_the_selector_and_keeps_the_new_text(library: LibraryStore) -> None:
    highlight = make(1)
    library.add(highlight, TEXT)
    selector = Selector("名", "", "", 3, "other")
    moved = replace(highlight, selector=selector)
    assert library.apply("relocate", put=(moved,), texts={"other": "xyz名"}) == annotated("a.md")
    assert library.annotation(highlight.id).selector == selector
    assert library.store.text("other") == "xyz名"
    assert library.store.text("hash-of-text") == TEXT
    assert library.store.text("never") is None


def test_half_a_surrogate_pair_does_not_keep_a_note_from_being_saved(library: LibraryStore) -> None:
    library.add(make(1, note="a\ud83d"))
    assert library.annotations()[0].note == "a\ufffd"


# --- undo and redo ---


def test_undo_and_redo_outlive_the_program(open_store: Open, tmp_path: Path) -> None:
    store = open_store()
    library = store.library(tmp_path)
    highlight = make(1, note="first")
    library.add(highlight, TEXT)
    library.edit(highlight.id, note="second")
    library.delete([highlight.id])
    store.close()

    library = open_store().library(tmp_path)
    assert (library.can_undo(), library.can_redo()) == ("delete", "")
    assert library.undo() == annotated("a.md")
    assert library.annotations()[0].note == "second"
    assert (library.can_undo(), library.can_redo()) == ("edit", "delete")
    library.undo()
    assert library.annotations() == (highlight,)
    library.undo()
    assert library.annotations() == ()
    assert not library.undo()
    assert library.redo() == annotated("a.md")
    assert library.annotations() == (highlight,)
    library.redo()
    library.redo()
    assert library.annotations() == ()
    assert not library.redo()


def test_something_new_ends_what_could_be_redone(library: LibraryStore) -> None:
    library.add(make(1))
    library.undo()
    library.add(make(2))
    assert library.can_redo() == ""
    assert not library.redo()


def test_each_library_has_its_own_history_and_ids(store: Store, tmp_path: Path) -> None:
    one, two = store.library(tmp_path / "one"), store.library(tmp_path / "two")
    one.add(make(1, note="one"))
    two.add(make(1, note="two"))
    assert one.annotations()[0].note == "one"
    one.undo()
    assert (one.annotations(), len(two.annotations())) == ((), 1)


# --- posts ---


def test_read_state_star_and_place_are_kept(open_store: Open, tmp_path: Path) -> None:
    store = open_store()
    library = store.library(tmp_path)
    assert library.set_read(["a.md", "b.md"], True) == Changes(status=frozenset({"a.md", "b.md"}))
    assert library.set_read(["b.md", "c.md"], True) == Changes(status=frozenset({"c.md"}))
    assert library.set_starred(["a.md"], True) == Changes(status=frozenset({"a.md"}))
    assert library.set_place("a.md", 120) == Changes(status=frozenset({"a.md"}))
    assert not library.set_place("a.md", 120)
    library.add(make(1, note="note"), TEXT)
    library.add(make(2), TEXT)
    library.add(make(3, quote=None, note="of the post"), TEXT)
    store.close()
    assert open_store().library(tmp_path).statuses() == {
        "a.md": Status(read=True, starred=True, place=120, highlights=2, notes=2),
        "b.md": Status(read=True),
        "c.md": Status(read=True),
    }


def test_a_file_that_is_not_there_changes_nothing(library: LibraryStore) -> None:
    library.add(make(1, "a.md"))
    library.seen({"a.md": "h1", "b.md": "h2"})
    library.seen({"b.md": "h3"})
    library.seen({})
    assert len(library.annotations("a.md")) == 1
    assert library.hashes() == {"a.md": "h1", "b.md": "h3"}


def test_a_moved_post_keeps_everything(library: LibraryStore) -> None:
    library.add(make(1, "a.md"), TEXT)
    library.set_starred(["a.md"], True)
    library.set_rules_off(["markers"], "a.md")
    library.delete([make(1).id])
    assert library.moved({"a.md": "sub/z.md"}) == Changes(moved={"a.md": "sub/z.md"})
    assert library.undo() == annotated("sub/z.md")
    assert library.annotations("sub/z.md") == (make(1, "sub/z.md"),)
    assert library.statuses() == {"sub/z.md": Status(starred=True, highlights=1)}
    assert library.rules_off().of("sub/z.md") == {"markers"}
    assert not library.moved({"a.md": "b.md"})


def test_two_posts_may_swap_their_names(library: LibraryStore) -> None:
    library.add(make(1, "a.md"))
    library.add(make(2, "b.md"))
    library.moved({"a.md": "b.md", "b.md": "a.md"})
    assert library.annotations() == (make(2, "a.md"), make(1, "b.md"))


def test_a_post_moved_over_a_known_one_loses_nothing_of_either(library: LibraryStore) -> None:
    library.add(make(1, "a.md"))
    library.add(make(2, "b.md"))
    library.set_starred(["b.md"], True)
    library.set_rules_off(["x"], "b.md")
    library.delete([make(2).id])
    library.moved({"a.md": "b.md"})
    library.undo()
    assert set(library.annotations("b.md")) == {make(1, "b.md"), make(2, "b.md")}
    assert library.statuses() == {"b.md": Status(starred=True, highlights=2)}
    assert library.rules_off().of("b.md") == {"x"}


def test_rules_are_switched_off_for_a_post_or_for_all(library: LibraryStore) -> None:
    library.set_rules_off(["a", "b"])
    library.set_rules_off(["c"], "x.md")
    assert library.rules_off().of("x.md") == {"a", "b", "c"}
    assert library.rules_off().of("y.md") == {"a", "b"}
    library.set_rules_off([])
    assert library.rules_off().of("x.md") == {"c"}


def test_a_library_is_known_again_by_its_place(open_store: Open, tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    store = open_store()
    store.library(tmp_path / "posts").add(make(1))
    assert store.library(tmp_path / "other").annotations() == ()
    assert len(store.library(tmp_path / "posts").annotations()) == 1


def test_a_stick_that_is_mounted_elsewhere_keeps_its_libraries(tmp_path: Path, clock: Clock) -> None:
    def library(stick: Path) -> LibraryStore:
        store = Store.open(stick / "data" / "annotations.sqlite3", backups=stick / "data" / "backups", clock=clock)
        opened.append(store)
        return store.library(stick / "posts")

    opened: list[Store] = []
    (tmp_path / "E" / "posts").mkdir(parents=True)
    library(tmp_path / "E").add(make(1))
    opened.pop().close()
    (tmp_path / "E").rename(tmp_path / "F")
    assert library(tmp_path / "F").annotations() == (make(1),)
    opened.pop().close()


# --- opening ---


def test_a_second_program_is_refused_until_the_first_has_ended(open_store: Open) -> None:
    store = open_store()
    with pytest.raises(StoreLocked):
        open_store()
    store.close()
    open_store()


def test_the_lock_goes_with_the_process(open_store: Open, tmp_path: Path) -> None:
    code = (
        "import sys, os, datetime; from pathlib import Path; from reader.annotations.store import Store\n"
        "path = Path(sys.argv[1])\n"
        "Store.open(path, backups=path.parent / 'backups', clock=lambda: datetime.datetime.now(datetime.UTC))\n"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "data" / "annotations.sqlite3")], check=False)
    open_store()


def test_reading_is_possible_beside_a_writer(store: Store, tmp_path: Path, clock: Clock) -> None:
    store.library(tmp_path).add(make(1), TEXT)
    readers = [Store.read(store.path, clock=clock) for _ in range(2)]
    for reader in readers:
        assert reader.library(tmp_path).annotations() == (make(1),)
        reader.close()


def test_reading_without_a_database_finds_nothing_and_creates_nothing(tmp_path: Path, clock: Clock) -> None:
    reader = Store.read(tmp_path / "annotations.sqlite3", clock=clock)
    assert reader.library(tmp_path).annotations() == ()
    reader.close()
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_durable(store: Store) -> None:
    with store.reading() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be one" * 100])
def test_a_damaged_database_is_never_an_empty_library(open_store: Open, content: bytes, tmp_path: Path) -> None:
    open_store().close()
    database = tmp_path / "data" / "annotations.sqlite3"
    database.write_bytes(content)
    with pytest.raises(StoreDamaged):
        open_store()
    assert database.read_bytes() == content


def test_a_database_of_another_program_is_refused(open_store: Open, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    connection = sqlite3.connect(tmp_path / "data" / "annotations.sqlite3")
    connection.execute("CREATE TABLE other (x)")
    connection.close()
    with pytest.raises(StoreDamaged, match="not an annotation database"):
        open_store()


def test_a_newer_database_is_left_alone(open_store: Open, tmp_path: Path) -> None:
    open_store().close()
    connection = sqlite3.connect(tmp_path / "data" / "annotations.sqlite3")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreTooNew):
        open_store()


def test_a_data_folder_that_is_a_file_is_said(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(CannotSave):
        Store.open(tmp_path / "data" / "annotations.sqlite3", backups=tmp_path / "backups", clock=clock)
