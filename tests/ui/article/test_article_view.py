"""The article on the screen: selecting, highlighting, folds, matches, places."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.model import (
    Annotation,
    CleanedArticle,
    Colour,
    Mark,
    Match,
    Placement,
    Removal,
    Rendered,
    Selector,
    Span,
    Style,
)
from reader.rendering import render
from reader.ui.article import ArticleView
from reader.ui.theme import THEMES

BODY = (
    "最初の段落です。絵文字😀の後にも印が付く。Latin words here.\n\n## 見出し\n\n消える段落は十二文字より長い。\n\n"
    "- 項目一\n- 項目二\n\n| 表 | 値 |\n|---|---|\n| 甲 | 乙 |\n\n"
    "最後の段落。[外](https://example.com/) [内](#見出し)\n"
)
GONE = "消える段落は十二文字より長い。\n\n"


def cleaned(body: str = BODY, gone: str = GONE) -> CleanedArticle:
    start = body.index(gone) if gone else len(body)
    end = start + len(gone)
    kept = (Span(0, start), Span(end, len(body)))
    return CleanedArticle(
        title="題",
        text=body[:start] + body[end:],
        kept=kept,
        removals=(Removal(Span(start, end), "repeated"),) if gone else (),
    )


def rendered(**opened: frozenset[int]) -> Rendered:
    return render(BODY, cleaned(), "cleaned", fold_words=lambda removals: f"{len(removals)} hidden", **opened)


def placement(
    text: str, words: str, colour: Colour = "green", style: Style = "highlight", name: str = "n"
) -> Placement:
    start = text.index(words)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    selector = Selector(words, "", "", start, "")
    annotation = Annotation(
        id=name, path="p.md", selector=selector, colour=colour, style=style, created=now, modified=now
    )
    return Placement(annotation, Match(start, start + len(words), "exact", 1.0))


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show_rendered(rendered(), None, "p.md")
    view.show()
    qtbot.waitExposed(view)
    return view


def point_of(view: ArticleView, words: str, *, end: bool = False) -> QPoint:
    """The middle of the left edge (or right edge) of words in the viewport."""
    document = view.document()
    start = len(document.toRawText()[: document.toRawText().index(words)].encode("utf-16-le")) // 2
    cursor = QTextCursor(document)
    cursor.setPosition(start + (len(words.encode("utf-16-le")) // 2 if end else 0))
    rect = view.cursorRect(cursor)
    return QPoint(rect.left(), rect.bottom() - 8)


def drag(view: ArticleView, words: str) -> None:
    viewport, left = view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, Qt.KeyboardModifier.NoModifier, point_of(view, words))
    QTest.mouseMove(viewport, point_of(view, words, end=True) - QPoint(3, 0))
    QTest.mouseMove(viewport, point_of(view, words, end=True))
    QTest.mouseRelease(viewport, left, Qt.KeyboardModifier.NoModifier, point_of(view, words, end=True))


@pytest.mark.parametrize("words", ["絵文字😀の後", "Latin words", "項目二", "最後の段落", "見出し"])
def test_the_mouse_selects_spans_of_the_reading_text(view: ArticleView, words: str) -> None:
    drag(view, words)
    text = rendered().text
    assert view.selected() == Span(text.index(words), text.index(words) + len(words))
    assert view.bar.isVisible()


def test_a_key_highlights_the_selection(view: ArticleView, qtbot: QtBot) -> None:
    drag(view, "Latin words")
    start = rendered().text.index("Latin")
    with qtbot.waitSignal(view.highlight_requested) as asked:
        QTest.keyClick(view, Qt.Key.Key_4)
    assert asked.args == [Span(start, start + 11), "pink", "highlight"]
    assert not view.bar.isVisible()
    assert view.selected() is None


def test_the_bar_highlights_underlines_and_notes(view: ArticleView, qtbot: QtBot) -> None:
    for signal, args in (
        (view.bar.colour_chosen, ("blue",)),
        (view.bar.underline_chosen, ("blue",)),
        (view.bar.note_chosen, ()),
    ):
        drag(view, "項目一")
        wanted = view.note_requested if not args else view.highlight_requested
        with qtbot.waitSignal(wanted) as asked:
            signal.emit(*args)
        assert asked.args[0].end - asked.args[0].start == 3


def test_a_double_click_selects_a_word(view: ArticleView) -> None:
    viewport = view.viewport()
    QTest.mouseDClick(
        viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point_of(view, "文字😀") + QPoint(4, 0)
    )
    span = view.selected()
    assert span is not None
    assert rendered().text[span.start : span.end] == "絵文字"


def colour_behind(view: ArticleView, words: str) -> str:
    """The colour just left of the middle of the first character, where its own strokes are not."""
    image = view.viewport().grab().toImage()
    left, right = point_of(view, words), point_of(view, words, end=True)
    colours = [image.pixelColor(x, left.y() + 6).name() for x in range(left.x() + 1, right.x() - 1)]
    return max(set(colours), key=colours.count)


@pytest.mark.parametrize("words", ["絵文字😀の後にも印", "項目二", "甲", "最後の段落。"])
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_a_highlight_is_painted_at_its_place(view: ArticleView, words: str, theme) -> None:  # type: ignore[no-untyped-def]
    view.set_theme(theme)
    assert colour_behind(view, words) == theme.base
    view.set_placements([placement(rendered().text, words)])
    assert colour_behind(view, words) == theme.highlights["green"]
    assert colour_behind(view, "Latin words here") == theme.base


def test_a_highlight_around_an_opened_fold_leaves_it_out(view: ArticleView, qtbot: QtBot) -> None:
    view.show_rendered(rendered(opened=frozenset({0})), None, "p.md")
    text = rendered().text
    start = text.index("見出し")
    one = placement(text, text[start : text.index("項目二")])
    view.set_placements([one])
    assert view.highlights_at(point_of(view, "項目一") + QPoint(4, 0)) == ["n"]
    assert view.highlights_at(point_of(view, "消える段落") + QPoint(4, 0)) == []


def test_a_click_on_a_highlight_names_the_uppermost(view: ArticleView, qtbot: QtBot) -> None:
    text = rendered().text
    view.set_placements(
        [placement(text, "絵文字😀の後にも", name="below"), placement(text, "の後にも", "pink", name="above")]
    )
    at = point_of(view, "の後にも") + QPoint(5, 0)
    assert view.highlights_at(at) == ["above", "below"]
    with qtbot.waitSignal(view.highlight_clicked) as clicked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert clicked.args == ["above"]
    assert view.highlights_at(QPoint(2, 2)) == []


def test_a_quiet_line_asks_to_be_opened(view: ArticleView, qtbot: QtBot) -> None:
    at = point_of(view, "1 hidden") + QPoint(10, 0)
    with qtbot.waitSignal(view.fold_toggled) as toggled:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert toggled.args == [0]


def test_links_are_told_and_never_followed(view: ArticleView, qtbot: QtBot) -> None:
    at = point_of(view, "外") + QPoint(5, 0)
    with qtbot.waitSignal(view.link_activated) as link:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert link.args == ["https://example.com/"]
    assert view.source() == QUrl()


def test_only_images_of_the_library_are_loaded(view: ArticleView, tmp_path: Path) -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    image.save(str(tmp_path / "a.png"))
    body = "![a](a.png) ![b](http://127.0.0.1:1/b.png) ![c](../c.png)"
    page = render(body, cleaned(body, ""), "original", fold_words=lambda _: "")
    view.show_rendered(page, tmp_path / "", "p.md")
    kind = QTextDocument.ResourceType.ImageResource.value
    assert view.loadResource(kind, QUrl("a.png")).pixelColor(0, 0).name() == "#123456"
    for source in ("http://127.0.0.1:1/b.png", "../c.png", "file:///etc/passwd"):
        assert view.loadResource(kind, QUrl(source)).height() == 3 * THEMES["light"].size
    assert view.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("a.css")).isEmpty()


def long_view(view: ArticleView) -> str:
    body = "\n\n".join(f"第{number}段落。" + "長い文章が続く。" * 20 for number in range(80))
    view.show_rendered(render(body, cleaned(body, ""), "original", fold_words=lambda _: ""), None, "p.md")
    return body


def test_the_place_comes_back(view: ArticleView) -> None:
    long_view(view)
    text = view._page.rendered.text
    wanted = text.index("第40段落")
    view.set_place(wanted)
    assert view.place() == wanted
    view.set_theme(THEMES["dark"])
    assert view.place() == wanted
    view.resize(500, 600)
    assert abs(view.place() - wanted) < 40
    view.set_place(0)
    assert (view.place(), view.verticalScrollBar().value()) == (0, 0)


def test_the_place_is_told_after_scrolling(view: ArticleView, qtbot: QtBot) -> None:
    long_view(view)
    with qtbot.waitSignal(view.place_changed) as told:
        view.verticalScrollBar().setValue(3000)
    assert told.args[0] == view.place() > 0


def test_the_end_is_told_when_it_was_seen(view: ArticleView, qtbot: QtBot) -> None:
    long_view(view)
    with qtbot.assertNotEmitted(view.end_reached):
        view.verticalScrollBar().setValue(2000)
    with qtbot.waitSignal(view.end_reached, timeout=5000):
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())


def test_matches_are_walked_in_order_and_marked_near_the_screen_only(view: ArticleView) -> None:
    long_view(view)
    text = view._page.rendered.text
    hits = [Span(at, at + 2) for at in range(len(text)) if text.startswith("段落", at)]
    view.set_hits(hits)
    assert 0 < len(view.extraSelections()) < len(hits)
    view.next_hit()
    assert view.verticalScrollBar().value() == 0
    view.previous_hit()
    assert view.verticalScrollBar().value() > 1000
    view.next_hit()
    assert view.verticalScrollBar().value() < 300
    view.set_hits(())
    assert view.extraSelections() == []


def test_marks_explain_themselves(view: ArticleView) -> None:
    body = "大手の八割の企業が使う。\n\n最後は途中で切れて"
    article = CleanedArticle(
        title="", text=body, kept=(Span(0, len(body)),),
        marks=(Mark(Span(3, 8), "injected", "多くの企業"), Mark(Span(14, len(body)), "cut")),
    )  # fmt: skip
    page = render(body, article, "cleaned", fold_words=lambda _: "")
    assert [page.text[span.start : span.end] for span, _ in page.marks] == ["八割の企業", "最後は途中で切れて"]
    view.show_rendered(page, None, "p.md")
    assert "多くの企業" in view._tip(point_of(view, "割の企業") + QPoint(4, 0))
    assert view._tip(point_of(view, "途中で") + QPoint(4, 0))
    assert view._tip(point_of(view, "大手") + QPoint(4, 0)) == ""


def test_a_removed_passage_leads_to_what_stays(view: ArticleView) -> None:
    body = "残る段落はここに一度だけ立っている。\n\n間の段落。\n\n残る段落はここに一度だけ立っている。\n"
    again = body.rindex("残る")
    article = CleanedArticle(
        title="",
        text=body[:again],
        kept=(Span(0, again),),
        removals=(Removal(Span(again, len(body)), "repeated", duplicate_of=Span(0, 18)),),
    )
    page = render(body, article, "cleaned", opened=frozenset({0}), fold_words=lambda _: "[]")
    view.show_rendered(page, None, "p.md")
    view._follow(QUrl("stays:0"))
    assert colour_behind(view, "残る段落") == THEMES["light"].selection
    assert view.selected() is None
    view._flash.timeout.emit()
    assert colour_behind(view, "残る段落") == THEMES["light"].base


def test_the_wheel_asks_for_another_size(view: ArticleView, qtbot: QtBot) -> None:
    middle = QPointF(view.viewport().rect().center())
    for delta, step in ((120, 1), (-120, -1)):
        wheel = QWheelEvent(
            middle,
            view.viewport().mapToGlobal(middle),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        with qtbot.waitSignal(view.zoom_requested) as asked:
            QApplication.sendEvent(view.viewport(), wheel)
        assert asked.args == [step]


def test_escape_lets_the_selection_go(view: ArticleView) -> None:
    drag(view, "項目一")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected() is None
    assert not view.bar.isVisible()
