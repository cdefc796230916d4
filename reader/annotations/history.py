"""Undo and redo that outlive the program: each step keeps what its annotations were before and after it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from reader.annotations import posts, records
from reader.annotations.records import Record

# The steps that can be taken back; older ones are forgotten.
LONGEST = 1_000

Edit = tuple[int, Record | None]
"""The post of an annotation, and what the annotation becomes; None: it is deleted."""


def take(
    connection: sqlite3.Connection, library: int, label: str, edits: Mapping[str, Edit], now: datetime
) -> set[int]:
    """Makes the edits, by annotation id, one step that can be undone. Returns the posts concerned.

    What had been undone can no longer be redone.
    """
    connection.execute("DELETE FROM steps WHERE library = ? AND undone", (library,))
    (step,) = connection.execute(
        "INSERT INTO steps (library, label, at) VALUES (?, ?, ?) RETURNING id", (library, label, now.isoformat())
    ).fetchone()
    touched: set[int] = set()
    for position, (id_, (post, after)) in enumerate(edits.items()):
        before = records.read(connection, library, id_)
        before_post = posts.of_annotation(connection, library, id_) or post
        connection.execute(
            "INSERT INTO step_rows VALUES (?, ?, ?, ?, ?, ?, ?)",
            (step, position, id_, before_post, records.to_json(before), post, records.to_json(after)),
        )
        records.write(connection, library, id_, post, after)
        touched |= {before_post, post}
    connection.execute(
        """DELETE FROM steps WHERE library = ? AND id <=
            (SELECT id FROM steps WHERE library = ? ORDER BY id DESC LIMIT 1 OFFSET ?)""",
        (library, library, LONGEST),
    )
    return touched


def undoable(connection: sqlite3.Connection, library: int) -> tuple[int, str] | None:
    """The step, and its label, that undo would take back."""
    row: tuple[int, str] | None = connection.execute(
        "SELECT id, label FROM steps WHERE library = ? AND NOT undone ORDER BY id DESC LIMIT 1", (library,)
    ).fetchone()
    return row


def redoable(connection: sqlite3.Connection, library: int) -> tuple[int, str] | None:
    """The step, and its label, that redo would make again."""
    row: tuple[int, str] | None = connection.execute(
        "SELECT id, label FROM steps WHERE library = ? AND undone ORDER BY id LIMIT 1", (library,)
    ).fetchone()
    return row


def undo(connection: sqlite3.Connection, library: int, step: int) -> set[int]:
    """Takes a step back. Returns the posts concerned."""
    return _restore(connection, library, step, "before", undone=True)


def redo(connection: sqlite3.Connection, library: int, step: int) -> set[int]:
    """Makes a step again. Returns the posts concerned."""
    return _restore(connection, library, step, "after", undone=False)


def _restore(connection: sqlite3.Connection, library: int, step: int, side: str, *, undone: bool) -> set[int]:
    rows = connection.execute(
        f"""SELECT annotation, {side}_post, {side}, before_post, after_post FROM step_rows
            WHERE step = ? ORDER BY position""",
        (step,),
    ).fetchall()
    touched: set[int] = set()
    for id_, post, record, *both in rows:
        records.write(connection, library, id_, post, records.from_json(record))
        touched.update(both)
    connection.execute("UPDATE steps SET undone = ? WHERE id = ?", (undone, step))
    return touched
