"""Searching in the real window, in Japanese: what is typed step by step, what is listed, marked, counted and kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from reader.model import Span
from reader.ui.query_help import QueryHelp
from reader.ui.window import MainWindow

Start = Callable[[Path], MainWindow]

POST = "---\ntitle: {title}\ndate: {date}\ncategories: [{category}]\ntags: [{tag}]\n---\n\n{body}\n"
FILLER = "\n\n".join(f"第{number}段。机の上には古い時計と鉛筆が一本だけ置いてある。" for number in range(40))
POSTS = {
    "2025-10-03-weights.md": (
        "秤の記録",
        "2025-10-03",
        "技術",
        "計測",
        f"秤のデータを紙に写した。\n\n{FILLER}\n\n二度目のデータは夜に取った。\n\n{FILLER}\n\n最後のデータは捨てた。",
    ),
    "2025-11-20-letters.md": (
        "手紙と生成AI",
        "2025-11-20",
        "技術",
        "手紙",
        "生成AIで書いた手紙を、デートの前に読み返した。",
    ),
    "2026-01-09-shelf.md": ("棚の話", "2026-01-09", "暮らし", "計測", "ﾃﾞｰﾀの棚は北向きで、サーバーの熱が届かない。"),
    "2026-02-11-oven.md": (
        "Oven",
        "2026-02-11",
        "暮らし",
        "台所",
        "The oven keeps its warmth. Ovens of clay do better.",
    ),
}


@pytest.fixture
def window(start: Start, tmp_path: Path) -> MainWindow:
    root = tmp_path / "本棚"
    root.mkdir()
    for name, (title, date, category, tag, body) in POSTS.items():
        text = POST.format(title=title, date=date, category=category, tag=tag, body=body)
        (root / name).write_text(text, encoding="utf-8")
    return start(root)


def enter(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """What an input method commits, into the search box as it stands."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    with qtbot.waitSignal(window.session.listed):
        QApplication.sendEvent(window.posts.search.box, event)


def ask(window: MainWindow, qtbot: QtBot, query: str) -> list[str]:
    """The titles that a query lists."""
    if window.posts.search.query():
        with qtbot.waitSignal(window.session.listed):
            window.posts.search.box.clear()
    enter(window, qtbot, query)
    return titles(window)


def titles(window: MainWindow) -> list[str]:
    return [row.summary.title for row in window.posts.model.rows()]


def open_row(window: MainWindow, qtbot: QtBot, number: int) -> None:
    view = window.posts.view
    with qtbot.waitSignal(window.session.shown):
        place = view.visualRect(window.posts.model.index(number, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def said(window: MainWindow) -> str:
    return window.posts.search.findChild(QLabel, "said").text()


def strip(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.reading.hit_strip.findChildren(QLabel))


def entry(window: MainWindow, text: str) -> QTreeWidgetItem | None:
    tree = window.sidebar.findChild(QTreeWidget)
    found = tree.findItems(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    return found[0] if found else None


def click_entry(window: MainWindow, qtbot: QtBot, text: str) -> None:
    tree = window.sidebar.findChild(QTreeWidget)
    item = entry(window, text)
    tree.scrollToItem(item)
    with qtbot.waitSignal(window.session.listed):
        place = tree.visualItemRect(item).topLeft() + QPoint(40, 8)
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_word_is_typed_step_by_step(window: MainWindow, qtbot: QtBot) -> None:
    assert len(ask(window, qtbot, "デ")) == 3
    enter(window, qtbot, "ー")
    assert sorted(titles(window)) == ["手紙と生成AI", "棚の話", "秤の記録"]
    enter(window, qtbot, "タ")
    assert sorted(titles(window)) == ["棚の話", "秤の記録"], "デート is no データ"
    assert said(window) == ""
    assert sorted(ask(window, qtbot, "ﾃﾞｰﾀ")) == ["棚の話", "秤の記録"]
    assert ask(window, qtbot, "生成AI") == ["手紙と生成AI"]
    assert ask(window, qtbot, '"生成AIで書いた"') == ["手紙と生成AI"]
    assert ask(window, qtbot, "tag:計測 -棚") == ["秤の記録"]
    assert sorted(ask(window, qtbot, "date:2025-10..2025-12")) == ["手紙と生成AI", "秤の記録"]


def test_a_half_typed_query_says_what_it_was_taken_for(window: MainWindow, qtbot: QtBot) -> None:
    assert sorted(ask(window, qtbot, "データ AND")) == ["棚の話", "秤の記録"]
    assert "as it stands" in said(window) and "Understood as: データ" in said(window)
    click_entry(window, qtbot, "暮らし")
    assert window.posts.search.query() == 'データ category:"暮らし"' and titles(window) == ["棚の話"]
    assert said(window) == ""
    assert ask(window, qtbot, '"生成AI') == ["手紙と生成AI"]
    assert "as it stands" in said(window)


def test_another_spelling_is_told_listed_and_marked(window: MainWindow, qtbot: QtBot) -> None:
    assert ask(window, qtbot, "さーば") == ["棚の話"]
    assert "kana" in said(window) and window.posts.model.row(0).similar
    open_row(window, qtbot, 0)
    shown = window.reading.shown()
    assert [shown.article.rendered.text[start:end] for start, end in shown.hits] == ["サーバー"]


def test_a_latin_word_may_go_on_until_return(window: MainWindow, qtbot: QtBot) -> None:
    assert ask(window, qtbot, "ove") == ["Oven"]
    open_row(window, qtbot, 0)
    assert len(window.reading.shown().hits) == 2
    window.posts.search.take_focus()
    with qtbot.waitSignal(window.session.listed):
        qtbot.keyClick(window.posts.search.box, Qt.Key.Key_Return)
    assert titles(window) == []


def test_matches_are_walked_through_and_counted(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, qtbot, "tag:計測 秤 データ")
    open_row(window, qtbot, 0)
    view, bar = window.reading.article.view, window.reading.article.view.verticalScrollBar()
    text = window.reading.shown().article.rendered.text
    hits = [text[start:end] for start, end in window.reading.shown().hits]
    assert hits == ["秤", "データ", "データ", "データ"]
    assert "1 of 4" in strip(window) and bar.value() == 0
    qtbot.keyClick(window, Qt.Key.Key_F3)
    qtbot.keyClick(window, Qt.Key.Key_F3)
    assert "3 of 4" in strip(window) and bar.value() > 0
    qtbot.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert "2 of 4" in strip(window)

    marks, _ = view.map.marks()
    assert len(marks) == 4 and [mark.top for mark in marks] == sorted(mark.top for mark in marks)
    qtbot.mouseClick(view.map, Qt.MouseButton.LeftButton, pos=QPoint(4, marks[3].top))
    assert "4 of 4" in strip(window)
    assert view.map.accessibleName() and "4 match" in view.map.accessibleDescription()

    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.session.matches_found):
        window.reading.find_bar.box.setText("ｵｿｲ")
    with qtbot.waitSignal(window.session.matches_found):
        window.reading.find_bar.box.setText("第3段")
    found = " ".join(label.text() for label in window.reading.find_bar.findChildren(QLabel))
    assert "of 2" in found
    assert not window.reading.hit_strip.isVisible()
    qtbot.keyClick(window.reading.find_bar.box, Qt.Key.Key_Escape)
    assert "4 match" in strip(window), "the marks of the search are back"


def test_marks_follow_the_query_and_the_same_post_opens_at_its_new_match(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, qtbot, "秤の記録")
    open_row(window, qtbot, 0)
    with qtbot.waitSignal(window.session.marked):
        ask(window, qtbot, "捨てた")
    assert window.reading.article.view.verticalScrollBar().value() == 0
    qtbot.waitUntil(lambda: "捨てた" in strip(window))
    open_row(window, qtbot, 0)
    assert window.reading.article.view.verticalScrollBar().value() > 0


def test_an_annotation_that_matches_is_opened_where_it_stands(window: MainWindow, qtbot: QtBot) -> None:
    path = "2025-10-03-weights.md"
    window.show_post(path)
    qtbot.waitUntil(lambda: window.reading.path() == path)
    text = window.reading.shown().article.rendered.text
    start = text.index("最後のデータ")
    with qtbot.waitSignal(window.session.changed):
        window.session.annotate(path, "cleaned", Span(start, start + 6), "pink")
    qtbot.waitUntil(lambda: bool(window.reading.shown().article.placements))
    annotation = window.reading.shown().article.placements[0].annotation
    with qtbot.waitSignal(window.session.changed):
        window.session.edit(annotation.id, {"note": "竿秤のことか"})
    assert ask(window, qtbot, "竿秤") == ["秤の記録"]
    assert window.posts.model.row(0).annotation_id == annotation.id
    open_row(window, qtbot, 0)
    view = window.reading.article.view
    assert view.verticalScrollBar().value() > 0
    _, marks = view.map.marks()
    assert [mark.place.colour for mark in marks] == ["pink"]
    view.set_place(0)
    qtbot.mouseClick(view.map, Qt.MouseButton.LeftButton, pos=QPoint(view.map.width() - 4, marks[0].top + 1))
    assert view.verticalScrollBar().value() > 0


def test_counts_follow_and_a_filter_widens_again(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, qtbot, "データ OR 手紙")
    assert entry(window, "技術").text(1) == "2" and entry(window, "暮らし").text(1) == "1"
    assert entry(window, "台所") is None
    click_entry(window, qtbot, "技術")
    assert window.posts.search.query() == '(データ OR 手紙) category:"技術"'
    assert sorted(titles(window)) == ["手紙と生成AI", "秤の記録"]
    click_entry(window, qtbot, "技術")
    assert len(titles(window)) == 3


def test_earlier_searches_come_back_by_key_and_by_menu(window: MainWindow, qtbot: QtBot) -> None:
    box = window.posts.search.box
    for query in ("手紙", "棚"):
        ask(window, qtbot, query)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.preferences.settings.searches == ("棚", "手紙")
    ask(window, qtbot, "時計")
    queries = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(box, key)
        queries.append(box.text())
    assert queries == ["棚", "手紙", "手紙", "棚", "時計"]
    window.posts.search.forget_requested.emit()
    assert window.preferences.settings.searches == ()


def test_a_search_is_saved_chosen_renamed_and_deleted(window: MainWindow, qtbot: QtBot) -> None:
    search = window.posts.search
    ask(window, qtbot, "データ -棚")
    star = next(action for action in search.box.actions() if "Save" in action.text())
    star.trigger()
    dialog = search.findChild(QInputDialog)
    dialog.setTextValue("秤だけ")
    with qtbot.waitSignal(window.session.counted):
        dialog.accept()
    assert entry(window, "秤だけ").text(1) == "1"
    assert "秤だけ" in star.toolTip()
    with qtbot.waitSignal(window.session.listed):
        search.box.clear()
    click_entry(window, qtbot, "秤だけ")
    assert search.query() == "データ -棚" and titles(window) == ["秤の記録"]
    window.sidebar.search_renamed.emit("秤だけ", "秤")
    assert entry(window, "秤だけ") is None and entry(window, "秤") is not None
    star.trigger()
    assert entry(window, "秤") is None and window.preferences.settings.saved == ()


def test_every_example_of_the_sheet_is_understood(window: MainWindow, qtbot: QtBot) -> None:
    sheet = QueryHelp(window)
    sheet.example_chosen.connect(window.posts.search.take)
    heard = []
    window.session.listed.connect(heard.append)
    for number, (query, _) in enumerate(sheet.examples()):
        with qtbot.waitSignal(window.session.listed):
            sheet._text.anchorClicked.emit(str(number))
        assert heard[-1].query == query and not heard[-1].literal
    sheet.close()


def test_the_list_says_that_an_import_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, qtbot, "データ")
    labels = window.posts.findChildren(QLabel)
    window.posts.set_so_far(True)
    assert any(label.text() == "2 result(s) so far" for label in labels)
    window.posts.set_so_far(False)
    assert any(label.text() == "2 result(s)" for label in labels)
