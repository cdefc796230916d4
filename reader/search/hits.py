"""From a ranked document to the hit that is shown: its passage and its marks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from reader.model import SearchHit, Snippet
from reader.search.leaf import GramReader
from reader.search.notes import NotesReader, quote
from reader.search.prepare import ENCODING
from reader.search.queries import Text
from reader.search.ranking import Ranked
from reader.search.snippets import LEAD, PLACES, WIDTH, best_window, cut, spans
from reader.search.terms import Term


def hit(ranked: Ranked, texts: Sequence[Text]) -> SearchHit:
    """The hit with the passage that shows most of `texts`."""
    leaf, docnum = ranked.leaf, ranked.docnum
    if isinstance(leaf, NotesReader):
        return _annotation_hit(ranked, leaf, texts)
    assert isinstance(leaf, GramReader)
    stored = leaf.documents.stored
    return SearchHit(
        path=leaf.paths[docnum],
        score=ranked.score,
        snippet=_passage(leaf, docnum, texts),
        title_marks=spans(stored["title"][docnum], _terms(texts, "title")),
    )


def _annotation_hit(ranked: Ranked, leaf: NotesReader, texts: Sequence[Text]) -> SearchHit:
    annotation = leaf.annotations[ranked.docnum]
    shown = [
        (text, field, spans(text, _terms(texts, field)))
        for text, field in ((annotation.note, "note"), (quote(annotation), "body"))
    ]
    text, field, marks = next((found for found in shown if found[2]), None) or max(
        shown, key=lambda found: bool(found[0])
    )
    return SearchHit(
        path=annotation.path,
        score=ranked.score,
        snippet=cut(text, marks, {"note": "note", "body": "quote"}[field]),
        annotation_id=annotation.id,
    )


def _terms(texts: Sequence[Text], field: str) -> list[Term]:
    return [text.term for text in texts if field in text.fields]


def _passage(leaf: GramReader, docnum: int, texts: Sequence[Text]) -> Snippet:
    terms = _terms(texts, "body")
    documents = leaf.documents
    if window := _window(leaf, docnum, terms):
        return _region(leaf, docnum, terms, *window)
    excerpt = documents.stored["excerpt"][docnum]
    marks = spans(excerpt, _terms(texts, "excerpt"))
    if marks:
        return cut(excerpt, marks, "excerpt")
    return cut(documents.passage(docnum, 0, 2 * WIDTH), ())


def _window(leaf: GramReader, docnum: int, terms: Sequence[Term]) -> tuple[int, int] | None:
    """Where in the text most terms stand together, in UTF-16 units."""
    text, start, end = leaf.documents.text, *leaf.documents.text_ends[docnum : docnum + 2]
    places = [
        (*place, number)
        for number, term in enumerate(terms)
        for place in islice(term.places_encoded(text, start, end), PLACES)
    ]
    return best_window(sorted(places)) if places else None


def _region(leaf: GramReader, docnum: int, terms: Sequence[Term], first: int, last: int) -> Snippet:
    """The passage around two offsets in UTF-16 units, without normalising the rest of the text."""
    start, end = max(0, first - 2 * LEAD), last + 2 * WIDTH
    normalised = leaf.documents.normalised(docnum)
    offset = len(normalised[: 2 * start].decode(ENCODING, "ignore"))
    if leaf.documents.shifts(docnum):
        length = len(normalised[2 * start : 2 * end].decode(ENCODING, "ignore"))
        offset, after = leaf.documents.offsets(docnum).span(offset, offset + length)
        text = leaf.documents.passage(docnum)[offset:after]
    else:
        text = leaf.documents.passage(docnum, start, end)
    return cut(text, spans(text, terms), offset=offset)
