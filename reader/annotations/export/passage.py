"""What exports and citations know of an annotated passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

from reader.model import Annotation

SCHEME = "yomikaki"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An annotation and what is known of its post. A passage that is only cited has an annotation without an id."""

    annotation: Annotation
    title: str
    author: str = ""
    date: datetime | None = None
    section: str = ""
    """The heading under which the passage stands."""

    @property
    def quote(self) -> str:
        return self.annotation.selector.quote if self.annotation.selector else ""

    @property
    def day(self) -> str:
        """The date of the post as `YYYY-MM-DD`; '' without one."""
        return f"{self.date:%Y-%m-%d}" if self.date else ""

    @property
    def link(self) -> str:
        return write_link(Link(self.annotation.path, self.annotation.id, self.quote))


class Link(NamedTuple):
    """Where a `yomikaki://` link leads: to an annotation of a post, or to a quote, should that be gone."""

    path: str
    annotation: str = ""
    quote: str = ""


def write_link(link: Link) -> str:
    """The address of a passage. Of a quote the first 80 characters are enough to find it."""
    parts = {"post": link.path, "annotation": link.annotation, "quote": link.quote[:80]}
    return f"{SCHEME}://open?{urlencode({key: value for key, value in parts.items() if value})}"


def read_link(address: str) -> Link | None:
    """The link that an address is; None for anything else."""
    try:
        split = urlsplit(address)
        values = parse_qs(split.query)
    except ValueError:
        return None
    if split.scheme != SCHEME or "post" not in values:
        return None
    first = {key: found[0] for key, found in values.items()}
    return Link(first["post"], first.get("annotation", ""), first.get("quote", ""))


def by_post(passages: Iterable[Passage]) -> Iterator[tuple[str, list[Passage]]]:
    """Passages grouped by the path of their post, both in the order in which they come."""
    for path, group in groupby(passages, key=lambda passage: passage.annotation.path):
        yield path, list(group)
