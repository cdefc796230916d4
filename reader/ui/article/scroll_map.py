"""The article's scroll bar with a map of what is marked in the text: matches at the left, annotations at the right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from reader.model import Colour, Placement
from reader.ui.theme import Theme

THICK, TALL = 2, 5
"""Pixels of a mark's height; an annotation with a note is the taller one."""
NEAR = 3
"""Pixels from a mark within which a click is meant for it."""


class Place(NamedTuple):
    """Something in the text: its position in the document, and what a click on its mark goes to."""

    position: int
    goal: int | str
    """The number of a match, or the id of an annotation."""
    colour: Colour | None = None
    """That of an annotation."""
    height: int = THICK


class Drawn(NamedTuple):
    """A mark as it is painted, in pixels of the scroll bar."""

    top: int
    place: Place


def heights(document: QTextDocument, positions: Sequence[int]) -> list[float]:
    """The height in the document of the line of each position; positions are in order.

    Qt is asked once a block and once a line: each question costs microseconds, and 2,000 marks are milliseconds.
    """
    layout, block = document.documentLayout(), document.begin()
    top, lines, first, end = 0.0, block.layout(), 0, -1
    height, line_end = 0.0, -1
    found = []
    for position in positions:
        if position < line_end:
            found.append(height)
            continue
        if position >= end:
            block = document.findBlock(position)
            if not block.isValid():
                block = document.lastBlock()
            top, lines = layout.blockBoundingRect(block).top(), block.layout()
            first, end = block.position(), block.position() + block.length()
        line = lines.lineForTextPosition(position - first)
        known = line.isValid()
        height, line_end = (top + line.y(), first + line.textStart() + line.textLength()) if known else (top, -1)
        found.append(height)
    return found


class ScrollMap(QScrollBar):
    """Works out where its marks are when it is painted and the layout has changed since, so that nothing is out of
    date and nothing is done for a text that is not seen."""

    place_chosen = Signal(object)
    """The goal of a mark that was clicked."""

    def __init__(self, document: QTextDocument, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._document = document
        self._set_inks(theme)
        self._hits: list[Place] = []
        self._annotations: list[Place] = []
        self._drawn: tuple[list[Drawn], list[Drawn]] = ([], [])
        self._strokes: list[list[tuple[int, int, Colour | None]]] = [[], []]
        """Top, height and colour of what is painted, of matches and of annotations."""
        self._key: tuple[object, ...] = ()
        self._current = -1
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Place in the post"))

    # --- what is marked ---

    def set_theme(self, theme: Theme) -> None:
        self._set_inks(theme)
        self.update()

    def _set_inks(self, theme: Theme) -> None:
        # What is behind matches in the text is too pale for a mark of two pixels.
        hit = QColor(theme.hit)
        self._accent = QColor(theme.accent)
        self._inks: dict[Colour | None, QColor] = {
            None: hit.lighter(190) if theme.dark else hit.darker(125),
            **{colour: QColor(ink) for colour, ink in theme.inks.items()},
        }

    def set_hits(self, positions: Iterable[int]) -> None:
        """Mark these matches, which are in order."""
        self._hits = [Place(position, number) for number, position in enumerate(positions)]
        self._current = -1
        self._changed()

    def set_current(self, number: int) -> None:
        """The match that was gone to stands out."""
        self._current = number
        self.update()

    def set_annotations(self, placed: Iterable[tuple[int, Placement]]) -> None:
        """Mark these annotations, each with its position, in order."""
        self._annotations = [
            Place(position, one.annotation.id, one.annotation.colour, TALL if one.annotation.note else THICK)
            for position, one in placed
        ]
        self._changed()

    def _changed(self) -> None:
        self._key = ()
        marked = (
            self.tr("%Ln match(es)", "", len(self._hits)),
            self.tr("%Ln annotation(s)", "", len(self._annotations)),
        )
        self.setAccessibleDescription(self.tr(", ", "between what is marked").join(marked))
        self.update()

    # --- where it is ---

    def marks(self) -> tuple[Sequence[Drawn], Sequence[Drawn]]:
        """The marks of matches and of annotations where they are painted now."""
        groove = self._part(QStyle.SubControl.SC_ScrollBarGroove)
        whole = self._document.size().height()
        key = (groove.top(), groove.height(), whole, self._document.textWidth(), self._document.revision())
        if key != self._key:
            self._key = key
            self._drawn = (self._laid_out(self._hits, groove, whole), self._laid_out(self._annotations, groove, whole))
            # Marks that fall on one line of pixels are painted once.
            self._strokes = [
                list(dict.fromkeys((one.top, one.place.height, one.place.colour) for one in lane))
                for lane in self._drawn
            ]
        return self._drawn

    def _laid_out(self, places: Sequence[Place], groove: QRect, whole: float) -> list[Drawn]:
        start, scale = groove.top(), groove.height() / max(whole, self.pageStep(), 1)
        tops = heights(self._document, [place.position for place in places])
        return [Drawn(start + round(top * scale), place) for top, place in zip(tops, places, strict=True)]

    def _part(self, control: QStyle.SubControl) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, control, self)

    def _lane(self, right: bool) -> tuple[int, int]:
        """Left edge and width of the marks of annotations (`right`) or of matches."""
        half = self.width() // 2
        return (half + 1, self.width() - half - 3) if right else (2, half - 2)

    def place_at(self, point: QPoint) -> Place | None:
        """The mark that is nearest to a point, if one is near."""
        right = point.x() >= self.width() // 2
        near = [drawn for lane in self.marks() for drawn in around(lane, point.y())]
        if not near:
            return None
        return min(near, key=lambda one: ((one.place.colour is None) is right, abs(one.top - point.y()))).place

    # --- Qt ---

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        hits, _ = self.marks()
        with QPainter(self) as painter:
            for strokes, right in zip(self._strokes, (False, True), strict=True):
                left, width = self._lane(right)
                for top, height, colour in strokes:
                    painter.fillRect(left, top, width, height, self._inks[colour])
            if 0 <= self._current < len(hits):
                left, width = self._lane(False)
                painter.fillRect(left - 1, hits[self._current].top - 1, width + 1, TALL - 1, self._accent)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a mark goes there; the slider can be taken also where it lies on marks."""
        point = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and (place := self._clickable(point)) is not None:
            self.place_chosen.emit(place.goal)
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():
            over = self._clickable(event.position().toPoint()) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def _clickable(self, point: QPoint) -> Place | None:
        slider = self._part(QStyle.SubControl.SC_ScrollBarSlider)
        return None if slider.contains(point) else self.place_at(point)


def around(drawn: Sequence[Drawn], y: int) -> Sequence[Drawn]:
    """Those of the marks, which are in order, that are near a height."""
    first = bisect_left(drawn, y - NEAR - TALL, key=lambda one: one.top)
    last = bisect_left(drawn, y + NEAR + 1, key=lambda one: one.top)
    return [one for one in drawn[first:last] if y <= one.top + one.place.height + NEAR]
