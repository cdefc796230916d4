"""Between a body and its cleaned text: which stretch of the one stands where in the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from reader.model import Span


class Kept:
    """The stretches of a body that a cleaned text consists of, in reading order."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._offsets = [0, *accumulate(span.end - span.start for span in spans)]
        self._by_body = sorted(range(len(spans)), key=spans.__getitem__)
        self._ends = [spans[index].end for index in self._by_body]

    def inside(self, span: Span) -> list[Span]:
        """What is kept of a stretch of the body, in the body and in its order."""
        return [Span(start, end) for _, start, end in self._parts(span)]

    def in_cleaned(self, span: Span) -> list[Span]:
        """What is kept of a stretch of the body, in the cleaned text and in the order of the body."""
        shifts = (
            (self._offsets[index] - self._spans[index].start, start, end) for index, start, end in self._parts(span)
        )
        return [Span(start + shift, end + shift) for shift, start, end in shifts]

    def in_body(self, span: Span) -> list[Span]:
        """Where a stretch of the cleaned text stands in the body, in reading order."""
        found = []
        for index in range(max(bisect_right(self._offsets, span.start) - 1, 0), len(self._spans)):
            if self._offsets[index] >= span.end:
                break
            shift = self._spans[index].start - self._offsets[index]
            start, end = max(span.start, self._offsets[index]), min(span.end, self._offsets[index + 1])
            found.append(Span(start + shift, end + shift))
        return found

    def _parts(self, span: Span) -> list[tuple[int, int, int]]:
        """Of each kept stretch that `span` touches: its index, and where the part of it starts and ends."""
        found = []
        for number in range(bisect_right(self._ends, span.start), len(self._by_body)):
            index = self._by_body[number]
            kept = self._spans[index]
            if kept.start >= span.end:
                break
            found.append((index, max(kept.start, span.start), min(kept.end, span.end)))
        return found
