"""Annotations of a text, and a clock, for the tests of the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from reader.model import Annotation, Selector

START = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)
TEXT = "吾輩は猫である。名前はまだ無い。どこで生れたか頓と見当がつかぬ。"


class Clock:
    """A clock that goes one second further each time it is read."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def make(number: int = 0, path: str = "a.md", *, quote: str | None = "名前", **fields: object) -> Annotation:
    """A highlight of `TEXT`, or with quote=None a note on the post."""
    selector = None
    if quote is not None:
        start = TEXT.index(quote)
        selector = Selector(quote, TEXT[:start], TEXT[start + len(quote) :], start, "hash-of-text")
    values = {"created": START, "modified": START, **fields}
    return Annotation(id=str(UUID(int=number)), path=path, selector=selector, **values)  # type: ignore[arg-type]
