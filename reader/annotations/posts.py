"""The libraries of a data folder and the state of their posts."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from reader.annotations.records import storable
from reader.model import Changes, RulesOff, Status


def library(connection: sqlite3.Connection, root: Path, data: Path) -> int:
    """The id of the library at a place; a new one if the place is not known. `Store.library` says how it is known."""
    here, there = storable(str(root)), relative(root, data)
    row = connection.execute("SELECT id FROM libraries WHERE root = ?", (here,)).fetchone()
    if row is None:
        candidates = connection.execute("SELECT id, root FROM libraries WHERE relative = ?", (there,)).fetchall()
        row = next(((id_,) for id_, known in candidates if there and not Path(known).is_dir()), None)
    if row is None:
        row = connection.execute("INSERT INTO libraries (root, relative) VALUES ('', '') RETURNING id").fetchone()
    connection.execute("UPDATE libraries SET root = ?, relative = ? WHERE id = ?", (here, there, row[0]))
    return int(row[0])


def relative(root: Path, data: Path) -> str:
    """The way from the data folder to a library, with `/`; '' between two drives of Windows."""
    try:
        return storable(Path(os.path.relpath(root, data)).as_posix())
    except ValueError:
        return ""


def root(connection: sqlite3.Connection, library: int) -> str:
    """Where a library lies."""
    (found,) = connection.execute("SELECT root FROM libraries WHERE id = ?", (library,)).fetchone()
    return str(found)


def id_of(connection: sqlite3.Connection, library: int, path: str) -> int:
    """The id of a post, which gets one if it has none yet."""
    connection.execute("INSERT OR IGNORE INTO posts (library, path) VALUES (?, ?)", (library, path))
    (id_,) = connection.execute("SELECT id FROM posts WHERE library = ? AND path = ?", (library, path)).fetchone()
    return int(id_)


def of_annotation(connection: sqlite3.Connection, library: int, annotation: str) -> int | None:
    """The id of the post that an annotation belongs to; None if there is no such annotation."""
    row = connection.execute(
        "SELECT post FROM annotations WHERE library = ? AND id = ?", (library, annotation)
    ).fetchone()
    return None if row is None else int(row[0])


def paths(connection: sqlite3.Connection, ids: Iterable[int]) -> frozenset[str]:
    return frozenset(
        path for id_ in ids for (path,) in connection.execute("SELECT path FROM posts WHERE id = ?", (id_,))
    )


def statuses(connection: sqlite3.Connection, library: int) -> dict[str, Status]:
    rows = connection.execute(
        """SELECT path, read, starred, place, count(quote), count(nullif(note, ''))
           FROM posts LEFT JOIN annotations ON post = posts.id WHERE posts.library = ? GROUP BY posts.id""",
        (library,),
    )
    return {
        path: Status(bool(read), bool(starred), place, highlights, notes)
        for path, read, starred, place, highlights, notes in rows
    }


def set_status(
    connection: sqlite3.Connection, library: int, column: str, paths: Collection[str], value: int
) -> frozenset[str]:
    """Sets `read`, `starred` or `place` of posts. Returns those for which it is new."""
    return frozenset(
        path
        for path in paths
        if connection.execute(
            f"UPDATE posts SET {column} = ? WHERE id = ? AND {column} <> ?",
            (value, id_of(connection, library, path), value),
        ).rowcount
    )


def hashes(connection: sqlite3.Connection, library: int) -> dict[str, str]:
    return dict(
        connection.execute("SELECT path, content_hash FROM posts WHERE library = ? AND content_hash <> ''", (library,))
    )


def seen(connection: sqlite3.Connection, library: int, hashes: Mapping[str, str], now: datetime) -> None:
    connection.executemany(
        """INSERT INTO posts (library, path, content_hash, last_seen) VALUES (?, ?, ?, ?)
           ON CONFLICT (library, path)
           DO UPDATE SET content_hash = excluded.content_hash, last_seen = excluded.last_seen""",
        [(library, path, content_hash, now.isoformat()) for path, content_hash in hashes.items()],
    )


def move(connection: sqlite3.Connection, library: int, mapping: Mapping[str, str]) -> Changes:
    """Renames posts all at once, so that two may swap their names. Where a post was known at the new path already
    (its file was replaced), what belongs to both comes together there."""
    ids = {
        old: id_
        for old in mapping
        for (id_,) in connection.execute("SELECT id FROM posts WHERE library = ? AND path = ?", (library, old))
    }
    for id_ in ids.values():
        # No path contains a NUL.
        connection.execute("UPDATE posts SET path = char(0) || id WHERE id = ?", (id_,))
    for old, id_ in ids.items():
        new = mapping[old]
        other = connection.execute("SELECT id FROM posts WHERE library = ? AND path = ?", (library, new)).fetchone()
        if other is not None:
            absorb(connection, id_, other[0])
        connection.execute("UPDATE posts SET path = ? WHERE id = ?", (new, id_))
    return Changes(moved={old: mapping[old] for old in ids})


def absorb(connection: sqlite3.Connection, post: int, other: int) -> None:
    """Gives a post all that belongs to another, which ceases to be."""
    for statement in (
        "UPDATE annotations SET post = :post WHERE post = :other",
        "UPDATE step_rows SET before_post = :post WHERE before_post = :other",
        "UPDATE step_rows SET after_post = :post WHERE after_post = :other",
        "UPDATE OR IGNORE rules_off SET post = :post WHERE post = :other",
        "DELETE FROM rules_off WHERE post = :other",
        """UPDATE posts SET starred = max(starred, (SELECT starred FROM posts WHERE id = :other)) WHERE id = :post""",
        "DELETE FROM posts WHERE id = :other",
    ):
        connection.execute(statement, {"post": post, "other": other})


def rules_off(connection: sqlite3.Connection, library: int) -> RulesOff:
    off: dict[str | None, set[str]] = {None: set()}
    for path, rule in connection.execute(
        "SELECT path, rule FROM rules_off LEFT JOIN posts ON posts.id = post WHERE rules_off.library = ?", (library,)
    ):
        off.setdefault(path, set()).add(rule)
    everywhere = frozenset(off.pop(None))
    return RulesOff(everywhere, {path: frozenset(rules) for path, rules in off.items() if path is not None})


def set_rules_off(connection: sqlite3.Connection, library: int, rules: Collection[str], path: str | None) -> None:
    post = None if path is None else id_of(connection, library, path)
    connection.execute("DELETE FROM rules_off WHERE library = ? AND post IS ?", (library, post))
    connection.executemany("INSERT INTO rules_off VALUES (?, ?, ?)", [(library, post, rule) for rule in sorted(rules)])
