"""Where a query matches in a text: the marks in the article and the search within it."""

from __future__ import annotations

from reader.model import Span
from reader.search.parser import parse
from reader.search.queries import folded, texts
from reader.search.snippets import spans


def find(text: str, query: str, *, typing: bool = False, similar: bool = False) -> tuple[Span, ...]:
    """The spans of a reading text that the query's positive words match, in order, overlapping ones joined.

    Words mean what they mean to `Index.search`, with `similar` to its second tier; conditions and words for other
    fields mark nothing.
    """
    understood = parse(query, typing=typing)
    if understood.query is None:
        return ()
    sought = folded(understood.query) if similar else understood.query
    return spans(text, [found.term for found in texts(sought) if "body" in found.fields])
