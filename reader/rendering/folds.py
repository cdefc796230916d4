"""Where removed passages stood in the cleaned text, gathered into the places that get one quiet line each."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from reader.model import CleanedArticle

MIN_VISIBLE = 12
"""Letters and digits below which a place gets no quiet line: markers, stray signs and blank lines are no passages."""


@dataclass(frozen=True, slots=True)
class Place:
    """Removals that stood at one place: `removals` are indexes into the article's, `offset` is in its text."""

    offset: int
    removals: tuple[int, ...]


def places(body: str, cleaned: CleanedArticle) -> tuple[Place, ...]:
    """The places of an article at which something worth telling was removed, in order of its text.

    A removal belongs where the stretch before it in the body ends, wherever that stands in the cleaned text; one
    at the very beginning belongs before the stretch after it.
    """
    starts, ends, offset = [], {}, 0
    for span in cleaned.kept:
        starts.append((span.start, offset))
        offset += span.end - span.start
        ends[span.start] = offset
    starts.sort()
    found: dict[int, list[int]] = defaultdict(list)
    for index, removal in enumerate(cleaned.removals):
        before = bisect_right(starts, (removal.span.start, len(body))) - 1
        place = ends[starts[before][0]] if before >= 0 else starts[0][1] if starts else 0
        found[place].append(index)
    return tuple(
        Place(offset, tuple(indexes)) for offset, indexes in sorted(found.items()) if _telling(body, cleaned, indexes)
    )


def _telling(body: str, cleaned: CleanedArticle, indexes: list[int]) -> bool:
    spans = (cleaned.removals[index].span for index in indexes)
    letters = "".join(sign for span in spans for sign in body[span.start : span.end] if sign.isalnum())
    # The title stands above the text: that it stood in the text once more is nothing to tell.
    return len(letters) >= MIN_VISIBLE and letters != "".join(filter(str.isalnum, cleaned.title))
