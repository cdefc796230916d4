"""The search box and what is said about its answer."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from reader.ui.rows import Listing

PAUSE = 150
"""Milliseconds without a key before a search starts; a newer one replaces it anyway."""


class SearchBar(QWidget):
    """Emits what the person wants to find; shows how it was understood."""

    search_requested = Signal(str, bool)
    """The query, and whether its last word may go on: True until Return is pressed."""
    results_entered = Signal()
    """The person goes on into the list, with Return or the down key."""
    left = Signal()
    """Escape in an empty box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QLineEdit(self)
        self.box.setObjectName("search")
        self.box.setClearButtonEnabled(True)
        self.box.setPlaceholderText(self.tr("Search all posts"))
        self.box.setAccessibleName(self.tr("Search"))
        self.box.setToolTip(
            self.tr(
                'Words, "exact words", -without, OR, prefix*, title: tag: category: author: date:2025-10..2025-12, '
                "in:notes, has:highlight, has:note, is:unread, is:starred"
            )
        )
        self.box.installEventFilter(self)
        self._icon = self.box.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self._said = QLabel(self)
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.RichText)
        self._said.setObjectName("said")
        self._said.linkActivated.connect(self._take_suggestion)
        self._said.hide()
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._search)
        self.box.textEdited.connect(self._timer.start)
        self.box.textChanged.connect(self._search_when_cleared)
        self._asked = ("", False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.box)
        layout.addWidget(self._said)

    def set_icon(self, icon: QIcon) -> None:
        self._icon.setIcon(icon)

    def query(self) -> str:
        return self.box.text().strip()

    def set_query(self, query: str) -> None:
        """Put a query into the box without asking for it."""
        self._timer.stop()
        self._asked = (query.strip(), False)
        if self.query() != query.strip():
            self.box.setText(query)

    def take_focus(self) -> None:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def show_answer(self, listing: Listing) -> None:
        """Say what needs saying about an answer: a second tier, a query taken literally, other words to try."""
        sentences = []
        if listing.literal:
            sentences.append(self.tr("This is not a complete query; it was searched for as it stands."))
        if listing.tier == "folded" and listing.rows:
            sentences.append(
                self.tr("Nothing matches exactly; these match when kana and long vowels count as the same.")
            )
        # The asterisk is ours: the last word may go on while it is typed.
        told = ("", listing.query, f"{listing.query}*")
        if listing.understood not in told and not listing.literal:
            sentences.append(self.tr("Understood as: {query}").format(query=escape(listing.understood)))
        if listing.suggestions:
            links = self.tr(", ", "between suggestions").join(
                f'<a href="{escape(word, quote=True)}">{escape(word)}</a>' for word in listing.suggestions
            )
            sentences.append(self.tr("Did you mean {suggestions}?").format(suggestions=links))
        self._said.setText("<br>".join(sentences))
        self._said.setVisible(bool(sentences))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                if self.box.text():
                    self.box.clear()
                else:
                    self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.key() == Qt.Key.Key_Down:
                    self._search()
                else:
                    self._search_whole_words()
                self.results_entered.emit()
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _take_suggestion(self, words: str) -> None:
        self.box.setText(words)
        self._search_whole_words()

    @Slot(str)
    def _search_when_cleared(self, text: str) -> None:
        if not text:
            self._search()

    @Slot()
    def _search(self) -> None:
        self._timer.stop()
        if self.query() != self._asked[0]:
            self._ask(self.query(), bool(self.query()))

    def _search_whole_words(self) -> None:
        self._timer.stop()
        if (self.query(), False) != self._asked:
            self._ask(self.query(), False)

    def _ask(self, query: str, typing: bool) -> None:
        self._asked = (query, typing)
        self.search_requested.emit(query, typing)
