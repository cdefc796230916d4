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
    """End marks in every spelling with dots before them, and rule lines next to them, which are left over from one."""
    if "END" not in source.body:
        return
    lines = [line for line in source.lines if line.sign]
    marked = [not line.fixed and "END" in line.text and END_MARK.search(line.text) is not None for line in lines]
    if not any(marked):
        return
    last = len(lines) - 1
    for i, line in enumerate(lines):
        if marked[i]:
            if not END_MARK.sub("", line.text).strip(".… \t"):
                yield Cut(Span(line.start, line.end), "marker", seam=True)
                continue
            for match in END_MARK.finditer(line.text):
                yield Cut(Span(line.start + match.start(), line.start + match.end()), "marker", seam=True)
        elif (i in (0, last) or marked[i - 1] or marked[i + 1]) and _RULE_LINE.match(line.text) and not line.fixed:
            yield Cut(Span(line.start, line.end), "marker", seam=True)


def find_stray_signs(source: Source) -> Iterator[Cut]:
    """Lines that hold nothing but an emphasis or heading sign."""
    for line in source.lines_with("*#"):
        if _STRAY.match(line.text):
            yield Cut(Span(line.start, line.end), "stray-sign")
