"""From what was typed to what is shown: the exact tier, what the second adds, and suggestions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from time import perf_counter

from whoosh.query import Query
from whoosh.searching import Searcher

from reader.model import Facets, SearchHit, SearchResult
from reader.search.hits import hit
from reader.search.leaf import GramReader
from reader.search.parser import Understood, parse
from reader.search.queries import Request, folded, texts
from reader.search.ranking import Best
from reader.search.spelling import suggest

LOOKS = 150
"""So many candidates of the second tier are looked at, at most: 10 ms."""
MORE = 20
"""Hits of the second tier that are put behind exact ones, at most."""


def answer(
    searcher: Searcher, query: str, *, limit: int, states: Mapping[str, frozenset[str]], typing: bool
) -> SearchResult:
    """The hits of a query. Never raises for what was typed."""
    started = perf_counter()
    understood = parse(query, typing=typing)
    if understood.query is None:
        return SearchResult(query=query, hits=(), total=0, seconds=perf_counter() - started)
    best, request = _collect(searcher, understood.query, limit, states)
    hits = _hits(best, understood.query)
    total = best.count()
    facets = best.facets()
    similar = folded(understood.query) if total < limit else understood.query
    if similar != understood.query:
        known = {(found.path, found.annotation_id) for found in hits}
        wanted = min(MORE, limit - total) if total else limit
        more, _ = _collect(searcher, similar, wanted + len(known), states, looks=LOOKS)
        others = (found for found in _hits(more, similar) if (found.path, found.annotation_id) not in known)
        hits += (replace(found, tier="folded") for found in islice(others, wanted))
        facets = facets if total else more.ranked_facets()
    return SearchResult(
        query=query,
        hits=tuple(hits),
        total=total,
        tier="folded" if hits and not total else "exact",
        understood=understood.words,
        literal=understood.literal,
        suggestions=_suggestions(searcher, query, understood, request),
        facets=_facets(facets),
        seconds=perf_counter() - started,
    )


def _collect(
    searcher: Searcher, query: Query, limit: int, states: Mapping[str, frozenset[str]], looks: int | None = None
) -> tuple[Best, Request]:
    leaves = [leaf for leaf, _ in searcher.leafreaders]
    documents = sum(leaf.size for leaf in leaves)
    units = sum(leaf.units for leaf in leaves)
    request = Request(states, max(units / max(documents, 1), 1.0), documents)
    best = Best(limit, [text.typed for text in texts(query)], looks)
    searcher.search_with_collector(query, best, request)
    return best, request


def _hits(best: Best, query: Query) -> list[SearchHit]:
    terms = tuple(texts(query))
    return [hit(ranked, terms) for ranked in best.ranked]


def _suggestions(searcher: Searcher, query: str, understood: Understood, request: Request) -> tuple[str, ...]:
    missing = [text for text in texts(understood.query) if not request.found.get(text)]
    leaves = [leaf for leaf, _ in searcher.leafreaders if isinstance(leaf, GramReader)]
    return suggest(query, missing, leaves) if missing else ()


def _facets(counts: Counter[tuple[str, str]]) -> Facets:
    kinds: dict[str, dict[str, int]] = {"category": {}, "tag": {}, "month": {}}
    for (kind, value), count in counts.most_common():
        kinds[kind][value] = count
    return Facets(kinds["category"], kinds["tag"], kinds["month"])
