"""The SQLite file that holds what the person wrote: opened with full durability, checked, its faults put in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path

from reader.errors import CannotSave, StoreDamaged, StoreLocked

APPLICATION_ID = 0x596F6D69
"""“Yomi”, in the header of every file of ours."""

# How long a command line waits for the window's commit, and the other way round; a commit takes some 10 ms.
BUSY_SECONDS = 5.0

DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
NOT_WRITABLE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_TOOBIG,
}


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Raises StoreLocked, CannotSave or StoreDamaged for a fault of the file; our own mistakes pass through."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in BUSY:
            raise StoreLocked(path=path.parent) from error
        if code in NOT_WRITABLE:
            raise CannotSave(path=path, reason=str(error)) from error
        if code in DAMAGED:
            raise StoreDamaged(path=path, reason=str(error)) from error
        raise
    except OSError as error:
        raise CannotSave(path=path, reason=error.strerror or str(error)) from error
    except (UnicodeDecodeError, JSONDecodeError) as error:
        # SQLite quotes a damaged schema in its messages, and a damaged step of the history is no JSON.
        raise StoreDamaged(path=path, reason="it holds text that cannot be read") from error


def connect(path: Path) -> sqlite3.Connection:
    """A connection that writes: a transaction is on the disk before its commit returns.

    A rollback journal, because a write-ahead log is lost when only the database file is copied off a stick or synced;
    EXTRA, because it also survives a power cut right after the journal was deleted.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.text_factory = leniently
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA foreign_keys = ON")
        # Not trusting the schema keeps a doctored file from running functions.
        connection.execute("PRAGMA trusted_schema = OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def snapshot(path: Path) -> sqlite3.Connection:
    """A copy of the database in memory, as it was at one moment; what is done to it changes nothing on the disk."""
    copy = in_memory()
    try:
        try:
            copy_into(copy, path, mode="rw")
        except sqlite3.OperationalError:
            # A folder that cannot be written. (Where it can, SQLite may first have to roll back after a crash.)
            copy_into(copy, path, mode="ro")
    except BaseException:
        copy.close()
        raise
    return copy


def in_memory() -> sqlite3.Connection:
    """An empty database that never reaches the disk."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.text_factory = leniently
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def leniently(data: bytes) -> str:
    """One damaged character must not hide the record, nor the record all others."""
    return data.decode("utf-8", "replace")


def copy_into(target: sqlite3.Connection, path: Path, *, mode: str) -> None:
    """Copies a whole database page by page with SQLite's backup API."""
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS)
    try:
        source.backup(target)
    finally:
        source.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After a full disk SQLite may have rolled back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def schema(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """The names of tables and indexes with the statements that made them."""
    return set(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Raises StoreDamaged unless every page, index and reference of the database is in order and it is one of ours."""
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        raise StoreDamaged(path=path, reason="it is not an annotation database")
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise StoreDamaged(path=path, reason=verdict)
    dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if dangling is not None:
        raise StoreDamaged(path=path, reason=f"a record of “{dangling[0]}” refers to one that is missing")
