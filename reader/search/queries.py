"""The query classes and their matchers.

A matcher here is a set of documents with scores, found at once and not document by document: in Python a step from
one document to the next costs more than the whole of the work on it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import log
from typing import Any

from whoosh.matching import Matcher
from whoosh.query import And, Not, Or, Query
from whoosh.searching import SearchContext

from reader.search import folding
from reader.search.leaf import Leaf
from reader.search.terms import Term

WEIGHTS: dict[str, float] = {"title": 5.0, "tag": 3.0, "note": 2.0, "excerpt": 1.5, "body": 1.0}
"""BM25F: what an occurrence in each field weighs; these are the fields that a word without a field is sought in."""
B = 0.6
K1 = 1.2
"""BM25F: how much a long text is held against it, and how soon more occurrences stop to matter. Only the text's
length counts; the other fields are short."""


class Request(SearchContext):
    """One search: what the person did with the posts, and what was found so far."""

    def __init__(self, states: Mapping[str, frozenset[str]], average_length: float, documents: int) -> None:
        super().__init__(needs_current=False)
        self.states = states
        self.average_length = average_length
        self.documents = documents
        self.found: dict[Query, int] = {}
        """In how many documents each text was found; where it was sought in a part of them only, at most."""

    def idf(self, query: Query) -> float:
        found = self.found.get(query, 0)
        return log(1 + (self.documents - found + 0.5) / (found + 0.5))


class Matches(Matcher):
    """The documents of a leaf that match; `bounds` are scores that are never too low, `score_of` is the score."""

    def __init__(self, docs: set[int]) -> None:
        self.docs = docs
        self.reset()

    def bounds(self, docs: Sequence[int]) -> list[float]:
        return [0.0] * len(docs)

    def score_of(self, docnum: int) -> float:
        return 0.0

    def holds(self, docnum: int) -> bool:
        """Whether the document, one of `docs`, really matches; only folded texts leave it open."""
        return True

    # The walk from document to document that Whoosh's own collectors take.

    @cached_property
    def _order(self) -> list[int]:
        return sorted(self.docs)

    def reset(self) -> None:
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self.docs)

    def id(self) -> int:
        return self._order[self._at]

    def all_ids(self) -> Iterator[int]:
        return iter(self._order)

    def next(self) -> None:
        self._at += 1

    def score(self) -> float:
        return self.score_of(self.id())

    def supports_block_quality(self) -> bool:
        return False


class TextMatches(Matches):
    """Where a text was found in a leaf, with BM25F scores."""

    def __init__(
        self,
        query: Text,
        leaf: Leaf,
        request: Request,
        body: dict[int, int],
        heads: dict[int, float],
        frequency: int,
    ) -> None:
        super().__init__(body.keys() | heads.keys())
        self._query = query
        self._leaf = leaf
        self._request = request
        self._body = body
        self._heads = heads
        request.found[query] = request.found.get(query, 0) + frequency

    def bounds(self, docs: Sequence[int]) -> list[float]:
        scale = self._request.idf(self._query) * (K1 + 1)
        floor, slope = (1 - B), B / self._request.average_length
        body, heads, lengths = self._body.get, self._heads.get, self._leaf.lengths
        if not self._heads:
            return [
                scale * count / (count + K1 * (floor + slope * lengths[docnum])) if (count := body(docnum)) else 0.0
                for docnum in docs
            ]
        weights = [body(docnum, 0) / (floor + slope * lengths[docnum]) + heads(docnum, 0.0) for docnum in docs]
        return [scale * weight / (weight + K1) for weight in weights]

    def holds(self, docnum: int) -> bool:
        term = self._query.term
        return not term.folded or docnum in self._heads or self._leaf.body_count(term, docnum) > 0

    def score_of(self, docnum: int) -> float:
        count = self._body.get(docnum, 0)
        if count and not self._query.term.is_counted:
            count = self._leaf.body_count(self._query.term, docnum)
        weight = count / (1 - B + B * self._leaf.lengths[docnum] / self._request.average_length)
        weight += self._heads.get(docnum, 0.0)
        return self._request.idf(self._query) * (K1 + 1) * weight / (weight + K1)


class JoinedMatches(Matches):
    """Documents of several matchers; the scores add up."""

    def __init__(self, docs: set[int], parts: Sequence[Matches], needed: Callable[[Iterable[bool]], bool]) -> None:
        super().__init__(docs)
        self._parts = parts
        self._needed = needed

    def holds(self, docnum: int) -> bool:
        return self._needed(docnum in part.docs and part.holds(docnum) for part in self._parts)

    def bounds(self, docs: Sequence[int]) -> list[float]:
        return [sum(scores) for scores in zip(*(part.bounds(docs) for part in self._parts), strict=True)]

    def score_of(self, docnum: int) -> float:
        return sum(part.score_of(docnum) for part in self._parts if docnum in part.docs)


@dataclass(unsafe_hash=True)
class Text(Query):
    """A term in some of the fields."""

    term: Term
    fields: tuple[str, ...]
    words: str = field(default="", compare=False)
    """As the language has it, with field and quotes."""
    typed: str = field(default="", compare=False)
    """The string alone, as it was typed."""
    boost: float = field(default=1.0, compare=False)

    def matcher(self, searcher: Any, context: Request, within: set[int] | None = None) -> TextMatches:
        leaf: Leaf = searcher.reader()
        heads: dict[int, float] = {}
        for name in self.fields:
            if name != "body":
                weight = WEIGHTS.get(name, 1.0)
                for docnum, count in leaf.column(name).count(self.term).items():
                    heads[docnum] = heads.get(docnum, 0.0) + weight * count
        candidates = leaf.candidates(self.term) if "body" in self.fields else {}
        frequency = len((candidates.keys() | heads.keys()).difference(leaf.deleted))
        if within is not None:
            candidates = {docnum: count for docnum, count in candidates.items() if docnum in within}
            heads = {docnum: weight for docnum, weight in heads.items() if docnum in within}
        body = leaf.verified(self.term, candidates)
        if within is None:
            frequency = len((body.keys() | heads.keys()).difference(leaf.deleted))
        return TextMatches(self, leaf, context, body, heads, frequency)

    def normalize(self) -> Query:
        return self

    def is_leaf(self) -> bool:
        return True

    def field(self) -> None:
        return None

    def __str__(self) -> str:
        return self.words


@dataclass(unsafe_hash=True)
class Where(Query):
    """A condition on a document that has no score: a date, a state."""

    holds: Callable[[Leaf, Request], set[int]]
    words: str
    boost: float = field(default=1.0, compare=False)

    def matcher(self, searcher: Any, context: Request, within: set[int] | None = None) -> Matches:
        docs = self.holds(searcher.reader(), context)
        return Matches(docs if within is None else docs & within)

    def normalize(self) -> Query:
        return self

    def is_leaf(self) -> bool:
        return True

    def field(self) -> None:
        return None

    def __str__(self) -> str:
        return self.words


class All(And):
    """Documents that match every part."""

    JOINT = " "

    def matcher(self, searcher: Any, context: Request, within: set[int] | None = None) -> Matches:
        """The cheap parts come first, and the others are sought only in what those leave."""
        parts: list[Matches] = []
        docs = within
        for query in sorted(self.subqueries, key=_cost):
            if isinstance(query, Without):
                docs = set(range(searcher.reader().size)) if docs is None else docs
                docs = docs - query.query.matcher(searcher, context, docs).docs
            else:
                parts.append(query.matcher(searcher, context, docs))
                docs = parts[-1].docs
        assert docs is not None
        return JoinedMatches(docs, parts, all) if parts else Matches(docs)


def _cost(query: Query) -> int:
    """A rank: conditions, then what the index counts, then what the text must decide, then what is left out."""
    if isinstance(query, Text):
        return 1 if query.term.is_counted or "body" not in query.fields else 2
    return 4 if isinstance(query, Without) else 0 if isinstance(query, Where) else 3


class Some(Or):
    """Documents that match any part."""

    JOINT = " OR "

    def matcher(self, searcher: Any, context: Request, within: set[int] | None = None) -> Matches:
        parts = [query.matcher(searcher, context, within) for query in self.subqueries]
        return JoinedMatches(set().union(*(part.docs for part in parts)), parts, any)


class Without(Not):
    """Documents that do not match."""

    def matcher(self, searcher: Any, context: Request, within: set[int] | None = None) -> Matches:
        docs = set(range(searcher.reader().size)) if within is None else within
        return Matches(docs - self.query.matcher(searcher, context, docs).docs)

    def __str__(self) -> str:
        return f"-{self.query}"


def texts(query: Query, *, positive: bool = True) -> Iterator[Text]:
    """The texts that a match of `query` may show, in order."""
    if isinstance(query, Text):
        if positive:
            yield query
    elif isinstance(query, Not):
        yield from texts(query.query, positive=not positive)
    else:
        for part in query.children():
            yield from texts(part, positive=positive)


def folded(query: Query) -> Query:
    """The same query with other spellings of its kana; what stands between quotes, or is not wanted,
    stays as it is."""
    if isinstance(query, Text):
        if query.words.endswith('"') or not folding.changes(query.term.text):
            return query
        return replace(query, term=replace(query.term, folded=True))
    return query if query.is_leaf() or isinstance(query, Not) else query.apply(folded)


def holding(
    test: Callable[[str], bool], column: Callable[[Leaf], Iterable[str]]
) -> Callable[[Leaf, Request], set[int]]:
    """The documents whose value in a column passes a test."""
    return lambda leaf, request: {docnum for docnum, value in enumerate(column(leaf)) if test(value)}


def of_paths(state: str, *, inside: bool) -> Callable[[Leaf, Request], set[int]]:
    """The documents whose post is, or is not, among those of a state."""

    def holds(leaf: Leaf, request: Request) -> set[int]:
        paths: Collection[str] = request.states.get(state, frozenset())
        return {docnum for docnum, path in enumerate(leaf.paths) if (path in paths) is inside}

    return holds
