"""The best passage of a hit, with marks at the characters of the original."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Snippet, Span
from reader.search.analysis import normalise_mapped
from reader.search.terms import Term

WIDTH = 140
"""Characters of a snippet."""
LEAD = 40
"""Characters that may stand before the first match."""
PLACES = 40
"""So many places of each term are looked at."""

_ENDS = "。！？!?\n"
_PLAIN = str.maketrans(dict.fromkeys("\n\r\t\u2028\u2029￼\x1e\x1f", " "))


def spans(text: str, terms: Sequence[Term]) -> tuple[Span, ...]:
    """Where the terms match in `text`, as code points of `text`, in order; those that overlap are one."""
    normalised = normalise_mapped(text)
    found: list[Span] = []
    for term in terms:
        found += (normalised.span(*place) for place in term.places(normalised.text))
    return joined(found)


def joined(found: list[Span]) -> tuple[Span, ...]:
    """The spans in order, overlapping ones joined."""
    result: list[Span] = []
    for span in sorted(found):
        if result and span.start < result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def cut(text: str, marks: Sequence[Span], field: str = "text", offset: int = 0) -> Snippet:
    """The passage of `text` that shows most; `marks` are spans of `text`, which starts at `offset` of the field."""
    first, last = best_window([(mark.start, mark.end, 0) for mark in marks]) if marks else (0, 0)
    start = max(0, first - LEAD)
    sentence = max(text.rfind(end, start, first) for end in _ENDS)
    start = sentence + 1 if sentence >= 0 else start
    while start < first and text[start].isspace():
        start += 1
    end = min(len(text), max(start + WIDTH, last))
    shown = tuple(
        Span(max(mark.start, start) - start, min(mark.end, end) - start)
        for mark in marks
        if mark.end > start and mark.start < end
    )
    return Snippet(text[start:end].translate(_PLAIN), shown, field, offset + start)


def best_window(places: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """Of places (start, end, number of the term) in order: where the stretch starts and ends that shows most terms,
    then most places."""
    best, chosen, last = (0, 0), (0, 0), 0
    for first in range(len(places)):
        last = max(last, first)
        while last + 1 < len(places) and places[last + 1][1] - places[first][0] <= WIDTH - LEAD:
            last += 1
        worth = (len({number for _, _, number in places[first : last + 1]}), last - first)
        if worth > best:
            best, chosen = worth, (places[first][0], places[last][1])
    return chosen
