"""What the cleaner hides in a post, rule by rule: how much, in which colour, and whether it shall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.model import Article, RulesOff
from reader.ui.theme import RULE_FAMILIES, THEMES, Theme
from reader.ui.words import hidden_words, rule_titles

TITLE, PASSAGES, SHARE, POST, LIBRARY = range(5)
"""The columns."""
SWATCH, BOX, MARGIN = 11, 15, 12
"""Pixels."""


class RulesPanel(QWidget):
    """The legend of the compared view, the way through the removals, and the switches of the rules."""

    followed = Signal(str)
    """A rule whose next removal shall be shown."""
    switched = Signal(object, str)
    """The rules that shall be off, and the path of the post or '' for the whole library."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = THEMES["light"]
        self._path = ""
        self._off = RulesOff()
        self._passages: Counter[str] = Counter()
        self.total = QLabel(self)
        self.total.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.total.setToolTip(self.tr("Nothing is lost: the text of a rule that is switched off is shown again."))
        self.all = QToolButton(self)
        self.all.setText(self.tr("All rules"))
        self.all.setAutoRaise(True)
        self.all.setCheckable(True)
        self.all.setToolTip(self.tr("Also those that find nothing in this post"))
        self.all.toggled.connect(self._show_rows)
        close = QToolButton(self)
        close.setText("✕")
        close.setAutoRaise(True)
        close.setToolTip(self.tr("Close"))
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.closed)
        self.table = _Table(self)
        self.table.followed.connect(self.followed)
        self.table.itemChanged.connect(self._switch)
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 6, 6, 2)
        top.addWidget(self.total, 1)
        top.addWidget(self.all)
        top.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.table, 1)

    def show_article(self, article: Article, off: RulesOff) -> None:
        """Tell what is hidden in a post, and which rules are switched off."""
        titles = rule_titles()
        self._path, self._off = article.post.path, off
        removals = [removal for removal in article.cleaned.removals if removal.rule in titles]
        characters = Counter[str]()
        for removal in removals:
            characters[removal.rule] += removal.span.end - removal.span.start
        self._passages = Counter(removal.rule for removal in removals)
        whole = max(len(article.post.body), 1)
        hidden = hidden_words(len(removals))
        share = percent(characters.total() / whole)
        self.total.setText(self.tr("{passages}, {share} of the text").format(passages=hidden, share=share))
        with QSignalBlocker(self.table):
            self.table.set_rules(titles)
            for row, rule in enumerate(titles):
                self._fill(row, rule, characters[rule] / whole)
        self._paint()
        self._show_rows()

    def show_step(self, rule: str, number: int) -> None:
        """Tell which of a rule's removals is on the screen, counted from 1."""
        for row in range(self.table.rowCount()):
            if self.table.rule(row) == rule:
                with QSignalBlocker(self.table):
                    self.table.cell(row, PASSAGES).setText(f"{number} / {self._passages[rule]}")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.table.set_theme(theme)
        self._paint()

    def _fill(self, row: int, rule: str, share: float) -> None:
        passages, table = self._passages[rule], self.table
        table.cell(row, PASSAGES).setText(QLocale().toString(passages) if passages else "–")
        table.cell(row, SHARE).setText(percent(share) if passages else "")
        everywhere = rule not in self._off.library
        here = everywhere and rule not in self._off.posts.get(self._path, frozenset())
        table.cell(row, POST).setCheckState(Qt.CheckState.Checked if here else Qt.CheckState.Unchecked)
        table.cell(row, LIBRARY).setCheckState(Qt.CheckState.Checked if everywhere else Qt.CheckState.Unchecked)
        flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
        table.cell(row, POST).setFlags(flags | Qt.ItemFlag.ItemIsEnabled if everywhere else flags)

    def _paint(self) -> None:
        with QSignalBlocker(self.table):
            for row in range(self.table.rowCount()):
                rule = self.table.rule(row)
                colour = self._theme.removed[RULE_FAMILIES.get(rule, "clutter")]
                self.table.cell(row, TITLE).setData(Qt.ItemDataRole.DecorationRole, QColor(colour))
                ink = self._theme.text if self._passages[rule] else self._theme.dim
                for column in (TITLE, PASSAGES, SHARE):
                    self.table.cell(row, column).setForeground(QBrush(QColor(ink)))

    @Slot()
    def _show_rows(self) -> None:
        off = self._off.of(self._path)
        for row in range(self.table.rowCount()):
            rule = self.table.rule(row)
            self.table.setRowHidden(row, not (self.all.isChecked() or self._passages[rule] or rule in off))

    @Slot(QTableWidgetItem)
    def _switch(self, item: QTableWidgetItem) -> None:
        if item.column() not in (POST, LIBRARY):
            return
        whole = item.column() == LIBRARY
        off = self._off.library if whole else self._off.posts.get(self._path, frozenset())
        rule = frozenset({self.table.rule(item.row())})
        off = off - rule if item.checkState() == Qt.CheckState.Checked else off | rule
        self.switched.emit(off, "" if whole else self._path)


class _Table(QTableWidget):
    """A row for each rule; the arrow keys go from cell to cell, Enter follows the rule, Space switches it."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 5, parent)
        self._items: list[list[QTableWidgetItem]] = []
        self.setAccessibleName(self.tr("Rules of the cleaner"))
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        labels = ("", "", "", self.tr("This post"), self.tr("All posts"))
        self.setHorizontalHeaderLabels(labels)
        self.setHorizontalHeader(_Head(self))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(0)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.cellClicked.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        self._cells.theme = theme
        self.viewport().update()

    def set_rules(self, titles: Mapping[str, str]) -> None:
        """Have a row for each rule, given by name with its words; the other cells are still empty."""
        if [self.rule(row) for row in range(self.rowCount())] == list(titles):
            return
        tips = {
            TITLE: self.tr("Show what this rule hides, one passage after the other"),
            POST: self.tr("Hide this in this post"),
            LIBRARY: self.tr("Hide this in the whole library"),
        }
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.setRowCount(len(titles))
        self._items = [[QTableWidgetItem() for _ in range(self.columnCount())] for _ in titles]
        for row, (rule, title) in enumerate(titles.items()):
            for column, item in enumerate(self._items[row]):
                item.setToolTip(tips.get(column, tips[TITLE]))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if column in (POST, LIBRARY):
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}: {tips[column]}")
                elif column != TITLE:
                    item.setTextAlignment(right)
                self.setItem(row, column, item)
            self.cell(row, TITLE).setText(title)
            self.cell(row, TITLE).setData(Qt.ItemDataRole.UserRole, rule)

    def cell(self, row: int, column: int) -> QTableWidgetItem:
        return self._items[row][column]

    def rule(self, row: int) -> str:
        """The name of the rule in a row."""
        return str(self.cell(row, TITLE).data(Qt.ItemDataRole.UserRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.followed.emit(self.rule(self.currentRow()))
            return
        super().keyPressEvent(event)

    @Slot(int, int)
    def _follow(self, row: int, column: int) -> None:
        if column not in (POST, LIBRARY):
            self.followed.emit(self.rule(row))


class _Head(QHeaderView):
    """Labels on the background of the list: Fusion draws buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        painter.fillRect(rect, self.palette().base())
        painter.setPen(self.palette().placeholderText().color())
        label = self.model().headerData(index, self.orientation())
        painter.drawText(rect, self.defaultAlignment(), str(label or ""))


class _Cells(QStyledItemDelegate):
    """Paints swatches and boxes to check itself: Fusion's have no outline in a dark window."""

    theme = THEMES["light"]

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if index.column() == TITLE:
            option.decorationSize = QSize(SWATCH, SWATCH)
            option.rect = option.rect.adjusted(MARGIN - 4, 0, 0, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(MARGIN, 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.column() not in (POST, LIBRARY):
            super().paint(painter, option, index)
            return
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        checked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        box = QRectF(self._box(option)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.theme.accent if checked else self.theme.dim if enabled else self.theme.line
        focused = option.state & QStyle.StateFlag.State_HasFocus
        painter.setPen(QPen(QColor(self.theme.accent if focused else ink), 2 if focused else 1.2))
        painter.setBrush(QColor(ink) if checked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        if checked:
            painter.setPen(QPen(QColor(self.theme.on_accent), 1.8))
            points = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.28))
            painter.drawPolyline([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points])
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A click anywhere in its cell switches a box."""
        if isinstance(event, QMouseEvent) and index.column() in (POST, LIBRARY):
            if event.type() != QEvent.Type.MouseButtonRelease or event.button() != Qt.MouseButton.LeftButton:
                return False
            if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
                return False
            checked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
            return model.setData(index, state.value, Qt.ItemDataRole.CheckStateRole)
        return super().editorEvent(event, model, option, index)

    def _box(self, option: QStyleOptionViewItem) -> QRect:
        rect = QRect(0, 0, BOX, BOX)
        rect.moveCenter(option.rect.center())
        return rect


def percent(share: float) -> str:
    """A share in whole per cent; one that would round to nothing says so."""
    if 0 < share < 0.005:
        return "<1%"
    return f"{QLocale().toString(round(100 * share))}%"
