"""Editing one annotation: its note, colour and style. What is typed is saved by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from reader.model import COLOURS, Annotation, Colour
from reader.ui.theme import THEMES, Theme

from .annotation_list import quote_of
from .selection_bar import SWATCH, swatch

PAUSE = 800
"""Milliseconds after the last key before a note is saved."""


class NoteField(QPlainTextEdit):
    """A text field that knows whether an input method is composing and tells when it is left."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.composing = False
            self.left.emit()
        return super().event(event)


class NoteEditor(QWidget):
    """Shows the annotation that is chosen; asks for changes, and never puts back what is being typed."""

    edited = Signal(str, dict)
    """Id, and the changed fields by name."""
    delete_requested = Signal(tuple)
    go_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._annotation: Annotation | None = None
        self._saved = ""
        self.quote = QLabel(self)
        self.quote.setTextFormat(Qt.TextFormat.PlainText)
        self.quote.setWordWrap(True)
        self.field = NoteField(self)
        self.field.setPlaceholderText(self.tr("Note (Markdown)"))
        self.field.setAccessibleName(self.tr("Note"))
        self.field.setTabChangesFocus(True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.save)
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.quote)
        column.addWidget(self.field, 1)
        column.addLayout(self._tools())
        self.show_annotation(None)

    def show_annotation(self, annotation: Annotation | None) -> None:
        """Edit this one; what was typed for another is saved first."""
        same = annotation is not None and self._annotation is not None and annotation.id == self._annotation.id
        if not same:
            self.save()
        typing = same and self.field.toPlainText() != self._saved
        self._annotation = annotation
        self.setVisible(annotation is not None)
        if annotation is None:
            return
        quote = quote_of(annotation)
        shown = f"{quote[:160]}…" if len(quote) > 160 else quote
        self.quote.setText(self.tr("“{quote}”").format(quote=shown))
        self.quote.setVisible(bool(quote))
        if not typing and self.field.toPlainText() != annotation.note:
            self.field.setPlainText(annotation.note)
        self._saved = annotation.note
        for colour, button in self._colours.items():
            button.setChecked(colour == annotation.colour)
            button.setVisible(annotation.selector is not None)
        self._underline.setChecked(annotation.style == "underline")
        for control in (self._underline, self._go):
            control.setVisible(annotation.selector is not None)

    def set_theme(self, theme: Theme) -> None:
        for colour, button in self._colours.items():
            button.setIcon(swatch(colour, theme))

    @Slot()
    def save(self) -> None:
        """Ask for the note to be stored, if it changed and is not half composed."""
        if self.field.composing:
            self._pause.start()
            return
        self._pause.stop()
        words = self.field.toPlainText()
        if self._annotation is not None and words != self._saved:
            self._saved = words
            self.edited.emit(self._annotation.id, {"note": words})

    @Slot()
    def _typed(self) -> None:
        self._pause.start()

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(1)
        names = {
            "yellow": self.tr("Yellow"),
            "green": self.tr("Green"),
            "blue": self.tr("Blue"),
            "pink": self.tr("Pink"),
            "purple": self.tr("Purple"),
        }
        self._colours: dict[Colour, QToolButton] = {}
        for colour in COLOURS:
            button = self._button("", names[colour])
            button.setIconSize(QSize(SWATCH, SWATCH))
            button.setIcon(swatch(colour, THEMES["light"]))
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, colour=colour: self._change(colour=colour))
            self._colours[colour] = button
            row.addWidget(button)
        self._underline = self._button(self.tr("Underline"), self.tr("Underline instead of a coloured background"))
        self._underline.setCheckable(True)
        self._underline.clicked.connect(lambda checked: self._change(style="underline" if checked else "highlight"))
        self._go = self._button(self.tr("Show in text"), self.tr("Scroll to the annotated text"))
        self._go.clicked.connect(self._ask_to_go)
        delete = self._button(self.tr("Delete"), self.tr("Delete this annotation; it can be undone"))
        delete.clicked.connect(self._delete)
        for button in (self._underline, self._go):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(delete)
        return row

    def _button(self, words: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        return button

    def _change(self, **fields: object) -> None:
        self.save()
        if self._annotation is not None:
            self.edited.emit(self._annotation.id, fields)

    @Slot()
    def _ask_to_go(self) -> None:
        if self._annotation is not None:
            self.go_requested.emit(self._annotation.id)

    @Slot()
    def _delete(self) -> None:
        if self._annotation is not None:
            self.delete_requested.emit((self._annotation.id,))
