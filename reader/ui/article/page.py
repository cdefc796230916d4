"""An article laid out in a QTextDocument: its margins, where its text stands, what is painted below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextDocument

from reader.model import Mark, Placement, Rendered, Span
from reader.ui.theme import Theme, article_css

from .layers import Layers, Painted, line_at, line_rects
from .offsets import Offsets

OBJECT = "\ufffc"
"""What stands for an image in a text."""


class Page:
    """Heights and points are in the document's coordinates, offsets in the reading text."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        self._document = document
        self.theme = theme
        self.rendered = Rendered(html="", text="")
        self.offsets = Offsets("")
        self.layers = Layers(document, theme)
        self._placements: tuple[Placement, ...] = ()
        self._width = 0
        self._above = 0
        self._image_width = 0
        """The width that the images were scaled to fit."""

    # --- what is laid out ----------------------------------------------------------------------------------------

    def show(self, rendered: Rendered, width: int, above: int) -> None:
        """Lay out another article, without annotations, as `set_room` would."""
        self.rendered, self._placements = rendered, ()
        self._width, self._above = width, above
        self._set_html()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.layers.set_theme(theme)
        font = QFont()
        font.setFamilies(list(theme.families))
        font.setPixelSize(theme.size)
        self._document.setDefaultFont(font)
        self._document.setIndentWidth(theme.size * 1.5)
        self._document.setDefaultStyleSheet(article_css(theme))
        self._set_html()

    def set_placements(self, placements: Sequence[Placement]) -> None:
        """Paint the annotations that have a place."""
        self._placements = tuple(placements)
        self.layers.set_painted(
            Painted(one.annotation.id, start, end, one.annotation.colour, one.annotation.style)
            for one in self._placements
            if one.match is not None
            for start, end in self.offsets.ranges(Span(one.match.start, one.match.end))
        )

    def set_room(self, width: int, above: int) -> None:
        """Fit the text into a width and leave room above it; images are scaled anew if they no longer fit."""
        self._width, self._above = width, above
        self._set_margins()
        if OBJECT in self.rendered.text and self._image_width != self.text_width():
            self._set_html()

    def side_margin(self, width: int) -> int:
        """Pixels at each side of the text: the measure is centred, a narrow page keeps one and a half characters."""
        measure = self.theme.measure * self.theme.size
        return round(max((width - measure) / 2, 1.5 * self.theme.size))

    def text_width(self) -> int:
        return max(self._width - 2 * self.side_margin(self._width), self.theme.size)

    def _set_html(self) -> None:
        self._image_width = self.text_width()
        self._document.setHtml(self.rendered.html)
        self._set_margins()
        self.offsets = Offsets(self._document.toRawText(), self.rendered.insertions)
        self.layers.set_flashed(())
        self.layers.set_marked(
            stretch
            for span, mark in self.rendered.marks
            if mark.kind == "injected"
            for stretch in self.offsets.ranges(span)
        )
        self.set_placements(self._placements)

    def _set_margins(self) -> None:
        frame, side = self._document.rootFrame(), self.side_margin(self._width)
        form = frame.frameFormat()
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(self._above + self.theme.size)
        form.setBottomMargin(6 * self.theme.size)
        # Setting a format, even the same, lays everything out anew.
        if form != frame.frameFormat():
            frame.setFrameFormat(form)

    # --- where things are ----------------------------------------------------------------------------------------

    def position_at(self, point: QPointF) -> int:
        """The position of the character at a point, -1 where none is."""
        return int(self._document.documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit))

    def offset_below(self, height: float) -> int:
        """The offset of the first line that reaches below a height."""
        return self.offsets.offset(line_at(self._document, height))

    def top_of(self, offset: int) -> float:
        """The height at which the text at an offset starts."""
        return self.top_at(self.offsets.start(offset))

    def top_at(self, position: int) -> float:
        """The height of the line with the character at a position."""
        block = self._document.findBlock(position)
        rects = line_rects(block, position, position + 1)
        return rects[0].top() if rects else self._document.documentLayout().blockBoundingRect(block).top()

    def line_of(self, position: int) -> tuple[str, int]:
        """The text of the block at a position, and the offset at which it starts."""
        block = self._document.findBlock(position)
        start = self.offsets.offset(block.position())
        return self.rendered.text[start : self.offsets.offset(block.position() + block.length() - 1)], start

    def highlights_at(self, point: QPointF) -> list[str]:
        """The ids of the annotations whose text is at a point, the uppermost first."""
        position = self.position_at(point)
        return self.layers.at(position) if position >= 0 else []

    def removal(self, index: int) -> tuple[int, int] | None:
        """The positions of a removal, or of the quiet line that stands for it; None if it is not on the page."""
        span = self.rendered.removed[index] if index < len(self.rendered.removed) else None
        return None if span is None else self.offsets.shown(span)

    def removal_at(self, point: QPointF) -> int | None:
        """The index of the removal whose text, or whose quiet line, is at a point."""
        position = self.position_at(point)
        for index, span in enumerate(self.rendered.removed if position >= 0 else ()):
            if span is not None and self.offsets.shown(span)[0] <= position < self.offsets.shown(span)[1]:
                return index
        return None

    def link(self, href: str) -> tuple[int, int] | None:
        """The positions of the words of a link; None if there is no such link."""
        block = self._document.begin()
        while block.isValid():
            iterator = block.begin()
            while not iterator.atEnd():
                fragment = iterator.fragment()
                iterator += 1
                if fragment.charFormat().anchorHref() == href:
                    return fragment.position(), fragment.position() + fragment.length()
            block = block.next()
        return None

    def mark_at(self, point: QPointF) -> Mark | None:
        """The mark of the cleaner whose text is at a point."""
        position = self.position_at(point)
        offset = self.offsets.offset(position)
        marks = (mark for span, mark in self.rendered.marks if span.start <= offset < span.end)
        return next(marks, None) if position >= 0 else None
