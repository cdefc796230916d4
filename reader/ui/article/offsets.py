"""The one converter between offsets in the reading text and positions in a QTextDocument.

An offset counts code points of the reading text. A position counts UTF-16 units of the document's text, which also
has the insertions (quiet lines and opened removals) in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from reader.model import Span

_astral = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """`shown` is the document's text, one code point per character; `insertions` are spans of it, in order."""

    def __init__(self, shown: str, insertions: Sequence[Span] = ()) -> None:
        self._length = len(shown) - sum(span.end - span.start for span in insertions)
        self._astral = [match.start() for match in _astral.finditer(shown)]
        self._astral_positions = [point + before for before, point in enumerate(self._astral)]
        self._insertions = [Span(*span) for span in insertions]
        self._added = [0, *accumulate(span.end - span.start for span in insertions)]
        self._places = [span.start - added for span, added in zip(insertions, self._added, strict=False)]

    def start(self, offset: int) -> int:
        """The position of the character at an offset; behind what was inserted before it."""
        offset = self._within(offset)
        return self._position(offset + self._added[bisect_right(self._places, offset)])

    def end(self, offset: int) -> int:
        """The position behind the character before an offset; before what was inserted there."""
        offset = self._within(offset)
        return self._position(offset + self._added[bisect_left(self._places, offset)])

    def offset(self, position: int) -> int:
        """The offset at a position; inside an insertion, the offset at which that stands."""
        point = position - bisect_left(self._astral_positions, position)
        before = bisect_right(self._insertions, (point, self._length + self._added[-1] + 1))
        if before and point < self._insertions[before - 1].end:
            return self._places[before - 1]
        return self._within(point - self._added[before])

    def span(self, start: int, end: int) -> Span:
        """The span of the reading text between two positions."""
        return Span(self.offset(start), self.offset(end))

    def shown(self, span: Span) -> tuple[int, int]:
        """The positions of a span of the document's text, which counts the insertions."""
        return self._position(span.start), self._position(span.end)

    def ranges(self, span: Span) -> list[tuple[int, int]]:
        """The stretches of positions that a span covers, without the insertions inside it."""
        edges = [span.start]
        edges += [place for place in self._places if span.start < place < span.end]
        edges.append(span.end)
        pairs = ((self.start(a), self.end(b)) for a, b in pairwise(edges))
        return [(start, end) for start, end in pairs if start < end]

    def _within(self, offset: int) -> int:
        return min(max(offset, 0), self._length)

    def _position(self, point: int) -> int:
        return point + bisect_left(self._astral, point)
