"""On a full disk there is a message, nothing is lost, and the next save works."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from annotation_samples import TEXT, Clock, make

from reader.annotations.library import LibraryStore
from reader.annotations.store import Store
from reader.errors import CannotSave


@contextmanager
def full_disk(store: Store, free_pages: int = 0) -> Iterator[None]:
    """SQLite behaves as if the disk had room for so many pages more."""
    with store.reading() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + free_pages}")
        yield
        connection.execute("PRAGMA max_page_count = 1073741823")


@pytest.mark.parametrize("free_pages", (0, 1, 2, 4, 8, 11))
def test_a_save_that_does_not_fit_is_said_and_the_next_one_works(
    store: Store, library: LibraryStore, free_pages: int
) -> None:
    library.add(make(1, note="before"), TEXT)
    before = library.annotations()
    many = [make(number, f"post-{number}.md", note="n" * 5_000) for number in range(2, 40)]
    with full_disk(store, free_pages):
        with pytest.raises(CannotSave, match="full"):
            library.merge(many)
        assert library.annotations() == before
        assert library.can_undo() == "highlight"
    library.merge(many)
    assert len(library.annotations()) == 39


def test_an_edit_a_move_and_an_undo_on_a_full_disk_change_nothing(store: Store, library: LibraryStore) -> None:
    library.apply("import", put=[make(number, f"post-{number}.md", note="n" * 900) for number in range(200)])
    before = library.annotations()
    with full_disk(store):
        with pytest.raises(CannotSave):
            library.apply("edit", put=[make(number, f"post-{number}.md", note="m" * 9_000) for number in range(200)])
        with pytest.raises(CannotSave):
            library.seen({f"{'long' * 50}-{number}.md": "h" for number in range(500)})
        assert library.annotations() == before
    library.undo()
    library.redo()
    assert library.annotations() == before


LIMITED = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from annotation_samples import TEXT, Clock, make
from reader.annotations.store import Store
from reader.errors import CannotSave

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder, size = Path(sys.argv[1]), int(sys.argv[2])
store = Store.open(folder / "annotations.sqlite3", backups=folder / "backups", clock=lambda: datetime.now(UTC))
library = store.library(folder)
resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
saved, refused = [], 0
for number in range(60):
    try:
        library.add(make(number, f"{number % 3}.md", note="n" * 2_000), TEXT)
        saved.append(number)
    except CannotSave:
        refused += 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert refused, "the limit was never reached"
assert {annotation.id for annotation in library.annotations()} == {make(number).id for number in saved}
library.add(make(99), TEXT)
store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="files cannot be limited in size there")
@pytest.mark.parametrize("size", [90_000, 100_000, 117_000])
def test_files_that_cannot_grow_refuse_the_save_and_keep_the_rest(tmp_path: Path, clock: Clock, size: int) -> None:
    """The file system itself refuses to write, at whatever write of SQLite's it happens."""
    command = [sys.executable, "-c", LIMITED, str(tmp_path), str(size)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)})
    store = Store.open(tmp_path / "annotations.sqlite3", backups=tmp_path / "backups", clock=clock)
    assert make(99).id in {annotation.id for annotation in store.library(tmp_path).annotations()}
    store.close()
