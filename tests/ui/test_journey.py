"""The whole way in the real window: open, search, read, highlight, note, close, open again, and all is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader import settings
from reader.locations import Locations
from reader.model import Span
from reader.ui.theme import THEMES
from reader.ui.window import MainWindow

LONG = 20_000
"""Milliseconds within which an import of the sample must have ended, on a slow machine too."""


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


def show_post(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Type words into the search box and click the first hit."""
    qtbot.keyClick(window, Qt.Key.Key_Slash)
    assert window.posts.search.box.hasFocus()
    qtbot.keyClicks(window.posts.search.box, words)
    qtbot.keyClick(window.posts.search.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(row.snippet for row in window.posts.model.rows()))
    view = window.posts.view
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(window.posts.model.index(0, 0)).center()
    )
    path = window.posts.model.row(0).summary.path
    qtbot.waitUntil(lambda: window.reading.path() == path)


def place_of(window: MainWindow, span: Span) -> tuple[QPoint, QPoint]:
    """Where a stretch of the reading text begins and ends on the screen."""
    view = window.reading.article.view
    view.reveal(span.start)
    view.select(span)
    cursor = view.textCursor()
    ends = []
    for position in (cursor.selectionStart(), cursor.selectionEnd()):
        at = QTextCursor(view.document())
        at.setPosition(position)
        ends.append(view.cursorRect(at).center())
    cursor.clearSelection()
    view.setTextCursor(cursor)
    return ends[0], ends[1]


def select_with_mouse(window: MainWindow, span: Span) -> None:
    view = window.reading.article.view
    start, end = place_of(window, span)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.selected() == span


def painted(window: MainWindow, span: Span, colour: str) -> bool:
    """Whether the highlight's colour is on the screen where the text stands, and not before it."""
    view = window.reading.article.view
    start, end = place_of(window, span)
    image = view.viewport().grab().toImage()
    row = range(start.x() + 2, end.x() - 1) if start.y() == end.y() else range(start.x() + 2, start.x() + 6)
    wanted = QColor(THEMES["light"].highlights[colour])
    return all(
        any(image.pixelColor(x, y) == wanted for y in range(start.y() - 8, start.y() + 9)) for x in row
    ) and not any(image.pixelColor(start.x() - 3, y) == wanted for y in range(start.y() - 8, start.y() + 9))


def test_from_a_folder_to_an_annotated_article(
    start: Callable[[Path], MainWindow], qtbot: QtBot, sample: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    shutil.copytree(sample, library)
    window = start(library)
    assert window.posts.model.rowCount() == window.posts._listing.library >= 24

    show_post(window, qtbot, "sheepskin")
    path = window.reading.path()
    text = window.reading.article.view._rendered.text
    at = text.index("sheepskin")
    span = Span(at, at + len("sheepskin"))

    select_with_mouse(window, span)
    qtbot.keyClick(window.reading.article.view, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: painted(window, span, "green"))
    assert window.posts.model.status(path).highlights == 1

    select_with_mouse(window, span)
    qtbot.keyClick(window, Qt.Key.Key_N)
    field = window.reading.article.editor.field
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "worth keeping")
    window.close()

    again = start(library)
    qtbot.waitUntil(lambda: again.reading.path() == path)
    assert again.posts.search.query() == "sheepskin"
    qtbot.waitUntil(lambda: len(again.reading.article.list.placements()) == 2)
    assert "worth keeping" in {one.annotation.note for one in again.reading.article.list.placements()}
    assert {one.match.start for one in again.reading.article.list.placements()} == {span.start}
    assert (library / path).read_bytes() == (sample / path).read_bytes()
