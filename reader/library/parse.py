"""A file of the library as a `Post`: never raises for what a file holds, and never hides what it could not read."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from reader.library import dates, front_matter
from reader.library.decoding import decode
from reader.library.scan import is_undecodable, to_path
from reader.library.values import Fields, as_text
from reader.model import Post, Problem

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; a larger file is listed, but not read."""

_TITLE_SEARCH = 64 * 1024
"""Characters of the body in which a missing title is looked for."""
_LONGEST_TITLE = 120

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)(.*)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_UNDERLINE = re.compile(r" {0,3}=+[ \t]*")
_NO_WORDS = re.compile(r"\W*")


def parse(path: str, data: bytes, file_time: datetime) -> Post:
    """The post that the bytes of the file `path` (a key, see `scan.to_key`) hold.

    Pure; never raises; takes time linear in the size of `data`. The body is what follows the line of the closing
    fence, not stripped, its line ends as line feeds and its NULs as U+FFFD. `file_time` is the date of last resort.
    """
    text, problems = decode(data)
    matter = front_matter.read(text)
    fields = Fields(matter)
    raw_title = fields.text("title")
    in_name, name = _of_name(path)
    written = fields.date("date", "created_at", "created", "published_at", "pubdate")
    post = Post(
        path=path,
        title=raw_title or title_in(matter.body) or name,
        raw_title=raw_title,
        date=written or in_name or _aware(file_time),
        date_source="front matter" if written else "file name" if in_name else "file time",
        categories=fields.names(("categories",), "category"),
        tags=fields.names(("tags", "topics", "keywords"), "tag"),
        author=fields.people("author", "authors"),
        excerpt=fields.text("excerpt", "description", "summary"),
        image=fields.text("image", "cover", "thumbnail", inner=("path", "url", "src", "image")),
        front_matter=matter.text,
        body=matter.body,
        body_line=matter.body_line,
        content_hash=hashlib.blake2b(data, digest_size=20).hexdigest(),
    )
    return replace(post, problems=(*problems, *_name_problems(path), *matter.problems, *fields.problems))


def read_post(root: Path, path: str) -> Post:
    """The post in the file `path` of the library `root`. A file that cannot be read is a post with a problem."""
    file = root / to_path(path)
    try:
        data, modified, steady = _read(file)
    except (OSError, ValueError) as error:
        return _unreadable(path, file, error)
    post = parse(path, data, modified)
    return post if steady else replace(post, problems=(*post.problems, Problem("changed-while-read")))


def title_in(body: str) -> str:
    """The first heading at the start of a body, else its first line with words, else ''."""
    first_line = previous = fence = ""
    for line in body[:_TITLE_SEARCH].split("\n"):
        opening = _FENCE.match(line)
        if opening and (not fence or opening[1].startswith(fence)):
            fence = "" if fence else opening[1]
        elif not fence:
            heading = _HEADING.match(line)
            if heading and (title := _plain(heading[1])):
                return title
            if previous and _UNDERLINE.fullmatch(line):
                return previous
            previous = "" if _NO_WORDS.fullmatch(line) else _plain(line)
            first_line = first_line or previous
    return first_line


def _plain(line: str) -> str:
    """A line without the signs of a heading, quote, list or emphasis around it."""
    text = as_text(line).strip(" \t#>*_")
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1] + "…"


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _of_name(path: str) -> tuple[datetime | None, str]:
    """What the name of a file says: a date at its start, and the words after it."""
    stem = PurePosixPath(path).stem
    date, rest = dates.date_in_name(stem)
    return date, as_text(rest.replace("-", " ").replace("_", " ")) or stem or path


def _name_problems(path: str) -> tuple[Problem, ...]:
    return (Problem("name-undecodable"),) if is_undecodable(path) else ()


def _read(file: Path) -> tuple[bytes, datetime, bool]:
    """The bytes of a file, when it was modified, and whether it stayed as it was meanwhile (the second try counts).

    Not blocking, because a FIFO without a writer would never answer.
    """
    for _ in range(2):
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                raise OSError("it is not an ordinary file")
            if before.st_size > LARGEST_FILE:
                raise OSError(f"it is larger than {LARGEST_FILE // 1024**2} MB")
            with os.fdopen(descriptor, "rb", closefd=False) as opened:
                data = opened.read(LARGEST_FILE + 1)
            after = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        steady = before.st_mtime_ns == after.st_mtime_ns and before.st_size == after.st_size == len(data)
        if steady:
            break
    return data, _from_timestamp(after.st_mtime), steady


def _unreadable(path: str, file: Path, error: Exception) -> Post:
    in_name, name = _of_name(path)
    try:
        modified = None if in_name else _from_timestamp(file.lstat().st_mtime)
    except (OSError, ValueError):
        modified = None
    reason = getattr(error, "strerror", None) or str(error)
    return Post(
        path=path,
        title=name,
        date=in_name or modified,
        date_source="file name" if in_name else "file time" if modified else "",
        problems=(Problem("unreadable", detail=reason), *_name_problems(path)),
    )


def _from_timestamp(seconds: float) -> datetime:
    """A file's time; the start of 1970 for one that no calendar has."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, UTC)
