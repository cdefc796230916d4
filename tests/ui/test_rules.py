"""What was removed, in the real window: quiet lines, the way through the rules, and their switches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from reader.ui.article.rules_panel import LIBRARY, PASSAGES, POST, TITLE
from reader.ui.session import Shown
from reader.ui.theme import THEMES
from reader.ui.window import MainWindow

RIVER = "川の水は朝のうちだけ澄んでいて、昼には舟の影で濁る。"
BRIDGE = "橋のたもとの店は、雨の日だけ昼から戸を開けている。"
PROMPT = "（既存記事の最後の部分から続く）"
FILLER = "\n\n".join(f"段落{number}。渡し守は{number}艘目の舟を数えて、岸の杭に縄をかけた。" for number in range(40))
POST_TEXT = f"""---
title: "渡し守"
---

{RIVER}

{FILLER}

---END---

{PROMPT}

{BRIDGE}

---END---

{RIVER}

最後の段落はここに立つ。75%以上の企業が舟を使う。
"""


@pytest.fixture
def window(start: Callable[[Path], MainWindow], tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window on a library of two such posts, with one of them on the screen."""
    root = tmp_path / "library"
    root.mkdir()
    for name in ("a.md", "b.md"):
        (root / name).write_text(POST_TEXT.replace("渡し守", f"渡し守{name[0]}", 1), encoding="utf-8")
    window = start(root)
    with qtbot.waitSignal(window.session.shown):
        window.show_post("a.md")
    return window


def shown(window: MainWindow) -> Shown:
    answer = window.reading.shown()
    assert answer is not None
    return answer


def cell(window: MainWindow, rule: str, column: int) -> QTableWidgetItem:
    table = window.reading.article.rules.table
    row = next(row for row in range(table.rowCount()) if table.rule(row) == rule)
    return table.cell(row, column)


def click_cell(window: MainWindow, rule: str, column: int) -> None:
    table = window.reading.article.rules.table
    place = table.visualItemRect(cell(window, rule, column)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def colour_of(window: MainWindow, words: str) -> set[str]:
    """The colours on the screen around the first character of some words of the document."""
    view = window.reading.article.view
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.document().toRawText().index(words))
    at = view.cursorRect(cursor).center()
    image = view.viewport().grab().toImage()
    return {image.pixelColor(at + QPoint(x, y)).name() for x in range(2, 14) for y in range(-6, 6)}


def rules(window: MainWindow) -> set[str]:
    return {removal.rule for removal in shown(window).article.cleaned.removals}


def test_a_quiet_line_opens_by_keyboard_and_closes_again(window: MainWindow, qtbot: QtBot) -> None:
    view = window.reading.article.view
    view.setFocus()
    closed = view.toPlainText()
    assert PROMPT not in closed
    for expected in (True, False):
        if expected:
            qtbot.keyClick(view, Qt.Key.Key_Tab)
        with qtbot.waitSignal(window.session.shown):
            qtbot.keyClick(view, Qt.Key.Key_Return)
        assert (PROMPT in view.toPlainText()) is expected
    assert view.toPlainText() == closed


def test_an_opened_repetition_leads_to_the_text_that_stays(window: MainWindow, qtbot: QtBot) -> None:
    repeated = next(index for index, one in enumerate(shown(window).article.cleaned.removals) if one.rule == "repeated")
    view = window.reading.article.view
    with qtbot.waitSignal(window.session.shown):
        window.reading.article.rules.followed.emit("repeated")
    assert "Sentences that stand in the text before — Show the text that stays" in view.toPlainText()
    view.setFocus()
    view.focus_link(f"stays:{repeated}")
    assert view.verticalScrollBar().value() > 0
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.place() == 0
    assert THEMES["light"].selection in colour_of(window, RIVER)
    view._flash.timeout.emit()
    assert THEMES["light"].selection not in colour_of(window, RIVER)


def test_the_panel_opens_from_the_header_and_from_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    panel, button = window.reading.article.rules, window.reading.article.header.rules
    hidden = sum(removal.rule != "blank" for removal in shown(window).article.cleaned.removals)
    assert str(hidden) in button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.isVisible()
    assert window.commands.rules.isChecked()
    assert panel.total.text().startswith(str(hidden))
    qtbot.keyClick(window, Qt.Key.Key_H)
    assert not panel.isVisible()
    assert not button.isChecked()


def test_only_the_rules_that_hide_something_are_listed_at_first(window: MainWindow) -> None:
    window.reading.article.show_rules(True)
    panel = window.reading.article.rules
    assert not panel.table.isRowHidden(cell(window, "prompt", TITLE).row())
    assert panel.table.isRowHidden(cell(window, "apology", TITLE).row())
    panel.all.click()
    assert not panel.table.isRowHidden(cell(window, "apology", TITLE).row())


def test_a_click_on_a_rule_goes_from_one_of_its_removals_to_the_next(window: MainWindow, qtbot: QtBot) -> None:
    window.reading.article.show_rules(True)
    marks = [index for index, one in enumerate(shown(window).article.cleaned.removals) if one.rule == "marker"]
    places = []
    for number in (1, 2, 1):
        with qtbot.waitSignal(window.session.shown):
            click_cell(window, "marker", TITLE)
        assert cell(window, "marker", PASSAGES).text() == f"{number} / {len(marks)}"
        places.append(window.reading.article.view.verticalScrollBar().value())
    assert len(marks) == 2
    assert places[0] > 0
    assert shown(window).wanted.opened, "in the cleaned view its quiet line is opened"


def test_the_compared_view_is_gone_through_without_opening_anything(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.shown):
        window.reading.set_view("compared")
    window.reading.article.show_rules(True)
    with qtbot.waitSignal(window.session.shown):
        click_cell(window, "prompt", TITLE)
    assert shown(window).wanted.opened == frozenset()
    assert THEMES["light"].selection in colour_of(window, PROMPT)


def test_a_rule_is_switched_off_for_the_post_and_list_and_index_follow(window: MainWindow, qtbot: QtBot) -> None:
    window.reading.article.show_rules(True)
    with qtbot.waitSignals([window.session.shown, window.imports.finished], timeout=20_000):
        click_cell(window, "prompt", POST)
    assert "prompt" not in rules(window)
    assert PROMPT in window.reading.article.view.toPlainText()
    assert cell(window, "prompt", POST).checkState() == Qt.CheckState.Unchecked
    assert not window.reading.article.rules.table.isRowHidden(cell(window, "prompt", POST).row())
    with qtbot.waitSignal(window.session.listed):
        window.browsing.search("既存記事の最後")
    qtbot.waitUntil(lambda: [row.summary.path for row in window.posts.model.rows()] == ["a.md"], timeout=10_000)
    with qtbot.waitSignals([window.session.shown, window.imports.finished], timeout=20_000):
        click_cell(window, "prompt", POST)
    assert "prompt" in rules(window)


def test_a_rule_is_switched_off_for_the_library(window: MainWindow, qtbot: QtBot) -> None:
    window.reading.article.show_rules(True)
    with qtbot.waitSignals([window.session.shown, window.imports.finished], timeout=20_000):
        click_cell(window, "prompt", LIBRARY)
    assert not cell(window, "prompt", POST).flags() & Qt.ItemFlag.ItemIsEnabled
    with qtbot.waitSignal(window.session.shown):
        window.show_post("b.md")
    assert "prompt" not in rules(window)
    click_cell(window, "prompt", POST)
    assert cell(window, "prompt", LIBRARY).checkState() == Qt.CheckState.Unchecked


def test_tool_tips_name_rules_and_marks_in_every_view_that_shows_them(window: MainWindow, qtbot: QtBot) -> None:
    view = window.reading.article.view

    def tip(words: str) -> str:
        cursor = QTextCursor(view.document())
        cursor.setPosition(view.document().toRawText().index(words))
        view._reveal(view._page.top_at(cursor.position()))
        return view._tip(view.cursorRect(cursor).center() + QPoint(6, 0))

    assert "多くの企業" in tip("75%以上")
    with qtbot.waitSignal(window.session.shown):
        window.reading.set_view("compared")
    assert "多くの企業" in tip("75%以上")
    assert tip(PROMPT) == "Prompts that came back in the text"
    assert tip("最後の段落") == ""
