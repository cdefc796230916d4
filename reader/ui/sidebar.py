"""The left pane: the library, what was done with its posts, and the filters with their counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QInputDialog,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.model import Status
from reader.settings import SavedSearch
from reader.ui.menu_button import MenuButton
from reader.ui.post_delegate import blend, muted
from reader.ui.query_terms import ANNOTATED, STARRED, UNREAD, term, terms
from reader.ui.rows import Listing

SHOWN = 12
"""Values of a filter that are listed before “more”."""
TERM_ROLE = Qt.ItemDataRole.UserRole
ALL, PROBLEMS, MORE, SAVED = "*all", "*problems", "*more", "*saved "
"""Entries that are no filter; no term of the query language starts with an asterisk."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the sidebar; `icon` names one of the program's icons."""

    text: str
    count: int | None
    term: str
    icon: str = ""


class Sidebar(QWidget):
    """Asks to put filters into the query or to take them out; the query itself is kept elsewhere."""

    filter_toggled = Signal(str)
    """A term of the query language."""
    all_requested = Signal()
    problems_requested = Signal()
    search_chosen = Signal(str)
    """The query of a saved search."""
    search_renamed = Signal(str, str)
    """The names of a saved search, the present and the new one."""
    search_deleted = Signal(str)
    """The name of a saved search."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons: Mapping[str, QIcon] = {}
        self._whole: set[str] = set()
        """Sections that show all their values."""
        self._listing: Listing | None = None
        self._counts = (0, 0, 0, 0)
        self._saved: Sequence[SavedSearch] = ()
        self._totals: Mapping[str, int] = {}
        """The results of the saved queries, as far as known."""
        self._library = MenuButton(self.tr("Library"), self)
        self._library.setObjectName("library")
        self._library.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._tree = QTreeWidget(self)
        self._tree.setAccessibleName(self.tr("Filters"))
        self._tree.setColumnCount(2)
        self._tree.setHeaderHidden(True)
        self._tree.header().setStretchLastSection(False)
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.setIndentation(10)
        self._tree.setRootIsDecorated(False)
        self._tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        self._tree.viewport().setAutoFillBackground(False)
        self._tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tree.setIconSize(QSize(16, 16))
        self._tree.setAllColumnsShowFocus(True)
        self._tree.itemClicked.connect(self._activate)
        self._tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._tree.customContextMenuRequested.connect(self._open_menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 8, 4, 0)
        layout.setSpacing(6)
        layout.addWidget(self._library, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._tree, 1)
        self.show_library(None)

    # --- what is shown ---

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        self._icons = icons
        self._library.setIcon(icons["library"])
        self._fill()

    def set_library_actions(self, actions: Iterable[QAction], recent: QMenu) -> None:
        """What the button with the library's name offers."""
        self._library.menu_.addActions(list(actions))
        self._library.menu_.addMenu(recent)

    def show_library(self, root: Path | None) -> None:
        self._library.set_words(root.name or str(root) if root else self.tr("No library"))
        self._library.setToolTip(str(root) if root else "")
        self._whole.clear()
        if root is None:
            self._listing = None
            self._tree.clear()

    def show_listing(self, listing: Listing) -> None:
        """Counts and filters that go with a listing."""
        self._listing = listing
        self._count(listing.statuses, listing.library, len(listing.problems))
        self._fill()

    def show_saved(self, saved: Sequence[SavedSearch], totals: Mapping[str, int]) -> None:
        """The saved searches, and the results of each query as far as known."""
        self._saved, self._totals = saved, totals
        self._fill()

    def show_statuses(self, statuses: Mapping[str, Status]) -> None:
        if self._listing is not None:
            self._count(statuses, self._listing.library, self._counts[3])
            self._fill()

    def _count(self, statuses: Mapping[str, Status], library: int, problems: int) -> None:
        read = sum(status.read for status in statuses.values())
        starred = sum(status.starred for status in statuses.values())
        annotated = sum(bool(status.highlights or status.notes) for status in statuses.values())
        self._counts = (library - read, starred, annotated, problems)

    def _fill(self) -> None:
        listing = self._listing
        if listing is None:
            return
        scrolled = self._tree.verticalScrollBar().value()
        current = self._tree.currentItem()
        focus = current.data(0, TERM_ROLE) if current else None
        self._tree.clear()
        active = terms(listing.query)
        unread, starred, annotated, problems = self._counts
        library = [
            Entry(self.tr("All posts"), listing.library, ALL, "all"),
            Entry(self.tr("Unread"), unread, UNREAD, "unread"),
            Entry(self.tr("Starred"), starred, STARRED, "star"),
            Entry(self.tr("Annotated"), annotated, ANNOTATED, "annotated"),
            *([Entry(self.tr("With problems"), problems, PROBLEMS, "problem")] if problems else []),
        ]
        for entry in library:
            self._add(self._tree.invisibleRootItem(), entry, entry.term in active or (entry.term == ALL and not active))
        if self._saved:
            head = self._head(self.tr("Saved searches"))
            for search in self._saved:
                entry = Entry(search.name, self._totals.get(search.query), f"{SAVED}{search.name}")
                self._add(head, entry, search.query == listing.query, search.query)
        facets = listing.facets
        self._section("category", self.tr("Categories"), by_count("category", facets.categories), active)
        self._section("tag", self.tr("Tags"), by_count("tag", facets.tags), active)
        self._section("date", self.tr("Months"), by_month(facets.months), active)
        self._tree.expandAll()
        self._restore_current(focus)
        self._tree.verticalScrollBar().setValue(scrolled)

    def _section(self, field: str, title: str, entries: list[Entry], active: list[str]) -> None:
        values = {entry.term for entry in entries}
        prefix = f"{field}:"
        # A filter without a single result stays in sight, or there would be no way to take it out by a click.
        lost = [
            Entry(word.removeprefix(prefix).strip('"'), 0, word)
            for word in active
            if word.startswith(prefix) and word not in {prefix, *values}
        ]
        entries = lost + entries
        if not entries:
            return
        head = self._head(title)
        shown = entries if field in self._whole else entries[:SHOWN] + [e for e in entries[SHOWN:] if e.term in active]
        for entry in shown:
            self._add(head, entry, entry.term in active)
        if len(entries) > len(shown) or (field in self._whole and len(entries) > SHOWN):
            words = (
                self.tr("Show fewer") if field in self._whole else self.tr("%Ln more…", "", len(entries) - len(shown))
            )
            more = QTreeWidgetItem(head, [words])
            more.setData(0, TERM_ROLE, f"{MORE}{field}")
            more.setForeground(0, muted(self.palette()))

    def _head(self, title: str) -> QTreeWidgetItem:
        head = QTreeWidgetItem(self._tree, [title])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = QFont(self._tree.font())
        font.setWeight(QFont.Weight.DemiBold)
        head.setFont(0, font)
        head.setForeground(0, muted(self.palette()))
        head.setSizeHint(0, QSize(0, self._tree.fontMetrics().height() + 18))
        head.setTextAlignment(0, Qt.AlignmentFlag.AlignBottom)
        return head

    def _add(self, parent: QTreeWidgetItem, entry: Entry, active: bool, tip: str = "") -> None:
        count = "" if entry.count is None else QLocale().toString(entry.count)
        item = QTreeWidgetItem(parent, [entry.text, count])
        item.setData(0, TERM_ROLE, entry.term)
        item.setToolTip(0, tip or entry.text)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, muted(self.palette()))
        if entry.icon and self._icons:
            item.setIcon(0, self._icons[entry.icon])
        if active:
            font = QFont(self._tree.font())
            font.setWeight(QFont.Weight.DemiBold)
            item.setFont(0, font)
            if self._icons:
                item.setIcon(0, self._icons["check" if parent is not self._tree.invisibleRootItem() else entry.icon])
            for column in (0, 1):
                item.setBackground(column, chosen(self.palette()))

    def _restore_current(self, focus: str | None) -> None:
        iterator = self._tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
        for item in iterator:
            if focus is not None and item.data(0, TERM_ROLE) == focus:
                self._tree.setCurrentItem(item)

    # --- what is asked for ---

    @Slot(QTreeWidgetItem, int)
    def _activate(self, item: QTreeWidgetItem, _column: int) -> None:
        wanted = item.data(0, TERM_ROLE)
        if wanted is None:
            return
        if wanted == ALL:
            self.all_requested.emit()
        elif wanted == PROBLEMS:
            self.problems_requested.emit()
        elif wanted.startswith(MORE):
            self._whole ^= {wanted.removeprefix(MORE)}
            self._fill()
        elif wanted.startswith(SAVED):
            self.search_chosen.emit(dict(self._saved)[wanted.removeprefix(SAVED)])
        else:
            self.filter_toggled.emit(wanted)

    @Slot(QPoint)
    def _open_menu(self, point: QPoint) -> None:
        """Rename or delete a saved search."""
        item = self._tree.itemAt(point)
        wanted = item.data(0, TERM_ROLE) if item is not None else None
        if wanted is None or not wanted.startswith(SAVED):
            return
        name = wanted.removeprefix(SAVED)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename…")).triggered.connect(lambda: self._ask_name(name))
        menu.addAction(self.tr("Delete")).triggered.connect(lambda: self.search_deleted.emit(name))
        menu.popup(self._tree.viewport().mapToGlobal(point))

    def _ask_name(self, name: str) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Rename the saved search"))
        dialog.setLabelText(self.tr("Name of the search:"))
        dialog.setTextValue(name)
        dialog.textValueSelected.connect(lambda new: self.search_renamed.emit(name, new.strip() or name))
        dialog.open()

    def sizeHint(self) -> QSize:
        return QSize(230, 600)


def by_count(field: str, counts: Mapping[str, int]) -> list[Entry]:
    """The commonest values first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Entry(value, count, term(field, value)) for value, count in ordered]


def by_month(counts: Mapping[str, int]) -> list[Entry]:
    """The latest month first, named in the person's language."""
    return [Entry(month_name(month), counts[month], term("date", month)) for month in sorted(counts, reverse=True)]


def month_name(month: str) -> str:
    """`2025-10` as “October 2025” or “2025年10月”."""
    locale = QLocale()
    year, number = month.split("-")
    if locale.language() == QLocale.Language.Japanese:
        return f"{int(year)}年{int(number)}月"
    return f"{locale.standaloneMonthName(int(number))} {year}"


def chosen(palette: QPalette) -> QColor:
    """The background of what is chosen: a shade of the window on which its text can be read in every theme."""
    return blend(palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window), 0.14)
