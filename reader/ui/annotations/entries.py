"""The annotations of a library as the browser lists them: filtered, ordered and grouped. Values only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from reader.model import COLOURS, Annotation, Colour, Fate, Standing

Grouping = Literal["post", "colour", "tag", "month", "fate", "none"]
Order = Literal["place", "created", "modified"]
GROUPINGS: tuple[Grouping, ...] = ("post", "colour", "tag", "month", "fate", "none")
ORDERS: tuple[Order, ...] = ("place", "created", "modified")

NEEDY: tuple[Fate, ...] = ("changed", "lost", "missing")
"""What became of annotations about which the person has to decide; they are groups of their own, before all others."""
FATES: tuple[str, ...] = ("changed", "lost", "missing", "moved", "exact", "")
"""All fates in the order of their groups; '' for those that were not looked at yet."""
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """An annotation, the title and the date of its post, and, once it is known, what became of it."""

    annotation: Annotation
    title: str
    date: datetime | None = None
    standing: Standing | None = None

    @property
    def fate(self) -> str:
        return self.standing.fate if self.standing else ""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which annotations are listed, and how."""

    grouping: Grouping = "post"
    order: Order = "place"
    colours: frozenset[Colour] = frozenset()
    """Those that are listed; empty: all."""
    paths: frozenset[str] | None = None
    """The posts whose annotations are listed; None: all."""


class Group(NamedTuple):
    """Entries under one heading: a post's path, a colour, a tag, a month `YYYY-MM` or a fate."""

    kind: Grouping
    value: str
    entries: tuple[Entry, ...]


def with_standings(entries: Iterable[Entry], standings: Mapping[str, Standing]) -> tuple[Entry, ...]:
    """Entries with what became of them, as far as that was found for the place that they have now."""
    return tuple(
        Entry(one.annotation, one.title, one.date, _current(one.annotation, standings.get(one.annotation.id)))
        for one in entries
    )


def _current(annotation: Annotation, standing: Standing | None) -> Standing | None:
    if standing is None:
        return None
    then = standing.annotation
    return standing if (then.path, then.selector) == (annotation.path, annotation.selector) else None


def arranged(entries: Iterable[Entry], how: Arrangement) -> tuple[Group, ...]:
    """The groups to be listed, those first that need a decision. One with several tags is in each of its groups."""
    shown = sorted(
        (one for one in entries if _is_wanted(one, how)),
        key=lambda one: (_since(one), one.annotation.path, _place(one.annotation)),
        reverse=False,
    )
    if how.order != "place":
        shown.sort(key=lambda one: getattr(one.annotation, how.order), reverse=True)
    groups: defaultdict[tuple[Grouping, str], list[Entry]] = defaultdict(list)
    for one in shown:
        needy = one.fate in NEEDY
        for value in (one.fate,) if needy else VALUES[how.grouping](one):
            groups["fate" if needy else how.grouping, value].append(one)
    found = [Group(kind, value, tuple(members)) for (kind, value), members in groups.items()]
    return tuple(sorted(found, key=_rank))


def _is_wanted(entry: Entry, how: Arrangement) -> bool:
    annotation = entry.annotation
    if how.paths is not None and annotation.path not in how.paths:
        return False
    # A note on a whole post has no colour that anybody sees.
    return not how.colours or (annotation.selector is not None and annotation.colour in how.colours)


def _since(entry: Entry) -> float:
    """Newer posts first."""
    return -(entry.date or LONG_AGO).timestamp() if entry.date else 0.0


def _place(annotation: Annotation) -> int:
    return annotation.selector.start if annotation.selector else -1


def _colour_of(entry: Entry) -> tuple[str, ...]:
    return (entry.annotation.colour if entry.annotation.selector else "",)


VALUES: Mapping[Grouping, Callable[[Entry], tuple[str, ...]]] = {
    "post": lambda entry: (entry.annotation.path,),
    "colour": _colour_of,
    "tag": lambda entry: entry.annotation.tags or ("",),
    "month": lambda entry: (f"{entry.annotation.created.astimezone():%Y-%m}",),
    "fate": lambda entry: (entry.fate,),
    "none": lambda _: ("",),
}
"""Under which headings an entry stands; '' is the heading of those that have none."""


def _rank(group: Group) -> tuple[Any, ...]:
    """Fates first, in their order; colours in theirs; tags by name, the untagged last; months, newest first. Posts
    stay in the order of their first entries."""
    if group.kind == "fate":
        return (0, FATES.index(group.value))
    if group.kind == "colour":
        return (1, COLOURS.index(group.value) if group.value else len(COLOURS))
    if group.kind == "tag":
        return (1, not group.value, group.value.casefold())
    if group.kind == "month":
        return (1, -int(group.value.replace("-", "")))
    return (1,)
