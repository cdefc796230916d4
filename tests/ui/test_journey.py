"""The whole way in the real window: open, search, read, highlight, note, close, open again, and all is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from reader.locations import Locations
from reader.model import Span
from reader.ui.session import Shown
from reader.ui.theme import THEMES
from reader.ui.window import MainWindow


def show_post(window: MainWindow, qtbot: QtBot, words: str) -> Shown:
    """Type words into the search box and click the first hit."""
    qtbot.keyClick(window, Qt.Key.Key_Slash)
    assert window.posts.search.box.hasFocus()
    qtbot.keyClicks(window.posts.search.box, words)
    with qtbot.waitSignal(window.session.listed):
        qtbot.keyClick(window.posts.search.box, Qt.Key.Key_Return)
    view = window.posts.view
    with qtbot.waitSignal(window.session.shown) as shown:
        place = view.visualRect(window.posts.model.index(0, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    return shown.args[0]


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
    wanted = QColor(THEMES["light"].highlights[colour])
    heights = range(start.y() - 14, start.y() + 15)
    coloured = [any(image.pixelColor(x, y) == wanted for y in heights) for x in range(start.x() - 8, end.x() + 8)]
    return all(coloured[10:-10]) and not any(coloured[:6]) and not any(coloured[-6:])


def test_from_a_folder_to_an_annotated_article(
    start: Callable[[Path], MainWindow], qtbot: QtBot, sample: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    shutil.copytree(sample, library)
    window = start(library)
    assert window.posts.model.rowCount() >= 24

    shown = show_post(window, qtbot, "sheepskin")
    path, span = shown.wanted.path, shown.hits[0]
    assert shown.article.rendered.text[span.start : span.end].casefold() == "sheepskin"

    select_with_mouse(window, span)
    with qtbot.waitSignal(window.session.shown):
        qtbot.keyClick(window.reading.article.view, Qt.Key.Key_2)
    assert window.posts.model.status(path).highlights == 1
    window.reading.article.set_hits(())
    assert painted(window, span, "green")

    select_with_mouse(window, span)
    qtbot.keyClick(window, Qt.Key.Key_N)
    field = window.reading.article.editor.field
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "worth keeping")
    window.close()

    again = start(library)
    qtbot.waitUntil(lambda: again.reading.path() == path)
    assert again.posts.search.query() == "sheepskin"
    placements = again.reading.shown().article.placements
    assert [(one.annotation.note, one.match.start) for one in placements] == [
        ("", span.start),
        ("worth keeping", span.start),
    ]
    again.reading.article.set_hits(())
    assert painted(again, span, "yellow"), "the note's highlight lies above the first one"
    assert (library / path).read_bytes() == (sample / path).read_bytes()


def test_a_new_reader_is_welcomed(start: Callable[[Path], MainWindow], sample: Path, qtbot: QtBot) -> None:
    window = start(sample)
    qtbot.waitUntil(lambda: window.reading.path() == "2026-05-31-welcome.md", timeout=20_000)


def test_a_copy_that_cannot_be_written_is_told(
    start: Callable[[Path], MainWindow], sample: Path, qtbot: QtBot, locations: Locations
) -> None:
    locations.data.mkdir(parents=True)
    locations.backups.write_text("a file in the place of the folder")
    window = start(sample)
    trouble = window.status.findChild(QToolButton, "trouble")
    qtbot.waitUntil(lambda: "backups" in trouble.text(), timeout=20_000)
