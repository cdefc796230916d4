"""Rules and annotations share the room beside or below the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from reader.model import Annotation, Article, CleanedArticle, Match, Placement, Post, RulesOff, Selector, Span
from reader.rendering import render
from reader.ui.article import ArticlePane
from reader.ui.article.pane import BESIDE
from reader.workspace import utc_now

BODY = "一つ目の段落。\n\n" + "続く段落。" * 100
CLEANED = CleanedArticle(title="題", text=BODY, kept=(Span(0, len(BODY)),))


@pytest.fixture
def pane(qtbot: QtBot) -> ArticlePane:
    """A pane too narrow for anything beside the text, with one highlight."""
    now = utc_now()
    annotation = Annotation(id="n", path="a.md", selector=Selector("一つ目", "", "", 0, ""), created=now, modified=now)
    article = Article(
        post=Post(path="a.md", title="題", body=BODY),
        cleaned=CLEANED,
        view="cleaned",
        rendered=render(BODY, CLEANED, "cleaned", fold_words=lambda _: ""),
        placements=(Placement(annotation, Match(0, 3, "exact", 1.0)),),
    )
    pane = ArticlePane()
    qtbot.addWidget(pane)
    pane.resize(800, 700)
    pane.show_article(article)
    pane.rules.show_article(article, RulesOff())
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def test_below_the_text_there_is_room_for_one_of_them(pane: ArticlePane) -> None:
    assert pane.list.isVisible()
    pane.header.rules.click()
    assert (pane.rules.isVisible(), pane.list.isVisible()) == (True, False)
    pane.rules.closed.emit()
    assert (pane.rules.isVisible(), pane.list.isVisible()) == (False, True)
    assert not pane.header.rules.isChecked()


def test_beside_the_text_there_is_room_for_both(pane: ArticlePane, qtbot: QtBot) -> None:
    pane.resize(BESIDE + 100, 700)
    pane.show_rules(True)
    assert (pane.rules.isVisible(), pane.list.isVisible()) == (True, True)
    qtbot.waitUntil(lambda: pane.list.mapTo(pane, QPoint(0, 0)).y() >= pane.rules.height() > 0)


def test_a_clicked_highlight_gets_the_room(pane: ArticlePane) -> None:
    pane.show_rules(True)
    pane.view.highlight_clicked.emit("n")
    assert pane.list.isVisible()
    assert pane.list.current_id() == "n"


def test_a_post_of_which_nothing_is_hidden_says_so(pane: ArticlePane) -> None:
    pane.show_rules(True)
    assert pane.header.rules.text() == "Nothing hidden"
    assert all(pane.rules.table.isRowHidden(row) for row in range(pane.rules.table.rowCount()))
    assert "0%" in pane.rules.total.text()


def test_the_rules_are_gone_through_by_keyboard(pane: ArticlePane, qtbot: QtBot) -> None:
    pane.show_rules(True)
    pane.rules.all.click()
    table = pane.rules.table
    table.setFocus()
    table.setCurrentCell(0, 0)
    with qtbot.waitSignal(pane.rules.followed) as followed:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert followed.args == [table.rule(0)]
    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_Right)
    with qtbot.waitSignal(pane.rules.switched) as switched:
        qtbot.keyClick(table, Qt.Key.Key_Space)
    assert switched.args == [frozenset({table.rule(0)}), "a.md"]
