"""The rows of the post list as a Qt model; it holds references only, so 100,000 posts cost nothing to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.model import Status
from reader.ui.rows import NOTHING_DONE, Row
from reader.ui.words import date_words

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `Row` itself."""
STATUS_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `Status` of its post."""


class PostModel(QAbstractTableModel):
    """One column. A table, because a list view asks Python for the number of rows twice a row at each reset."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._statuses: Mapping[str, Status] = {}

    def set_rows(self, rows: Sequence[Row], statuses: Mapping[str, Status]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows, self._statuses = rows, statuses
        self.endResetModel()

    def set_statuses(self, statuses: Mapping[str, Status]) -> None:
        """The same rows with what the person did with their posts since."""
        self._statuses = statuses
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0), [STATUS_ROLE])

    def rows(self) -> Sequence[Row]:
        return self._rows

    def row(self, number: int) -> Row:
        return self._rows[number]

    def find(self, path: str, annotation_id: str | None = None) -> int:
        """The number of the first row of a post (of one annotation, if named), or -1."""
        return next(
            (
                number
                for number, row in enumerate(self._rows)
                if row.summary.path == path and annotation_id in (None, row.annotation_id)
            ),
            -1,
        )

    def status(self, path: str) -> Status:
        return self._statuses.get(path, NOTHING_DONE)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == STATUS_ROLE:
            return self.status(row.summary.path)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.summary.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def _spoken(self, row: Row) -> str:
        """What a screen reader says of a row: nothing that is painted is left out."""
        status = self.status(row.summary.path)
        parts = [
            row.summary.title,
            date_words(row.summary.date) if row.summary.date else "",
            self.tr("read") if status.read else self.tr("unread"),
            self.tr("starred") if status.starred else "",
            self.tr("%Ln highlight(s)", "", status.highlights) if status.highlights else "",
            self.tr("%Ln note(s)", "", status.notes) if status.notes else "",
            self.tr("has problems") if row.summary.problems else "",
            row.snippet.text if row.snippet else row.summary.excerpt,
        ]
        return ", ".join(part for part in parts if part)
