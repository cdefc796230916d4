"""The search box and what is said about its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLabel, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from reader.settings import SavedSearch
from reader.ui.query_help import QueryHelp
from reader.ui.rows import Listing
from reader.ui.search_history import Walk

PAUSE = 150
"""Milliseconds without a key before a search starts; a newer one replaces it anyway."""
LISTED = 20
"""Earlier searches that the menu lists; the up key reaches them all."""


class SearchBar(QWidget):
    """Emits what the person wants to find; shows how it was understood.

    The up key brings earlier searches back; the down key goes on into the list, or to the later ones first.
    """

    search_requested = Signal(str, bool)
    """The query, and whether its last word may go on: True until Return is pressed."""
    results_entered = Signal()
    """The person goes on into the list, with Return or the down key."""
    left = Signal()
    """Escape in an empty box."""
    save_requested = Signal(str, str)
    """Name and query."""
    unsave_requested = Signal(str)
    """The name of a saved search."""
    forget_requested = Signal()
    """Earlier searches shall be forgotten."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QLineEdit(self)
        self.box.setObjectName("search")
        self.box.setClearButtonEnabled(True)
        self.box.setPlaceholderText(self.tr("Search all posts"))
        self.box.setAccessibleName(self.tr("Search"))
        self.box.installEventFilter(self)
        self._icon = self.box.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self._star = self._box_action(self.tr("Save this search"))
        self._star.triggered.connect(self._save_or_unsave)
        self._star.setVisible(False)
        self._history = self._box_action(self.tr("Earlier searches"))
        self._history.triggered.connect(self._open_history)
        self._history.setVisible(False)
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._take_from_history)
        self._walk = Walk()
        self._saved: dict[str, str] = {}
        """The name of each saved query."""
        self._icons: Mapping[str, QIcon] = {}
        self._help = QToolButton(self)
        self._help.setAutoRaise(True)
        self._help.setToolTip(self.tr("How to search"))
        self._help.setAccessibleName(self._help.toolTip())
        self._help.clicked.connect(self._open_help)
        self._sheet: QueryHelp | None = None
        self._said = QLabel(self)
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.RichText)
        self._said.setObjectName("said")
        self._said.linkActivated.connect(self.take)
        self._said.hide()
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._search)
        self.box.textEdited.connect(self._edited)
        self.box.textChanged.connect(self._search_when_cleared)
        self.box.textChanged.connect(self._show_star)
        self._asked = ("", False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.box, 1)
        line.addWidget(self._help)
        layout.addLayout(line)
        layout.addWidget(self._said)

    def _box_action(self, name: str) -> QAction:
        action = self.box.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        action.setText(name)
        action.setToolTip(name)
        return action

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        self._icons = icons
        self._icon.setIcon(icons["search"])
        self._history.setIcon(icons["history"])
        self._help.setIcon(icons["help"])
        self._show_star()

    def set_history(self, queries: Sequence[str]) -> None:
        """The searches that were made, the latest first."""
        self._walk = Walk(queries)
        self._history.setVisible(bool(queries))

    def set_saved(self, saved: Sequence[SavedSearch]) -> None:
        """The searches that are kept under a name."""
        self._saved = {search.query: search.name for search in saved}
        self._show_star()

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
        elif listing.similar:
            sentences.append(self.tr("%Ln more result(s) in another spelling.", "", listing.similar))
        # The asterisk is ours: the last word may go on while it is typed.
        told = ("", listing.query, f"{listing.query}*")
        if listing.understood not in told:
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
                self._walk.end()
                if self.box.text():
                    self.box.clear()
                else:
                    self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Up:
                self._walk_to(self._walk.older(self.box.text()))
                return True
            if event.key() == Qt.Key.Key_Down and self._walk.is_under_way():
                self._walk_to(self._walk.newer())
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
    def take(self, query: str) -> None:
        """Search for a query that is offered here: a suggestion, an example, an earlier search."""
        self.box.setText(query)
        self._search_whole_words()

    @Slot()
    def _edited(self) -> None:
        self._walk.end()
        self._timer.start()

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

    # --- earlier and saved searches ---

    def _walk_to(self, query: str | None) -> None:
        if query is not None:
            self.take(query)

    @Slot()
    def _open_history(self) -> None:
        self._menu.clear()
        for query in self._walk.queries[:LISTED]:
            words = self._menu.fontMetrics().elidedText(query, Qt.TextElideMode.ElideRight, 2 * self.width())
            self._menu.addAction(words.replace("&", "&&")).setData(query)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Forget earlier searches"))
        self._menu.popup(self.box.mapToGlobal(QPoint(0, self.box.height())))

    @Slot(QAction)
    def _take_from_history(self, action: QAction) -> None:
        if action.data() is None:
            self.forget_requested.emit()
        else:
            self.take(action.data())

    @Slot()
    def _show_star(self) -> None:
        name = self._saved.get(self.query())
        self._star.setVisible(bool(self.query()))
        words = self.tr("Save this search")
        if name is not None:
            words = self.tr("Saved as “{name}”; a click deletes it").format(name=name)
        self._star.setToolTip(words)
        if self._icons:
            self._star.setIcon(self._icons["star" if name is None else "saved"])

    @Slot()
    def _save_or_unsave(self) -> None:
        query = self.query()
        if query in self._saved:
            self.unsave_requested.emit(self._saved[query])
            return
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Save this search"))
        dialog.setLabelText(self.tr("Name of the search:"))
        dialog.setTextValue(query)
        dialog.resize(dialog.sizeHint() + QSize(160, 0))
        dialog.textValueSelected.connect(lambda name: self.save_requested.emit(name.strip() or query, query))
        dialog.open()

    @Slot()
    def _open_help(self) -> None:
        if self._sheet is None:
            self._sheet = QueryHelp(self.window())
            self._sheet.example_chosen.connect(self.take)
        self._sheet.show()
        self._sheet.raise_()
