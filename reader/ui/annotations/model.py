"""The listed annotations as a Qt model of two levels: headings, and entries below them. It holds references only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.model import Annotation
from reader.ui.annotations.entries import Entry, Group
from reader.ui.annotations.words import group_words
from reader.ui.article.annotation_list import quote_of

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
"""The `Entry` of a row, None for a heading."""
COUNT = Qt.ItemDataRole.UserRole + 1
"""How many entries a heading has."""


class AnnotationModel(QAbstractItemModel):
    """An index's internal id is 0 for a heading, and for an entry 1 more than the row of its heading."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: Sequence[Group] = ()

    def set_groups(self, groups: Sequence[Group]) -> bool:
        """Show these; False if the rows are the same as before and only what they say may differ."""
        before = self._groups
        if _shape(before) == _shape(groups):
            self._groups = groups
            for row, (old, new) in enumerate(zip(before, groups, strict=True)):
                if old != new:  # a view looks at what it is told of, so it is told no more than it must know
                    heading = self.index(row, 0)
                    self.dataChanged.emit(heading, heading)
                    self.dataChanged.emit(self.index(0, 0, heading), self.index(len(new.entries) - 1, 0, heading))
            return False
        self.beginResetModel()
        self._groups = groups
        self.endResetModel()
        return True

    def groups(self) -> Sequence[Group]:
        return self._groups

    def entry(self, index: Index) -> Entry | None:
        """The entry of a row; None for a heading or no row."""
        if not index.isValid() or not index.internalId():
            return None
        return self._groups[index.internalId() - 1].entries[index.row()]

    def indexes_of(self, ids: Iterable[str]) -> list[QModelIndex]:
        """The rows of annotations."""
        wanted = frozenset(ids)
        return [
            self.createIndex(row, 0, number + 1)
            for number, group in enumerate(self._groups)
            for row, entry in enumerate(group.entries)
            if entry.annotation.id in wanted
        ]

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        if parent is None or not parent.isValid():
            return self.createIndex(row, column, 0) if 0 <= row < len(self._groups) else QModelIndex()
        inside = 0 <= row < len(self._groups[parent.row()].entries)
        return self.createIndex(row, column, parent.row() + 1) if inside else QModelIndex()

    def parent(self, index: Index | None = None) -> Any:
        # Without an index this is QObject's own.
        if index is None:
            return super().parent()
        number = index.internalId() if index.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        if parent is None or not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() else len(self._groups[parent.row()].entries)

    def columnCount(self, _parent: Index | None = None) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if role == ENTRY:
            return entry
        if entry is None:
            group = self._groups[index.row()]
            if role == COUNT:
                return len(group.entries)
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                return group_words(group)
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return quote_of(entry.annotation) or _one_line(entry.annotation.note)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(entry.annotation, entry.title)
        return None


def _shape(groups: Sequence[Group]) -> list[tuple[str, str, list[str]]]:
    return [(group.kind, group.value, [one.annotation.id for one in group.entries]) for group in groups]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _spoken(annotation: Annotation, title: str) -> str:
    """What a screen reader says of an entry."""
    parts = (quote_of(annotation), _one_line(annotation.note), ", ".join(annotation.tags), title)
    return ". ".join(part for part in parts if part)
