"""The search box: asks after a short pause, says how it was understood, keeps its hands off an input method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reader.ui.rows import Listing
from reader.ui.search_bar import SearchBar

Make = Callable[[int], Listing]


@pytest.fixture
def bar(qtbot: QtBot) -> SearchBar:
    bar = SearchBar()
    qtbot.addWidget(bar)
    bar.show()
    return bar


def said(bar: SearchBar) -> str:
    return bar.findChild(QLabel, "said").text()


def test_typing_asks_once_for_the_whole_word(bar: SearchBar, qtbot: QtBot) -> None:
    asked: list[tuple[str, bool]] = []
    bar.search_requested.connect(lambda *args: asked.append(args))
    with qtbot.waitSignal(bar.search_requested):
        qtbot.keyClicks(bar.box, "reading ")
    assert asked == [("reading", True)]


def test_a_word_in_composition_is_not_searched_for(bar: SearchBar, qtbot: QtBot) -> None:
    asked: list[tuple[str, bool]] = []
    bar.search_requested.connect(lambda *args: asked.append(args))
    QApplication.sendEvent(bar.box, QInputMethodEvent("としょかん", []))
    qtbot.wait(250)
    assert asked == []
    commit = QInputMethodEvent()
    commit.setCommitString("図書館")
    with qtbot.waitSignal(bar.search_requested):
        QApplication.sendEvent(bar.box, commit)
    assert asked == [("図書館", True)]


def test_return_asks_at_once_and_goes_into_the_results(bar: SearchBar, qtbot: QtBot) -> None:
    happened: list[object] = []
    bar.search_requested.connect(lambda *args: happened.append(args))
    bar.results_entered.connect(lambda: happened.append("entered"))
    qtbot.keyClicks(bar.box, "a")
    qtbot.keyClick(bar.box, Qt.Key.Key_Return)
    assert happened == [("a", False), "entered"]


def test_escape_clears_first_and_leaves_then(bar: SearchBar, qtbot: QtBot) -> None:
    happened: list[str] = []
    bar.set_query("word")
    bar.search_requested.connect(lambda query: happened.append(query))
    bar.left.connect(lambda: happened.append("left"))
    qtbot.keyClick(bar.box, Qt.Key.Key_Escape)
    qtbot.keyClick(bar.box, Qt.Key.Key_Escape)
    assert happened == ["", "left"]


def test_a_query_that_is_put_in_asks_for_nothing(bar: SearchBar, qtbot: QtBot) -> None:
    asked: list[tuple[str, bool]] = []
    bar.search_requested.connect(lambda *args: asked.append(args))
    bar.set_query('tag:"読書"')
    qtbot.wait(250)
    assert asked == [] and bar.query() == 'tag:"読書"'


def test_what_needs_saying_about_an_answer_is_said(bar: SearchBar, listing: Make) -> None:
    plain = replace(listing(1), query="x", understood="x")
    bar.show_answer(plain)
    assert said(bar) == ""
    bar.show_answer(replace(plain, understood="x*"))
    assert said(bar) == ""
    bar.show_answer(replace(plain, tier="folded"))
    assert "kana" in said(bar)
    bar.show_answer(replace(plain, literal=True))
    assert "as it stands" in said(bar)
    bar.show_answer(replace(plain, understood="<b> AND y"))
    assert "&lt;b&gt; AND y" in said(bar)


def test_a_suggestion_is_a_click_away(bar: SearchBar, listing: Make, qtbot: QtBot) -> None:
    bar.show_answer(replace(listing(0), query="xx", suggestions=("a&b", "c")))
    with qtbot.waitSignal(bar.search_requested) as asked:
        bar.findChild(QLabel, "said").linkActivated.emit("a&b")
    assert asked.args == ["a&b", False] and bar.query() == "a&b"
