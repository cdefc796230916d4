"""The middle pane: search box, number and order of the posts, and the list itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QColor, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.model import Status
from reader.ui.empty_state import EmptyState
from reader.ui.menu_button import MenuButton
from reader.ui.post_delegate import PostDelegate
from reader.ui.post_model import PostModel
from reader.ui.query_terms import asks_for_words
from reader.ui.rows import FALLING, Listing, Row, Sort
from reader.ui.search_bar import SearchBar
from reader.ui.theme import Theme

DWELL = 60
"""Milliseconds on a row before its post is opened: a held key runs through the list without opening each."""


class PostView(QTableView):
    """A list of rows of one height; the keys that a reader uses are signals."""

    space_pressed = Signal(bool)
    """True with Shift."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("posts")
        self.setAccessibleName(self.tr("Posts"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(40)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.space_pressed.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


class PostList(QWidget):
    """Shows a `Listing` and asks for others; knows nothing of the library."""

    search_requested = Signal(str, bool)
    sort_requested = Signal(object)
    """A `Sort`."""
    more_requested = Signal(object)
    """The end of the rows of this `Listing` is near, and there are more."""
    row_chosen = Signal(object)
    """A `Row` became the current one."""
    selection_changed = Signal()
    density_changed = Signal(bool)
    """Whether rows are compact."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listing: Listing | None = None
        self._so_far = False
        """Whether an import goes on, so that there may be more than what is listed."""
        self.search = SearchBar(self)
        self.model = PostModel(self)
        self.view = PostView(self)
        self.delegate = PostDelegate(self.view)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self.delegate)
        self.empty = EmptyState(self)
        self._count = QLabel(self)
        self._sort = MenuButton(self.tr("Order of the list"), self)
        self._menu = self._sort.menu_
        self._orders = self._build_menu()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._dwell = QTimer(self, singleShot=True, interval=DWELL)
        self._lay_out()
        self.search.search_requested.connect(self.search_requested)
        self.search.results_entered.connect(self.enter)
        self.search.left.connect(self.view.setFocus)
        self._menu.triggered.connect(self._choose_order)
        self._dwell.timeout.connect(self._tell_current)
        # The row that is current already can be asked for once more, to go to its match again.
        self.view.clicked.connect(self._current_changed)
        self.view.activated.connect(self._current_changed)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.selectionModel().selectionChanged.connect(self.selection_changed)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.set_compact(False)
        self.clear()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(2, 0, 0, 0)
        line.addWidget(self._count, 1)
        line.addWidget(self._sort)
        top = QVBoxLayout()
        top.setContentsMargins(8, 8, 8, 4)
        top.setSpacing(4)
        top.addWidget(self.search)
        top.addLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)

    # --- what is shown ---

    def show_listing(self, listing: Listing) -> None:
        """Show other rows; the current post stays current and selected if it is among them."""
        current = self.current_row()
        keeps_place = self._listing is not None and self._listing.query == listing.query
        scrolled = self.view.verticalScrollBar().value()
        self._listing = listing
        self.delegate.forget()
        self.model.set_rows(listing.rows, listing.statuses)
        self._apply_height()
        self.search.show_answer(listing)
        self._say_count(listing)
        self._show_order(listing)
        self._stack.setCurrentWidget(self.view if listing.rows else self.empty)
        if keeps_place:
            self.view.verticalScrollBar().setValue(scrolled)
        if current is not None:
            self.select(current.summary.path, current.annotation_id, scroll=not keeps_place)

    def show_statuses(self, statuses: Mapping[str, Status]) -> None:
        self.model.set_statuses(statuses)

    def clear(self) -> None:
        """No library is open."""
        self._listing = None
        self.model.set_rows((), {})
        self._count.clear()
        self._sort.hide()
        self._stack.setCurrentWidget(self.empty)

    def set_compact(self, compact: bool) -> None:
        """One line of title a post instead of title and excerpt."""
        self.delegate.compact = compact
        self.delegate.forget()
        self._compact.setChecked(compact)
        self._apply_height()
        self.view.viewport().update()

    def set_theme(self, theme: Theme, icons: Mapping[str, QIcon]) -> None:
        self.search.set_icons(icons)
        self.delegate.set_mark_colours(QColor(theme.hit), QColor(theme.text))

    # --- going about in it ---

    def current_row(self) -> Row | None:
        index = self.view.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def selected_paths(self) -> tuple[str, ...]:
        """The posts of the selected rows, in order and once each."""
        numbers = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return tuple(dict.fromkeys(self.model.row(number).summary.path for number in numbers))

    def select(self, path: str, annotation_id: str | None = None, *, scroll: bool = True) -> bool:
        """Make a post's row current without opening the post; False if it is not in the list."""
        number = self.model.find(path, annotation_id)
        if number < 0:
            number = self.model.find(path)
        if number < 0:
            return False
        self._make_current(number, scroll=scroll)
        self._dwell.stop()
        return True

    def step(self, by: int) -> None:
        """Go to the next or the previous row and open its post."""
        current = self.view.currentIndex()
        target = current.row() + by if current.isValid() else 0
        if 0 <= target < self.model.rowCount():
            self._make_current(target)

    @Slot()
    def enter(self) -> None:
        """Go into the list: to the current row, else to the first."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self._make_current(0)

    def _make_current(self, number: int, *, scroll: bool = True) -> None:
        index = self.model.index(number, 0)
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if scroll:
            self.view.scrollTo(index)

    @Slot(QModelIndex)
    def _current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self._dwell.start()
        else:
            self._dwell.stop()

    @Slot()
    def _tell_current(self) -> None:
        row = self.current_row()
        if row is not None:
            self.row_chosen.emit(row)

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        bar, listing = self.view.verticalScrollBar(), self._listing
        near_the_end = value >= bar.maximum() - 2 * bar.pageStep()
        if near_the_end and listing is not None and len(listing.rows) < listing.total:
            self.more_requested.emit(listing)

    # --- count and order ---

    @Slot(bool)
    def set_so_far(self, so_far: bool) -> None:
        """Whether posts are still being read, of which some may match too."""
        if so_far != self._so_far:
            self._so_far = so_far
            if self._listing is not None:
                self._say_count(self._listing)

    def _say_count(self, listing: Listing) -> None:
        if listing.query:
            words = self.tr("%Ln result(s)", "", listing.total)
        else:
            words = self.tr("%Ln post(s)", "", listing.total)
        self._count.setText(self.tr("{count} so far").format(count=words) if self._so_far else words)
        self._count.setToolTip(self.tr("Posts are still being read; there may be more.") if self._so_far else "")

    def _build_menu(self) -> dict[str, QAction]:
        names = {
            "relevance": self.tr("Relevance"),
            "date": self.tr("Date"),
            "title": self.tr("Title"),
            "length": self.tr("Reading time"),
            "category": self.tr("Category"),
            "annotations": self.tr("Annotations"),
            "repeated": self.tr("Repeated share"),
            "path": self.tr("File name"),
        }
        group = QActionGroup(self._menu)
        orders = {}
        for key, name in names.items():
            action = self._menu.addAction(name)
            action.setCheckable(True)
            action.setData(key)
            group.addAction(action)
            orders[key] = action
        self._menu.addSeparator()
        self._reverse = self._menu.addAction(self.tr("Reverse order"))
        self._reverse.setCheckable(True)
        self._menu.addSeparator()
        self._compact = self._menu.addAction(self.tr("Compact rows"))
        self._compact.setCheckable(True)
        return orders

    def _show_order(self, listing: Listing) -> None:
        sort = listing.sort
        self._sort.show()
        self._orders["relevance"].setEnabled(asks_for_words(listing.query))
        self._orders[sort.key].setChecked(True)
        self._reverse.setEnabled(sort.key != "relevance")
        self._reverse.setChecked(sort.descending != (sort.key in FALLING))
        arrow = "" if sort.key == "relevance" else " ↓" if sort.descending else " ↑"
        self._sort.set_words(self._orders[sort.key].text() + arrow)

    @Slot(QAction)
    def _choose_order(self, action: QAction) -> None:
        if action is self._compact:
            self.set_compact(action.isChecked())
            self.density_changed.emit(action.isChecked())
        elif self._listing is not None:
            key = self._listing.sort.key if action is self._reverse else action.data()
            self.sort_requested.emit(Sort(key, (key in FALLING) != self._reverse.isChecked()))

    def _apply_height(self) -> None:
        height = self.delegate.row_height(self.view.font())
        self.view.verticalHeader().setMinimumSectionSize(1)
        self.view.verticalHeader().setDefaultSectionSize(height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.delegate.forget()
            self._apply_height()

    def sizeHint(self) -> QSize:
        return QSize(400, 600)
