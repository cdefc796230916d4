"""The algebra of spans: half-open ranges of code points of one text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from reader.model import Span


def subtract(span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    """What is left of `span` without `holes` (sorted, disjoint), in order; nothing empty."""
    start, end = span
    for i in range(bisect_right(holes, start, key=_end), len(holes)):
        hole = holes[i]
        if hole.start >= end:
            break
        if hole.start > start:
            yield Span(start, hole.start)
        start = max(start, hole.end)
    if start < end:
        yield Span(start, end)


def complement(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """The stretches of [0, length) that none of `spans` (sorted, disjoint) covers, in order; nothing empty."""
    at = 0
    for start, end in spans:
        if start > at:
            yield Span(at, start)
        at = end
    if at < length:
        yield Span(at, length)


def _end(span: Span) -> int:
    return span.end
