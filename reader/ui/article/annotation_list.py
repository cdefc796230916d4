"""The annotations of one post: in order of the text, those without a place apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.model import Annotation, Placement
from reader.ui.theme import THEMES, Theme

ANNOTATION = Qt.ItemDataRole.UserRole


class AnnotationList(QListWidget):
    """One row for each annotation: its colour, the quote, the start of the note."""

    chosen = Signal(object)
    """An `Annotation`, or None."""
    activated_by_reader = Signal(str)
    """The id of a clicked annotation: to go to its place."""
    delete_requested = Signal(tuple)
    """Ids."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Annotations of this post"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._rows = _Rows(self)
        self.setItemDelegate(self._rows)
        self.currentItemChanged.connect(self._choose)
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)

    def show_placements(self, placements: Sequence[Placement]) -> None:
        """Show these, keeping the one that is chosen."""
        current = self.current_id()
        self.blockSignals(True)
        self.clear()
        placed = [one.annotation for one in placements if one.match or one.annotation.selector is None]
        lost = [one.annotation for one in placements if not one.match and one.annotation.selector is not None]
        for annotation in placed:
            self._add(annotation)
        if lost:
            heading = QListWidgetItem(self.tr("Lost their place"), self)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            heading.setToolTip(self.tr("The text that these belong to is no longer in the post."))
        for annotation in lost:
            self._add(annotation)
        self.blockSignals(False)
        if current:
            self.choose(current)
        if self.current_id() != current:
            self.chosen.emit(None)

    def choose(self, annotation_id: str) -> None:
        """Make an annotation the current one."""
        for row in range(self.count()):
            annotation = self.item(row).data(ANNOTATION)
            if annotation is not None and annotation.id == annotation_id:
                self.setCurrentRow(row)
                self.chosen.emit(annotation)
                return

    def current_id(self) -> str:
        item = self.currentItem()
        annotation = item.data(ANNOTATION) if item else None
        return annotation.id if annotation else ""

    def set_theme(self, theme: Theme) -> None:
        self._rows.theme = theme
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            chosen = tuple(item.data(ANNOTATION).id for item in self.selectedItems() if item.data(ANNOTATION))
            if chosen:
                self.delete_requested.emit(chosen)
            return
        super().keyPressEvent(event)

    def _add(self, annotation: Annotation) -> None:
        item = QListWidgetItem(self)
        item.setData(ANNOTATION, annotation)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{quote_of(annotation)} {annotation.note}".strip())

    @Slot(QListWidgetItem, QListWidgetItem)
    def _choose(self, item: QListWidgetItem | None, _previous: QListWidgetItem | None) -> None:
        self.chosen.emit(item.data(ANNOTATION) if item else None)

    @Slot(QListWidgetItem)
    def _go(self, item: QListWidgetItem) -> None:
        if annotation := item.data(ANNOTATION):
            self.activated_by_reader.emit(annotation.id)


def quote_of(annotation: Annotation) -> str:
    """The quote on one line, '' for a note on the whole post."""
    return " ".join(annotation.selector.quote.split()) if annotation.selector else ""


class _Rows(QStyledItemDelegate):
    """Paints a row: a bar in the annotation's colour, two lines of text."""

    def __init__(self, parent: QListWidget) -> None:
        super().__init__(parent)
        self.theme = THEMES["light"]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        annotation = index.data(ANNOTATION)
        lines = 1 if annotation is None else 1 + bool(quote_of(annotation) and annotation.note)
        return QSize(100, round(lines * option.fontMetrics.height() * 1.25) + 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        annotation: Annotation | None = index.data(ANNOTATION)
        rect, theme = QRectF(option.rect), self.theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(theme.selection))
        metrics = option.fontMetrics
        line = metrics.height() * 1.25
        text = rect.adjusted(16, 6, -10, -6)
        if annotation is None:
            font = QFont(option.font)
            font.setBold(True)
            painter.setFont(font)
            self._write(painter, text, index.data(Qt.ItemDataRole.DisplayRole), theme.dim)
            painter.restore()
            return
        bar = QRectF(rect.left() + 6, rect.top() + 6, 4, rect.height() - 12)
        if annotation.selector is None:
            painter.fillRect(bar, QColor(theme.line))
        else:
            painter.fillRect(bar, QColor(theme.inks[annotation.colour]))
        quote, note = quote_of(annotation), " ".join(annotation.note.split())
        if quote:
            self._write(painter, QRectF(text.left(), text.top(), text.width(), line), quote, theme.text)
            text.setTop(text.top() + line)
        if note:
            # Dim text would not be readable on the selection.
            colour = theme.dim if quote and not chosen else theme.text
            self._write(painter, QRectF(text.left(), text.top(), text.width(), line), note, colour)
        elif not quote:
            self._write(painter, text, self.tr("Note on the post"), theme.dim)
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, rect: QRectF, words: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
