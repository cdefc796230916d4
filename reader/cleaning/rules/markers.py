"""Generation markers: the line with which a generator ends each round, and what is left over around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.draft import Cut
from reader.cleaning.phrases import END_MARK
from reader.cleaning.source import Source
from reader.model import Span

_STRAY = re.compile(r"[ \t]*(?:\*\*|\*\*\*\*|#{1,6})[ \t]*$")
_RULE_LINE = re.compile(r"[ \t]*-{3,}[ \t]*$")


def find_markers(source: Source) -> Iterator[Cut]:
    """End marks in every spelling, and rule lines next to them, which are what is left of one."""
    fixed = [Span(line.start, line.end) for line in source.lines if line.fixed]
    marks = [Span(*match.span()) for match in END_MARK.finditer(source.body)]
    marks = [mark for mark in marks if not any(line.start <= mark.start < line.end for line in fixed)]
    if not marks:
        return
    spans = set(marks)
    marked = (
        {i for i, line in enumerate(source.lines) if any(line.start <= m.start <= line.end for m in marks)}
        if marks
        else set()
    )
    lines = source.lines
    bare = [i for i, line in enumerate(lines) if (line.text and not line.text.isspace())]
    for place, i in enumerate(bare):
        if _RULE_LINE.match(lines[i].text) and not lines[i].fixed:
            neighbours = {bare[place - 1] if place else -1, bare[place + 1] if place + 1 < len(bare) else -1}
            if neighbours & marked or place in (0, len(bare) - 1):
                spans.add(Span(lines[i].start, lines[i].end))
    for span in sorted(spans):
        yield Cut(span, "marker", seam=True)


def find_stray_signs(source: Source) -> Iterator[Cut]:
    """Lines that hold nothing but an emphasis or heading sign."""
    for line in source.lines:
        if not line.fixed and line.text[:1] in "*# \t" and _STRAY.match(line.text):
            yield Cut(Span(line.start, line.end), "stray-sign")
