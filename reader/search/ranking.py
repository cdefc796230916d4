"""Whoosh's collector of the best hits: all documents at once, exact scores only for those that may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, heapreplace
from itertools import repeat
from operator import neg

from whoosh.collectors import Collector

from reader.search.leaf import Leaf
from reader.search.queries import Matches

TIES = 200
"""So many documents of the last score are ranked beyond the limit, for ties to be broken among all of them."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document of a leaf with its score."""

    score: float
    leaf: Leaf
    docnum: int


class Best(Collector):
    """Collects the `limit` best documents, their number and their facets; of equals, those that have the words as
    they were `typed` come first, then the newest.

    Scores are first bounded from above, for all documents in one go, with the counts of the rarest grams instead of
    the string's own; then computed for one document after the other, in order of the bounds, until no bound can
    reach the limit any more. With `looks`, the documents are candidates only, and at most so many of them are
    looked at.
    """

    def __init__(self, limit: int, typed: Sequence[str] = (), looks: int | None = None) -> None:
        self._limit = limit
        self._typed = typed
        self._looks = looks
        self._found: list[tuple[Leaf, Matches, list[int]]] = []
        self.ranked: list[Ranked] = []

    def collect_matches(self) -> None:
        leaf: Leaf = self.subsearcher.reader()
        self._found.append((leaf, self.matcher, list(self.matcher.docs.difference(leaf.deleted))))

    def count(self) -> int:
        return sum(len(docs) for _, _, docs in self._found)

    def facets(self) -> Counter[tuple[str, str]]:
        """How many of the documents fall under each (kind, value)."""
        counts: Counter[tuple[str, str]] = Counter()
        for leaf, _, docs in self._found:
            counts.update(leaf.count_facets(docs))
        return counts

    def ranked_facets(self) -> Counter[tuple[str, str]]:
        """The same for the best alone."""
        counts: Counter[tuple[str, str]] = Counter()
        for hit in self.ranked:
            counts.update(hit.leaf.count_facets([hit.docnum]))
        return counts

    def finish(self) -> None:
        super().finish()
        if self._limit > 0:
            self.ranked = self._rank()

    def _rank(self) -> list[Ranked]:
        queue: list[tuple[float, int, int, int]] = []
        for number, (leaf, matches, docs) in enumerate(self._found):
            recency = map(leaf.recency.__getitem__, docs)
            queue += zip(map(neg, matches.bounds(docs)), recency, repeat(number), docs)
        heapify(queue)
        worst: list[float] = []
        looks = self._looks
        ranked: list[Ranked] = []
        while queue:
            bound, _, number, docnum = heappop(queue)
            if len(worst) == self._limit and (-bound < worst[0] or len(ranked) >= self._limit + TIES):
                break
            leaf, matches, _ = self._found[number]
            if looks is not None:
                if not looks:
                    break
                looks -= 1
                if not matches.holds(docnum):
                    continue
            score = matches.score_of(docnum)
            ranked.append(Ranked(score, leaf, docnum))
            if len(worst) < self._limit:
                heappush(worst, score)
            elif score > worst[0]:
                heapreplace(worst, score)
        ties = Counter(round(hit.score, 9) for hit in ranked)

        def key(hit: Ranked) -> tuple[float, bool, int]:
            score = round(hit.score, 9)
            other_case = ties[score] > 1 and not self._has_case(hit)
            return -score, other_case, hit.leaf.recency[hit.docnum]

        return sorted(ranked, key=key)[: self._limit]

    def _has_case(self, hit: Ranked) -> bool:
        """Whether everything stands in the document as it was typed, capitals and width included."""
        text = hit.leaf.original(hit.docnum) if self._typed else ""
        return all(typed in text for typed in self._typed)
