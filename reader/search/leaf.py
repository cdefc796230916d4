"""What a query asks of one part of the index: a segment on disk, or the annotations in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import chain, pairwise
from operator import itemgetter
from typing import Any, Protocol

from whoosh.reading import SegmentReader

from reader.search.codec import Documents, GramSegment, Terms
from reader.search.columns import ROW, Column
from reader.search.terms import Term, Word

CANDIDATE_GRAMS = 4
"""Postings of so many of the rarest grams are read; more narrow the candidates no further but cost reading."""


def recency(dates: Iterable[str]) -> list[int]:
    """Numbers that sort the newest date first, and no date last."""
    return [-int(date[:19].translate(_SIGNS).ljust(14, "0")) if date else 0 for date in dates]


_SIGNS = str.maketrans("", "", "-:T ")


class Leaf(Protocol):
    """One part of the index. Documents are numbered from 0."""

    @property
    def size(self) -> int: ...
    @property
    def deleted(self) -> Collection[int]: ...
    @property
    def paths(self) -> list[str]: ...
    @property
    def dates(self) -> list[str]: ...
    @property
    def recency(self) -> list[int]: ...
    @property
    def lengths(self) -> list[int]: ...
    @property
    def units(self) -> int: ...
    @property
    def annotation_ids(self) -> list[str]: ...
    def column(self, field: str) -> Column: ...
    def candidates(self, term: Term) -> dict[int, int]: ...
    def verified(self, term: Term, candidates: dict[int, int]) -> dict[int, int]: ...
    def body_count(self, term: Term, docnum: int) -> int: ...
    def original(self, docnum: int) -> str: ...
    def count_facets(self, docs: Collection[int]) -> Mapping[tuple[str, str], int]: ...


class GramReader(SegmentReader):
    """Whoosh's reader of a segment, and a leaf of the index."""

    def __init__(self, storage: Any, schema: Any, segment: GramSegment, generation: int) -> None:
        super().__init__(storage, schema, segment, generation=generation)
        self._columns: dict[str, Column] = {}

    def at(self, segment: GramSegment, generation: int) -> GramReader:
        """The same segment in a later generation: other documents may be deleted, all that was read stays."""
        reader = object.__new__(GramReader)
        reader.__dict__.update(self.__dict__, _segment=segment, _gen=generation)
        return reader

    @property
    def documents(self) -> Documents:
        return self._perdoc

    @property
    def terms(self) -> Terms:
        return self._terms

    @property
    def size(self) -> int:
        return self._segment.doc_count_all()

    @property
    def deleted(self) -> frozenset[int]:
        return self._segment.deleted_docs()

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.deleted

    def doc_count(self) -> int:
        return self.size - len(self.deleted)

    @property
    def paths(self) -> list[str]:
        return self.documents.stored["path"]

    @property
    def annotation_ids(self) -> list[str]:
        return []

    @property
    def dates(self) -> list[str]:
        return self.documents.stored["date"]

    @cached_property
    def recency(self) -> list[int]:
        return recency(self.dates)

    @cached_property
    def lengths(self) -> list[int]:
        """Of the text, in UTF-16 units."""
        ends = self.documents.text_ends
        return [(end - start) // 2 for start, end in pairwise(ends)]

    @cached_property
    def units(self) -> int:
        """The sum of the lengths."""
        return sum(self.lengths)

    def column(self, field: str) -> Column:
        if field not in self._columns:
            text = self.documents.columns.get(field)
            self._columns[field] = Column(ROW * self.size if text is None else text)
        return self._columns[field]

    @cached_property
    def facets(self) -> list[tuple[tuple[str, str], ...]]:
        """Of each document: (kind, value) for its categories, tags and month."""
        stored = self.documents.stored
        return [
            (
                *(("category", value) for value in dict.fromkeys(categories)),
                *(("tag", value) for value in dict.fromkeys(tags)),
                *((("month", date[:7]),) if date else ()),
            )
            for categories, tags, date in zip(stored["categories"], stored["tags"], stored["date"], strict=True)
        ]

    @cached_property
    def all_facets(self) -> Counter[tuple[str, str]]:
        return Counter(chain.from_iterable(self.facets))

    def count_facets(self, docs: Collection[int]) -> Counter[tuple[str, str]]:
        """How many of `docs` fall under each value; counts the others if they are fewer."""
        if len(docs) * 2 <= self.size:
            return Counter(chain.from_iterable(map(self.facets.__getitem__, docs)))
        counts = self.all_facets.copy()
        counts.subtract(chain.from_iterable(map(self.facets.__getitem__, set(range(self.size)).difference(docs))))
        return +counts

    def verified(self, term: Term, candidates: dict[int, int]) -> dict[int, int]:
        """Those of the candidates whose text has the term. Of a folded term all of them: a look takes 30 µs each."""
        if term.is_counted or term.folded:
            return candidates
        text, ends = self.documents.text, self.documents.text_ends
        if term.left or term.right:
            return {
                docnum: count
                for docnum, count in candidates.items()
                if next(term.places_encoded(text, ends[docnum], ends[docnum + 1]), None) is not None
            }
        find, needle = text.find, term.encoded  # the loop of `places_encoded`, without its generator: twice as fast
        found = {}
        for docnum, count in candidates.items():
            start, end = ends[docnum], ends[docnum + 1]
            place = find(needle, start, end)
            while place >= 0 and (place - start) & 1:
                place = find(needle, place + 1, end)
            if place >= 0:
                found[docnum] = count
        return found

    def body_count(self, term: Term, docnum: int) -> int:
        """How often the document's text has the term."""
        ends = self.documents.text_ends
        return sum(1 for _ in term.places_encoded(self.documents.text, ends[docnum], ends[docnum + 1]))

    def original(self, docnum: int) -> str:
        """What is searched without a field, as it was written."""
        stored = self.documents.stored
        heads = (stored["title"][docnum], *stored["tags"][docnum], stored["excerpt"][docnum])
        return ROW.join((*heads, self.documents.passage(docnum)))

    def candidates(self, term: Term) -> dict[int, int]:
        """Documents that have every gram and word of the term, and how often the rarest of them: as often as the term
        itself if it `is_counted`, else at least as often."""
        groups: list[tuple[int, list[tuple[int, int]]]] = []
        for needed in (*map(self._gram_terms, term.grams), *map(self._word_terms, term.words)):
            if not needed:
                return {}
            groups.append((sum(self.terms.frequency_of(number) for number, _ in needed), needed))
        if not groups:
            length = max(len(term.text), 1)
            return {docnum: count // length for docnum, count in enumerate(self.lengths)}
        groups.sort(key=itemgetter(0))
        counts = self._postings(groups[0][1])
        for _, numbers in groups[1:CANDIDATE_GRAMS]:
            others = self._postings(numbers)
            counts = {
                docnum: min(count, other)
                for docnum, count in counts.items()
                if (other := others.get(docnum)) is not None
            }
        return counts

    def _gram_terms(self, grams: Iterable[int]) -> list[tuple[int, int]]:
        return [(number, 1) for gram in grams if (number := self.terms.gram(gram)) is not None]

    def _word_terms(self, word: Word) -> list[tuple[int, int]]:
        if not (word.starts and word.ends):
            return self.terms.words_with(word.text, prefix=word.starts, suffix=word.ends)
        number = self.terms.word(word.text)
        return [] if number is None else [(number, 1)]

    def _postings(self, numbers: list[tuple[int, int]]) -> dict[int, int]:
        if len(numbers) == 1 and numbers[0][1] == 1:
            return self.terms.postings(numbers[0][0])
        counts: dict[int, int] = {}
        for number, times in numbers:
            for docnum, count in self.terms.postings(number).items():
                counts[docnum] = counts.get(docnum, 0) + count * times
        return counts
