"""The controls of the annotation browser: what is listed and how, and what is done with all that is selected."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from reader.model import COLOURS, Colour
from reader.ui.annotations.detail import split_tags
from reader.ui.annotations.entries import GROUPINGS, ORDERS, Grouping, Order
from reader.ui.annotations.words import colour_name, grouping_name, order_name
from reader.ui.article.selection_bar import SWATCH, swatch
from reader.ui.menu_button import MenuButton
from reader.ui.theme import Theme

PAUSE = 200
"""Milliseconds without a key before annotations are searched."""


class FilterBar(QWidget):
    """A search box, one switch for each colour, groups and order."""

    query_changed = Signal(str)
    colours_changed = Signal(object)
    """The frozenset of colours that are listed; empty: all."""
    grouping_changed = Signal(str)
    order_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QLineEdit(self)
        self.box.setClearButtonEnabled(True)
        self.box.setPlaceholderText(self.tr("Search annotations"))
        self.box.setAccessibleName(self.tr("Search annotations"))
        self.box.setToolTip(self.tr('Words, "exact words", -without, OR, tag: category: author: date:2025-10..2025-12'))
        self._icon = self.box.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._search)
        self.box.textChanged.connect(self._pause.start)
        self.box.returnPressed.connect(self._search)
        self._asked = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.box, 1)
        row.addSpacing(8)
        self._colours: dict[Colour, QToolButton] = {}
        for colour in COLOURS:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setIconSize(QSize(SWATCH, SWATCH))
            button.setToolTip(self.tr("List only: {colour}").format(colour=colour_name(colour)))
            button.setAccessibleName(button.toolTip())
            button.toggled.connect(self._tell_colours)
            self._colours[colour] = button
            row.addWidget(button)
        row.addSpacing(8)
        self._grouping = self._menu(self.tr("Groups"), [(one, grouping_name(one)) for one in GROUPINGS])
        self._order = self._menu(self.tr("Order"), [(one, order_name(one)) for one in ORDERS])
        self._grouping.menu_.triggered.connect(lambda action: self.grouping_changed.emit(action.data()))
        self._order.menu_.triggered.connect(lambda action: self.order_changed.emit(action.data()))
        row.addWidget(self._grouping)
        row.addWidget(self._order)

    def show_arrangement(self, grouping: Grouping, order: Order) -> None:
        for button, value, name in (
            (self._grouping, grouping, grouping_name(grouping)),
            (self._order, order, order_name(order)),
        ):
            button.set_words(name)
            for action in button.menu_.actions():
                action.setChecked(action.data() == value)

    def set_theme(self, theme: Theme, icons: Mapping[str, QIcon]) -> None:
        self._icon.setIcon(icons["search"])
        for colour, button in self._colours.items():
            button.setIcon(swatch(colour, theme))

    def clear(self) -> None:
        """Back to everything, without asking."""
        self._asked = ""
        self.box.clear()
        self._pause.stop()
        for button in self._colours.values():
            button.setChecked(False)

    def _menu(self, name: str, entries: list[tuple[str, str]]) -> MenuButton:
        button = MenuButton(name, self)
        group = QActionGroup(button.menu_)
        for value, words in entries:
            action = QAction(words, group, checkable=True)
            action.setData(value)
            button.menu_.addAction(action)
        return button

    @Slot()
    def _search(self) -> None:
        self._pause.stop()
        query = self.box.text().strip()
        if query != self._asked:
            self._asked = query
            self.query_changed.emit(query)

    @Slot()
    def _tell_colours(self) -> None:
        self.colours_changed.emit(frozenset(colour for colour, button in self._colours.items() if button.isChecked()))


class SelectionTools(QWidget):
    """How many there are, and what can be done with those that are selected; each is one step to undo."""

    recolour_requested = Signal(str)
    tags_requested = Signal(tuple, tuple)
    """Tags to add and tags to take away."""
    export_requested = Signal()
    delete_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = QLabel(self)
        self._colour = MenuButton(self.tr("Change the colour"), self)
        self._colour.set_words(self.tr("Colour"))
        self._swatches: dict[Colour, QAction] = {}
        for colour in COLOURS:
            self._swatches[colour] = self._colour.menu_.addAction(colour_name(colour))
            self._swatches[colour].setData(colour)
        self._colour.menu_.triggered.connect(lambda action: self.recolour_requested.emit(action.data()))
        self._tag = self._button(self.tr("Add tags…"), self._ask_tags)
        self._untag = MenuButton(self.tr("Take a tag away"), self)
        self._untag.set_words(self.tr("Remove tag"))
        self._untag.menu_.triggered.connect(lambda action: self.tags_requested.emit((), (action.data(),)))
        self._export = self._button(self.tr("Export…"), self.export_requested.emit)
        self._delete = self._button(self.tr("Delete"), self.delete_requested.emit)
        self._delete.setToolTip(self.tr("Delete what is selected; it can be undone"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._said, 1)
        for widget in (self._colour, self._tag, self._untag, self._export, self._delete):
            row.addWidget(widget)

    def show_counts(self, listed: int, total: int, selected: int) -> None:
        number = QLocale().toString
        words = self.tr("%Ln annotation(s)", "", listed)
        if listed != total:
            words = self.tr("{listed} of {total}").format(listed=number(listed), total=number(total))
        if selected > 1:
            words = self.tr("{listed}, {selected} selected").format(listed=words, selected=number(selected))
        self._said.setText(words)
        for widget in (self._colour, self._tag, self._export, self._delete):
            widget.setEnabled(selected > 0)

    def show_tags(self, tags: tuple[str, ...]) -> None:
        """The tags that those selected have, which can be taken away."""
        self._untag.menu_.clear()
        for tag in tags:
            self._untag.menu_.addAction(tag.replace("&", "&&")).setData(tag)
        self._untag.setEnabled(bool(tags))

    def set_theme(self, theme: Theme) -> None:
        for colour, action in self._swatches.items():
            action.setIcon(swatch(colour, theme))

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())  # type: ignore[operator]
        return button

    @Slot()
    def _ask_tags(self) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Add tags"))
        dialog.setLabelText(self.tr("Tags, separated by commas"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(self._add_tags)
        dialog.open()

    @Slot(str)
    def _add_tags(self, text: str) -> None:
        if tags := split_tags(text):
            self.tags_requested.emit(tags, ())
