"""The browser of all annotations in the real window, on a library whose files change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from reader.model import Annotation, Span
from reader.ui.annotations.browser import AnnotationBrowser
from reader.ui.window import MainWindow

Start = Callable[[Path], MainWindow]
SLOW = 20_000
"""Milliseconds that an import may take."""

RIVER = """---
title: 川を渡る舟
date: 2026-03-04
---

川の水は朝のうちだけ澄んでいる。昼には舟の影で濁る。夕方になると人も減る。
"""
CLOCKS = """---
title: Two clocks
date: 2026-02-02
---

## The harbour

The harbour master keeps two clocks in the hall. Nobody winds the second one any more.
"""
QUOTES = {
    "river.md": ("川の水は朝のうちだけ澄んでいる。", "夕方になると人も減る。"),
    "clocks.md": ("The harbour master keeps two clocks in the hall.",),
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    root = tmp_path / "本棚"
    root.mkdir()
    (root / "river.md").write_text(RIVER, encoding="utf-8")
    (root / "clocks.md").write_text(CLOCKS, encoding="utf-8")
    return root


@pytest.fixture
def window(start: Start, library: Path, qtbot: QtBot) -> MainWindow:
    """Three highlights in two posts, and the browser open on them."""
    window = start(library)
    for path, quotes in QUOTES.items():
        window.show_post(path)
        qtbot.waitUntil(lambda path=path: window.reading.path() == path)
        for quote in quotes:
            at = window.reading.shown().article.rendered.text.index(quote)
            with qtbot.waitSignal(window.session.changed):
                window.reading.article.highlight_requested.emit(Span(at, at + len(quote)), "yellow", "highlight")
    qtbot.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(listed(window.desk.browser)) == 3)
    qtbot.waitUntil(lambda: len(window.desk.browser._standings) == 3)
    return window


def listed(browser: AnnotationBrowser) -> list[Annotation]:
    return [entry.annotation for group in browser.model.groups() for entry in group.entries]


def groups(browser: AnnotationBrowser) -> dict[str, int]:
    rows = range(browser.model.rowCount())
    return {browser.model.index(row, 0).data(): browser.model.rowCount(browser.model.index(row, 0)) for row in rows}


def of(browser: AnnotationBrowser, quote: str) -> Annotation:
    return next(one for one in listed(browser) if one.selector.quote == quote)


def change(qtbot: QtBot, window: MainWindow, file: Path, text: str) -> None:
    """Write a file, and wait until the window has told what became of its highlights."""
    file.write_text(text, encoding="utf-8")
    window.refresh()
    qtbot.waitUntil(window.desk.notice.isVisible, timeout=SLOW)


def test_they_are_grouped_and_filtered(window: MainWindow, qtbot: QtBot) -> None:
    browser = window.desk.browser
    assert groups(browser) == {"川を渡る舟": 2, "Two clocks": 1}
    browser.filters.grouping_changed.emit("colour")
    assert groups(browser) == {"Yellow": 3}
    browser.filters.box.setText("clocks -river")
    qtbot.waitUntil(lambda: len(listed(browser)) == 1)
    browser.filters.box.setText("(")
    qtbot.waitUntil(lambda: len(listed(browser)) == 0)
    assert browser.empty.isVisible()
    browser.filters.box.clear()
    qtbot.waitUntil(lambda: len(listed(browser)) == 3)
    browser.filters._colours["pink"].click()
    assert not listed(browser)


def test_many_are_changed_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    browser = window.desk.browser
    before = listed(browser)
    browser.tree.selectAll()
    browser.tools.recolour_requested.emit("pink")
    qtbot.waitUntil(lambda: {one.colour for one in listed(browser)} == {"pink"})
    assert len(browser.selected()) == 3, "what is selected stays so"
    browser.tools.tags_requested.emit(("潮", "b"), ())
    qtbot.waitUntil(lambda: {one.tags for one in listed(browser)} == {("潮", "b")})
    browser.tools.tags_requested.emit((), ("b",))
    qtbot.waitUntil(lambda: {one.tags for one in listed(browser)} == {("潮",)})
    qtbot.keyClick(browser.tree, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not listed(browser))
    for _ in range(4):
        with qtbot.waitSignal(window.session.changed):
            qtbot.keyClick(browser, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: listed(browser) == before)


def test_note_and_tags_are_edited_in_place(window: MainWindow, qtbot: QtBot) -> None:
    browser = window.desk.browser
    first = of(browser, QUOTES["river.md"][0])
    browser.select([first.id])
    browser.detail.editor.field.setPlainText("朝の水")
    browser.detail.tags.setText("水、朝")
    browser.select([of(browser, QUOTES["clocks.md"][0]).id])
    qtbot.waitUntil(lambda: of(browser, QUOTES["river.md"][0]).note == "朝の水")
    qtbot.waitUntil(lambda: of(browser, QUOTES["river.md"][0]).tags == ("水", "朝"))
    assert browser.detail.tags.text() == "" and browser.detail.editor.field.toPlainText() == ""


def test_enter_goes_to_the_place(window: MainWindow, qtbot: QtBot) -> None:
    browser = window.desk.browser
    assert window.reading.path() == "clocks.md"
    annotation = of(browser, QUOTES["river.md"][1])
    browser.select([annotation.id])
    qtbot.keyClick(browser.tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.reading.path() == "river.md")


def test_only_what_is_selected_is_exported(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = window.desk.browser
    file = tmp_path / "chosen.jsonld"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    browser.select([of(browser, QUOTES["clocks.md"][0]).id])
    with qtbot.waitSignal(window.session.exported):
        browser.tools.export_requested.emit()
    assert "two clocks" in file.read_text("utf-8") and "朝のうち" not in file.read_text("utf-8")


def test_a_change_on_disk_is_told_and_accepted(window: MainWindow, library: Path, qtbot: QtBot) -> None:
    browser = window.desk.browser
    annotation = of(browser, QUOTES["clocks.md"][0])
    change(qtbot, window, library / "clocks.md", CLOCKS.replace("two clocks in", "three clocks in"))
    assert "1 highlight" in window.desk.notice.text()
    qtbot.mouseClick(window.desk.notice, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: groups(browser) == {"The text changed": 1})
    assert listed(browser) == [annotation], "nothing moves by itself"
    browser.select([annotation.id])
    assert "two" in browser.detail._then.toPlainText() and "three" in browser.detail._now.toPlainText()
    browser._accept_all.click()
    qtbot.waitUntil(lambda: groups(browser) == {"In their place": 1})
    assert listed(browser)[0].selector.quote == "The harbour master keeps three clocks in the hall."
    with qtbot.waitSignal(window.session.changed):
        window.commands.undo.trigger()
    qtbot.waitUntil(lambda: groups(browser) == {"The text changed": 1})


def test_a_lost_highlight_is_attached_elsewhere(window: MainWindow, library: Path, qtbot: QtBot) -> None:
    browser = window.desk.browser
    annotation = of(browser, QUOTES["clocks.md"][0])
    change(qtbot, window, library / "clocks.md", "# Nothing\n\nAll of it was written anew by another hand.\n")
    qtbot.waitUntil(lambda: groups(browser).get("Lost their place") == 1)
    browser.select([annotation.id])
    browser.detail._around.click()
    qtbot.waitUntil(lambda: "Nobody winds" in browser.detail._then.toPlainText())
    browser.detail._reattach.click()
    attach = window.desk.bar.findChild(QPushButton)
    assert window.desk.bar.isVisible() and not attach.isEnabled()
    window.show_post("river.md")
    qtbot.waitUntil(lambda: window.reading.path() == "river.md")
    window.reading.article.view.select(Span(0, 5))
    assert attach.isEnabled()
    attach.click()
    qtbot.waitUntil(lambda: groups(browser) == {"川を渡る舟": 3})
    assert not window.desk.bar.isVisible()
    assert {one.id for one in listed(browser) if one.selector.quote == "川の水は朝"} == {annotation.id}


def test_a_missing_post_takes_nothing_away(window: MainWindow, library: Path, tmp_path: Path, qtbot: QtBot) -> None:
    browser = window.desk.browser
    shutil.move(library / "river.md", tmp_path / "elsewhere.md")
    window.refresh()
    qtbot.waitUntil(lambda: groups(browser) == {"The post is missing": 2, "Two clocks": 1}, timeout=SLOW)
    shutil.move(tmp_path / "elsewhere.md", library / "river.md")
    window.refresh()
    qtbot.waitUntil(lambda: groups(browser) == {"川を渡る舟": 2, "Two clocks": 1}, timeout=SLOW)


def test_passages_are_copied_as_citations(window: MainWindow, qtbot: QtBot) -> None:
    browser, clipboard = window.desk.browser, QGuiApplication.clipboard()
    browser.select([of(browser, QUOTES["river.md"][0]).id])
    with qtbot.waitSignal(clipboard.dataChanged):
        browser.detail.cite_requested.emit("markdown", browser.selected()[0])
    assert QUOTES["river.md"][0] in clipboard.text() and "川を渡る舟" in clipboard.text()
    window.reading.article.view.select(Span(0, 11))
    with qtbot.waitSignal(clipboard.dataChanged):
        window.commands.citation_chosen.emit("csl")
    assert json.loads(clipboard.text())[0]["title"] == "Two clocks"
    with qtbot.waitSignal(clipboard.dataChanged):
        window.reading.article.view.bar._cite.menu_.actions()[2].trigger()
    assert clipboard.text().startswith("@online{clocks,")


def test_another_library_has_its_own(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.md").write_text("# A\n\nWords.\n", encoding="utf-8")
    window.open_library(other)
    qtbot.waitUntil(lambda: not listed(window.desk.browser), timeout=SLOW)
    assert window.desk.browser.empty.isVisible()


def test_it_closes_with_the_window_and_keeps_what_was_typed(
    window: MainWindow, start: Start, library: Path, qtbot: QtBot
) -> None:
    browser = window.desk.browser
    quote = QUOTES["clocks.md"][0]
    browser.select([of(browser, quote).id])
    browser.detail.editor.field.setPlainText("kept")
    window.close()
    assert not browser.isVisible()
    again = start(library)
    again.desk.show()
    qtbot.waitUntil(lambda: len(listed(again.desk.browser)) == 3)
    assert of(again.desk.browser, quote).note == "kept"
