"""The marks of a search in the article: drawn near the screen only, walked through in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

Hit = tuple[int, Sequence[tuple[int, int]]]
"""Where a match starts in the reading text, and its stretches of positions."""


class Hits:
    """Marks matches in a QTextEdit as extra selections; 500 of these at once would cost 15 ms at each paint."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._hits: list[Hit] = []
        self._current = -1
        self._form = QTextCharFormat()
        self._current_form = QTextCharFormat()

    def set_colours(self, background: QColor, current: QColor) -> None:
        """The colour behind matches, and of the line that marks the one that was gone to."""
        self._form.setBackground(background)
        self._current_form.setBackground(background)
        self._current_form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        self._current_form.setUnderlineColor(current)
        self._current_form.setFontUnderline(True)

    def set(self, hits: Sequence[Hit]) -> None:
        self._hits = list(hits)
        self._current = -1
        self.refresh()

    def clear(self) -> None:
        self.set(())

    def starts(self) -> list[int]:
        """The position at which each match starts."""
        return [ranges[0][0] for _, ranges in self._hits]

    def current(self) -> int:
        """The number of the match that was gone to, counted from 0; -1 before the first step."""
        return self._current

    def choose(self, number: int) -> int:
        """Go to a match by its number; its offset."""
        self._current = number
        return self._hits[number][0]

    def next(self, place: int) -> int | None:
        """Go to the next match, at first to the one at or after `place`; its offset, None if there is none."""
        if not self._hits:
            return None
        if self._current < 0:
            self._current = bisect_left(self._hits, place, key=lambda hit: hit[0]) % len(self._hits)
        else:
            self._current = (self._current + 1) % len(self._hits)
        return self._hits[self._current][0]

    def previous(self, place: int) -> int | None:
        """Go to the match before, at first to the one before `place`."""
        if not self._hits:
            return None
        if self._current < 0:
            self._current = bisect_right(self._hits, place, key=lambda hit: hit[0])
        self._current = (self._current - 1) % len(self._hits)
        return self._hits[self._current][0]

    def refresh(self) -> None:
        """Mark what is on the screen and a screen above and below it."""
        if not self._hits and not self._view.extraSelections():
            return
        height = self._view.viewport().height()
        first = self._view.cursorForPosition(QPoint(0, -height)).position()
        last = self._view.cursorForPosition(QPoint(self._view.viewport().width(), 2 * height)).position()
        selections = []
        for index, (_, ranges) in enumerate(self._hits):
            for start, end in ranges:
                if start <= last and end >= first:
                    selections.append(self._selection(start, end, index == self._current))
        self._view.setExtraSelections(selections)

    def _selection(self, start: int, end: int, current: bool) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format = self._current_form if current else self._form
        return selection
