"""The lines of the post list as values, and their orders. Searching and browsing give the same lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from reader.model import Facets, PostSummary, SearchHit, Snippet, Span, Status


class Row(NamedTuple):
    """A post, or a hit in one: with a snippet if something was searched for, with an annotation if that matched."""

    summary: PostSummary
    snippet: Snippet | None = None
    title_marks: tuple[Span, ...] = ()
    annotation_id: str = ""
    similar: bool = False
    """Whether it matches only when kana and long vowels count as the same."""


class Sort(NamedTuple):
    """An order of the list: `key` is one of SORTS; 'relevance' keeps the order of the search."""

    key: str
    descending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What the list shows and what is said about it; `total` may be more than the rows that were fetched."""

    query: str
    sort: Sort
    rows: tuple[Row, ...]
    total: int
    library: int
    """How many posts the library holds."""
    facets: Facets = field(default_factory=Facets)
    statuses: Mapping[str, Status] = field(default_factory=dict)
    tier: str = "exact"
    similar: int = 0
    """How many rows match in another spelling only; `total` counts them if nothing matches exactly."""
    understood: str = ""
    literal: bool = False
    suggestions: tuple[str, ...] = ()
    problems: tuple[PostSummary, ...] = ()
    """All posts of the library that have some."""


LONG_AGO = datetime.min.replace(tzinfo=UTC)


def folded(text: str) -> str:
    """A title as it is sorted: width and case make no difference."""
    return unicodedata.normalize("NFKC", text).casefold()


SORTS: dict[str, Callable[[PostSummary, Status], Any]] = {
    "date": lambda post, _: post.date or LONG_AGO,
    "title": lambda post, _: folded(post.title),
    "length": lambda post, _: post.characters,
    "path": lambda post, _: post.path,
    "category": lambda post, _: folded(post.categories[0]) if post.categories else "",
    "annotations": lambda _, status: status.highlights + status.notes,
    "repeated": lambda post, _: post.repeated,
}
"""What each order compares."""
FALLING = frozenset({"date", "length", "annotations", "repeated", "relevance"})
"""Orders whose first choice is the largest first."""
NOTHING_DONE = Status()


def browsed(summaries: Iterable[PostSummary], statuses: Mapping[str, Status], sort: Sort) -> tuple[Row, ...]:
    """All posts, in order."""
    return ordered([Row(summary) for summary in summaries], statuses, sort)


def found(
    hits: Iterable[SearchHit], summaries: Mapping[str, PostSummary], statuses: Mapping[str, Status], sort: Sort
) -> tuple[Row, ...]:
    """The hits of a search, in order; a hit in a post that has gone meanwhile is left out."""
    rows = [
        Row(summaries[hit.path], hit.snippet, hit.title_marks, hit.annotation_id, hit.tier == "folded")
        for hit in hits
        if hit.path in summaries
    ]
    return ordered(rows, statuses, sort)


def ordered(rows: Sequence[Row], statuses: Mapping[str, Status], sort: Sort) -> tuple[Row, ...]:
    """Rows sorted; equal ones keep the order they came in, and there is always the path to tell posts apart."""
    if sort.key == "relevance":
        return tuple(rows)
    compare = SORTS[sort.key]
    by_path = sorted(rows, key=lambda row: row.summary.path)
    return tuple(
        sorted(
            by_path,
            key=lambda row: compare(row.summary, statuses.get(row.summary.path, NOTHING_DONE)),
            reverse=sort.descending,
        )
    )
