"""What is painted below the article's text: highlights, bars of quotes, backgrounds of code, dotted marks.

Rectangles are kept per block in coordinates of the document, until its text or width changes: painting 500
highlights costs 1-3 ms more than none, where Qt's own extra selections cost 16.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextDocument, QTextFormat, QTextLine

from reader.model import Colour, Style
from reader.ui.theme import MONOSPACE, Theme, quote_pixels


@dataclass(frozen=True)
class Painted:
    """A stretch of the document (positions) that has a colour below it."""

    id: str
    start: int
    end: int
    colour: Colour
    style: Style


def line_rects(block: QTextBlock, start: int, end: int) -> list[QRectF]:
    """The rectangles of the text between two positions of a block, line by line, in the document's coordinates.

    They are as high as the type, not as the line, whose height has the space between lines in it.
    """
    layout = block.layout()
    origin = block.document().documentLayout().blockBoundingRect(block).topLeft()
    first, last = start - block.position(), end - block.position()
    rects = []
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        a, b = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
        if a >= b:
            continue
        left, right = _x(line, a), _x(line, b)
        top = line.y() + line.ascent() * 0.14
        bottom = line.y() + line.ascent() + line.descent() * 0.92
        rects.append(QRectF(min(left, right), top, abs(right - left), bottom - top).translated(origin))
    return rects


def extent(block: QTextBlock) -> QRectF:
    """The rectangle that a block's lines may fill; Qt's own is off by margins and the first line's space."""
    layout = block.layout()
    whole = block.document().documentLayout().blockBoundingRect(block)
    if not layout.lineCount():
        return whole
    first, last = layout.lineAt(0), layout.lineAt(layout.lineCount() - 1)
    rect = QRectF(first.x(), first.y(), first.width(), last.y() + last.height() - first.y())
    return rect.translated(whole.topLeft())


def _x(line: QTextLine, position: int) -> float:
    # PySide gives the pair of the C++ function's result and its in-out argument.
    return float(line.cursorToX(position)[0])  # type: ignore[index]


def is_code(block: QTextBlock) -> bool:
    """Whether a block is a block of code; Qt keeps of `<pre>` only that its lines must not break."""
    return bool(block.blockFormat().property(QTextFormat.Property.BlockNonBreakableLines))


def block_at(document: QTextDocument, y: float) -> QTextBlock:
    """The last block that starts at or above a height of the document; in a table, the first of its row.

    Qt's hit test answers with the end of the document in the gap between two blocks. The search gallops from the
    start, so that no more than twice what lies above has to be laid out.
    """
    layout, count = document.documentLayout(), document.blockCount()

    def top(number: int) -> float:
        return layout.blockBoundingRect(document.findBlockByNumber(number)).top()

    high = 1
    while high < count and top(high) <= y:
        high *= 2
    low = high // 2
    number = max(low + bisect_right(range(low, min(high, count)), y, key=top) - 1, 0)
    while number and top(number - 1) == top(number):
        number -= 1
    return document.findBlockByNumber(number)


def line_at(document: QTextDocument, y: float) -> int:
    """The position at which the first line starts that reaches below a height of the document."""
    block = block_at(document, y)
    while block.isValid():
        layout = block.layout()
        origin = document.documentLayout().blockBoundingRect(block).top()
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            if origin + line.y() + line.height() > y:
                return block.position() + line.textStart()
        block = block.next()
    return document.characterCount() - 1


def inline_code(block: QTextBlock) -> list[tuple[int, int]]:
    """The positions of the stretches of a block that are set in the font of code."""
    found = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        iterator += 1
        if MONOSPACE[0] in (fragment.charFormat().fontFamilies() or ()):
            found.append((fragment.position(), fragment.position() + fragment.length()))
    return found


class Layers:
    """Paints below the text of one document."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        self._document = document
        self._theme = theme
        self._painted: dict[int, list[Painted]] = {}
        self._marked: dict[int, list[tuple[int, int]]] = {}
        self._flashed: dict[int, list[tuple[int, int]]] = {}
        self._rects: dict[int, list[tuple[QRectF, Painted]]] = {}
        self._code: dict[int, list[QRectF]] = {}
        self._key: tuple[float, int] = (0.0, 0)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._rects.clear()
        self._code.clear()

    def set_painted(self, painted: Iterable[Painted]) -> None:
        """Show these highlights, the first lowest."""
        by_block: dict[int, list[Painted]] = defaultdict(list)
        for one in painted:
            for number in self._blocks(one.start, one.end):
                by_block[number].append(one)
        self._painted = by_block
        self._rects.clear()

    def set_marked(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Put a dotted line below these stretches."""
        self._marked = self._by_block(ranges)

    def set_flashed(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Draw attention to these stretches."""
        self._flashed = self._by_block(ranges)

    def at(self, position: int) -> list[str]:
        """The ids of the highlights that cover the character at a position, the uppermost first."""
        number = self._document.findBlock(position).blockNumber()
        return [one.id for one in reversed(self._painted.get(number, [])) if one.start <= position < one.end]

    def paint(self, painter: QPainter, visible: QRectF) -> None:
        """Paint what lies in a rectangle of the document; the painter's origin is the document's."""
        key = (self._document.textWidth(), self._document.revision())
        if key != self._key:
            self._key = key
            self._rects.clear()
            self._code.clear()
        painter.setPen(Qt.PenStyle.NoPen)
        for block in self._visible_blocks(visible):
            self._paint_block(painter, block)

    def _by_block(self, ranges: Iterable[tuple[int, int]]) -> dict[int, list[tuple[int, int]]]:
        by_block: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for start, end in ranges:
            for number in self._blocks(start, end):
                by_block[number].append((start, end))
        return by_block

    def _blocks(self, start: int, end: int) -> range:
        return range(self._document.findBlock(start).blockNumber(), self._document.findBlock(end).blockNumber() + 1)

    def _visible_blocks(self, visible: QRectF) -> Iterator[QTextBlock]:
        layout = self._document.documentLayout()
        block = block_at(self._document, visible.top())
        # One block before: the background of code reaches below its text.
        block = block.previous() if block.previous().isValid() else block
        while block.isValid():
            if layout.blockBoundingRect(block).top() > visible.bottom():
                break
            yield block
            block = block.next()

    def _paint_block(self, painter: QPainter, block: QTextBlock) -> None:
        if is_code(block):
            self._paint_code(painter, block)
        else:
            self._paint_inline_code(painter, block)
        self._paint_quote(painter, block)
        for rect, one in self._block_rects(block):
            if one.style == "underline":
                ink = QColor(self._theme.inks[one.colour])
                painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 2), ink)
            else:
                painter.setBrush(QColor(self._theme.highlights[one.colour]))
                painter.drawRoundedRect(rect, 2, 2)
        painter.setBrush(QColor(self._theme.selection))
        for start, end in self._flashed.get(block.blockNumber(), ()):
            for rect in line_rects(block, start, end):
                painter.drawRoundedRect(rect, 2, 2)
        for start, end in self._marked.get(block.blockNumber(), ()):
            self._paint_dots(painter, line_rects(block, start, end))

    def _block_rects(self, block: QTextBlock) -> list[tuple[QRectF, Painted]]:
        number = block.blockNumber()
        if number not in self._painted:
            return []
        if number not in self._rects:
            self._rects[number] = [
                (rect, one) for one in self._painted[number] for rect in line_rects(block, one.start, one.end)
            ]
        return self._rects[number]

    def _paint_code(self, painter: QPainter, block: QTextBlock) -> None:
        rect = extent(block)
        pad = self._theme.size * 0.7
        painter.setBrush(QColor(self._theme.code))
        painter.drawRoundedRect(rect.adjusted(-pad, -pad, pad, pad), 6, 6)

    def _paint_inline_code(self, painter: QPainter, block: QTextBlock) -> None:
        number = block.blockNumber()
        if number not in self._code:
            self._code[number] = [rect for a, b in inline_code(block) for rect in line_rects(block, a, b)]
        painter.setBrush(QColor(self._theme.code))
        for rect in self._code[number]:
            painter.drawRoundedRect(rect.adjusted(-2, 0, 2, 0), 3, 3)

    def _paint_quote(self, painter: QPainter, block: QTextBlock) -> None:
        """A bar for each level of quotes, down to the next block of the same quote."""
        level = self._quote_level(block)
        if not level:
            return
        rect, following = extent(block), block.next()
        left = self._document.documentLayout().blockBoundingRect(block).left()
        for depth in range(level):
            joined = following.isValid() and self._quote_level(following) > depth
            bottom = extent(following).top() if joined else rect.bottom()
            bar = QRectF(left + depth * quote_pixels(self._theme), rect.top(), 3, bottom - rect.top())
            painter.fillRect(bar, QColor(self._theme.line))

    def _quote_level(self, block: QTextBlock) -> int:
        # Qt keeps a level only for the first block of a quote; the left margin comes from quotes alone.
        return 0 if is_code(block) else round(block.blockFormat().leftMargin() / quote_pixels(self._theme))

    def _paint_dots(self, painter: QPainter, rects: Iterable[QRectF]) -> None:
        pen = QPen(QColor(self._theme.inks["pink"]), 1.6, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        for rect in rects:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(Qt.PenStyle.NoPen)
