"""The small bar at a selection: colours, underline, note, copy."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from reader.model import COLOURS, Colour
from reader.ui.menu_button import MenuButton
from reader.ui.theme import THEMES, Theme
from reader.ui.words import citation_names

GAP = 6
"""Pixels between the bar and the selection."""
SWATCH = 18


def swatch(colour: Colour, theme: Theme) -> QIcon:
    """A disc in a highlight's colour with a border that shows on any background."""
    pixmap = QPixmap(2 * SWATCH, 2 * SWATCH)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.inks[colour]), 1.5))
        painter.setBrush(QColor(theme.highlights[colour]))
        painter.drawEllipse(2, 2, SWATCH - 4, SWATCH - 4)
    return QIcon(pixmap)


class SelectionBar(QFrame):
    """Asks what to do with the selection; floats in the article's viewport and takes no focus."""

    colour_chosen = Signal(str)
    underline_chosen = Signal(str)
    note_chosen = Signal()
    copy_chosen = Signal()
    citation_chosen = Signal(str)
    """The form of the citation."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selection-bar")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._room = parent
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(4, 3, 4, 3)
        row.setSpacing(1)
        self._colours: dict[Colour, QToolButton] = {}
        for number, colour in enumerate(COLOURS, 1):
            button = self._button("", self.colour_words(colour).format(key=number))
            button.clicked.connect(lambda _=False, colour=colour: self.colour_chosen.emit(colour))
            self._colours[colour] = button
        self._button(self.tr("Underline"), self.tr("Underline the selection")).clicked.connect(
            lambda: self.underline_chosen.emit("blue")
        )
        self._button(self.tr("Note"), self.tr("Highlight the selection and write a note")).clicked.connect(
            self.note_chosen
        )
        self._button(self.tr("Copy"), self.tr("Copy the selection")).clicked.connect(self.copy_chosen)
        self._cite = MenuButton(self.tr("Copy the selection as a citation"), self)
        self._cite.set_words(self.tr("Cite"))
        self._cite.setToolTip(self._cite.accessibleName())
        self._cite.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for form, words in citation_names().items():
            self._cite.menu_.addAction(words).setData(form)
        self._cite.menu_.triggered.connect(lambda action: self.citation_chosen.emit(action.data()))
        self._row.addWidget(self._cite)
        self.set_theme(THEMES["light"])

    def colour_words(self, colour: Colour) -> str:
        words = {
            "yellow": self.tr("Highlight in yellow ({key})"),
            "green": self.tr("Highlight in green ({key})"),
            "blue": self.tr("Highlight in blue ({key})"),
            "pink": self.tr("Highlight in pink ({key})"),
            "purple": self.tr("Highlight in purple ({key})"),
        }
        return words[colour]

    def set_theme(self, theme: Theme) -> None:
        for colour, button in self._colours.items():
            button.setIcon(swatch(colour, theme))
        self.setStyleSheet(
            f"#selection-bar {{ background: {theme.window}; border: 1px solid {theme.line}; border-radius: 6px; }}"
        )

    def show_near(self, point: QPoint, below: int) -> None:
        """Show the bar above a point of the viewport, or under `below` if there is no room above."""
        self.adjustSize()
        room = self._room.rect()
        left = min(max(point.x() - self.width() // 2, GAP), max(room.width() - self.width() - GAP, GAP))
        top = point.y() - self.height() - GAP
        if top < 0:
            top = min(below + GAP, room.height() - self.height() - GAP)
        self.move(left, top)
        self.show()
        self.raise_()

    def _button(self, words: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        button.setIconSize(QSize(SWATCH, SWATCH))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row.addWidget(button)
        return button
