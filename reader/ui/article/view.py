"""The text of an article: shown, selected, highlighted, searched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, QRectF, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QToolTip, QWidget

from reader.model import COLOURS, Placement, Rendered, Span, Style
from reader.ui.theme import THEMES, Theme, article_css

from .header import ArticleHeader
from .hits import Hits
from .images import image_path, load, placeholder
from .layers import Layers, Painted, line_at, line_rects
from .offsets import Offsets
from .selection_bar import SelectionBar
from .words import word_at

OBJECT = "\ufffc"
"""What stands for an image in a text."""
SETTLE = 200
"""Milliseconds after a scroll before the new place is told."""
END_SEEN = 1500
"""Milliseconds that the end must be on the screen to count as seen."""


class ArticleView(QTextBrowser):
    """Shows a `Rendered` and tells in spans of its reading text what the person does with it."""

    link_activated = Signal(str)
    fold_toggled = Signal(int)
    highlight_requested = Signal(object, str, str)
    """Span, colour, style."""
    note_requested = Signal(object)
    """Span."""
    highlight_clicked = Signal(str)
    """The id of the uppermost annotation below the pointer."""
    place_changed = Signal(int)
    end_reached = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(self.tr("Article"))
        self._theme = THEMES["light"]
        self._rendered = Rendered(html="", text="")
        self._root: Path | None = None
        self._post = ""
        self._offsets = Offsets("")
        self._placements: tuple[Placement, ...] = ()
        self._image_width = 0
        """The width that the images on the page were scaled to fit."""
        self._layers = Layers(self.document(), self._theme)
        self._hits = Hits(self)
        self._header: ArticleHeader | None = None
        self.bar = SelectionBar(self.viewport())
        self.bar.hide()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._end = QTimer(self, singleShot=True, interval=END_SEEN)
        self._settle.timeout.connect(self._tell_place)
        self._end.timeout.connect(self._tell_end)
        self.anchorClicked.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.bar.colour_chosen.connect(self._highlight)
        self.bar.underline_chosen.connect(self._underline)
        self.bar.note_chosen.connect(self._note)
        self.bar.copy_chosen.connect(self._copy)
        self.set_theme(self._theme)

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_rendered(self, rendered: Rendered, root: Path | None, post: str) -> None:
        """Show an article from its start; images are looked for below `root`, relative to the post's path."""
        self._rendered, self._root, self._post = rendered, root, post
        self._end.stop()
        self.bar.hide()
        self._hits.clear()
        self._placements = ()
        self._set_html()
        self._settle.start()

    def set_placements(self, placements: Sequence[Placement]) -> None:
        """Paint the annotations that have a place."""
        self._placements = tuple(placements)
        self._layers.set_painted(
            Painted(one.annotation.id, start, end, one.annotation.colour, one.annotation.style)
            for one in self._placements
            if one.match is not None
            for start, end in self._offsets.ranges(Span(one.match.start, one.match.end))
        )
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Show everything in this theme, at the same place."""
        place = self.place()
        self._theme = theme
        self._layers.set_theme(theme)
        self._hits.set_colours(QColor(theme.hit), QColor(theme.accent))
        self.bar.set_theme(theme)
        colours = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, theme.base),
            (QPalette.ColorRole.Text, theme.text),
            (QPalette.ColorRole.Highlight, theme.selection),
            (QPalette.ColorRole.HighlightedText, theme.text),
        ):
            colours.setColor(role, QColor(colour))
        self.setPalette(colours)
        font = QFont()
        font.setFamilies(list(theme.families))
        font.setPixelSize(theme.size)
        self.document().setDefaultFont(font)
        self._set_html()
        self.set_placements(self._placements)
        self._hits.refresh()
        self.set_place(place)

    def _set_html(self) -> None:
        document = self.document()
        document.setDefaultStyleSheet(article_css(self._theme))
        document.setIndentWidth(self._theme.size * 1.5)
        self.setHtml(self._rendered.html)
        self._set_margins()
        self._image_width = self._text_width()
        self._offsets = Offsets(document.toRawText(), self._rendered.insertions)
        self._layers.set_marked(
            stretch
            for span, mark in self._rendered.marks
            if mark.kind == "injected"
            for stretch in self._offsets.ranges(span)
        )

    def _text_width(self) -> int:
        return self.viewport().width() - 2 * self.side_margin()

    def set_header(self, header: ArticleHeader) -> None:
        """Show this above the text; it scrolls with it."""
        header.setParent(self.viewport())
        header.show()
        self._header = header
        self._set_margins()

    def _place_header(self) -> int:
        """Give the header its size and place; its height, 0 without one."""
        if self._header is None:
            return 0
        self._header.set_side_margin(self.side_margin())
        width = self.viewport().width()
        height = self._header.heightForWidth(width)
        self._header.setGeometry(0, -self.verticalScrollBar().value(), width, height)
        return height

    def side_margin(self) -> int:
        """Pixels at each side of the text: the measure is centred, a narrow pane keeps one and a half characters."""
        measure = self._theme.measure * self._theme.size
        return round(max((self.viewport().width() - measure) / 2, 1.5 * self._theme.size))

    def _set_margins(self) -> None:
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        side = self.side_margin()
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(self._place_header() + self._theme.size)
        form.setBottomMargin(6 * self._theme.size)
        frame.setFrameFormat(form)

    # --- where the reader is -------------------------------------------------------------------------------------

    def place(self) -> int:
        """The offset of the first line that is wholly on the screen."""
        top = self.verticalScrollBar().value()
        return self._offsets.offset(line_at(self.document(), top + self._theme.size)) if top else 0

    def set_place(self, offset: int) -> None:
        """Scroll until the line at an offset is the first."""
        self.verticalScrollBar().setValue(round(self._top_of(offset) - self._theme.size) if offset else 0)

    def reveal(self, offset: int) -> None:
        """Bring the line at an offset to the upper third of the screen, unless it is in sight."""
        top, bar = self._top_of(offset), self.verticalScrollBar()
        if not bar.value() + self._theme.size < top < bar.value() + self.viewport().height() - 3 * self._theme.size:
            bar.setValue(round(top - self.viewport().height() / 3))

    def _top_of(self, offset: int) -> float:
        position = self._offsets.start(offset)
        block = self.document().findBlock(position)
        rects = line_rects(block, position, position + 1)
        return rects[0].top() if rects else self.document().documentLayout().blockBoundingRect(block).top()

    @Slot()
    def _scrolled(self) -> None:
        self.bar.hide()
        self._place_header()
        self._hits.refresh()
        self._settle.start()

    @Slot()
    def _tell_place(self) -> None:
        self.place_changed.emit(self.place())
        if self._rendered.text and self._at_end():
            self._end.start()

    @Slot()
    def _tell_end(self) -> None:
        if self.isVisible() and self._at_end():
            self.end_reached.emit()

    def _at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - self._theme.size

    # --- matches of a search -------------------------------------------------------------------------------------

    def set_hits(self, spans: Sequence[Span]) -> None:
        """Mark where a search matches."""
        self._hits.set([(span.start, self._offsets.ranges(span)) for span in spans])

    def next_hit(self) -> None:
        self._go(self._hits.next(self.place()))

    def previous_hit(self) -> None:
        self._go(self._hits.previous(self.place()))

    def _go(self, offset: int | None) -> None:
        if offset is not None:
            self.reveal(offset)
            self._hits.refresh()

    # --- selecting -----------------------------------------------------------------------------------------------

    def selected(self) -> Span | None:
        """The selected stretch of the reading text without white space at its ends; None if there is none."""
        cursor = self.textCursor()
        span = self._offsets.span(cursor.selectionStart(), cursor.selectionEnd())
        words = self._rendered.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip())) if words.strip() else None

    def select(self, span: Span) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.start(span.start))
        cursor.setPosition(self._offsets.end(span.end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        event.accept()
        if self.selected() is not None:
            self._show_bar(event.position().toPoint())
        elif event.button() == Qt.MouseButton.LeftButton and not self.anchorAt(event.position().toPoint()):
            ids = self.highlights_at(event.position().toPoint())
            if ids:
                self.highlight_clicked.emit(ids[0])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.bar.hide()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word: Qt's own goes on to the next space, in Japanese a whole paragraph."""
        position = self._hit_at(event.position().toPoint())
        if position < 0:
            super().mouseDoubleClickEvent(event)
            return
        block = self.document().findBlock(position)
        before = self._offsets.offset(block.position())
        line = self._rendered.text[before : self._offsets.offset(block.position() + block.length() - 1)]
        word = word_at(line, self._offsets.offset(position) - before)
        self.select(Span(before + word.start, before + word.end))
        self._show_bar(event.position().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """`1` to `5` highlight what is selected; Escape lets the selection go."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and self.selected() is not None:
            if event.text() in tuple("12345"):
                self._highlight(COLOURS[int(event.text()) - 1])
                return
            if event.key() == Qt.Key.Key_Escape:
                self._drop_selection()
                return
        super().keyPressEvent(event)

    def _show_bar(self, near: QPoint) -> None:
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionStart())
        first = self.cursorRect(cursor)
        self.bar.show_near(QPoint(near.x(), first.top()), self.cursorRect().bottom())

    def _drop_selection(self) -> None:
        self.bar.hide()
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    @Slot(str)
    def _highlight(self, colour: str, style: Style = "highlight") -> None:
        if (span := self.selected()) is not None:
            self.highlight_requested.emit(span, colour, style)
            self._drop_selection()

    @Slot(str)
    def _underline(self, colour: str) -> None:
        self._highlight(colour, "underline")

    @Slot()
    def _note(self) -> None:
        if (span := self.selected()) is not None:
            self.note_requested.emit(span)
            self._drop_selection()

    @Slot()
    def _copy(self) -> None:
        self.copy()
        self.bar.hide()

    # --- what is below the pointer -------------------------------------------------------------------------------

    def highlights_at(self, point: QPoint) -> list[str]:
        """The ids of the annotations whose text is at a point of the viewport, the uppermost first."""
        position = self._hit_at(point)
        return self._layers.at(position) if position >= 0 else []

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip(self, point: QPoint) -> str:
        link = self.anchorAt(point)
        if link:
            return "" if link.startswith("fold:") else link
        position = self._hit_at(point)
        offset = self._offsets.offset(position)
        for span, mark in self._rendered.marks if position >= 0 else ():
            if span.start <= offset < span.end:
                if mark.kind == "cut":
                    return self.tr("This sentence was cut off and is never completed.")
                return self.tr("Probably put in by a script; the text may have been “{words}”.").format(
                    words=mark.original
                )
        return ""

    def _hit_at(self, point: QPoint) -> int:
        """The position of the character at a point of the viewport, -1 where none is."""
        where = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        return int(self.document().documentLayout().hitTest(where, Qt.HitTestAccuracy.ExactHit))

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        link = url.toString()
        if link.startswith("fold:"):
            self.fold_toggled.emit(int(link.removeprefix("fold:")))
        elif link.startswith("#"):
            self.scrollToAnchor(url.fragment())
        else:
            self.link_activated.emit(link)

    # --- Qt ------------------------------------------------------------------------------------------------------

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        """Images of the library only; never None, which Qt would ask for again at each layout."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()
        source = QUrl(url).toString()
        file = image_path(self._root, self._post, source) if self._root is not None else None
        image: QImage | None = load(file, self._text_width(), self.devicePixelRatioF()) if file else None
        return image if image is not None else placeholder(source, self._text_width(), self._theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        top = self.verticalScrollBar().value()
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(0, -top)
            self._layers.paint(painter, QRectF(event.rect()).translated(0, top))
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.bar.hide()
        place, before = self.place(), self._image_width
        self._set_margins()
        super().resizeEvent(event)
        if OBJECT in self._rendered.text and before != self._text_width():
            self._set_html()
            self.set_placements(self._placements)
        self.set_place(place)
