"""The pane around the article: header, annotations, the editing of notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.model import (
    Annotation,
    Article,
    CleanedArticle,
    Heading,
    Match,
    Placement,
    Post,
    Problem,
    Selector,
    Span,
)
from reader.rendering import render
from reader.ui.article import ArticlePane
from reader.ui.theme import THEMES

BODY = "本文の一つ目。\n\n" + "本文の続き。" * 300 + "\n\n終わりの段落。\n"
POST = Post(
    path="posts/2026-02-03-x.md",
    title="題名",
    raw_title="題",
    date=datetime(2026, 2, 3, tzinfo=UTC),
    tags=("AI", "a & b"),
    categories=("技術",),
    author="著者",
    body=BODY,
    problems=(Problem("nul-bytes"),),
)
CLEANED = CleanedArticle(title="直された題名", text=BODY, kept=(Span(0, len(BODY)),))


def article(*placements: Placement, path: str = POST.path) -> Article:
    return Article(
        post=replace(POST, path=path),
        cleaned=CLEANED,
        view="cleaned",
        rendered=render(BODY, CLEANED, "cleaned", fold_words=lambda _: ""),
        placements=placements,
        reading_minutes=7,
    )


def placement(name: str, words: str | None, note: str = "", *, lost: bool = False) -> Placement:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    start = BODY.find(words) if words else 0
    selector = Selector(words, "", "", start, "") if words else None
    annotation = Annotation(id=name, path=POST.path, selector=selector, note=note, created=now, modified=now)
    return Placement(annotation, Match(start, start + len(words), "exact", 1.0) if words and not lost else None)


@pytest.fixture
def pane(qtbot: QtBot) -> ArticlePane:
    pane = ArticlePane()
    qtbot.addWidget(pane)
    pane.resize(900, 700)
    pane.show_article(article())
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def test_the_header_tells_what_is_known(pane: ArticlePane) -> None:
    header = pane.header
    assert header.title.text() == "直された題名"
    assert "題" in header.title.toolTip()
    for words in ("著者", "7", POST.path, "2026"):
        assert words in header.facts.text()
    assert "NUL" in header.problems.text()
    assert header.views["cleaned"].isChecked()


def test_a_title_that_is_the_first_heading_is_not_said_twice(pane: ArticlePane) -> None:
    shown = article()
    title = shown.cleaned.title
    assert not pane.header.title.isHidden()
    for first, hidden in ((title, True), ("はじめに", False)):
        headings = (Heading(2, first, 0, "h0"),)
        pane.show_article(replace(shown, rendered=replace(shown.rendered, headings=headings)))
        assert pane.header.title.isHidden() is hidden


def test_tags_and_categories_filter(pane: ArticlePane, qtbot: QtBot) -> None:
    assert "href" in pane.header.terms.text()
    assert "a &amp; b" in pane.header.terms.text()
    with qtbot.waitSignal(pane.filter_requested) as asked:
        pane.header.terms.linkActivated.emit('tag:"AI"')
    assert asked.args == ['tag:"AI"']


def test_the_switch_asks_for_a_view(pane: ArticlePane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.view_requested) as asked:
        pane.header.views["compared"].click()
    assert asked.args == ["compared"]


def test_the_header_scrolls_with_the_text(pane: ArticlePane) -> None:
    before = pane.header.y()
    pane.view.verticalScrollBar().setValue(120)
    assert (before, pane.header.y()) == (0, -120)
    top = pane.view._page.top_of(0)
    assert top > pane.header.height()


def test_annotations_are_listed_and_those_without_a_place_apart(pane: ArticlePane) -> None:
    pane.show_placements([placement("a", "続き"), placement("p", None, "post"), placement("b", "消えた", lost=True)])
    rows = [pane.list.item(row).text() or pane.list.item(row).data(Qt.ItemDataRole.UserRole).id for row in range(4)]
    assert rows == ["a", "p", "Lost their place", "b"]
    assert not pane.list.item(2).flags() & Qt.ItemFlag.ItemIsSelectable


def test_a_chosen_annotation_is_edited_and_saved_by_itself(pane: ArticlePane, qtbot: QtBot) -> None:
    pane.show_placements([placement("a", "一つ目", "old")])
    pane.list.choose("a")
    assert pane.editor.field.toPlainText() == "old"
    with qtbot.waitSignal(pane.annotation_edited, timeout=3000) as edited:
        pane.editor.field.setFocus()
        QTest.keyClicks(pane.editor.field, "new ")
    assert edited.args == ["a", {"note": "new old"}]


def test_leaving_the_field_saves_at_once(pane: ArticlePane, qtbot: QtBot) -> None:
    pane.show_placements([placement("a", "一つ目")])
    pane.list.choose("a")
    pane.editor.field.setFocus()
    qtbot.waitUntil(pane.editor.field.hasFocus)
    pane.editor.field.insertPlainText("typed")
    with qtbot.waitSignal(pane.annotation_edited, timeout=300) as edited:
        pane.view.setFocus()
    assert edited.args == ["a", {"note": "typed"}]


@pytest.mark.parametrize("leave", ["choose", "show", "clear"])
def test_whatever_comes_next_the_note_is_saved(pane: ArticlePane, qtbot: QtBot, leave: str) -> None:
    pane.show_placements([placement("a", "一つ目"), placement("b", "終わり")])
    pane.list.choose("a")
    pane.editor.field.insertPlainText("typed")
    with qtbot.waitSignal(pane.annotation_edited, timeout=300) as edited:
        if leave == "choose":
            pane.list.choose("b")
        elif leave == "show":
            pane.show_article(article(path="other.md"))
        else:
            pane.clear()
    assert edited.args == ["a", {"note": "typed"}]


def test_what_is_being_typed_is_never_put_back(pane: ArticlePane) -> None:
    pane.show_placements([placement("a", "一つ目", "old")])
    pane.list.choose("a")
    pane.editor.field.setPlainText("half a sen")
    pane.show_placements([placement("a", "一つ目", "old")])
    assert pane.editor.field.toPlainText() == "half a sen"


def test_nothing_is_saved_while_an_input_method_composes(pane: ArticlePane, qtbot: QtBot) -> None:
    pane.show_placements([placement("a", "一つ目")])
    pane.list.choose("a")
    pane.editor.field.insertPlainText("漢")
    QApplication.sendEvent(pane.editor.field, QInputMethodEvent("かな", []))
    with qtbot.assertNotEmitted(pane.annotation_edited):
        pane.editor.save()
    commit = QInputMethodEvent()
    commit.setCommitString("字")
    QApplication.sendEvent(pane.editor.field, commit)
    with qtbot.waitSignal(pane.annotation_edited) as edited:
        pane.editor.save()
    assert edited.args == ["a", {"note": "漢字"}]


def test_colour_style_and_deletion_are_asked_for(pane: ArticlePane, qtbot: QtBot) -> None:
    pane.show_placements([placement("a", "一つ目")])
    pane.list.choose("a")
    with qtbot.waitSignal(pane.annotation_edited) as edited:
        pane.editor._colours["pink"].click()
    assert edited.args == ["a", {"colour": "pink"}]
    with qtbot.waitSignal(pane.annotation_edited) as edited:
        pane.editor._underline.click()
    assert edited.args == ["a", {"style": "underline"}]
    with qtbot.waitSignal(pane.annotations_deleted) as deleted:
        pane.editor._delete()
    assert deleted.args == [("a",)]


def test_a_new_note_is_opened_for_writing(pane: ArticlePane, qtbot: QtBot) -> None:
    pane.show_placements([placement("a", "一つ目")])
    with qtbot.waitSignal(pane.note_requested) as asked:
        pane.header.note_requested.emit()
    assert asked.args == [None]
    pane.show_placements([placement("a", "一つ目"), placement("new", None)])
    assert pane.list.current_id() == "new"
    qtbot.waitUntil(pane.editor.field.hasFocus)


def test_a_chosen_annotation_is_brought_on_the_screen(pane: ArticlePane) -> None:
    pane.show_placements([placement("end", "終わりの段落")])
    pane.go_to("end")
    assert pane.view.verticalScrollBar().value() > 300


def test_the_notes_stand_beside_in_a_wide_pane_and_below_in_a_narrow_one(pane: ArticlePane) -> None:
    assert pane._panes.orientation() == Qt.Orientation.Vertical
    pane.resize(1400, 700)
    assert pane._panes.orientation() == Qt.Orientation.Horizontal


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_every_theme_can_be_put_on(pane: ArticlePane, theme) -> None:  # type: ignore[no-untyped-def]
    pane.show_placements([placement("a", "一つ目", "note")])
    pane.list.choose("a")
    pane.set_theme(theme)
    assert not pane.grab().isNull()
