"""The list of posts: what it shows, what it asks for, and that its size does not matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from reader.model import Problem, Snippet, Span, Status
from reader.ui.menu_button import MenuButton
from reader.ui.post_delegate import facts_of, lay_out, one_line, signs_of
from reader.ui.post_list import PostList
from reader.ui.rows import Listing, Row, Sort

Make = Callable[[int], Listing]


@pytest.fixture
def posts(qtbot: QtBot) -> PostList:
    posts = PostList()
    qtbot.addWidget(posts)
    posts.resize(400, 700)
    posts.show()
    return posts


def shown_paths(posts: PostList) -> list[str]:
    return [row.summary.path for row in posts.model.rows()]


def test_a_hundred_thousand_posts_are_asked_for_only_where_they_are_seen(
    posts: PostList, listing: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[int] = set()
    data = type(posts.model).data
    monkeypatch.setattr(
        type(posts.model), "data", lambda self, index, role=0: (asked.add(index.row()), data(self, index, role))[1]
    )
    posts.show_listing(listing(100_000))
    posts.view.scrollToBottom()
    posts.view.viewport().repaint()
    assert len(asked) < 100
    assert posts.view.rowAt(posts.view.viewport().height() - 2) == 99_999


def test_a_click_chooses_a_post(posts: PostList, listing: Make, qtbot: QtBot) -> None:
    posts.show_listing(listing(10))
    place = posts.view.visualRect(posts.model.index(2, 0)).center()
    with qtbot.waitSignal(posts.row_chosen) as chosen:
        qtbot.mouseClick(posts.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args[0].summary.path == "00002.md"


def test_a_held_key_opens_only_the_post_it_stops_at(posts: PostList, listing: Make, qtbot: QtBot) -> None:
    chosen: list[Row] = []
    posts.show_listing(listing(10))
    posts.row_chosen.connect(chosen.append)
    for _ in range(4):
        posts.step(1)
    qtbot.waitUntil(lambda: bool(chosen))
    assert [row.summary.path for row in chosen] == ["00003.md"]


def test_stepping_stops_at_both_ends(posts: PostList, listing: Make) -> None:
    posts.show_listing(listing(2))
    for _ in range(5):
        posts.step(1)
    assert posts.current_row() == posts.model.row(1)
    for _ in range(5):
        posts.step(-1)
    assert posts.current_row() == posts.model.row(0)


def test_another_listing_keeps_the_current_post_without_opening_it_again(
    posts: PostList, listing: Make, qtbot: QtBot
) -> None:
    posts.show_listing(listing(10))
    posts.select("00004.md")
    chosen: list[Row] = []
    posts.row_chosen.connect(chosen.append)
    shorter = listing(10)
    posts.show_listing(replace(shorter, query="x", rows=shorter.rows[3:6], total=3))
    qtbot.wait(120)
    assert posts.current_row() == posts.model.row(1) and chosen == []
    posts.show_listing(replace(shorter, query="y", rows=shorter.rows[:2], total=2))
    assert posts.current_row() is None


def test_several_posts_can_be_selected(posts: PostList, listing: Make, qtbot: QtBot) -> None:
    posts.show_listing(listing(5))
    for number, modifier in ((1, Qt.KeyboardModifier.NoModifier), (3, Qt.KeyboardModifier.ControlModifier)):
        place = posts.view.visualRect(posts.model.index(number, 0)).center()
        qtbot.mouseClick(posts.view.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    assert posts.selected_paths() == ("00001.md", "00003.md")


def test_an_empty_answer_shows_what_to_do(posts: PostList, listing: Make) -> None:
    posts.show_listing(replace(listing(5), query="x", rows=(), total=0))
    assert posts.empty.isVisible() and not posts.view.isVisible()
    posts.show_listing(listing(1))
    assert posts.view.isVisible()


def test_the_end_of_what_was_fetched_asks_for_more(posts: PostList, listing: Make, qtbot: QtBot) -> None:
    posts.show_listing(replace(listing(50), query="x", total=900))
    with qtbot.waitSignal(posts.more_requested):
        posts.view.scrollToBottom()
    posts.show_listing(listing(50))
    with qtbot.assertNotEmitted(posts.more_requested):
        posts.view.scrollToTop()
        posts.view.scrollToBottom()


def test_the_order_is_shown_and_can_be_changed(posts: PostList, listing: Make, qtbot: QtBot) -> None:
    posts.show_listing(listing(3))
    button = posts.findChild(MenuButton)
    assert button.text() == "Date ↓ ▾"
    actions = {action.text(): action for action in button.menu_.actions()}
    assert not actions["Relevance"].isEnabled()
    with qtbot.waitSignal(posts.sort_requested) as asked:
        actions["Title"].trigger()
    assert asked.args == [Sort("title", False)]
    posts.show_listing(replace(listing(3), sort=Sort("title", False)))
    with qtbot.waitSignal(posts.sort_requested) as asked:
        actions["Reverse order"].trigger()
    assert asked.args == [Sort("title", True)]


def test_compact_rows_are_lower(posts: PostList, listing: Make) -> None:
    posts.show_listing(listing(3))
    tall = posts.view.rowHeight(0)
    posts.set_compact(True)
    assert posts.view.rowHeight(0) < tall / 2


def test_space_is_handed_on(posts: PostList, listing: Make, qtbot: QtBot) -> None:
    posts.show_listing(listing(3))
    with qtbot.waitSignal(posts.view.space_pressed) as pressed:
        qtbot.keyClick(posts.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert pressed.args == [True]


def test_matches_are_painted_in_their_colour(posts: PostList, listing: Make) -> None:
    whole = listing(1)
    snippet = Snippet("🚀🚀図書館の朝", (Span(2, 5),))
    posts.delegate.set_mark_colours(QColor("#ff0000"), QColor("#000000"))
    posts.show_listing(replace(whole, query="図書館", rows=(whole.rows[0]._replace(snippet=snippet),)))
    image = posts.view.viewport().grab().toImage()
    red = [
        x
        for x in range(image.width())
        for y in range(0, posts.view.rowHeight(0), 2)
        if image.pixelColor(x, y) == QColor("#ff0000")
    ]
    layout = lay_out(snippet.text, snippet.marks, posts.delegate.marked(), posts.view.font(), 300, 2)
    line = layout.lineAt(0)
    width = line.cursorToX(7)[0] - line.cursorToX(4)[0]
    assert abs(max(red) - min(red) - width) < 4, "two emoji are four of Qt's units"


def test_a_long_title_ends_in_an_ellipsis(posts: PostList) -> None:
    layout = lay_out("長い題名" * 40, (), posts.delegate.marked(), posts.view.font(), 300, 2)
    assert layout.lineCount() == 2 and layout.text().endswith("…")


def test_facts_and_signs(summaries: Callable) -> None:
    row = Row(replace(summaries(1)[0], problems=(Problem("empty"),)))
    assert facts_of(row).startswith("1 Mar 2026 · 暮らし · 3 min")
    assert signs_of(row, Status(starred=True, highlights=2, notes=1)) == "⚠  ❝ 2  ✎ 1  ★"
    assert signs_of(Row(summaries(1)[0]), Status()) == ""


def test_a_line_break_counts_as_one_character() -> None:
    assert one_line("a\nb\u2028c") == "a b c"


def test_a_screen_reader_hears_what_is_painted(posts: PostList, listing: Make) -> None:
    posts.show_listing(replace(listing(1), statuses={"00000.md": Status(starred=True)}))
    spoken = posts.model.data(posts.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    for word in ("記事 0", "1 Mar 2026", "unread", "starred", "図書館には"):
        assert word in spoken


def test_the_pointer_over_a_row_paints_it(posts: PostList, listing: Make, qtbot: QtBot) -> None:
    posts.show_listing(listing(3))
    qtbot.mouseMove(posts.view.viewport(), QPoint(100, 50))
    posts.view.viewport().repaint()
