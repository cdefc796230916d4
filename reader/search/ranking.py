"""Whoosh's collector of the best hits: all documents at once, exact scores only for those that may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, heapreplace
from typing import Any

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
    """Collects the `limit` best documents, their number and their facets.

    Scores are first bounded from above, for all documents in one go, with the counts of the rarest grams instead of
    the string's own; then computed for one document after the other, in order of the bounds, until no bound can
    reach the limit any more.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._found: list[tuple[Leaf, Matches, list[int]]] = []
        self.ranked: list[Ranked] = []
        self.facets: Counter[tuple[str, str]] = Counter()

    def collect_matches(self) -> None:
        leaf: Leaf = self.subsearcher.reader()
        self._found.append((leaf, self.matcher, list(self.matcher.docs.difference(leaf.deleted))))

    def count(self) -> int:
        return sum(len(docs) for _, _, docs in self._found)

    def paths(self) -> Iterator[str]:
        """The posts of all hits."""
        for leaf, _, docs in self._found:
            yield from map(leaf.paths.__getitem__, docs)

    def finish(self) -> None:
        super().finish()
        for leaf, _, docs in self._found:
            self.facets.update(leaf.count_facets(docs))
        if self._limit > 0:
            self.ranked = self._rank()

    def _rank(self) -> list[Ranked]:
        queue: list[tuple[float, str, int, int]] = []
        for number, (leaf, matches, docs) in enumerate(self._found):
            queue += (
                (-bound, _descending(leaf.dates[docnum]), number, docnum)
                for bound, docnum in zip(matches.bounds(docs), docs, strict=True)
            )
        heapify(queue)
        worst: list[float] = []
        ranked: list[Ranked] = []
        while queue:
            bound, _, number, docnum = heappop(queue)
            if len(worst) == self._limit and (-bound < worst[0] or len(ranked) >= self._limit + TIES):
                break
            leaf, matches, _ = self._found[number]
            score = matches.score_of(docnum)
            ranked.append(Ranked(score, leaf, docnum))
            if len(worst) < self._limit:
                heappush(worst, score)
            elif score > worst[0]:
                heapreplace(worst, score)
        ranked.sort(key=lambda hit: (-round(hit.score, 9), _descending(hit.leaf.dates[hit.docnum])))
        return ranked[: self._limit]


_REVERSED = str.maketrans("0123456789", "9876543210")


def _descending(date: str) -> str:
    """A key that puts the newest date first and no date last."""
    return date[:19].translate(_REVERSED) if date else "~"
