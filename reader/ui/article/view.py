"""The text of an article: shown, selected, highlighted, searched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, QRectF, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
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
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QToolTip, QWidget

from reader.model import COLOURS, Placement, Removal, Rendered, Span, Style
from reader.ui.theme import THEMES, Theme
from reader.ui.words import caption_words

from .header import ArticleHeader
from .hits import Hits
from .images import image_path, load, placeholder
from .page import Page
from .scroll_map import ScrollMap
from .selection_bar import SelectionBar
from .words import word_at

SETTLE = 200
"""Milliseconds after a scroll before the new place is told."""
FLASH = 2500
"""Milliseconds that a passage which was gone to stays marked."""
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
    hit_reached = Signal(int, int)
    """Which match was gone to, counted from 1 and 0 before the first step, and how many there are."""
    citation_requested = Signal(str)
    """The form in which the selection should be copied."""
    highlight_clicked = Signal(str)
    """The id of the uppermost annotation below the pointer."""
    annotation_wanted = Signal(str)
    """The id of an annotation whose mark beside the text was clicked."""
    zoom_requested = Signal(int)
    """Steps up or down."""
    place_changed = Signal(int)
    end_reached = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would lay out each new article twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(self.tr("Article"))
        self._page = Page(self.document(), THEMES["light"])
        self.map = ScrollMap(self.document(), THEMES["light"])
        self.setVerticalScrollBar(self.map)
        self._root: Path | None = None
        self._post = ""
        self._removals: tuple[Removal, ...] = ()
        self._hits = Hits(self)
        self._header: ArticleHeader | None = None
        self.bar = SelectionBar(self.viewport())
        self.bar.hide()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._end = QTimer(self, singleShot=True, interval=END_SEEN)
        self._flash = QTimer(self, singleShot=True, interval=FLASH)
        self._flash.timeout.connect(self._end_flash)
        self._settle.timeout.connect(self._tell_place)
        self._end.timeout.connect(self._tell_end)
        self.anchorClicked.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.map.place_chosen.connect(self._go_to_mark)
        self.bar.colour_chosen.connect(self._highlight)
        self.bar.underline_chosen.connect(self._underline)
        self.bar.note_chosen.connect(self._note)
        self.bar.copy_chosen.connect(self._copy)
        self.bar.citation_chosen.connect(self.citation_requested)
        self.set_theme(THEMES["light"])

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_rendered(self, rendered: Rendered, root: Path | None, post: str) -> None:
        """Show an article from its start; images are looked for below `root`, relative to the post's path."""
        self._root, self._post = root, post
        self._end.stop()
        self.bar.hide()
        self.set_hits(())
        self._page.show(rendered, *self._room())
        self._rewind()
        self.set_place(0)
        self._settle.start()

    def set_removals(self, removals: Sequence[Removal]) -> None:
        """What `Rendered.removed` places, for the tool tips that name the rules."""
        self._removals = tuple(removals)

    def set_placements(self, placements: Sequence[Placement]) -> None:
        """Paint the annotations that have a place."""
        self._page.set_placements(placements)
        starts = ((one.match.start, one) for one in placements if one.match is not None)
        self.map.set_annotations(
            (self._page.offsets.start(start), one) for start, one in sorted(starts, key=lambda pair: pair[0])
        )
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Show everything in this theme, at the same place."""
        place = self.place()
        colours = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, theme.base),
            (QPalette.ColorRole.Text, theme.text),
            (QPalette.ColorRole.Highlight, theme.selection),
            (QPalette.ColorRole.HighlightedText, theme.text),
        ):
            colours.setColor(role, QColor(colour))
        self.setPalette(colours)
        self.bar.set_theme(theme)
        self.map.set_theme(theme)
        self._hits.set_colours(QColor(theme.hit), QColor(theme.accent))
        self._page.set_theme(theme)
        self._page.set_room(*self._room())
        self._rewind()
        self._hits.refresh()
        self.set_place(place)

    def set_header(self, header: ArticleHeader) -> None:
        """Show this above the text; it scrolls with it."""
        header.setParent(self.viewport())
        header.show()
        self._header = header
        self._page.set_room(*self._room())

    def _room(self) -> tuple[int, int]:
        """The width of the viewport, and the height that the header takes at that width."""
        width = self.viewport().width()
        if self._header is None:
            return width, 0
        self._header.set_side_margin(self._page.side_margin(width))
        self._header.resize(width, self._header.heightForWidth(width))
        return width, self._header.height()

    def _rewind(self) -> None:
        # New HTML leaves the cursor at its end, and Qt scrolls to it when the view is first shown.
        if not self.textCursor().hasSelection() and self.textCursor().position():
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def _align_header(self) -> None:
        # Qt moves what stands in the viewport when it scrolls, but not when a layout changes the range.
        if self._header is not None:
            self._header.move(0, -self.verticalScrollBar().value())

    # --- where the reader is -------------------------------------------------------------------------------------

    def place(self) -> int:
        """The offset of the first line that is wholly on the screen."""
        top = self.verticalScrollBar().value()
        return self._page.offset_below(top + self._page.theme.size) if top else 0

    def set_place(self, offset: int) -> None:
        """Scroll until the line at an offset is the first."""
        top = round(self._page.top_of(offset) - self._page.theme.size) if offset else 0
        self.verticalScrollBar().setValue(top)
        self._align_header()

    def reveal(self, offset: int) -> None:
        """Bring the line at an offset to the upper third of the screen, unless it is in sight."""
        self._reveal(self._page.top_of(offset))

    def _reveal(self, top: float) -> None:
        bar, size = self.verticalScrollBar(), self._page.theme.size
        if not bar.value() + size < top < bar.value() + self.viewport().height() - 3 * size:
            bar.setValue(round(top - self.viewport().height() / 3))

    @Slot()
    def _scrolled(self) -> None:
        self.bar.hide()
        self._align_header()
        self._hits.refresh()
        self._settle.start()

    @Slot()
    def _tell_place(self) -> None:
        self.place_changed.emit(self.place())
        if self._page.rendered.text and self._at_end():
            self._end.start()

    @Slot()
    def _tell_end(self) -> None:
        if self.isVisible() and self._at_end():
            self.end_reached.emit()

    def _at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - self._page.theme.size

    # --- matches of a search -------------------------------------------------------------------------------------

    def set_hits(self, spans: Sequence[Span]) -> None:
        """Mark where a search matches."""
        ranges = ((span.start, self._page.offsets.ranges(span)) for span in spans)
        self._hits.set([(start, stretches) for start, stretches in ranges if stretches])
        self.map.set_hits(self._hits.starts())
        self.hit_reached.emit(0, len(self._hits.starts()))

    def first_hit(self) -> None:
        """Go to the first match, wherever the screen is."""
        if self._hits.starts():
            self._go(self._hits.choose(0))

    def next_hit(self) -> None:
        self._go(self._hits.next(self.place()))

    def previous_hit(self) -> None:
        self._go(self._hits.previous(self.place()))

    def _go(self, offset: int | None) -> None:
        if offset is not None:
            self.reveal(offset)
            self._hits.refresh()
            self.map.set_current(self._hits.current())
            self.hit_reached.emit(self._hits.current() + 1, len(self._hits.starts()))

    @Slot(object)
    def _go_to_mark(self, goal: int | str) -> None:
        if isinstance(goal, int):
            self._go(self._hits.choose(goal))
        else:
            self.annotation_wanted.emit(goal)

    # --- selecting -----------------------------------------------------------------------------------------------

    def selected(self) -> Span | None:
        """The selected stretch of the reading text without white space at its ends; None if there is none."""
        cursor = self.textCursor()
        span = self._page.offsets.span(cursor.selectionStart(), cursor.selectionEnd())
        words = self._page.rendered.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip())) if words.strip() else None

    def select(self, span: Span) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._page.offsets.start(span.start))
        cursor.setPosition(self._page.offsets.end(span.end), QTextCursor.MoveMode.KeepAnchor)
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
        position = self._page.position_at(self._in_page(event.position().toPoint()))
        if position < 0:
            super().mouseDoubleClickEvent(event)
            return
        line, start = self._page.line_of(position)
        word = word_at(line, self._page.offsets.offset(position) - start)
        self.select(Span(start + word.start, start + word.end))
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
        return self._page.highlights_at(self._in_page(point))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip(self, point: QPoint) -> str:
        link = self.anchorAt(point)
        if link:
            return "" if link.startswith(("fold:", "stays:")) else link
        mark = self._page.mark_at(self._in_page(point))
        if mark is None:
            removal = self._page.removal_at(self._in_page(point))
            return "" if removal is None else caption_words(self._removals[removal])[0]
        if mark.kind == "cut":
            return self.tr("This sentence was cut off and is never completed.")
        words = self.tr("Probably put in by a script; the text may have been “{words}”.")
        return words.format(words=mark.original)

    def _in_page(self, point: QPoint) -> QPointF:
        return QPointF(point) + QPointF(0, self.verticalScrollBar().value())

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        link = url.toString()
        if link.startswith("fold:"):
            self.fold_toggled.emit(int(link.removeprefix("fold:")))
        elif link.startswith("stays:"):
            self._show_what_stays(int(link.removeprefix("stays:")))
        elif link.startswith("#"):
            self.scrollToAnchor(url.fragment())
        else:
            self.link_activated.emit(link)

    # --- what was removed ----------------------------------------------------------------------------------------

    def show_removal(self, index: int) -> None:
        """Go to a removal, or to the quiet line that stands for it, and mark it for a moment."""
        positions = self._page.removal(index)
        if positions is not None:
            self._reveal(self._page.top_at(positions[0]))
            self._start_flash([positions])

    def _show_what_stays(self, removal: int) -> None:
        """Go to the passage that says the same as a removed one, and mark it for a moment."""
        stays = self._page.rendered.stays[removal]
        if stays:
            self.reveal(stays[0].start)
            self._start_flash([stretch for span in stays for stretch in self._page.offsets.ranges(span)])

    def focus_link(self, href: str) -> None:
        """Have the keyboard on a link, as if Tab had gone to it."""
        positions = self._page.link(href)
        if positions is not None and self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(positions[0])
            cursor.setPosition(positions[1], QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def _start_flash(self, ranges: Sequence[tuple[int, int]]) -> None:
        self._page.layers.set_flashed(ranges)
        self._flash.start()
        self.viewport().update()

    @Slot()
    def _end_flash(self) -> None:
        self._page.layers.set_flashed(())
        self.viewport().update()

    # --- Qt ------------------------------------------------------------------------------------------------------

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        """Images of the library only; never None, which Qt would ask for again at each layout."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()
        source = QUrl(url).toString()
        file = image_path(self._root, self._post, source) if self._root is not None else None
        image: QImage | None = load(file, self._page.text_width(), self.devicePixelRatioF()) if file else None
        return image if image is not None else placeholder(source, self._page.text_width(), self._page.theme)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl ask for another text size: Qt's own zoom knows nothing of sizes in pixels."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if steps := event.angleDelta().y():
                self.zoom_requested.emit(1 if steps > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        top = self.verticalScrollBar().value()
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(0, -top)
            self._page.layers.paint(painter, QRectF(event.rect()).translated(0, top))
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.bar.hide()
        place = self.place()
        super().resizeEvent(event)
        self._page.set_room(*self._room())
        self._rewind()
        self.set_place(place)
