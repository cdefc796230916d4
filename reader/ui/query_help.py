"""The sheet of the query language: what can be typed into the search box, with examples to try."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget


class QueryHelp(QDialog):
    """Stays open beside the window; a click on an example searches for it."""

    example_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("How to search"))
        self._text = QTextBrowser(self)
        self._text.setAccessibleName(self.windowTitle())
        self._text.setOpenLinks(False)
        self._text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._text.anchorClicked.connect(self._choose)
        self._text.setHtml(self._html())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._text, 1)
        layout.addWidget(buttons)

    def examples(self) -> list[tuple[str, str]]:
        """A query for each operator, and what it finds."""
        return [
            (self.tr("river boat", "an example of a query"), self.tr("Posts with both words")),
            (self.tr("river OR lake", "an example of a query"), self.tr("Posts with either word")),
            (self.tr('"old bridge"', "an example of a query"), self.tr("Exactly these characters in a row")),
            (self.tr("river -boat", "an example of a query"), self.tr("Posts without the second word")),
            (
                self.tr("(river OR lake) boat", "an example of a query"),
                self.tr("Parentheses keep words together"),
            ),
            ("read*", self.tr("Latin words that begin like this")),
            (
                self.tr("title:river", "an example of a query"),
                self.tr("Only in the title; likewise body: excerpt: author:"),
            ),
            (
                self.tr('tag:"history"', "an example of a query"),
                self.tr("Posts with this tag; likewise category:"),
            ),
            ("date:2025-10..2025-12", self.tr("Between two days, months or years; either may be left out")),
            ("is:unread", self.tr("Posts that are not read yet; likewise is:read is:starred")),
            ("has:highlight", self.tr("Posts with highlights; likewise has:note")),
            (
                self.tr("in:notes river", "an example of a query"),
                self.tr("Only in what was highlighted and in notes"),
            ),
        ]

    def _html(self) -> str:
        rows = "".join(
            f'<tr><td><a href="{number}"><code>{escape(query)}</code></a></td><td>{escape(meaning)}</td></tr>'
            for number, (query, meaning) in enumerate(self.examples())
        )
        remarks = (
            self.tr("Japanese is found wherever it stands, from one character up; a Latin word is a whole word."),
            self.tr("Full and half width, capitals and small letters count as the same."),
            self.tr("If a query is not complete, it is searched for as it stands."),
        )
        return f'<table cellpadding="4">{rows}</table>' + "".join(f"<p>{escape(remark)}</p>" for remark in remarks)

    @Slot(QUrl)
    def _choose(self, link: QUrl) -> None:
        self.example_chosen.emit(self.examples()[int(link.toString())][0])

    def sizeHint(self) -> QSize:
        # The table in one piece, without a line that is broken; a copy, for the view lays its own text out at once.
        document = self._text.document().clone()
        document.setTextWidth(-1)
        whole = document.size().toSize()
        return QSize(min(whole.width() + 60, 900), min(whole.height() + 90, 700))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
