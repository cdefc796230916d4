"""The window with all annotations of the library: listed, filtered, edited, and changed many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QCloseEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reader.model import Colour, Standing
from reader.ui.annotations.delegate import AnnotationDelegate
from reader.ui.annotations.detail import AnnotationDetail
from reader.ui.annotations.entries import Arrangement, Entry, Grouping, Order, arranged, with_standings
from reader.ui.annotations.model import AnnotationModel
from reader.ui.annotations.questions import Holdings
from reader.ui.annotations.tools import FilterBar, SelectionTools
from reader.ui.empty_state import EmptyState
from reader.ui.theme import Theme

SETTLE = 200
"""Milliseconds after the first news of annotations before they are listed anew."""


class AnnotationTree(QTreeView):
    """The keys that a reader uses are signals."""

    entered = Signal()
    """Enter on an annotation."""
    delete_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Annotations"))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(40)

    def selectAll(self) -> None:
        """All entries of the open groups. Qt's own takes the square of the number of groups: 25 s for 1,700."""
        chosen = QItemSelection()
        for row in range(self.model().rowCount()):
            heading = self.model().index(row, 0)
            if self.isExpanded(heading):
                last = self.model().rowCount(heading) - 1
                chosen.append(
                    QItemSelectionRange(self.model().index(0, 0, heading), self.model().index(last, 0, heading))
                )
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)


class AnnotationBrowser(QWidget):
    """Shows `Holdings` and standings; asks for everything else."""

    query_changed = Signal(str)
    go_requested = Signal(object)
    """The `Entry` whose place should be shown."""
    edited = Signal(str, dict)
    recolour_requested = Signal(tuple, str)
    """Ids, colour."""
    tags_requested = Signal(tuple, tuple, tuple)
    """Ids, tags to add, tags to take away."""
    export_requested = Signal(tuple)
    delete_requested = Signal(tuple)
    accept_requested = Signal(tuple)
    reattach_requested = Signal(object)
    old_text_requested = Signal(str)
    cite_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None, undo: Sequence[QAction]) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Annotations"))
        self.resize(1100, 720)
        self._how = Arrangement()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._arrange)
        self._holdings = Holdings("", (), 0)
        self._standings: dict[str, Standing] = {}
        self._entries: tuple[Entry, ...] = ()
        self.filters = FilterBar(self)
        self.tools = SelectionTools(self)
        self.tree = AnnotationTree(self)
        self.model = AnnotationModel(self)
        self.delegate = AnnotationDelegate(self.tree)
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(self.delegate)
        self.empty = EmptyState(self)
        self.detail = AnnotationDetail(self)
        self._lay_out(undo)
        self._wire()
        self.filters.show_arrangement(self._how.grouping, self._how.order)
        self._arrange()

    def _lay_out(self, undo: Sequence[QAction]) -> None:
        top = QHBoxLayout()
        top.addWidget(self.filters, 1)
        for action in undo:
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            top.addWidget(button)
        self.addActions(list(undo))
        self._scope = QFrame(self)
        self._scope_words = QLabel(self._scope)
        self._scope_words.setWordWrap(True)
        self._accept_all = QPushButton(self.tr("Accept all places"), self._scope)
        self._accept_all.setToolTip(self.tr("All highlights listed here belong to the present text from now on"))
        self._leave_scope = QPushButton(self.tr("Show all annotations"), self._scope)
        line = QHBoxLayout(self._scope)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._scope_words, 1)
        line.addWidget(self._accept_all)
        line.addWidget(self._leave_scope)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.empty)
        self._panes = QSplitter(self)
        self._panes.addWidget(self._stack)
        self._panes.addWidget(self.detail)
        self._panes.setChildrenCollapsible(False)
        self._panes.setStretchFactor(0, 1)
        self._panes.setSizes([640, 460])
        self.detail.setMinimumWidth(400)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._scope)
        column.addWidget(self._panes, 1)
        column.addWidget(self.tools)

    def _wire(self) -> None:
        self.filters.query_changed.connect(self.query_changed)
        self.filters.colours_changed.connect(self._set_colours)
        self.filters.grouping_changed.connect(self._set_grouping)
        self.filters.order_changed.connect(self._set_order)
        self.tree.selectionModel().selectionChanged.connect(self._selected)
        self.tree.clicked.connect(self._toggle_group)
        self.tree.doubleClicked.connect(self._go)
        self.tree.entered.connect(self._go)
        self.tree.delete_pressed.connect(self._delete)
        self.tools.recolour_requested.connect(lambda colour: self.recolour_requested.emit(self.selected(), colour))
        self.tools.tags_requested.connect(lambda add, drop: self.tags_requested.emit(self.selected(), add, drop))
        self.tools.export_requested.connect(lambda: self.export_requested.emit(self.selected()))
        self.tools.delete_requested.connect(self._delete)
        self._accept_all.clicked.connect(self._ask_accept_all)
        self._leave_scope.clicked.connect(self.show_all)
        self.detail.edited.connect(self.edited)
        self.detail.delete_requested.connect(self.delete_requested)
        self.detail.go_requested.connect(self._go)
        self.detail.accept_requested.connect(self.accept_requested)
        self.detail.reattach_requested.connect(self.reattach_requested)
        self.detail.old_text_requested.connect(self.old_text_requested)
        self.detail.cite_requested.connect(self.cite_requested)

    # --- what is shown ---

    def show_holdings(self, holdings: Holdings) -> None:
        """List these annotations."""
        self._holdings = holdings
        self._arrange()

    def show_standings(self, standings: Iterable[Standing]) -> None:
        """What became of some annotations; shown at once in a while, for they come in hundreds of small parts."""
        found = tuple(standings)
        self._standings.update((one.annotation.id, one) for one in found)
        if not self._settle.isActive() and (self._how.grouping == "fate" or any(one.fate != "exact" for one in found)):
            self._settle.start()

    def show_posts(self, paths: frozenset[str]) -> None:
        """List the annotations of these posts only, by what became of them."""
        self.filters.clear()
        self.query_changed.emit("")
        self._how = Arrangement(grouping="fate", paths=paths)
        self.filters.show_arrangement(self._how.grouping, self._how.order)
        self._arrange()

    @Slot()
    def show_all(self) -> None:
        """List the annotations of all posts again."""
        self._how = replace(self._how, paths=None, grouping="post")
        self.filters.show_arrangement(self._how.grouping, self._how.order)
        self._arrange()

    def forget(self) -> None:
        """Another library."""
        self.filters.clear()
        self._standings.clear()
        self._how = replace(self._how, paths=None, colours=frozenset())
        self.show_holdings(Holdings("", (), 0))

    def set_theme(self, theme: Theme, icons: Mapping[str, QIcon]) -> None:
        self.delegate.theme = theme
        self.filters.set_theme(theme, icons)
        self.tools.set_theme(theme)
        self.detail.set_theme(theme)
        self.tree.viewport().update()

    def query(self) -> str:
        return self.filters.box.text().strip()

    def selected(self) -> tuple[str, ...]:
        """The ids of the annotations that are selected, each once."""
        entries = (self.model.entry(index) for index in self.tree.selectionModel().selectedIndexes())
        return tuple(dict.fromkeys(entry.annotation.id for entry in entries if entry is not None))

    def select(self, ids: Iterable[str]) -> None:
        """Select these, as far as they are listed."""
        indexes = self.model.indexes_of(ids)
        chosen = QItemSelection()
        for index in indexes:
            chosen.select(index, index)
        model = self.tree.selectionModel()
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if indexes:
            model.setCurrentIndex(indexes[0], QItemSelectionModel.SelectionFlag.NoUpdate)

    def _arrange(self) -> None:
        """Bring the list up to date; what is selected, folded and on the screen stays."""
        self._entries = with_standings(self._holdings.entries, self._standings)
        self.delegate.names_post = self._how.grouping != "post"
        groups = arranged(self._entries, self._how)
        before, selected, bar = self.model.groups(), self.selected(), self.tree.verticalScrollBar()
        folded = {group[:2] for row, group in enumerate(before) if not self.tree.isExpanded(self.model.index(row, 0))}
        row, place = self.tree.currentIndex(), bar.value()
        kept = self.model.entry(row)
        if self.model.set_groups(groups):
            self.tree.expandAll()
            for number, group in enumerate(groups):
                if group[:2] in folded:
                    self.tree.collapse(self.model.index(number, 0))
            self.select(selected)
            if kept is not None and not self.selected():
                self._select_near(row)
            bar.setValue(place)
        self._stack.setCurrentWidget(self.tree if groups else self.empty)
        if not groups:
            self._explain()
        self._show_scope()
        self._selected()

    def _select_near(self, row: QModelIndex) -> None:
        """After a deletion the next annotation is selected: the one that moved into the place of the old."""
        heading = self.model.index(max(row.internalId() - 1, 0), 0)
        count = self.model.rowCount(heading) if heading.isValid() else 0
        entry = self.model.entry(self.model.index(min(row.row(), count - 1), 0, heading)) if count else None
        if entry is not None:
            self.select([entry.annotation.id])

    def _explain(self) -> None:
        if self._holdings.total:
            self.empty.say(
                self.tr("Nothing found"), self.tr("No annotation matches; try other words or other colours.")
            )
        else:
            self.empty.say(
                self.tr("No annotations yet"),
                self.tr("Select text in a post and choose a colour, or press N to write a note."),
            )

    def _show_scope(self) -> None:
        paths = self._how.paths
        self._scope.setVisible(paths is not None)
        if paths is not None:
            self._scope_words.setText(self.tr("What became of the annotations of %Ln changed post(s)", "", len(paths)))
            self._accept_all.setEnabled(bool(self._acceptable()))

    def _acceptable(self) -> tuple[str, ...]:
        listed = (entry for group in self.model.groups() for entry in group.entries)
        return tuple(entry.annotation.id for entry in listed if entry.fate in ("changed", "moved"))

    # --- what the person does ---

    @Slot()
    def _selected(self) -> None:
        entries = [self.model.entry(index) for index in self.tree.selectionModel().selectedIndexes()]
        chosen = {entry.annotation.id: entry for entry in entries if entry is not None}
        listed = {entry.annotation.id for group in self.model.groups() for entry in group.entries}
        self.tools.show_counts(len(listed), self._holdings.total, len(chosen))
        tags = {tag for entry in chosen.values() for tag in entry.annotation.tags}
        self.tools.show_tags(tuple(sorted(tags, key=str.casefold)))
        current = self.model.entry(self.tree.currentIndex())
        if current is None or current.annotation.id not in chosen:
            current = next(iter(chosen.values()), None)
        self.detail.show_entry(current)

    @Slot(QModelIndex)
    def _toggle_group(self, index: QModelIndex) -> None:
        if self.model.entry(index) is None:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    @Slot()
    def _go(self) -> None:
        entry = self.model.entry(self.tree.currentIndex())
        if entry is not None:
            self.go_requested.emit(entry)

    @Slot()
    def _delete(self) -> None:
        if ids := self.selected():
            self.delete_requested.emit(ids)

    @Slot()
    def _ask_accept_all(self) -> None:
        self.accept_requested.emit(self._acceptable())

    @Slot(object)
    def _set_colours(self, colours: frozenset[Colour]) -> None:
        self._how = replace(self._how, colours=colours)
        self._arrange()

    @Slot(str)
    def _set_grouping(self, grouping: Grouping) -> None:
        self._how = replace(self._how, grouping=grouping)
        self.filters.show_arrangement(self._how.grouping, self._how.order)
        self._arrange()

    @Slot(str)
    def _set_order(self, order: Order) -> None:
        self._how = replace(self._how, order=order)
        self.filters.show_arrangement(self._how.grouping, self._how.order)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.detail.save()
        super().closeEvent(event)
