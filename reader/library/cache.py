"""What was worked out about the posts, kept between runs. Everything here can be deleted at any time.

One SQLite file, written by the importing process while the window reads it: WAL, so that neither waits for the
other. Each row carries a checksum; a row that fails it counts as absent, and the file that it described as new.
"""

from __future__ import annotations

import logging
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from reader.errors import CannotSave, StoreTooNew
from reader.library.rows import Record, Row, pack, pack_numbers, to_row, to_summary, unpack, unpack_numbers
from reader.library.scan import Entry
from reader.model import CleanedArticle, PostSummary

FILE = "cache.sqlite3"
VERSION = 3
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
CREATE TABLE passages (path TEXT PRIMARY KEY, fingerprints BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE common (fingerprint INTEGER PRIMARY KEY, posts INTEGER NOT NULL);
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
        return tuple(self._read(to_summary))

    def summary(self, path: str) -> PostSummary | None:
        return next(iter(self._read(to_summary, "WHERE path = ?", path)), None)

    def put(self, records: Iterable[Record]) -> None:
        """Add or replace posts, all or none of them."""
        rows = [
            (to_row(record), pack(record), (record.entry.path, pack_numbers(record.fingerprints))) for record in records
        ]

        def write(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?, ?)", [row for row, _, _ in rows]
            )
            connection.executemany("INSERT OR REPLACE INTO cleaned VALUES (?, ?, ?)", [packed for _, packed, _ in rows])
            connection.executemany("INSERT OR REPLACE INTO passages VALUES (?, ?)", [prints for _, _, prints in rows])

        self._write(write)

    def remove(self, paths: Iterable[str]) -> None:
        """Forget posts; unknown paths do not matter."""
        doomed = [(path,) for path in paths]

        def write(connection: sqlite3.Connection) -> None:
            for table in ("posts", "cleaned", "passages"):
                connection.executemany(f"DELETE FROM {table} WHERE path = ?", doomed)

        self._write(write)

    def fingerprints(self) -> dict[str, array[int]]:
        """What each post has that may stand in others as well: numbers of 64 bits, eight bytes each in memory too."""
        rows = self._guarded(
            lambda connection: connection.execute("SELECT path, fingerprints FROM passages ORDER BY path").fetchall()
        )
        return {path: unpack_numbers(packed) for path, packed in rows}

    def common(self) -> dict[int, int]:
        """The fingerprints of what stands in many posts, with the number of posts, as they were counted last."""
        return dict(
            self._guarded(lambda connection: connection.execute("SELECT fingerprint, posts FROM common").fetchall())
        )

    def set_common(self, counts: Mapping[int, int]) -> None:
        """Replace what `common` gives."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM common")
            connection.executemany("INSERT INTO common VALUES (?, ?)", counts.items())

        self._write(write)

    def cleaned(
        self, path: str, body: str, off: frozenset[str] = frozenset(), common: frozenset[int] = frozenset()
    ) -> CleanedArticle | None:
        """The cleaned article of a post; None when it is not known, or was made of another body or by other rules.

        `common` are the fingerprints of the post that stand in many posts.
        """
        rows = self._guarded(
            lambda connection: connection.execute(
                "SELECT text_hash, spans FROM cleaned WHERE path = ?", (path,)
            ).fetchall()
        )
        return next((unpack(text_hash, packed, body, off, common) for text_hash, packed in rows), None)

    def _read(self, value: Callable[[Row], _Result], where: str = "", *parameters: str) -> list[_Result]:
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


def _select(connection: sqlite3.Connection, where: str, *parameters: str) -> Iterator[Row]:
    """The sound rows of `posts`, by path."""
    for found in connection.execute(f"SELECT * FROM posts {where} ORDER BY path", parameters):
        row = Row(*found)
        if row.sum() == row.checksum:
            yield row
