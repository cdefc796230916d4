"""The search index of a library: Whoosh's index with our codec, readers and collector behind a small door."""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import MultiReader
from whoosh.searching import Searcher
from whoosh.util.filelock import try_for
from whoosh.writing import LockError, SegmentWriter

from reader.errors import CannotSave, StoreLocked
from reader.model import Annotation, Document, SearchResult
from reader.search.answer import answer
from reader.search.codec import MAX_DOCUMENTS, GramCodec
from reader.search.leaf import GramReader
from reader.search.notes import NotesReader
from reader.search.prepare import Prepared, prepare
from reader.search.schema import SCHEMA
from reader.search.seal import SealedStorage

log = logging.getLogger(__name__)

LOCK_SECONDS = 10.0
"""How long a writer waits for another one."""
NAME = "posts3"
"""Of the Whoosh index; another format gets another name, and the old one is rebuilt."""
_OURS = re.compile(r"_?posts\d+_\w+(\.\w+)*")
"""Names of the files of an index, of any format."""
SEGMENT_POSTINGS = 8_000_000
"""A segment of the first import; its postings take 32 MB while they are gathered, and some 100 MB around them."""
MANY = 8
"""Segments that are merged at a time."""
FREE_COPIES = 1_000
"""Documents that any update may copy while it merges."""
MAX_MERGED = 5_000
"""Documents that are merged into one segment at most."""


class Writer(SegmentWriter):
    """Whoosh's writer of a segment, fed with documents that are already counted."""

    def add(self, prepared: Prepared) -> None:
        self.perdocwriter.add(prepared)
        self.fieldwriter.add(self.docnum, prepared)
        self.docnum += 1
        self._added = True

    def add_segment(self, reader: GramReader) -> None:
        """Takes over what is not deleted of another segment."""
        live = [docnum for docnum in range(reader.size) if docnum not in reader.deleted]
        self.perdocwriter.add_segment(reader.documents, live)
        self.fieldwriter.add_segment(reader.terms, {docnum: self.docnum + at for at, docnum in enumerate(live)})
        self.docnum += len(live)
        self._added = True

    @property
    def is_full(self) -> bool:
        return self.docnum >= MAX_DOCUMENTS or self.fieldwriter.postings >= SEGMENT_POSTINGS

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        self.newsegment.set_doc_count(self.docnum)
        self.fieldwriter.close()


class _Files(FileIndex):
    """Whoosh's index of segments, with our reader of a segment; what stays from one generation to the next is kept."""

    @classmethod
    def _reader(cls, storage: Any, schema: Any, segments: list[Any], generation: int, reuse: Any = None) -> Any:
        known = {reader.segment().segment_id(): reader for reader in _leaves(reuse)} if reuse else {}
        readers = [
            known[segment.segment_id()].at(segment, generation)
            if segment.segment_id() in known
            else GramReader(storage, schema, segment, generation)
            for segment in segments
        ]
        return MultiReader(readers, generation=generation)


def _leaves(reader: MultiReader) -> list[GramReader]:
    return list(reader.readers)


class Index:
    """Full text of a library's posts. One process writes; any number may search, on the last finished state."""

    def __init__(self, files: _Files) -> None:
        self._files = files
        self._reader: MultiReader = files.reader()
        self._annotations: tuple[Annotation, ...] = ()
        self._searcher: Searcher | None = None

    @classmethod
    def open(cls, folder: Path, key: bytes, *, thorough: bool = False) -> Index:
        """The index in `folder`; one that is missing, damaged, of another format or not sealed with `key` is rebuilt
        empty. `thorough` compares every byte with its checksum (1 GB a second), which whoever imports should do.

        Raises OSError if the folder cannot be written, StoreLocked if another process is writing a damaged index.
        """
        folder.mkdir(parents=True, exist_ok=True)
        storage = SealedStorage(folder, key)
        try:
            index = cls(_Files(storage, SCHEMA, NAME))
        except (WhooshIndexError, OSError, ValueError, KeyError):
            return cls(_start_over(storage))
        if thorough and not index.is_intact():
            index.close()
            return cls(_start_over(storage))
        return index

    def is_intact(self) -> bool:
        """Whether every byte of the index is what was written."""
        return all(leaf.segment().is_intact(self._files.storage) for leaf in _leaves(self._reader))

    def close(self) -> None:
        """Lets go of the files; afterwards the index is empty."""
        self._reader, self._searcher = MultiReader([], generation=self._reader.generation()), None

    def refresh(self) -> None:
        """Takes up what a writer has finished since; what cannot be read is left, and the old state stays."""
        if self._files.latest_generation() == self._reader.generation():
            return
        try:
            self._reader = self._files.reader(reuse=self._reader)
        except (WhooshIndexError, OSError, ValueError, KeyError) as error:
            log.warning("the search index cannot be read: %s", error)
        else:
            self._searcher = None

    def set_annotations(self, annotations: Iterable[Annotation]) -> None:
        """All highlights and notes of the library, to be searched with the posts; give them again when they change."""
        self._annotations = tuple(annotations)
        self._searcher = None

    def stamps(self) -> dict[str, str]:
        """The posts in the index, each with the stamp it was given."""
        self.refresh()
        return {
            path: stamp
            for leaf in _leaves(self._reader)
            for docnum, (path, stamp) in enumerate(zip(leaf.paths, leaf.documents.stored["stamp"], strict=True))
            if docnum not in leaf.deleted
        }

    # --- writing ---------------------------------------------------------------------------------------------

    def update(
        self, documents: Iterable[Document], removed: Collection[str] = (), moved: Mapping[str, str] | None = None
    ) -> None:
        """Puts documents into the index, in place of those with the same path; `moved` maps old paths to new ones.

        Raises as `write` does.
        """
        self.refresh()
        moved = moved or {}
        renamed = (replace(known, path=new) for old, new in moved.items() if (known := self._document(old)))
        self.write(map(prepare, chain(documents, renamed)), removed={*removed, *moved})

    def write(self, prepared: Iterable[Prepared], removed: Collection[str] = ()) -> None:
        """The same with documents that were prepared elsewhere. What is complete is searchable segment by segment.

        Raises StoreLocked if another process is writing, CannotSave if the disk is full or read-only.
        """
        source = iter(prepared)
        gone: Collection[str] = removed
        more = True
        while more:
            try:
                more = self._write_segment(source, gone)
            except LockError as error:
                raise StoreLocked(path=self._files.storage.folder) from error
            except OSError as error:
                raise CannotSave(path=self._files.storage.folder, reason=error.strerror or error) from error
            gone = ()
            self.refresh()

    def _write_segment(self, source: Iterator[Prepared], removed: Collection[str]) -> bool:
        """Writes one segment; returns whether there may be more."""
        writer = Writer(self._files, codec=GramCodec(), compound=False, timeout=LOCK_SECONDS)
        try:
            more = self._fill(writer, source, removed)
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=_merge)
        return more

    def _fill(self, writer: Writer, source: Iterable[Prepared], removed: Collection[str]) -> bool:
        """Fills one segment; returns whether there may be more."""
        self.refresh()
        places = self._places()
        for path in removed:
            if path in places:
                writer.delete_document(places.pop(path))
        added: dict[str, int] = {}
        for prepared in source:
            path = prepared.document.path
            if path in places:
                writer.delete_document(places.pop(path))
            elif path in added:
                writer.newsegment.delete_document(added[path])
            added[path] = writer.docnum
            writer.add(prepared)
            if writer.is_full:
                return True
        return False

    def _places(self) -> dict[str, int]:
        """The number of each post's document, counted over all segments."""
        return {
            path: offset + docnum
            for leaf, offset in self._reader.leaf_readers()
            for docnum, path in enumerate(leaf.paths)
            if docnum not in leaf.deleted
        }

    def _document(self, path: str) -> Document | None:
        for leaf in _leaves(self._reader):
            for docnum, known in enumerate(leaf.paths):
                if known == path and docnum not in leaf.deleted:
                    return leaf.documents.document(docnum)
        return None

    # --- searching -------------------------------------------------------------------------------------------

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        states: Mapping[str, frozenset[str]] | None = None,
        typing: bool = False,
    ) -> SearchResult:
        """The best `limit` hits of a query, the number of all and their facets; `states` are the paths of posts that
        are `read`, `starred`, or have a `highlight` or `note`. With `typing`, the last word may go on.

        Never raises for what was typed. A damaged index is rebuilt empty, and the next import fills it.
        """
        self.refresh()
        if self._searcher is None:
            self._searcher = self._open_searcher()
        try:
            return answer(self._searcher, query, limit=limit, states=states or {}, typing=typing)
        except Exception:
            if self.is_intact():
                raise
        log.warning("the search index is damaged and is rebuilt")
        self._files = _start_over(self._files.storage)
        self.refresh()
        return self.search(query, limit=limit, states=states, typing=typing)

    def _open_searcher(self) -> Searcher:
        """Over the segments and, as one more part, the annotations."""
        leaves = _leaves(self._reader)
        wanted = {annotation.path for annotation in self._annotations}
        posts = {
            path: leaf.documents.stored_fields(docnum)
            for leaf in leaves
            for docnum, path in enumerate(leaf.paths)
            if path in wanted and docnum not in leaf.deleted
        }
        notes = NotesReader(SCHEMA, self._annotations, posts)
        return Searcher(MultiReader([*leaves, notes]), closereader=False)


def _merge(writer: Writer, segments: list[Any]) -> list[Any]:
    """Whoosh's policy of merging: the smallest segments go into the new one as soon as there are `MANY`, as long as
    that copies no more documents than the update warrants (0.5 ms each)."""
    kept = sorted((segment for segment in segments if segment.doc_count()), key=lambda segment: segment.doc_count())
    budget = max(FREE_COPIES, MANY * writer.docnum)
    sizes = list(accumulate(segment.doc_count() for segment in kept))
    number = bisect_right(sizes, min(budget, MAX_MERGED))
    if number < MANY:
        return kept
    for segment in kept[:number]:
        writer.add_segment(GramReader(writer.storage, writer.schema, segment, writer.generation))
    return kept[number:]


def _start_over(storage: SealedStorage) -> _Files:
    """An empty index in place of a damaged one, or of one of another format.

    Raises StoreLocked while another process is writing.
    """
    lock = storage.lock(f"{NAME}_WRITELOCK")
    if not try_for(lock.acquire, timeout=LOCK_SECONDS, delay=0.1):
        raise StoreLocked(path=storage.folder)
    try:
        for name in storage.list():
            if _OURS.fullmatch(name) and not name.endswith("LOCK"):
                # A file that another process still maps cannot be deleted everywhere; the next writer tries again.
                with suppress(OSError):
                    storage.delete_file(name)
        return _Files.create(storage, SCHEMA, NAME)
    finally:
        lock.release()
