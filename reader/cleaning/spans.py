"""The algebra of spans: half-open ranges of code points of one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.model import Span


def subtract(span: Span, holes: Iterable[Span]) -> Iterator[Span]:
    """What is left of `span` without `holes` (sorted, disjoint), in order; nothing empty."""
    start, end = span
    for hole in holes:
        if hole.end <= start:
            continue
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


def merged(spans: Iterable[Span]) -> list[Span]:
    """`spans` (in any order) as sorted, disjoint ones: those that touch or overlap become one."""
    result: list[Span] = []
    for span in sorted(spans):
        if span.start >= span.end:
            continue
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result
