"""Copies of the annotation database: a verified one a day, and the way back from one."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from reader.annotations.database import check, in_words
from reader.annotations.lock import FolderLock
from reader.annotations.migrations import version
from reader.errors import CannotSave, FileUnreadable, StoreDamaged

KEPT = 10
"""The newest copies, kept beside the first of each month."""

NAME = re.compile(r"annotations-(?P<month>\d{4}-\d{2})-\d{2}.*\.sqlite3")


def write(connection: sqlite3.Connection, to: Path) -> None:
    """Copies an open database to a file that appears only when it is complete, checked and on the disk.

    Raises CannotSave.
    """
    part = to.with_name(f"{to.name}.part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        discard(part)
        copy = sqlite3.connect(part, isolation_level=None)
        try:
            with in_words(part):
                copy.execute("PRAGMA synchronous = FULL")
                connection.backup(copy)
        finally:
            copy.close()
        if verify(part) != row_counts(connection):
            raise CannotSave(path=to, reason="the copy is not the same as the database")
        replace(part, to)
    except OSError as error:
        raise CannotSave(path=to, reason=error.strerror or str(error)) from error
    except StoreDamaged as error:
        raise CannotSave(path=to, reason="the copy came out damaged") from error
    finally:
        with contextlib.suppress(OSError):
            discard(part)


def daily(connection: sqlite3.Connection, folder: Path, now: datetime) -> Path | None:
    """Writes the copy of the day unless there is one, then removes what is no longer kept. Raises CannotSave."""
    to = folder / f"annotations-{now:%Y-%m-%d}.sqlite3"
    if to.exists():
        return None
    write(connection, to)
    for old in outdated(listed(folder)):
        old.unlink(missing_ok=True)
    return to


def listed(folder: Path) -> tuple[Path, ...]:
    """The copies in a folder, the newest first: by the day in the name, on the same day by the time of the file."""
    copies = [file for file in folder.glob("*.sqlite3") if NAME.fullmatch(file.name)]
    day = slice(len("annotations-YYYY-MM-DD"))
    return tuple(sorted(copies, key=lambda file: (file.name[day], file.stat().st_mtime_ns), reverse=True))


def outdated(copies: tuple[Path, ...]) -> tuple[Path, ...]:
    """Those that are neither among the newest ten nor the first of their month."""
    firsts = {file.name[: len("annotations-YYYY-MM")]: file for file in copies}
    return tuple(file for file in copies[KEPT:] if file not in firsts.values())


def verify(copy: Path) -> dict[str, int]:
    """The number of rows of each table of a copy. Raises StoreDamaged or StoreTooNew unless it could be restored."""
    with in_words(copy):
        try:
            connection = sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)
        except sqlite3.OperationalError as error:
            raise FileUnreadable(path=copy, reason=str(error)) from error
        try:
            check(connection, copy)
            version(connection, copy)
            return row_counts(connection)
        finally:
            connection.close()


def restore(database: Path, copy: Path, now: datetime) -> Path | None:
    """Puts a copy in the place of the database. What was there is set aside; returns where.

    Raises StoreDamaged or StoreTooNew when the copy is no good, StoreLocked, CannotSave; then nothing has changed.
    """
    verify(copy)
    lock = lock_of(database)
    try:
        part = database.with_name(f"{database.name}.part")
        shutil.copyfile(copy, part)
        return put_in_place(part, database, now)
    except OSError as error:
        raise CannotSave(path=database, reason=error.strerror or str(error)) from error
    finally:
        lock.release()


def put_in_place(part: Path, database: Path, now: datetime) -> Path | None:
    """Makes a complete file the database. The file that was the database is kept under the name that is returned.

    Its rollback journal goes with it: left behind, it would be played back into the new file.
    """
    aside = database.with_name(f"{database.stem}-set-aside-{now:%Y-%m-%dT%H%M%S}{database.suffix}")
    existed = database.exists()
    if existed:
        shutil.copyfile(database, aside)
    journal = database.with_name(f"{database.name}-journal")
    if journal.exists():
        journal.replace(aside.with_name(f"{aside.name}-journal"))
    replace(part, database)
    return aside if existed else None


def lock_of(database: Path) -> FolderLock:
    """Takes the lock of the data folder that a database lies in. Raises StoreLocked and CannotSave."""
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotSave(path=database.parent, reason=error.strerror or str(error)) from error
    return FolderLock(database.with_suffix(".lock"))


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}


def discard(part: Path) -> None:
    """Removes an unfinished database with its journal, if there is one."""
    for file in (part, part.with_name(f"{part.name}-journal")):
        file.unlink(missing_ok=True)


def replace(part: Path, to: Path) -> None:
    """Gives a complete file its name, with the file and then its new name on the disk."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(to)
    if os.name == "posix":
        folder = os.open(to.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
