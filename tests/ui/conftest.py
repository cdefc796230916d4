"""What the tests of the window share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader import settings
from reader.locations import Locations
from reader.model import PostSummary
from reader.ui.rows import Listing, Sort, browsed
from reader.ui.window import MainWindow

LONG = 20_000
"""Milliseconds within which an import of the sample must have ended, on a slow machine too."""
FIRST = PostSummary(
    path="",
    title="",
    raw_title="",
    date=None,
    categories=("暮らし",),
    tags=("読書", "図書館"),
    author="",
    excerpt="小さな町の図書館には、朝から人が集まる。",
    reading_minutes=3,
    characters=1200,
    repeated=0.0,
    content_hash="",
)


@pytest.fixture
def summaries() -> Callable[[int], tuple[PostSummary, ...]]:
    """As many posts as asked for, each a day older than the one before."""

    def make(count: int) -> tuple[PostSummary, ...]:
        newest = datetime(2026, 3, 1, tzinfo=UTC)
        return tuple(
            replace(FIRST, path=f"{number:05}.md", title=f"記事 {number}", date=newest - timedelta(days=number))
            for number in range(count)
        )

    return make


@pytest.fixture
def listing(summaries: Callable[[int], tuple[PostSummary, ...]]) -> Callable[[int], Listing]:
    """All posts of a library of so many, the newest first."""

    def make(count: int) -> Listing:
        order = Sort("date", True)
        return Listing(query="", sort=order, rows=browsed(summaries(count), {}, order), total=count, library=count)

    return make


@pytest.fixture
def start(qtbot: QtBot, locations: Locations) -> Iterator[Callable[[Path], MainWindow]]:
    """Starts the program as a person does: one window on the same data folder each time."""
    windows: list[MainWindow] = []

    def open_window(root: Path) -> MainWindow:
        window = MainWindow(locations, settings.load(locations.settings))
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1280, 800)
        window.show()
        window.open_library(root)
        qtbot.waitUntil(lambda: window.posts.model.rowCount() > 0 and not window.imports.is_running(), timeout=LONG)
        return window

    yield open_window
    for window in windows:
        window.close()
