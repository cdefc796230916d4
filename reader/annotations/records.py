"""An annotation as a record: the columns of its table, and the JSON that the history keeps."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, cast

from reader.model import COLOURS, STYLES, Annotation, Selector

COLUMNS = (
    "view",
    "quote",
    "prefix",
    "suffix",
    "start",
    "text_hash",
    "colour",
    "style",
    "note",
    "created",
    "modified",
    "extra",
)
"""What the table holds of an annotation besides its identity; tags have a table of their own."""

Record = dict[str, Any]


def storable(text: str) -> str:
    """UTF-8 has no place for half of a surrogate pair: two halves are joined, a single one becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def to_record(annotation: Annotation) -> Record:
    selector = annotation.selector
    return {
        "view": annotation.view,
        "quote": storable(selector.quote) if selector else None,
        "prefix": storable(selector.prefix) if selector else None,
        "suffix": storable(selector.suffix) if selector else None,
        "start": selector.start if selector else None,
        "text_hash": selector.text_hash if selector else None,
        "colour": annotation.colour,
        "style": annotation.style,
        "note": storable(annotation.note),
        "created": annotation.created.isoformat(),
        "modified": annotation.modified.isoformat(),
        "extra": storable(annotation.extra),
        "tags": [storable(tag) for tag in annotation.tags],
    }


def from_record(record: Record, id_: str, path: str) -> Annotation:
    """A value that a damaged disk has changed becomes the plainest one, so that the rest of the record stays usable."""
    selector = None
    if record["quote"] is not None:
        selector = Selector(record["quote"], record["prefix"], record["suffix"], record["start"], record["text_hash"])
    return Annotation(
        id=id_,
        path=path,
        selector=selector,
        view="original" if record["view"] == "original" else "cleaned",
        colour=record["colour"] if record["colour"] in COLOURS else COLOURS[0],
        style=record["style"] if record["style"] in STYLES else STYLES[0],
        tags=tuple(record["tags"]),
        note=record["note"],
        created=moment(record["created"]),
        modified=moment(record["modified"]),
        extra=record["extra"],
    )


def moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def to_json(record: Record | None) -> str | None:
    return None if record is None else json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str | None) -> Record | None:
    return None if text is None else cast(Record, json.loads(text))


def read(connection: sqlite3.Connection, library: int, id_: str) -> Record | None:
    """The record of one annotation; None without one."""
    row = connection.execute(
        f"SELECT {', '.join(COLUMNS)} FROM annotations WHERE library = ? AND id = ?", (library, id_)
    ).fetchone()
    if row is None:
        return None
    tags = connection.execute(
        "SELECT tag FROM tags WHERE library = ? AND annotation = ? ORDER BY position", (library, id_)
    )
    return {**dict(zip(COLUMNS, row, strict=True)), "tags": [tag for (tag,) in tags]}


def read_all(connection: sqlite3.Connection, library: int, path: str | None) -> Iterable[Annotation]:
    """The annotations of a post, or of all posts, in order of path and place; notes on a whole post come first."""
    condition, values = ("", (library,)) if path is None else ("AND path = ?", (library, path))
    chosen = f"annotations JOIN posts ON posts.id = post WHERE annotations.library = ? {condition}"
    tags: dict[str, list[str]] = {}
    for id_, tag in connection.execute(
        f"""SELECT annotation, tag FROM tags WHERE library = ? AND annotation IN (SELECT annotations.id FROM {chosen})
            ORDER BY annotation, position""",
        (library, *values),
    ):
        tags.setdefault(id_, []).append(tag)
    for id_, post, *row in connection.execute(
        f"""SELECT annotations.id, path, {", ".join(COLUMNS)} FROM {chosen}
            ORDER BY path, start, created, annotations.id""",
        values,
    ):
        yield from_record({**dict(zip(COLUMNS, row, strict=True)), "tags": tags.get(id_, [])}, id_, post)


def write(connection: sqlite3.Connection, library: int, id_: str, post: int, record: Record | None) -> None:
    """Makes the record of an annotation what is given; None removes it."""
    connection.execute("DELETE FROM annotations WHERE library = ? AND id = ?", (library, id_))
    if record is None:
        return
    connection.execute(
        f"INSERT INTO annotations (library, id, post, {', '.join(COLUMNS)}) VALUES (?, ?, ?{', ?' * len(COLUMNS)})",
        (library, id_, post, *(record[column] for column in COLUMNS)),
    )
    connection.executemany(
        "INSERT INTO tags VALUES (?, ?, ?, ?)",
        [(library, id_, position, tag) for position, tag in enumerate(record["tags"])],
    )


def pack(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 9)


def unpack(data: bytes) -> str | None:
    """The text; None when the bytes are damaged."""
    try:
        return zlib.decompress(data).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError):
        return None
