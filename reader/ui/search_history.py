"""Walking through earlier searches with the arrow keys, as a shell does it."""

from __future__ import annotations

from collections.abc import Sequence


class Walk:
    """Starts at what is typed, which is not lost: the way back ends there."""

    def __init__(self, queries: Sequence[str] = ()) -> None:
        self.queries = tuple(queries)
        """The latest first."""
        self._at = -1
        self._typed = ""

    def is_under_way(self) -> bool:
        return self._at >= 0

    def end(self) -> None:
        """What stands in the box is now the person's own."""
        self._at = -1

    def older(self, typed: str) -> str | None:
        """The search before; `typed` is what stands in the box. None if there is none."""
        if not self.is_under_way():
            self._typed = typed
        following = self._at + 1
        # What stands in the box already would be a step to nowhere.
        while following < len(self.queries) and self.queries[following] == typed:
            following += 1
        if following >= len(self.queries):
            return None
        self._at = following
        return self.queries[following]

    def newer(self) -> str | None:
        """The search after, at last what was typed. None if no walk is under way."""
        if not self.is_under_way():
            return None
        self._at -= 1
        return self.queries[self._at] if self.is_under_way() else self._typed
