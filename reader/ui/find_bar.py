"""Finding words inside the article that is shown, and going through what the list's search matches in it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

PAUSE = 100
"""Milliseconds without a key before the words are looked for."""


def match_words(number: int, count: int) -> str:
    """Where one is among some matches; `number` is counted from 1, 0 before the first."""
    if not number:
        return QCoreApplication.translate("FindBar", "%Ln match(es)", None, count)
    locale = QLocale()
    words = QCoreApplication.translate("FindBar", "{number} of {count}")
    return words.format(number=locale.toString(number), count=locale.toString(count))


def flat_button(parent: QWidget, name: str, signal: SignalInstance) -> QToolButton:
    """A button that has an icon only; its name is told by the tool tip."""
    button = QToolButton(parent)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setAutoRaise(True)
    button.clicked.connect(signal)
    return button


class HitStrip(QWidget):
    """Says which match of the list's search is on the screen; not there if there are none."""

    next_requested = Signal()
    previous_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._count = QLabel(self)
        self._buttons = {
            "up": flat_button(self, self.tr("Previous match"), self.previous_requested),
            "down": flat_button(self, self.tr("Next match"), self.next_requested),
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 8, 2)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._count)
        for button in self._buttons.values():
            layout.addWidget(button)
        self.hide()

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        for name, button in self._buttons.items():
            button.setIcon(icons[name])

    def show_hits(self, query: str, number: int, count: int) -> None:
        """What was searched for, which match was gone to, counted from 1, and how many there are."""
        self._words.setText(self.tr("Search: {query}").format(query=query))
        self._words.setToolTip(query)
        self._count.setText(match_words(number, count))
        self.setVisible(bool(count))


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
        self._timer.timeout.connect(self.search)
        self.box.textChanged.connect(self._timer.start)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self.box, 1)
        layout.addWidget(self._count)
        self._buttons = {
            "up": flat_button(self, self.tr("Previous match"), self.previous_requested),
            "down": flat_button(self, self.tr("Next match"), self.next_requested),
            "close": flat_button(self, self.tr("Close"), self.closed),
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
        self.search()

    def show_count(self, number: int, count: int) -> None:
        """Which match was gone to, counted from 1, 0 for none, and how many there are."""
        self._count.setText(match_words(number, count) if self.box.text().strip() else "")

    @Slot()
    def search(self) -> None:
        """Ask for what is in the box, if anything: in another post, perhaps."""
        self._timer.stop()
        self.find_requested.emit(self.box.text().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._timer.isActive():
                    self.search()
                backwards = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                (self.previous_requested if backwards else self.next_requested).emit()
                return True
        return super().eventFilter(watched, event)
