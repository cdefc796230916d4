"""A Whoosh codec for substrings: postings in arrays, the normalised text in a mapped file, nothing pickled.

A segment is five files, each read in place:

- `.doc`: JSON, one list for each stored value, the short fields as they are searched, and where each document's text
  and original end;
- `.txt`: the normalised texts, one after the other; `.org`: the differences that give the originals back;
- `.trm`: gram numbers (sorted, 32 bits), for each gram and then each word where its postings end, counted in
  documents (32 bits), and the words (UTF-8, sorted, one a line);
- `.pst`: postings, for each term its documents (16 bits each), then how often (8 bits each).

A segment holds at most 65,535 documents.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh.codec import base
from whoosh.reading import TermInfo

from reader.model import Document
from reader.search.analysis import Normalised
from reader.search.columns import HEADS, ROW, joined
from reader.search.prepare import Prepared, restore

MAX_DOCUMENTS = 65_535
MAGIC = b"ymk1"
"""The first four bytes of each file; a new format gets a new number."""

STORED = ("path", "stamp", "title", "raw_title", "excerpt", "tags", "categories", "author", "date")


class GramCodec(base.Codec):
    """See the module."""

    length_stats = False

    def per_document_writer(self, storage: Any, segment: Any) -> DocumentWriter:
        return DocumentWriter(storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> PostingsWriter:
        return PostingsWriter(storage, segment)

    def per_document_reader(self, storage: Any, segment: Any) -> Documents:
        return Documents(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> Terms:
        return Terms(storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> GramSegment:
        return GramSegment(indexname)


class GramSegment(base.Segment):
    """What the table of contents keeps of a segment."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self.files: dict[str, tuple[int, int]] = {}
        """Size and checksum of each file, by extension."""
        self._count = 0
        self._deleted: frozenset[int] = frozenset()

    def codec(self, **_: Any) -> GramCodec:
        return GramCodec()

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, doccount: int) -> None:
        self._count = doccount

    def doc_count_all(self) -> int:
        return self._count

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        return self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        self._deleted = self._deleted | {docnum} if delete else self._deleted - {docnum}

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted

    def path(self, storage: Any, extension: str) -> Path:
        return Path(storage.folder, self.make_filename(extension))

    def finish_file(self, storage: Any, extension: str) -> None:
        """Brings a written file to the disk, before the table of contents may name it, and notes what it is."""
        with self.path(storage, extension).open("rb+") as file:
            os.fsync(file.fileno())
        self.files[extension] = _measure(self.path(storage, extension))

    def is_intact(self, storage: Any) -> bool:
        """Whether every file is still what was written; reads them all, some 1 GB a second."""
        try:
            return all(_measure(self.path(storage, extension)) == known for extension, known in self.files.items())
        except OSError:
            return False


def _measure(path: Path) -> tuple[int, int]:
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            checksum = zlib.crc32(chunk, checksum)
        return file.tell(), checksum


def _write(storage: Any, segment: GramSegment, extension: str, parts: Iterable[bytes]) -> None:
    file = segment.create_file(storage, extension)
    for part in (MAGIC, *parts):
        file.write(part)
    file.close()
    segment.finish_file(storage, extension)


class DocumentWriter:
    """Writes stored values, texts and originals of a segment's documents."""

    def __init__(self, storage: Any, segment: GramSegment) -> None:
        self._storage = storage
        self._segment = segment
        self._stored: dict[str, list[Any]] = {name: [] for name in STORED}
        self._columns: dict[str, list[str]] = {field: [] for field in HEADS}
        self._shifts: dict[int, Any] = {}
        self._text_ends: list[int] = []
        self._original_ends: list[int] = []
        self._text = segment.create_file(storage, ".txt")
        self._original = segment.create_file(storage, ".org")
        self._text.write(MAGIC)
        self._original.write(MAGIC)
        self.is_closed = False

    def add(self, prepared: Prepared) -> None:
        document = prepared.document
        for field, rows in self._columns.items():
            rows.append(joined([HEADS[field](document)]))
        for name, values in self._stored.items():
            values.append(getattr(document, name))
        self._stored["date"][-1] = document.date.isoformat() if document.date else ""
        self._add_text(prepared.text, prepared.original, prepared.shifts)

    def add_segment(self, documents: Documents, docnums: Iterable[int]) -> None:
        """Copies documents of another segment."""
        for docnum in docnums:
            for name, values in self._stored.items():
                values.append(documents.stored[name][docnum])
            for field, rows in self._columns.items():
                rows.append(documents.rows[field][docnum] + ROW)
            self._add_text(documents.normalised(docnum), documents.original(docnum), documents.shifts(docnum))

    def _add_text(self, text: bytes, original: bytes, shifts: Sequence[Sequence[int]]) -> None:
        if any(shifts):
            self._shifts[len(self._text_ends)] = shifts
        self._text.write(text)
        self._original.write(original)
        self._text_ends.append((self._text_ends or [0])[-1] + len(text))
        self._original_ends.append((self._original_ends or [0])[-1] + len(original))

    def close(self) -> None:
        self._text.close()
        self._original.close()
        self._segment.finish_file(self._storage, ".txt")
        self._segment.finish_file(self._storage, ".org")
        content = {
            **self._stored,
            "columns": {field: "".join(rows) for field, rows in self._columns.items()},
            "shifts": self._shifts,
            "text_ends": self._text_ends,
            "original_ends": self._original_ends,
        }
        encoded = json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
        _write(self._storage, self._segment, ".doc", [encoded])
        self.is_closed = True


class PostingsWriter:
    """Groups postings by term in memory and writes each term's at once."""

    def __init__(self, storage: Any, segment: GramSegment) -> None:
        self._storage = storage
        self._segment = segment
        self._grams: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
        self._words: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self.postings = 0
        self.is_closed = False

    def add(self, docnum: int, prepared: Prepared) -> None:
        grams = self._grams
        for gram, count in zip(memoryview(prepared.grams).cast("I"), prepared.gram_counts, strict=True):
            grams[gram].append(count << 16 | docnum)
        words = self._words
        for word, count in zip(prepared.words, prepared.word_counts, strict=True):
            words[word].append(count << 16 | docnum)
        self.postings += len(prepared.gram_counts) + len(prepared.word_counts)

    def add_segment(self, terms: Terms, docnums: Mapping[int, int]) -> None:
        """Copies the postings of another segment's documents; `docnums` maps their numbers there to those here."""
        for number, key in enumerate(terms.keys()):
            postings: array[int] = self._grams[key] if isinstance(key, int) else self._words[key]
            before = len(postings)
            postings.extend(
                count << 16 | docnums[docnum] for docnum, count in terms.postings(number).items() if docnum in docnums
            )
            self.postings += len(postings) - before

    def close(self) -> None:
        grams = sorted(gram for gram, postings in self._grams.items() if postings)
        words = sorted(word for word, postings in self._words.items() if postings)
        ends = array("I", [0])
        blocks: list[bytes] = []
        for postings in (*map(self._grams.__getitem__, grams), *map(self._words.__getitem__, words)):
            raw = postings.tobytes()
            ends.append(ends[-1] + len(postings))
            blocks += memoryview(raw).cast("H")[::2].tobytes(), raw[2::4]
        _write(self._storage, self._segment, ".pst", blocks)
        names = "\n".join(words).encode("utf-8", "surrogatepass")
        counts = array("I", (len(grams), len(words), len(names)))
        parts = (counts.tobytes(), array("I", grams).tobytes(), ends.tobytes(), names)
        _write(self._storage, self._segment, ".trm", parts)
        self._grams.clear()
        self._words.clear()
        self.is_closed = True


def _map(storage: Any, segment: GramSegment, extension: str) -> mmap.mmap:
    """Raises OSError if the file is missing, ValueError if it is not what was written."""
    with segment.path(storage, extension).open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if len(mapped) != segment.files[extension][0] or mapped[: len(MAGIC)] != MAGIC:
        mapped.close()
        raise ValueError(f"{segment.make_filename(extension)} is damaged")
    return mapped


class Documents(base.PerDocumentReader):
    """Stored values, normalised texts and originals."""

    def __init__(self, storage: Any, segment: GramSegment) -> None:
        self._segment = segment
        with _map(storage, segment, ".doc") as stored:
            self.stored: dict[str, list[Any]] = json.loads(stored[len(MAGIC) :].decode("utf-8", "surrogatepass"))
        self.columns: dict[str, str] = self.stored["columns"]
        self._shifts: dict[str, list[list[int]]] = self.stored["shifts"]
        self.text_ends = [len(MAGIC) + end for end in (0, *self.stored["text_ends"])]
        self._original_ends = [len(MAGIC) + end for end in (0, *self.stored["original_ends"])]
        self.text = _map(storage, segment, ".txt")
        self._original = _map(storage, segment, ".org")

    def close(self) -> None:
        self.text.close()
        self._original.close()

    def doc_count(self) -> int:
        return self._segment.doc_count()

    def doc_count_all(self) -> int:
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        return self._segment.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> frozenset[int]:
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        return False

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {name: self.stored[name][docnum] for name in STORED}

    @cached_property
    def rows(self) -> dict[str, list[str]]:
        """The columns, document by document."""
        return {field: text.split(ROW) for field, text in self.columns.items()}

    def normalised(self, docnum: int) -> bytes:
        return self.text[self.text_ends[docnum] : self.text_ends[docnum + 1]]

    def document(self, docnum: int) -> Document:
        """The document as it was given to the index."""
        values = self.stored_fields(docnum)
        values["date"] = datetime.fromisoformat(values["date"]) if values["date"] else None
        values["tags"], values["categories"] = tuple(values["tags"]), tuple(values["categories"])
        return Document(**values, text=self.passage(docnum))

    def original(self, docnum: int) -> bytes:
        return self._original[self._original_ends[docnum] : self._original_ends[docnum + 1]]

    def shifts(self, docnum: int) -> list[list[int]]:
        return self._shifts.get(str(docnum), [])

    def offsets(self, docnum: int) -> Normalised:
        """The way from offsets of the normalised text to those of the text."""
        starts, *pieces = self.shifts(docnum) or [[]]
        return Normalised("", tuple(starts), tuple(zip(*pieces, strict=True)))

    def passage(self, docnum: int, start: int = 0, end: int | None = None) -> str:
        """The text as it is, or what stands between two offsets, in UTF-16 units of the normalised text; those are
        the text's own unless there are `shifts`."""
        return restore(self.original(docnum), self.normalised(docnum), 2 * start, None if end is None else 2 * end)


class Terms(base.TermsReader):
    """Grams and words with their postings. Field names are of no account: one text is indexed."""

    def __init__(self, storage: Any, segment: GramSegment) -> None:
        self._postings = _map(storage, segment, ".pst")
        with _map(storage, segment, ".trm") as table:
            content = table[len(MAGIC) :]
        grams, words, names = memoryview(content)[:12].cast("I")
        self._grams = array("I", content[12 : 12 + 4 * grams])
        self._ends = array("I", content[12 + 4 * grams : 16 + 8 * grams + 4 * words])
        self._names = content[16 + 8 * grams + 4 * words :]
        if len(self._names) != names:
            raise ValueError("the table of terms is damaged")

    def close(self) -> None:
        self._postings.close()

    @property
    def first_word(self) -> int:
        """The number of the first word's term."""
        return len(self._grams)

    @cached_property
    def words(self) -> list[str]:
        """Sorted."""
        return self._names.decode("utf-8", "surrogatepass").split("\n") if self._names else []

    def keys(self) -> Iterator[int | str]:
        """All grams, then all words, in the order of their numbers."""
        yield from self._grams
        yield from self.words

    def gram(self, gram: int) -> int | None:
        """The number of a gram's term, None if no document has it."""
        index = bisect_left(self._grams, gram)
        return index if index < len(self._grams) and self._grams[index] == gram else None

    def word(self, word: str) -> int | None:
        index = bisect_left(self.words, word)
        return len(self._grams) + index if index < len(self.words) and self.words[index] == word else None

    def words_with(self, part: str, *, prefix: bool, suffix: bool) -> list[tuple[int, int]]:
        """Terms whose word contains `part` (at its start, at its end), and how often it does."""
        base = len(self._grams)
        if prefix:
            first, last = bisect_left(self.words, part), bisect_left(self.words, f"{part}\U0010ffff")
            found: Sequence[int] = range(first, last)
        else:
            found = [index for index, word in enumerate(self.words) if part in word]
        if suffix:
            found = [index for index in found if self.words[index].endswith(part)]
        once = prefix or suffix
        return [(base + index, 1 if once else self.words[index].count(part)) for index in found]

    def frequency_of(self, term: int) -> int:
        """In how many documents a term is."""
        return self._ends[term + 1] - self._ends[term]

    def postings(self, term: int) -> dict[int, int]:
        """How often a term occurs in each document that has it; 255 means 255 or more."""
        start, number = len(MAGIC) + 3 * self._ends[term], self.frequency_of(term)
        docs = memoryview(self._postings[start : start + 2 * number]).cast("H").tolist()
        return dict(zip(docs, self._postings[start + 2 * number : start + 3 * number], strict=True))

    # What Whoosh asks of a reader of terms.

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self.word(term[1].decode("utf-8")) is not None

    def indexed_field_names(self) -> tuple[str, ...]:
        return ("body",)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return (("body", word.encode()) for word in self.words)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        term = self.word(text.decode("utf-8"))
        if term is None:
            raise KeyError(text)
        postings = self.postings(term)
        return TermInfo(weight=sum(postings.values()), df=len(postings))
