"""The rows of the cache: how a post and its cleaned article are written into SQLite and read back."""

from __future__ import annotations

import hashlib
import json
import logging
import sys
import zlib
from array import array
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any, NamedTuple

from reader.library.scan import Entry
from reader.model import CleanedArticle, Join, Mark, PostSummary, Problem, Removal, Span

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Record:
    """What the cache holds of one post. Of the cleaned text it stores the spans: the body gives the rest."""

    entry: Entry
    summary: PostSummary
    cleaned: CleanedArticle
    off: frozenset[str] = frozenset()
    """The cleaning rules that were left out."""
    fingerprints: frozenset[int] = frozenset()
    """Of what stands in the post and may stand in others; numbers of 64 bits with a sign."""
    common: frozenset[int] = frozenset()
    """Those of them that were known to stand in many posts when it was cleaned."""


class Row(NamedTuple):
    """A row of `posts`."""

    path: str
    size: int
    mtime_ns: int
    content_hash: str
    summary: str
    checksum: int

    def sum(self) -> int:
        return zlib.crc32(f"{self.path}\n{self.size}\n{self.mtime_ns}\n{self.content_hash}\n{self.summary}".encode())

    @property
    def entry(self) -> Entry:
        return Entry(self.path, self.size, self.mtime_ns)


def summed(row: Row) -> Row:
    return row._replace(checksum=row.sum())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def to_row(record: Record) -> Row:
    entry, summary = record.entry, record.summary
    date = summary.date.isoformat() if summary.date else None
    problems = [astuple(problem) for problem in summary.problems]
    values = [
        summary.title,
        summary.raw_title,
        date,
        summary.categories,
        summary.tags,
        summary.author,
        summary.excerpt,
        summary.reading_minutes,
        summary.characters,
        summary.repeated,
        problems,
    ]
    return summed(Row(entry.path, entry.size, entry.mtime_ns, summary.content_hash, _json(values), 0))


def to_summary(row: Row) -> PostSummary:
    title, raw_title, date, categories, tags, author, excerpt, minutes, characters, repeated, problems = json.loads(
        row.summary
    )
    return PostSummary(
        path=row.path,
        title=title,
        raw_title=raw_title,
        date=datetime.fromisoformat(date) if date else None,
        categories=tuple(categories),
        tags=tuple(tags),
        author=author,
        excerpt=excerpt,
        reading_minutes=minutes,
        characters=characters,
        repeated=repeated,
        content_hash=row.content_hash,
        problems=tuple(Problem(*problem) for problem in problems),
    )


def pack(record: Record) -> tuple[str, bytes, bytes]:
    """A row of `cleaned`."""
    article = record.cleaned
    values = [
        sorted(record.off),
        article.title,
        article.kept,
        [(removal.span, removal.rule, removal.duplicate_of) for removal in article.removals],
        [astuple(join) for join in article.joins],
        [(mark.span, mark.kind, mark.original) for mark in article.marks],
        sorted(record.common),
    ]
    return record.entry.path, _hash(article.text), zlib.compress(_json(values).encode())


def unpack(
    text_hash: bytes, packed: bytes, body: str, off: frozenset[str], common: frozenset[int]
) -> CleanedArticle | None:
    """The inverse of `pack`; None when body, rules or common text are others, or the row is damaged."""
    try:
        values = json.loads(zlib.decompress(packed))  # checks itself by Adler-32
        left_out, title, kept, removals, joins, marks, known = values
    except (zlib.error, ValueError) as error:
        log.info("a cleaned article in the cache is damaged: %s", error)
        return None
    if left_out != sorted(off) or known != sorted(common):
        return None
    article = CleanedArticle(
        title=title,
        text="".join(body[start:end] for start, end in kept),
        kept=tuple(Span(*span) for span in kept),
        removals=tuple(Removal(Span(*span), rule, Span(*twin) if twin else None) for span, rule, twin in removals),
        joins=tuple(Join(*join) for join in joins),
        marks=tuple(Mark(Span(*span), kind, original) for span, kind, original in marks),
    )
    tiled = sum(span.end - span.start for span in (*article.kept, *(removal.span for removal in article.removals)))
    return article if tiled == len(body) and _hash(article.text) == text_hash else None


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """Numbers of 64 bits with a sign, sorted, eight bytes each."""
    return _little_endian(array("q", sorted(numbers))).tobytes()


def unpack_numbers(packed: bytes) -> array[int]:
    """The inverse of `pack_numbers`; bytes too many, as damage makes them, are passed over."""
    numbers = array("q")
    numbers.frombytes(packed[: len(packed) // 8 * 8])
    return _little_endian(numbers)


def _little_endian(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=12).digest()
