"""The person's highlights and notes as a part of the index that lives in memory.

They change with every click and are few, so they are scanned like the short fields and never written: a thousand
take a tenth of a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from whoosh.reading import EmptyReader

from reader.model import Annotation
from reader.search.columns import ROW, Column, joined, values
from reader.search.leaf import recency
from reader.search.terms import Term


class NotesReader(EmptyReader):
    """A leaf whose documents are annotations: the quote is the body, the note a field of its own; category, author
    and date are those of the post."""

    def __init__(self, schema: Any, annotations: Sequence[Annotation], posts: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__(schema)
        known = [posts.get(annotation.path, {}) for annotation in annotations]
        self.annotations = annotations
        self.paths = [annotation.path for annotation in annotations]
        self.annotation_ids = [annotation.id for annotation in annotations]
        self.dates = [str(post.get("date", "")) for post in known]
        self.recency = recency(self.dates)
        self.deleted: frozenset[int] = frozenset()
        self.size = len(annotations)
        quotes = Column(joined(quote(annotation) for annotation in annotations))
        self._columns = {
            "body": quotes,
            "note": Column(joined(annotation.note for annotation in annotations)),
            "tag": Column(
                joined(values((*a.tags, *p.get("tags", ()))) for a, p in zip(annotations, known, strict=True))
            ),
            "category": Column(joined(values(post.get("categories", ())) for post in known)),
            "author": Column(joined(str(post.get("author", "")) for post in known)),
        }
        self._none = Column(ROW * len(annotations))
        self.lengths = [len(quotes.row(number)) for number in range(self.size)]
        self.units = sum(self.lengths)

    def doc_count_all(self) -> int:
        return self.size

    def doc_count(self) -> int:
        return self.size

    def column(self, field: str) -> Column:
        return self._columns.get(field, self._none)

    def candidates(self, term: Term) -> dict[int, int]:
        return self._columns["body"].count(term)

    def verified(self, term: Term, candidates: dict[int, int]) -> dict[int, int]:
        return candidates

    def body_count(self, term: Term, docnum: int) -> int:
        return sum(1 for _ in term.places(self._columns["body"].row(docnum)))

    def original(self, docnum: int) -> str:
        annotation = self.annotations[docnum]
        return ROW.join((annotation.note, *annotation.tags, quote(annotation)))

    def count_facets(self, docs: Iterable[int]) -> dict[tuple[str, str], int]:
        """Nothing: facets count posts."""
        return {}


def quote(annotation: Annotation) -> str:
    return annotation.selector.quote if annotation.selector else ""
