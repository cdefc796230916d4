"""The window on real libraries: what it shows, what it does on each key, what it says when something is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QToolButton, QTreeWidget
from pytestqt.qtbot import QtBot

from reader import settings
from reader.locations import Locations
from reader.model import Span
from reader.settings import Settings
from reader.ui.rows import Sort
from reader.ui.theme import THEMES
from reader.ui.window import MainWindow

Start = Callable[[Path], MainWindow]

POST = """---
title: {title}
date: {date}
categories: [{category}]
tags: [本, {tag}]
---

{body}
"""
LONG_BODY = "\n\n".join(f"段落{number}。川の水は朝のうちだけ澄んでいて、昼には舟の影で濁る。" for number in range(60))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Four posts of which the newest is longer than a screen, and one file that is no post."""
    root = tmp_path / "本棚"
    root.mkdir()
    bodies = {
        "2026-03-04-river.md": ("川を渡る舟", "2026-03-04", "水辺", "舟", LONG_BODY),
        "2026-03-03-bridge.md": (
            "橋のたもと",
            "2026-03-03",
            "水辺",
            "橋",
            "橋のたもとに小さな店がある。[川](2026-03-04-river.md)。",
        ),
        "2026-02-02-bread.md": ("Bread", "2026-02-02", "台所", "パン", "The oven is warm before five."),
        "2026-02-01-broken.md": ("Soup", "soon", "台所", "鍋", "A soup that needs no date."),
    }
    for name, (title, date, category, tag, body) in bodies.items():
        text = POST.format(title=title, date=date, category=category, tag=tag, body=body)
        (root / name).write_text(text, encoding="utf-8")
    (root / "note.pdf").write_bytes(b"%PDF")
    return root


def titles(window: MainWindow) -> list[str]:
    return [row.summary.title for row in window.posts.model.rows()]


def wait_for_list(qtbot: QtBot, window: MainWindow, count: int) -> None:
    qtbot.waitUntil(lambda: window.posts.model.rowCount() == count, timeout=10_000)


def open_first(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.session.shown):
        qtbot.keyClick(window, Qt.Key.Key_J)


def said(widget: object) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_posts_are_listed_and_narrowed(start: Start, library: Path, qtbot: QtBot) -> None:
    window = start(library)
    assert titles(window) == ["川を渡る舟", "橋のたもと", "Bread", "Soup"]
    assert window.windowTitle() == "本棚 — Yomikaki"
    window.sidebar.filter_toggled.emit('category:"台所"')
    wait_for_list(qtbot, window, 2)
    assert window.posts.search.query() == 'category:"台所"'
    window.browsing.search("oven")
    wait_for_list(qtbot, window, 1)
    window.browsing.toggle_filter('category:"水辺"')
    qtbot.waitUntil(window.posts.empty.isVisible)
    assert "Nothing found" in said(window.posts.empty)
    button = window.posts.empty.findChild(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    wait_for_list(qtbot, window, 4)
    assert window.posts.search.query() == ""


def test_the_order_of_the_list_is_remembered(start: Start, library: Path, qtbot: QtBot) -> None:
    window = start(library)
    with qtbot.waitSignal(window.session.listed):
        window.posts.sort_requested.emit(Sort("title", False))
    assert titles(window) == ["Bread", "Soup", "川を渡る舟", "橋のたもと"]
    window.browsing.search("舟")
    wait_for_list(qtbot, window, 1)
    assert window.preferences.settings.sort == "title", "hits have an order of their own"
    window.close()
    again = start(library)
    assert again.preferences.settings.sort == "title"


def test_reading_by_keyboard_alone(start: Start, library: Path, qtbot: QtBot) -> None:
    window = start(library)
    open_first(qtbot, window)
    assert window.reading.path() == "2026-03-04-river.md"
    bar = window.reading.article.view.verticalScrollBar()
    seen = {bar.value()}
    for _ in range(60):
        qtbot.keyClick(window.reading.article.view, Qt.Key.Key_Space)
        seen.add(bar.value())
        if bar.value() == bar.maximum():
            break
    assert len(seen) > 3
    with qtbot.waitSignal(window.session.shown):
        qtbot.keyClick(window.reading.article.view, Qt.Key.Key_Space)
    assert window.reading.path() == "2026-03-03-bridge.md"
    with qtbot.waitSignal(window.session.shown):
        qtbot.keyClick(window, Qt.Key.Key_K)
    assert window.reading.path() == "2026-03-04-river.md"


def test_the_reading_place_is_kept(start: Start, library: Path, qtbot: QtBot) -> None:
    window = start(library)
    window.show_post("2026-03-04-river.md")
    qtbot.waitUntil(lambda: window.reading.path() != "")
    pane = window.reading.article
    place = window.reading.shown().article.rendered.text.index("段落40")
    with qtbot.waitSignal(pane.place_changed):
        pane.set_place(place)
    window.close()
    again = start(library)
    qtbot.waitUntil(lambda: again.reading.path() == "2026-03-04-river.md")
    qtbot.waitUntil(lambda: again.reading.article.place() == place)


def test_the_view_changes_and_the_reader_stays(start: Start, library: Path, qtbot: QtBot) -> None:
    window = start(library)
    window.show_post("2026-03-04-river.md")
    qtbot.waitUntil(lambda: window.reading.path() != "")
    place = window.reading.shown().article.rendered.text.index("段落30")
    window.reading.article.set_place(place)
    with qtbot.waitSignal(window.session.shown):
        window.commands.views.actions()[1].trigger()
    text = window.reading.shown().article.rendered.text
    assert window.reading.shown().article.view == "original"
    assert text[window.reading.article.place() :].startswith("段落30")
    window.close()
    assert start(library).preferences.settings.view == "original"


def test_star_and_read_are_keys_and_are_counted(start: Start, library: Path, qtbot: QtBot) -> None:
    window = start(library)
    open_first(qtbot, window)
    path = window.reading.path()
    for key, field in ((Qt.Key.Key_S, "starred"), (Qt.Key.Key_M, "read")):
        before = getattr(window.posts.model.status(path), field)
        qtbot.keyClick(window, key)
        qtbot.waitUntil(lambda field=field, before=before: getattr(window.posts.model.status(path), field) != before)
    window.browsing.toggle_filter("is:starred")
    wait_for_list(qtbot, window, 1)


def test_several_posts_are_marked_at_once(start: Start, library: Path, qtbot: QtBot) -> None:
    window = start(library)
    window.posts.view.selectAll()
    window.commands.read.trigger()
    qtbot.waitUntil(lambda: all(window.posts.model.status(row.summary.path).read for row in window.posts.model.rows()))


def test_a_highlight_is_undone_and_made_again(start: Start, library: Path, qtbot: QtBot) -> None:
    window = start(library)
    window.show_post("2026-02-02-bread.md")
    qtbot.waitUntil(lambda: window.reading.path() != "")
    assert not window.commands.undo.isEnabled()

    def count() -> int:
        return len(window.reading.shown().article.placements)

    with qtbot.waitSignal(window.session.shown):
        window.reading.article.highlight_requested.emit(Span(4, 8), "pink", "underline")
    assert count() == 1 and "highlight" in window.commands.undo.text()
    with qtbot.waitSignal(window.session.shown):
        qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert count() == 0 and window.commands.redo.isEnabled()
    with qtbot.waitSignal(window.session.shown):
        qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert count() == 1


def test_letters_go_into_text_fields(start: Start, library: Path, qtbot: QtBot) -> None:
    window = start(library)
    qtbot.keyClick(window, Qt.Key.Key_Slash)
    qtbot.keyClicks(window.posts.search.box, "jksmn/ 12")
    assert window.posts.search.box.text() == "jksmn/ 12"
    assert window.reading.path() == ""


def test_words_are_found_inside_a_post(start: Start, library: Path, qtbot: QtBot) -> None:
    window = start(library)
    window.show_post("2026-03-04-river.md")
    qtbot.waitUntil(lambda: window.reading.path() != "")
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.reading.find_bar.box.hasFocus()
    with qtbot.waitSignal(window.session.matches_found) as found:
        window.reading.find_bar.box.setText("段落59")
    assert len(found.args[0]) == 1
    assert "1 of 1" in said(window.reading.find_bar)


def test_a_link_to_another_post_opens_it(start: Start, library: Path, qtbot: QtBot) -> None:
    window = start(library)
    window.browsing.search("たもと")
    wait_for_list(qtbot, window, 1)
    window.show_post("2026-03-03-bridge.md")
    qtbot.waitUntil(lambda: window.reading.path() != "")
    window.reading.article.link_activated.emit("2026-03-04-river.md")
    qtbot.waitUntil(lambda: window.reading.path() == "2026-03-04-river.md")
    with qtbot.waitSignal(window.session.followed):
        window.reading.article.link_activated.emit("file:///etc/passwd")
    assert window.reading.path() == "2026-03-04-river.md"
    assert "leads nowhere" in window.status.currentMessage()


def test_a_post_that_changed_on_disk_is_shown_as_it_is_now(start: Start, library: Path, qtbot: QtBot) -> None:
    window = start(library)
    window.show_post("2026-02-02-bread.md")
    qtbot.waitUntil(lambda: window.reading.path() != "")
    file = library / "2026-02-02-bread.md"
    file.write_text(file.read_text("utf-8").replace("warm", "still cold"), encoding="utf-8")
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "still cold" in window.reading.shown().article.rendered.text, timeout=20_000)
    (library / "2026-02-02-bread.md").unlink()
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.reading.path() == "", timeout=20_000)
    wait_for_list(qtbot, window, 3)


def test_problems_are_listed_and_lead_to_their_posts(start: Start, library: Path, qtbot: QtBot) -> None:
    window = start(library)
    window.show_problems()
    window.problems.post_requested.emit("2026-02-01-broken.md")
    qtbot.waitUntil(lambda: window.reading.path() == "2026-02-01-broken.md")
    tree = window.problems.findChild(QTreeWidget)
    assert [tree.topLevelItem(number).text(0) for number in range(tree.topLevelItemCount())] == ["2026-02-01-broken.md"]
    assert "“soon” is not a date" in tree.topLevelItem(0).text(1)


def test_a_missing_folder_is_told_and_another_can_be_chosen(
    locations: Locations, library: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = MainWindow(locations, Settings(library=str(tmp_path / "gone")))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.session.not_opened):
        window.open_library(tmp_path / "gone")
    assert window.reading.empty.isVisible()
    assert "does not exist" in said(window.reading.empty)
    assert window.reading.empty.findChild(QPushButton).text() == "&Open folder…"
    with qtbot.waitSignal(window.session.opened):
        window.open_library(library)
    wait_for_list(qtbot, window, 4)
    with qtbot.waitSignal(window.session.not_opened):
        window.open_library(library / "note.pdf")
    assert "is not a folder" in window.status.findChild(QToolButton, "trouble").text()
    assert window.posts.model.rowCount() == 4, "the library that is open stays"
    open_first(qtbot, window)
    window.close()


def test_an_empty_folder_says_so(locations: Locations, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "empty").mkdir()
    window = MainWindow(locations, Settings())
    qtbot.addWidget(window)
    window.show()
    assert "No library is open" in said(window.reading.empty)
    window.open_library(tmp_path / "empty")
    qtbot.waitUntil(lambda: "No posts here" in said(window.posts.empty), timeout=20_000)
    window.close()


def test_another_library_takes_the_place_of_the_first(
    start: Start, library: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(library / "2026-02-02-bread.md", other)
    window = start(library)
    open_first(qtbot, window)
    window.open_library(other)
    wait_for_list(qtbot, window, 1)
    assert window.reading.path() == ""
    assert window.preferences.settings.recent == (str(other), str(library))


@pytest.mark.parametrize(
    ("form", "suffix"), [("markdown", "md"), ("jsonld", "jsonld"), ("csv", "csv"), ("html", "html")]
)
def test_annotations_are_exported(
    start: Start, library: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, form: str, suffix: str
) -> None:
    window = start(library)
    window.show_post("2026-02-02-bread.md")
    qtbot.waitUntil(lambda: window.reading.path() != "")
    with qtbot.waitSignal(window.session.shown):
        window.reading.article.highlight_requested.emit(Span(4, 8), "pink", "highlight")
    file = tmp_path / f"mine.{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    with qtbot.waitSignal(window.session.exported):
        window.commands.export.trigger()
    assert "oven" in file.read_text("utf-8")


def test_an_export_that_cannot_be_written_is_told(start: Start, library: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = start(library)
    with qtbot.waitSignal(window.session.failed):
        window.session.export("markdown", tmp_path / "no folder" / "x.md")
    assert "cannot be written" in window.status.findChild(QToolButton, "trouble").text()


def test_theme_and_text_size_are_applied_at_once_and_remembered(
    start: Start, library: Path, locations: Locations, qtbot: QtBot
) -> None:
    window = start(library)
    sizes = []
    window.preferences.theme_changed.connect(lambda theme: sizes.append(theme.size))
    window.commands.theme_chosen.emit("dark")
    qtbot.waitUntil(lambda: window.palette().base().color().name() == THEMES["dark"].base)
    window.commands.zoom_in.trigger()
    window.commands.zoom_in.trigger()
    window.commands.zoom_out.trigger()
    assert sizes[0] < sizes[3] < sizes[2]
    window.close()
    stored = settings.load(locations.settings)
    assert (stored.theme, stored.zoom) == ("dark", 1)
    assert stored.geometry and stored.panes


def test_hidden_panes_stay_hidden(start: Start, library: Path) -> None:
    window = start(library)
    window.commands.sidebar.trigger()
    assert not window.sidebar.isVisible() and window.posts.isVisible()
    window.close()
    again = start(library)
    assert not again.sidebar.isVisible()
    again.commands.sidebar.trigger()
    assert again.sidebar.isVisible()
