"""What was worked out about the posts, kept between runs. Everything here can be deleted at any time.

One SQLite file, written by the importing process while the window reads it: WAL, so that neither waits for the
other. Each row carries a checksum; a row that fails it counts as absent, and the file that it described as new.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from reader.errors import CannotSave, StoreTooNew
from reader.library.scan import Entry
from reader.model import CleanedArticle, Join, Mark, PostSummary, Problem, Removal, Span

FILE = "cache.sqlite3"
VERSION = 1
_APPLICATION_ID = 0x596F6D43
_WAIT_SECONDS = 10.0

_SCHEMA = f"""
BEGIN IMMEDIATE;
PRAGMA application_id = {_APPLICATION_ID};
PRAGMA user_version = {VERSION};
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE posts (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    content_hash TEXT NOT NULL, summary TEXT NOT NULL, checksum INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE cleaned (path TEXT PRIMARY KEY, text_hash BLOB NOT NULL, spans BLOB NOT NULL) WITHOUT ROWID;
"""

_ENVIRONMENT = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""SQLite's result codes that do not speak of the file's content."""

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Record:
    """What the cache holds of one post. Of the cleaned text it stores the spans: the body gives the rest."""

    entry: Entry
    summary: PostSummary
    cleaned: CleanedArticle


class _Row(NamedTuple):
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


class Cache:
    """The cache of one library. One thread at a time; any number of processes.

    Damage is repaired by starting over, whenever it is met. Each method raises CannotSave when the disk, its
    rights or another process (for longer than ten seconds) are in the way.
    """

    def __init__(self, file: Path, stamp: str) -> None:
        self._file = file
        self._stamp = stamp
        self._connection, self._identity = _open(file, stamp)

    @classmethod
    def open(cls, folder: Path, stamp: str = "") -> Cache:
        """The cache in `folder`, which is created if need be.

        A file that is damaged, of an older version, or with another `stamp` (it names the rules that filled the
        cache) is replaced by an empty one. Raises StoreTooNew for a newer version, CannotSave for a folder that
        cannot be written.
        """
        return cls(folder / FILE, stamp)

    def close(self) -> None:
        self._connection.close()

    def entries(self) -> dict[str, Entry]:
        """The files that the cache knows, as they were."""
        return dict(self._read(lambda row: (row.path, row.entry)))

    def summaries(self) -> tuple[PostSummary, ...]:
        """Every post, by path."""
        return tuple(self._read(_summary))

    def summary(self, path: str) -> PostSummary | None:
        return next(iter(self._read(_summary, "WHERE path = ?", path)), None)

    def put(self, records: Iterable[Record]) -> None:
        """Add or replace posts, all or none of them."""
        rows = [(_row(record), _packed(record)) for record in records]

        def write(connection: sqlite3.Connection) -> None:
            connection.executemany("INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?, ?)", [row for row, _ in rows])
            connection.executemany("INSERT OR REPLACE INTO cleaned VALUES (?, ?, ?)", [packed for _, packed in rows])

        self._write(write)

    def remove(self, paths: Iterable[str]) -> None:
        """Forget posts; unknown paths do not matter."""
        doomed = [(path,) for path in paths]

        def write(connection: sqlite3.Connection) -> None:
            connection.executemany("DELETE FROM posts WHERE path = ?", doomed)
            connection.executemany("DELETE FROM cleaned WHERE path = ?", doomed)

        self._write(write)

    def move(self, moved: Mapping[str, str]) -> None:
        """Give posts their new paths (old to new; they may swap); unknown paths do not matter."""

        def write(connection: sqlite3.Connection) -> None:
            rows = [row for old in moved for row in _select(connection, "WHERE path = ?", old)]
            packed = [
                (moved[path], *rest)
                for old in moved
                for path, *rest in connection.execute("SELECT * FROM cleaned WHERE path = ?", (old,))
            ]
            doomed = [(path,) for path in {*moved, *(moved[row.path] for row in rows)}]
            for table in ("posts", "cleaned"):
                connection.executemany(f"DELETE FROM {table} WHERE path = ?", doomed)
            connection.executemany(
                "INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?)",
                [_summed(row._replace(path=moved[row.path])) for row in rows],
            )
            connection.executemany("INSERT INTO cleaned VALUES (?, ?, ?)", packed)

        self._write(write)

    def cleaned(self, path: str, body: str) -> CleanedArticle | None:
        """The cleaned article of a post; None when it is not known or was made of another body."""
        rows = self._guarded(
            lambda connection: connection.execute(
                "SELECT text_hash, spans FROM cleaned WHERE path = ?", (path,)
            ).fetchall()
        )
        return next((_unpacked(text_hash, packed, body) for text_hash, packed in rows), None)

    def _read(self, value: Callable[[_Row], _Result], where: str = "", *parameters: str) -> list[_Result]:
        return self._guarded(lambda connection: list(map(value, _select(connection, where, *parameters))))

    def _write(self, work: Callable[[sqlite3.Connection], None]) -> None:
        def in_transaction(connection: sqlite3.Connection) -> None:
            with _transaction(connection):
                work(connection)

        self._guarded(in_transaction)

    def _guarded(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """Do `work`; when it meets damage, once more on an empty cache."""
        if _identity(self._file) != self._identity:  # deleted, or repaired by another process
            self._reopen()
        with _told(self._file):
            try:
                return work(self._connection)
            except sqlite3.ProgrammingError:
                raise
            except sqlite3.DatabaseError as error:
                if _is_environment(error):
                    raise
                _log.info("the cache is damaged and starts over: %s", error)
            self._connection.close()
            _delete(self._file)
            self._reopen()
            return work(self._connection)

    def _reopen(self) -> None:
        self._connection.close()
        self._connection, self._identity = _open(self._file, self._stamp)


# --- the file ------------------------------------------------------------------------------------------------


def _open(file: Path, stamp: str) -> tuple[sqlite3.Connection, tuple[int, int]]:
    """A connection to a cache that is as it should be, and the identity of its file."""
    with _told(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = _connect(file, stamp)
        except sqlite3.DatabaseError as error:
            if _is_environment(error):
                raise
            _log.info("the cache starts over: %s", error)
            _delete(file)
            connection = _connect(file, stamp)
        return connection, _identity(file)


def _connect(file: Path, stamp: str) -> sqlite3.Connection:
    """Raises sqlite3.DatabaseError for a file that has to be replaced, and StoreTooNew."""
    connection = sqlite3.connect(file, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        # Bytes that are no UTF-8 must reach the checksum instead of raising.
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            _create(connection, stamp)
        _check(connection, file, stamp)
    except BaseException:
        connection.close()
        raise
    return connection


def _create(connection: sqlite3.Connection, stamp: str) -> None:
    try:
        connection.executescript(_SCHEMA)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", [("version", str(VERSION)), ("stamp", stamp)])
        connection.execute("COMMIT")
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise
        # Another process created it at the same moment.


def _check(connection: sqlite3.Connection, file: Path, stamp: str) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    meta = dict(connection.execute("SELECT name, value FROM meta"))
    # The version stands in two places, so that a flipped bit is not taken for a newer program.
    if application == _APPLICATION_ID and version > VERSION and meta.get("version") == str(version):
        raise StoreTooNew(path=file, found=version, known=VERSION)
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("its structure is damaged")
    if (application, version, meta) != (_APPLICATION_ID, VERSION, {"version": str(VERSION), "stamp": stamp}):
        raise sqlite3.DatabaseError("it was written by other rules or another version")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Turns a fault of the disk or its rights into CannotSave."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        if isinstance(error, OSError) or _is_environment(error):
            raise CannotSave(path=file, reason=getattr(error, "strerror", None) or str(error)) from error
        raise


def _is_environment(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _ENVIRONMENT


def _identity(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:
        return 0, 0
    return status.st_dev, status.st_ino


def _delete(file: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


# --- the rows ------------------------------------------------------------------------------------------------


def _select(connection: sqlite3.Connection, where: str, *parameters: str) -> Iterator[_Row]:
    """The sound rows of `posts`, by path."""
    for found in connection.execute(f"SELECT * FROM posts {where} ORDER BY path", parameters):
        row = _Row(*found)
        if row.sum() == row.checksum:
            yield row


def _summed(row: _Row) -> _Row:
    return row._replace(checksum=row.sum())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(record: Record) -> _Row:
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
    return _summed(_Row(entry.path, entry.size, entry.mtime_ns, summary.content_hash, _json(values), 0))


def _summary(row: _Row) -> PostSummary:
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


def _packed(record: Record) -> tuple[str, bytes, bytes]:
    """A row of `cleaned`."""
    article = record.cleaned
    values = [
        article.title,
        article.kept,
        [(removal.span, removal.rule, removal.duplicate_of) for removal in article.removals],
        [astuple(join) for join in article.joins],
        [(mark.span, mark.kind, mark.original) for mark in article.marks],
    ]
    return record.entry.path, _hash(article.text), zlib.compress(_json(values).encode())


def _unpacked(text_hash: bytes, packed: bytes, body: str) -> CleanedArticle | None:
    """The inverse of `_packed`; None when the body is another one or the row is damaged."""
    try:
        title, kept, removals, joins, marks = json.loads(zlib.decompress(packed))  # checks itself by Adler-32
    except (zlib.error, ValueError) as error:
        _log.info("a cleaned article in the cache is damaged: %s", error)
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


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=12).digest()
