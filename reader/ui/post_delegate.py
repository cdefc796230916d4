"""Paints one row of the post list: title, a line of facts, and the excerpt or the snippet with its matches marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.model import Span, Status
from reader.ui.post_model import ROW_ROLE, STATUS_ROLE, Index
from reader.ui.rows import Row
from reader.ui.words import date_words

PADDING = 9
GUTTER = 20
"""Left of the texts: the dot of an unread post stands in it."""
TEXT_LINES = 4
"""Title and excerpt together; a title takes at most two of them."""
TAIL = 200
"""UTF-16 units that certainly fill the last line of a row."""
ELIDE = Qt.TextElideMode.ElideRight
CACHED = 500
"""Laid-out rows kept; a screen shows about ten."""


class Drawn(NamedTuple):
    """A row laid out for one width."""

    title: QTextLayout
    text: QTextLayout | None
    facts: str


class PostDelegate(QStyledItemDelegate):
    """Rows of one height, so that the view never has to ask; layouts are kept until width, font or colours change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.compact = False
        self._mark = QColor("#ffe08a")
        self._mark_text = QColor("#201a00")
        self._layouts: dict[tuple[Row, int, bool], Drawn] = {}

    def set_mark_colours(self, mark: QColor, text: QColor) -> None:
        """Background and text of a matched word."""
        self._mark, self._mark_text = mark, text
        self.forget()

    def marked(self) -> QTextCharFormat:
        """How a matched word looks."""
        made = QTextCharFormat()
        made.setBackground(self._mark)
        made.setForeground(self._mark_text)
        return made

    def forget(self) -> None:
        """Drop what was laid out: rows, font, colours or density changed."""
        self._layouts.clear()

    def row_height(self, font: QFont) -> int:
        """The height of every row, in pixels."""
        line, small = QFontMetrics(font).lineSpacing(), QFontMetrics(small_font(font)).lineSpacing()
        return line + small + PADDING + 3 if self.compact else TEXT_LINES * line + small + 2 * PADDING + 6

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self.row_height(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        status: Status = index.data(STATUS_ROLE)
        palette, area = option.palette, option.rect
        painter.save()
        paint_background(painter, option)
        left = area.left() + GUTTER
        width = area.width() - GUTTER - PADDING
        drawn = self._drawn(row, status, option.font, width)
        top = area.top() + (PADDING / 2 if self.compact else PADDING)
        if not status.read:
            paint_dot(painter, palette, area.left(), top + QFontMetrics(option.font).lineSpacing() / 2)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        drawn.title.draw(painter, QPointF(left, top))
        top += drawn.title.boundingRect().height() + (1 if self.compact else 3)
        small = small_font(option.font)
        painter.setFont(small)
        metrics = QFontMetrics(small)
        signs = signs_of(row, status)
        room = width - metrics.horizontalAdvance(signs) - (8 if signs else 0)
        painter.setPen(muted(palette))
        line = QRect(left, round(top), width, metrics.lineSpacing())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(drawn.facts, ELIDE, room))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, signs)
        if drawn.text is not None:
            painter.setPen(blend(palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base), 0.82))
            drawn.text.draw(painter, QPointF(left, top + metrics.lineSpacing() + 3))
        painter.restore()

    def _drawn(self, row: Row, status: Status, font: QFont, width: int) -> Drawn:
        key = (row, width, status.read)
        drawn = self._layouts.get(key)
        if drawn is None:
            if len(self._layouts) >= CACHED:
                self._layouts.clear()
            drawn = self._layouts[key] = self._lay_out(row, status, font, width)
        return drawn

    def _lay_out(self, row: Row, status: Status, font: QFont, width: int) -> Drawn:
        marked = self.marked()
        bold = QFont(font)
        bold.setWeight(QFont.Weight.Normal if status.read else QFont.Weight.DemiBold)
        title = lay_out(row.summary.title, row.title_marks, marked, bold, width, 1 if self.compact else 2)
        text = None
        if not self.compact:
            words, marks = (row.snippet.text, row.snippet.marks) if row.snippet else (row.summary.excerpt, ())
            text = lay_out(one_line(words), marks, marked, font, width, TEXT_LINES - title.lineCount())
        return Drawn(title, text, facts_of(row))


def lay_out(
    text: str, marks: Sequence[Span], marked: QTextCharFormat, font: QFont, width: int, lines: int
) -> QTextLayout:
    """`text` broken into at most `lines` lines, the last one elided; `marks` count code points."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.setFormats([format_range(text, mark, marked) for mark in marks])
    end = break_lines(layout, width, lines)
    if end < utf16(text):
        start = layout.lineAt(layout.lineCount() - 1).textStart()
        units = text.encode("utf-16-le", "surrogatepass")
        tail = units[2 * start : 2 * start + 2 * TAIL].decode("utf-16-le", "replace")
        head = units[: 2 * start].decode("utf-16-le", "replace")
        layout.setText(head + QFontMetrics(font).elidedText(tail + "…", ELIDE, width))
        break_lines(layout, width, lines)
    return layout


def format_range(text: str, mark: Span, marked: QTextCharFormat) -> QTextLayout.FormatRange:
    """A stretch of `text`, counted in code points, as Qt counts it."""
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = utf16(text[: mark.start]), utf16(text[mark.start : mark.end]), marked
    return made


def break_lines(layout: QTextLayout, width: int, lines: int) -> int:
    """Lay out up to `lines` lines; returns where the last one ends, in UTF-16 units."""
    end, height = 0, 0.0
    layout.beginLayout()
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return end


def utf16(text: str) -> int:
    """How many UTF-16 units Qt counts for `text`."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def one_line(text: str) -> str:
    """The text with every line break as a space: lengths stay, so marks do too."""
    return text.translate({10: " ", 13: " ", 9: " ", 0x2028: " ", 0x2029: " "})


def facts_of(row: Row) -> str:
    """Date, category, reading time and tags in one line."""
    post = row.summary
    facts = [
        QCoreApplication.translate("PostDelegate", "another spelling") if row.similar else "",
        date_words(post.date) if post.date else "",
        post.categories[0] if post.categories else "",
        QCoreApplication.translate("PostDelegate", "%Ln min", None, post.reading_minutes),
        " ".join(f"#{tag}" for tag in post.tags),
    ]
    return " · ".join(fact for fact in facts if fact)


def signs_of(row: Row, status: Status) -> str:
    """Small signs at the right: problems, highlights, notes, star."""
    signs = [
        "⚠" if row.summary.problems else "",
        f"❝ {status.highlights}" if status.highlights else "",
        f"✎ {status.notes}" if status.notes else "",
        "★" if status.starred else "",
    ]
    return "  ".join(sign for sign in signs if sign)


def small_font(font: QFont) -> QFont:
    """The font of the line of facts."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(9, round(font.pixelSize() * 0.88)))
    else:
        small.setPointSizeF(max(7.0, font.pointSizeF() * 0.88))
    return small


def muted(palette: QPalette) -> QColor:
    """Secondary text; 0.68 keeps 4.5:1 on the bases of all themes."""
    return blend(palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base), 0.68)


def blend(front: QColor, back: QColor, share: float) -> QColor:
    """`share` of the one colour over the other."""
    pairs = ((front.red(), back.red()), (front.green(), back.green()), (front.blue(), back.blue()))
    return QColor(*(round(share * a + (1 - share) * b) for a, b in pairs))


def paint_background(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Base, a tint with a bar for a selected row, and the hairline below."""
    palette, area = option.palette, option.rect
    base, accent = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Highlight)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.fillRect(area, blend(accent, base, 0.2 if selected else 0.06 if hovered else 0.0))
    painter.fillRect(
        QRect(area.left() + GUTTER, area.bottom(), area.width(), 1),
        blend(palette.color(QPalette.ColorRole.Text), base, 0.12),
    )
    if selected:
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.fillRect(QRect(area.left(), area.top(), 5 if focused else 3, area.height() - 1), accent)


def paint_dot(painter: QPainter, palette: QPalette, left: float, middle: float) -> None:
    """The mark of an unread post."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
    painter.drawEllipse(QRectF(left + GUTTER / 2 - 3, middle - 4, 8, 8))
