"""A store in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from annotation_samples import Clock

from reader.annotations.library import LibraryStore
from reader.annotations.store import Store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_store(tmp_path: Path, clock: Clock) -> Iterator[Callable[[], Store]]:
    """Opens the store of this test's data folder; whatever is still open is closed at the end."""
    opened: list[Store] = []

    def open_() -> Store:
        store = Store.open(
            tmp_path / "data" / "annotations.sqlite3", backups=tmp_path / "data" / "backups", clock=clock
        )
        opened.append(store)
        return store

    yield open_
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    return open_store()


@pytest.fixture
def library(store: Store, tmp_path: Path) -> LibraryStore:
    return store.library(tmp_path / "posts")
