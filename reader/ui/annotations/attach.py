"""The line above the article while the place of an annotation is being chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from reader.model import Annotation
from reader.ui.article.annotation_list import quote_of
from reader.ui.theme import Theme

SHOWN = 80
"""Characters of the quote that are enough to know it by."""


class AttachBar(QFrame):
    """Any post may be opened meanwhile; the text that is selected when the button is pressed becomes the place."""

    attach_requested = Signal(str)
    """The id of the annotation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attach")
        self._annotation: Annotation | None = None
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._attach = QPushButton(self.tr("Attach to the selection"), self)
        self._attach.clicked.connect(self._ask)
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.addWidget(self._words, 1)
        row.addWidget(self._attach)
        row.addWidget(self._cancel)
        self.hide()

    def begin(self, annotation: Annotation) -> None:
        """Choose the place of this one."""
        self._annotation = annotation
        words = quote_of(annotation) or annotation.note
        shown = f"{words[:SHOWN]}…" if len(words) > SHOWN else words
        self._words.setText(self.tr("Select the text that this belongs to, in any post: “{quote}”").format(quote=shown))
        self.set_ready(False)
        self.show()

    def set_ready(self, ready: bool) -> None:
        """Whether text is selected."""
        self._attach.setEnabled(ready)

    def set_theme(self, theme: Theme) -> None:
        self.setStyleSheet(f"#attach {{ background: {theme.window}; border-bottom: 2px solid {theme.accent}; }}")

    @Slot()
    def leave(self) -> None:
        """The place stays as it is."""
        self._annotation = None
        self.hide()

    @Slot()
    def _ask(self) -> None:
        if self._annotation is not None:
            self.attach_requested.emit(self._annotation.id)
