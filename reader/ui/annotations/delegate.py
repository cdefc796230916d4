"""Paints the rows of the annotation browser: headings, and entries with two lines of quote, note, and what is known."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.ui.annotations.entries import Entry
from reader.ui.annotations.model import COUNT, ENTRY
from reader.ui.article.annotation_list import quote_of
from reader.ui.post_delegate import lay_out
from reader.ui.theme import THEMES
from reader.ui.words import date_words

PAD = 8
BAR = 5
"""Pixels of the bar in an entry's colour."""


class AnnotationDelegate(QStyledItemDelegate):
    """Heights follow from what an entry has, not from how its text breaks: ten thousand are laid out unseen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = THEMES["light"]
        self.names_post = False
        """Whether entries name their post, because no heading does."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        entry: Entry | None = index.data(ENTRY)
        lines = 1
        if entry is not None:  # two of quote or note, one of note below a quote, one of facts
            lines = 4 if entry.annotation.selector and entry.annotation.note else 3
        return QSize(200, lines * _line(QFontMetrics(option.font)) + 2 * PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry | None = index.data(ENTRY)
        rect, theme = QRectF(option.rect), self.theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setFont(option.font)
        if chosen:
            painter.fillRect(rect, QColor(theme.selection))
        if entry is None:
            sign = "▾" if option.state & QStyle.StateFlag.State_Open else "▸"
            self._paint_heading(painter, rect, f"{sign} {index.data()}", index.data(COUNT))
        else:
            self._paint_entry(painter, rect, entry, chosen)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, words: str, count: int) -> None:
        theme = self.theme
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        number = QLocale().toString(count)
        width = painter.fontMetrics().horizontalAdvance(number) + PAD
        text = rect.adjusted(PAD / 2, 0, -PAD, 0)
        painter.setPen(QColor(theme.dim))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        room = text.adjusted(0, 0, -width, 0)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_entry(self, painter: QPainter, rect: QRectF, entry: Entry, chosen: bool) -> None:
        theme, annotation = self.theme, entry.annotation
        dim = theme.text if chosen else theme.dim
        line = _line(painter.fontMetrics())
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        body = rect.adjusted(PAD + BAR + PAD, PAD, -PAD, -PAD)
        ink = QColor(theme.inks[annotation.colour] if annotation.selector else theme.line)
        painter.fillRect(QRectF(rect.left() + PAD, body.top(), BAR, body.height()), ink)
        quote, note = quote_of(annotation), " ".join(annotation.note.split())
        top = body.top()
        if quote:
            behind = QColor(theme.highlights[annotation.colour]) if annotation.style == "highlight" else None
            top += line * self._write(painter, QRectF(body.left(), top, body.width(), 2 * line), quote, 2, behind, ink)
        # A short quote leaves its second line to the note.
        rows = int((body.bottom() - line - top + 1) // line)
        if note:
            self._write(painter, QRectF(body.left(), top, body.width(), rows * line), note, rows)
        elif not quote:
            painter.setPen(QColor(dim))
            painter.drawText(
                QRectF(body.left(), top, body.width(), line),
                Qt.AlignmentFlag.AlignVCenter,
                self.tr("Note on the whole post"),
            )
        self._paint_facts(painter, QRectF(body.left(), body.bottom() - line, body.width(), line), entry, dim)

    def _paint_facts(self, painter: QPainter, rect: QRectF, entry: Entry, dim: str) -> None:
        """Date at the right; tags and, if no heading says it, the post at the left."""
        painter.setPen(QColor(dim))
        day = date_words(entry.annotation.created.astimezone())
        if entry.fate == "moved":
            day = self.tr("moved in its post") + "   " + day
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, day)
        room = rect.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(day) - 2 * PAD, 0)
        tags = "  ".join(f"#{tag}" for tag in entry.annotation.tags)
        post = entry.title if self.names_post or entry.fate in ("changed", "lost", "missing") else ""
        words = "   ".join(filter(None, (post, tags)))
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _write(
        self,
        painter: QPainter,
        rect: QRectF,
        words: str,
        most: int,
        behind: QColor | None = None,
        ink: QColor | None = None,
    ) -> int:
        """Write at most so many lines, the last one cut short with `…`; returns how many. `behind` is painted behind
        the words, `ink` below them if nothing is behind."""
        # No more than fits can matter, and laying out a long quote costs.
        words = words[: int(rect.width() / 3) * most]
        layout = lay_out(words, (), QTextCharFormat(), painter.font(), int(rect.width()), most)
        line = _line(painter.fontMetrics())
        for number in range(layout.lineCount()):
            row = layout.lineAt(number)
            top = rect.top() + number * line
            strip = QRectF(rect.left() - 1, top + 1, row.naturalTextWidth() + 2, line - 2)
            if behind is not None:
                painter.fillRect(strip, behind)
            elif ink is not None:
                painter.fillRect(QRectF(strip.left(), strip.bottom() - 1, strip.width(), 2), ink)
            painter.setPen(QColor(self.theme.text))
            row.draw(painter, QPointF(rect.left(), top + (line - row.height()) / 2 - row.y()))
        return layout.lineCount()


def _line(metrics: QFontMetrics) -> int:
    return round(metrics.height() * 1.2)
