"""A flat button that opens a menu."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QMenu, QToolButton, QWidget


class MenuButton(QToolButton):
    """Its own sign says that there is a menu: Qt's small arrow stands apart from words."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menu_ = QMenu(self)
        self.setAccessibleName(name)
        self.setAutoRaise(True)
        self.clicked.connect(self._open)

    def set_words(self, words: str) -> None:
        self.setText(f"{words} ▾".replace("&", "&&"))

    @Slot()
    def _open(self) -> None:
        self.menu_.popup(self.mapToGlobal(QPoint(0, self.height())))
