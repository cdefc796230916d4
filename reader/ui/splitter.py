"""Panes side by side with a hairline between them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget


class PaneSplitter(QSplitter):
    """One pixel wide between the panes; Qt lets it be grabbed a little beside that too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return PaneHandle(self.orientation(), self)


class PaneHandle(QSplitterHandle):
    """Fusion leaves a handle of one pixel blank."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Mid))
