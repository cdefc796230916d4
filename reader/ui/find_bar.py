"""Finding words inside the article that is shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

PAUSE = 100
"""Milliseconds without a key before the words are looked for."""


class FindBar(QWidget):
    """Hidden until asked for; Return and Shift+Return walk, Escape closes."""

    find_requested = Signal(str)
    next_requested = Signal()
    previous_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QLineEdit(self)
        self.box.setPlaceholderText(self.tr("Find in this post"))
        self.box.setAccessibleName(self.tr("Find in this post"))
        self.box.setClearButtonEnabled(True)
        self.box.installEventFilter(self)
        self._count = QLabel(self)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._find)
        self.box.textChanged.connect(self._timer.start)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self.box, 1)
        layout.addWidget(self._count)
        self._buttons = {
            "up": self._button(self.tr("Previous match"), self.previous_requested),
            "down": self._button(self.tr("Next match"), self.next_requested),
            "close": self._button(self.tr("Close"), self.closed),
        }
        for button in self._buttons.values():
            layout.addWidget(button)
        self.closed.connect(self.hide)
        self.hide()

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        for name, button in self._buttons.items():
            button.setIcon(icons[name])

    def open(self) -> None:
        self.show()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()
        self._find()

    def show_count(self, count: int) -> None:
        self._count.setText(self.tr("%Ln match(es)", "", count) if self.box.text() else "")

    def _button(self, name: str, signal: SignalInstance) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        button.clicked.connect(signal)
        return button

    @Slot()
    def _find(self) -> None:
        self._timer.stop()
        self.find_requested.emit(self.box.text().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._timer.isActive():
                    self._find()
                backwards = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                (self.previous_requested if backwards else self.next_requested).emit()
                return True
        return super().eventFilter(watched, event)
