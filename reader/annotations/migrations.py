"""The schema of the annotation database, as the steps that lead to it. A released step is never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from reader.annotations.database import APPLICATION_ID, in_memory, schema, transaction
from reader.errors import StoreDamaged, StoreTooNew


def create(connection: sqlite3.Connection) -> None:
    """Version 1."""
    for statement in (
        """CREATE TABLE migrations (
            version INTEGER PRIMARY KEY,
            at TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE libraries (
            id INTEGER PRIMARY KEY,
            root TEXT NOT NULL UNIQUE,
            relative TEXT NOT NULL  -- from the data folder, with /; '' where there is no such way
        ) STRICT""",
        """CREATE TABLE posts (
            id INTEGER PRIMARY KEY,
            library INTEGER NOT NULL REFERENCES libraries,
            path TEXT NOT NULL,
            content_hash TEXT NOT NULL DEFAULT '',
            last_seen TEXT,
            read INTEGER NOT NULL DEFAULT 0,
            starred INTEGER NOT NULL DEFAULT 0,
            place INTEGER NOT NULL DEFAULT 0,
            UNIQUE (library, path)
        ) STRICT""",
        """CREATE TABLE texts (
            hash TEXT PRIMARY KEY,
            text BLOB NOT NULL  -- UTF-8, zlib
        ) STRICT""",
        """CREATE TABLE annotations (
            library INTEGER NOT NULL REFERENCES libraries,
            id TEXT NOT NULL,
            post INTEGER NOT NULL REFERENCES posts,
            view TEXT NOT NULL,
            quote TEXT,  -- NULL: a note on the whole post
            prefix TEXT,
            suffix TEXT,
            start INTEGER,
            text_hash TEXT,
            colour TEXT NOT NULL,
            style TEXT NOT NULL,
            note TEXT NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            extra TEXT NOT NULL,
            PRIMARY KEY (library, id)
        ) STRICT""",
        "CREATE INDEX annotations_by_post ON annotations (post)",
        """CREATE TABLE tags (
            library INTEGER NOT NULL,
            annotation TEXT NOT NULL,
            position INTEGER NOT NULL,
            tag TEXT NOT NULL,
            PRIMARY KEY (library, annotation, position),
            FOREIGN KEY (library, annotation) REFERENCES annotations ON DELETE CASCADE
        ) STRICT""",
        """CREATE TABLE steps (
            id INTEGER PRIMARY KEY,
            library INTEGER NOT NULL REFERENCES libraries,
            label TEXT NOT NULL,
            at TEXT NOT NULL,
            undone INTEGER NOT NULL DEFAULT 0
        ) STRICT""",
        "CREATE INDEX steps_by_library ON steps (library, undone, id)",
        """CREATE TABLE step_rows (
            step INTEGER NOT NULL REFERENCES steps ON DELETE CASCADE,
            position INTEGER NOT NULL,
            annotation TEXT NOT NULL,
            before_post INTEGER NOT NULL REFERENCES posts,
            before TEXT,  -- the annotation as JSON; NULL: there was none
            after_post INTEGER NOT NULL REFERENCES posts,
            after TEXT,
            PRIMARY KEY (step, position)
        ) STRICT""",
        "CREATE INDEX step_rows_by_before ON step_rows (before_post)",
        "CREATE INDEX step_rows_by_after ON step_rows (after_post)",
        """CREATE TABLE rules_off (
            library INTEGER NOT NULL REFERENCES libraries,
            post INTEGER REFERENCES posts,  -- NULL: in the whole library
            rule TEXT NOT NULL,
            UNIQUE (library, post, rule)
        ) STRICT""",
    ):
        connection.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (create,)
"""In order; the number of those that ran is the database's `user_version`."""


def version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of a database; raises StoreTooNew for one of a later program."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > len(MIGRATIONS):
        raise StoreTooNew(path=path, found=found, known=len(MIGRATIONS))
    return int(found)


def is_current(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether nothing remains to be migrated. Raises StoreTooNew."""
    return version(connection, path) == len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, path: Path, now: datetime) -> None:
    """Brings a database to this version, each step in one transaction with the record that it ran.

    Raises StoreTooNew, and StoreDamaged when the tables are then not those of this version.
    """
    for number in range(version(connection, path), len(MIGRATIONS)):
        with transaction(connection):
            MIGRATIONS[number](connection)
            connection.execute("INSERT INTO migrations VALUES (?, ?)", (number + 1, now.isoformat()))
            connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    if schema(connection) != current_schema():
        raise StoreDamaged(path=path, reason="its tables are not those that Yomikaki makes")


def current_schema() -> frozenset[tuple[str, str]]:
    """What all migrations together make of an empty database."""
    connection = in_memory()
    for migration in MIGRATIONS:
        migration(connection)
    made = frozenset(schema(connection))
    connection.close()
    return made
