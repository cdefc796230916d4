"""What stands where nothing is to be shown yet: a sentence that says what to do, and the buttons to do it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget


class EmptyState(QWidget):
    """A heading, a sentence, and a button for each of the actions given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = QLabel(self)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.35)
        self._heading.setFont(font)
        self._sentence = QLabel(self)
        self._buttons: list[QPushButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(32, 32, 32, 32)
        self._layout.setSpacing(10)
        self._layout.addStretch(2)
        for label in (self._heading, self._sentence):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            self._layout.addWidget(label)
        self._layout.addStretch(3)

    def say(self, heading: str, sentence: str, *actions: QAction) -> None:
        """Show these words and one button for each action."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(action) for action in actions]
        for number, button in enumerate(self._buttons):
            self._layout.insertWidget(3 + number, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def _button(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text(), self)
        button.clicked.connect(action.trigger)
        return button
