"""What the browser wants to know of a library, asked in the worker thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.model import Standing
from reader.ui.annotations.entries import Entry
from reader.ui.session import Session

if TYPE_CHECKING:
    from reader.workspace import Workspace

SLICE = 0.05
"""Seconds that highlights are placed at a stretch: then whatever else is asked for has its turn."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """The annotations that match a query, and how many there are in all."""

    query: str
    entries: tuple[Entry, ...]
    total: int


def holdings(workspace: Workspace, query: str) -> Holdings:
    """The annotations that match a query of the search language; all of them for an empty one."""
    summaries = {summary.path: summary for summary in workspace.summaries()}
    annotations = workspace.annotations()
    found = _found(workspace, query, len(summaries) + len(annotations)) if query else None
    entries = []
    for one in annotations:
        if found is None or one.id in found:
            summary = summaries.get(one.path)
            title = summary.title if summary else PurePosixPath(one.path).stem
            entries.append(Entry(one, title, summary.date if summary else None))
    return Holdings(query, tuple(entries), len(annotations))


def _found(workspace: Workspace, query: str, limit: int) -> frozenset[str]:
    result = workspace.search(f"{query} in:notes", limit=limit, typing=False)
    if result.literal:  # a half-typed query: what stands there is looked for, and nothing may be added to it
        result = workspace.search(query, limit=limit)
    return frozenset(hit.annotation_id for hit in result.hits if hit.annotation_id)


@dataclass(frozen=True, slots=True)
class Stamps:
    """The posts as they were last imported. Kept to be compared: what a single import tells is lost if it is ended."""

    posts: Mapping[str, str]
    """Path to content hash."""
    annotated: frozenset[str]
    """The paths of posts with annotations, also of those that are missing."""

    def differing(self, before: Stamps) -> frozenset[str]:
        """The annotated posts that were changed, came or went since."""
        return frozenset(path for path in self.annotated if self.posts.get(path) != before.posts.get(path))


def stamps(workspace: Workspace) -> Stamps:
    """How the posts are now."""
    statuses = workspace.statuses().items()
    return Stamps(
        {summary.path: summary.content_hash for summary in workspace.summaries()},
        frozenset(path for path, status in statuses if status.highlights or status.notes),
    )


class Standings(QObject):
    """Finds out post by post what became of annotations, and lets other questions through in between."""

    found = Signal(object)
    """A tuple of `Standing`."""
    finished = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pending: tuple[str, ...] = ()

    def ask(self, paths: Iterable[str]) -> None:
        """Look at the annotations of these posts too."""
        self._pending = tuple(dict.fromkeys((*self._pending, *paths)))
        self._go_on()

    def forget(self) -> None:
        """Another library: nothing of the old one is wanted."""
        self._pending = ()

    def _go_on(self) -> None:
        pending = self._pending

        def work(workspace: Workspace) -> tuple[tuple[str, ...], tuple[Standing, ...]]:
            until = perf_counter() + SLICE
            standings: list[Standing] = []
            for number, path in enumerate(pending, start=1):
                standings += workspace.standings(path)
                if perf_counter() > until:
                    return pending[:number], tuple(standings)
            return pending, tuple(standings)

        if pending:
            self._session.ask("standings", work, self._take)

    def _take(self, answer: tuple[tuple[str, ...], tuple[Standing, ...]]) -> None:
        done, standings = answer
        self._pending = tuple(path for path in self._pending if path not in frozenset(done))
        self.found.emit(standings)
        if self._pending:
            self._go_on()
        else:
            self.finished.emit()
