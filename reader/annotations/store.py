"""What the person wrote, and what became of each post: one database for all libraries of a data folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from reader.annotations import mirror, posts, records
from reader.annotations.backups import daily, discard, listed, lock_of, put_in_place
from reader.annotations.backups import write as backup
from reader.annotations.database import check, connect, in_memory, in_words, snapshot, transaction
from reader.annotations.library import LibraryStore
from reader.annotations.lock import FolderLock
from reader.annotations.migrations import is_current, migrate
from reader.errors import CannotSave, StoreDamaged

Clock = Callable[[], datetime]
"""The present moment, with its zone."""


class Store:
    """The open database. One process at a time has it open for writing; the lock goes with the process."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, clock: Clock, lock: FolderLock | None, backups: Path
    ) -> None:
        self.path = path
        self.clock = clock
        self.failures: tuple[CannotSave, ...] = ()
        """What could not be done beside the database (a copy, a readable file); what was written is safe."""
        self._connection = connection
        self._lock = lock
        self._backups = backups

    @classmethod
    def open(cls, path: Path, *, backups: Path, clock: Clock) -> Store:
        """Opens the database for writing, creates it if there has never been one, brings it to this version, and
        makes the copy of the day.

        Raises StoreLocked, StoreTooNew, CannotSave, and StoreDamaged: also when the file is missing or empty while
        there are copies of it, so that a lost database is never taken for a new one.
        """
        lock = lock_of(path)
        try:
            with in_words(path):
                store = cls(path, _open(path, backups, clock()), clock, lock, backups)
        except BaseException:
            lock.release()
            raise
        store.back_up_daily()
        return store

    @classmethod
    def open_anew(cls, path: Path, *, backups: Path, clock: Clock) -> Store:
        """Sets a damaged database and its readable files aside and opens an empty one: for a person who has been told
        and wants it so."""
        lock = lock_of(path)
        try:
            with in_words(path):
                create(path, clock())
                mirror.set_aside(mirror.folder_of(path), clock())
        finally:
            lock.release()
        return cls.open(path, backups=backups, clock=clock)

    @classmethod
    def read(cls, path: Path, *, clock: Clock) -> Store:
        """The database as it is now, for reading, beside any number of others; what is written to it is not kept.

        Raises StoreDamaged and StoreTooNew. Where there has never been a database the answer is empty.
        """
        with in_words(path):
            if path.exists() or mirror.files(mirror.folder_of(path)):
                demand_content(path)
                connection = snapshot(path)
                check(connection, path)
            else:
                connection = in_memory()
            migrate(connection, path, clock())
            return cls(path, connection, clock, None, path.parent)

    def library(self, root: Path) -> LibraryStore:
        """The part of the store that belongs to a library, which is known by its place: absolute, or, when that place
        no longer exists, relative to the data folder (a stick that is mounted elsewhere)."""
        with self.writing() as connection:
            library = posts.library(connection, root.absolute(), self.path.parent.absolute())
        return LibraryStore(self, library)

    def text(self, text_hash: str) -> str | None:
        """A reading text that was annotated, by the hash in its selectors; None if it was not kept or is damaged."""
        with self.reading() as connection:
            row = connection.execute("SELECT text FROM texts WHERE hash = ?", (text_hash,)).fetchone()
        return None if row is None else records.unpack(row[0])

    def back_up(self, to: Path) -> None:
        """Writes a verified copy of the database. Raises CannotSave."""
        with in_words(self.path):
            backup(self._connection, to)

    def back_up_daily(self) -> None:
        """Writes the copy of the day unless there is one. A failure is noted in `failures`."""
        try:
            with in_words(self.path):
                if daily(self._connection, self._backups, self.clock()) is None:
                    return
        except CannotSave as failure:
            self.note_failure(failure)
        # The readable files too: the program may have ended between a commit and the file.
        with self.reading() as connection:
            libraries = connection.execute("SELECT id FROM libraries").fetchall()
        for (library,) in libraries:
            view = LibraryStore(self, library)
            view.mirror({annotation.path for annotation in view.annotations()})

    def note_failure(self, failure: CannotSave) -> None:
        """Adds to `failures`, where each sentence stands once however often it was true."""
        self.failures = (*(known for known in self.failures if str(known) != str(failure)), failure)

    @property
    def mirror_folder(self) -> Path:
        """Where the readable copy of all annotations lies."""
        return mirror.folder_of(self.path)

    @property
    def keeps_files(self) -> bool:
        """Whether this is the store that writes; a copy for reading leaves the disk alone."""
        return self._lock is not None

    def close(self) -> None:
        self._connection.close()
        if self._lock is not None:
            self._lock.release()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, its faults put in words."""
        with in_words(self.path):
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection in a transaction: everything inside or nothing of it."""
        with in_words(self.path), transaction(self._connection):
            yield self._connection


def _open(path: Path, backups: Path, now: datetime) -> sqlite3.Connection:
    """`Store.open` under the lock."""
    if not path.exists() and not listed(backups) and not mirror.files(mirror.folder_of(path)):
        create(path, now)
    demand_content(path)
    connection = connect(path)
    try:
        check(connection, path)
        if not is_current(connection, path):
            backup(connection, backups / f"annotations-{now:%Y-%m-%dT%H%M%S}-before-update.sqlite3")
        migrate(connection, path, now)
    except BaseException:
        connection.close()
        raise
    return connection


def create(path: Path, now: datetime) -> None:
    """Makes an empty database that appears only when it is complete; one of that name is set aside."""
    part = path.with_name(f"{path.name}.part")
    discard(part)
    connection = connect(part)
    try:
        migrate(connection, part, now)
    finally:
        connection.close()
    put_in_place(part, path, now)


def demand_content(path: Path) -> None:
    """Raises StoreDamaged for a missing and for an empty file, which SQLite would both take for a new database."""
    if not path.exists():
        raise StoreDamaged(path=path, reason="it is missing although there are copies of it")
    if path.stat().st_size == 0:
        raise StoreDamaged(path=path, reason="it is empty")
