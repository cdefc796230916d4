"""The open library as the window sees it: requests go in as calls, answers come out as signals with frozen values.

Everything below `Jobs.run` happens in the worker thread, which alone touches the workspace.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from reader.errors import NoLibrary, ReaderError
from reader.locations import Locations
from reader.model import Article, Changes, Colour, RulesOff, Span, Status, Style, View
from reader.ui.faults import Fault, fault
from reader.ui.jobs import Jobs
from reader.ui.links import Target, target
from reader.ui.rows import Listing, Sort, browsed, found
from reader.ui.words import caption_words, fold_words

if TYPE_CHECKING:
    from reader.workspace import Workspace

T = TypeVar("T")
NOTHING = Changes()
FIRST_HITS = 200
"""Hits fetched at first when the best ones are wanted; scrolling asks for more."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A library that was opened, and the labels of what can still be undone and redone in it."""

    root: Path
    undo: str
    redo: str
    rules_off: RulesOff


@dataclass(frozen=True, slots=True)
class Wanted:
    """A post to be shown: in which view, with which removals opened, and where its text should be found."""

    path: str
    view: View = "cleaned"
    opened: frozenset[int] = frozenset()
    query: str = ""
    typing: bool = False
    """Whether the query's last word may go on."""
    similar: bool = False
    """Whether the query is to be found in other spellings of its kana."""
    annotation_id: str = ""
    removal: int | None = None
    """The index of a removal that should be on the screen."""

    def asking(self, query: str, *, typing: bool, similar: bool) -> Wanted:
        """The same post for another query."""
        return replace(self, query=query, typing=typing, similar=similar)


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer to `Wanted`: the article and where the query matches in its reading text."""

    wanted: Wanted
    article: Article
    hits: tuple[Span, ...]
    status: Status
    rules_off: RulesOff


@dataclass(frozen=True, slots=True)
class Marked:
    """Where the query of the list matches in a reading text."""

    text: str
    wanted: Wanted
    hits: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a deed changed, and what can be undone and redone now ('' for nothing)."""

    changes: Changes
    statuses: Mapping[str, Status]
    undo: str
    redo: str
    reloaded: bool
    """Whether an import wrote posts, so that lists may be out of date."""
    rules_off: RulesOff


class Session(QObject):
    """One library at a time. Answers that were overtaken by a newer request of the same kind never arrive."""

    opened = Signal(object)
    """An `Opened`."""
    not_opened = Signal(object, object)
    """The `Path` that could not be opened, and the `Fault`."""
    listed = Signal(object)
    shown = Signal(object)
    changed = Signal(object)
    matches_found = Signal(object)
    """Spans of the reading text that a search inside the article found."""
    marked = Signal(object)
    """A `Marked`."""
    counted = Signal(str, int)
    """A query, and how many posts and annotations it finds."""
    followed = Signal(object)
    """The `Target` of a link."""
    exported = Signal(object)
    """The `Path` of a file that was written."""
    failed = Signal(object)

    def __init__(self, locations: Locations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.locations = locations
        self._jobs = Jobs(self)
        self._workspace: Workspace | None = None
        self._told = 0
        """How many failures of its copies were told. Both are touched by the worker only."""

    # --- the library ---

    def open(self, root: Path) -> None:
        """Open the library at `root` instead of the present one, which stays open if that fails."""

        def work() -> Opened:
            # Whoosh, markdown-it and YAML take 0.2 s to import: here the window is already painted.
            from reader.workspace import Workspace

            previous = self._workspace
            self._close_workspace()
            try:
                self._workspace = Workspace.open(root, self.locations)
            except ReaderError:
                if previous is not None:
                    self._workspace = Workspace.open(previous.root, self.locations)
                raise
            opened = self._workspace
            self._told = 0
            return Opened(opened.root, opened.can_undo, opened.can_redo, opened.rules_off())

        self._jobs.run("", work, self.opened.emit, lambda told: self.not_opened.emit(root, told))

    def close(self) -> None:
        """Wait until everything is written, then close the library."""
        self._jobs.close(self._close_workspace)

    def reload(self, imported: Changes = NOTHING) -> None:
        """Take over what an import wrote: `imported`, once it has ended."""

        def work(workspace: Workspace) -> Changes:
            followed = workspace.reload()
            return replace(
                imported,
                moved={**imported.moved, **followed.moved},
                annotated=imported.annotated | followed.annotated,
                status=imported.status | followed.status,
            )

        self.do(work, reloaded=True)

    def _close_workspace(self) -> None:
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None

    # --- questions ---

    def list(self, query: str, sort: Sort, limit: int = FIRST_HITS, typing: bool = False) -> None:
        """Ask for the posts that match; answered by `listed`.

        `limit` counts for the order of relevance only. `typing`: the last word of the query may go on.
        """

        def work(workspace: Workspace) -> Listing:
            summaries, statuses = workspace.summaries(), workspace.statuses()
            problems = tuple(summary for summary in summaries if summary.problems)
            if not query:
                return Listing(
                    query=query,
                    sort=sort,
                    rows=browsed(summaries, statuses, sort),
                    total=len(summaries),
                    library=len(summaries),
                    facets=workspace.facets(None),
                    statuses=statuses,
                    problems=problems,
                )
            # Another order than relevance is only true if it orders everything that was found.
            wanted = limit if sort.key == "relevance" else max(FIRST_HITS, len(summaries))
            result = workspace.search(query, limit=wanted, typing=typing)
            by_path = {summary.path: summary for summary in summaries}
            return Listing(
                query=query,
                sort=sort,
                rows=found(result.hits, by_path, statuses, sort),
                total=result.total if result.tier == "exact" else len(result.hits),
                library=len(summaries),
                facets=result.facets,
                statuses=statuses,
                tier=result.tier,
                similar=sum(hit.tier == "folded" for hit in result.hits),
                understood=result.understood,
                literal=result.literal,
                suggestions=result.suggestions,
                problems=problems,
            )

        self.ask("list", work, self.listed.emit)

    def show(self, wanted: Wanted) -> None:
        """Ask for an article; answered by `shown`."""

        def work(workspace: Workspace) -> Shown:
            article = workspace.article(
                wanted.path,
                wanted.view,
                opened=wanted.opened,
                fold_words=fold_words,
                caption_words=caption_words,
            )
            text = article.rendered.text
            hits = workspace.find(text, wanted.query, typing=wanted.typing, similar=wanted.similar)
            status = workspace.statuses().get(wanted.path, Status())
            return Shown(wanted, article, hits, status, workspace.rules_off())

        self.ask("show", work, self.shown.emit)

    def find(self, text: str, query: str) -> None:
        """Ask where a query that is being typed matches in a reading text; answered by `matches_found`."""
        self.ask("find", lambda workspace: workspace.find(text, query, typing=True), self.matches_found.emit)

    def mark(self, text: str, wanted: Wanted) -> None:
        """Ask where the query of `wanted` matches in a reading text; answered by `marked`."""

        def work(workspace: Workspace) -> Marked:
            found = workspace.find(text, wanted.query, typing=wanted.typing, similar=wanted.similar)
            return Marked(text, wanted, found)

        self.ask("mark", work, self.marked.emit)

    def count(self, query: str) -> None:
        """Ask how many posts and annotations a query finds; answered by `counted`."""
        self.ask(
            "count",
            lambda workspace: workspace.search(query, limit=1).total,
            lambda total: self.counted.emit(query, total),
        )

    def follow(self, link: str, path: str) -> None:
        """Ask where a link in a post leads; answered by `followed`."""

        def work(workspace: Workspace) -> Target:
            return target(link, path, [summary.path for summary in workspace.summaries()])

        self.ask("follow", work, self.followed.emit)

    def export(self, form: str, file: Path, ids: frozenset[str] | None = None) -> None:
        """Write the annotations of the library, or only those of `ids`, into a file; answered by `exported`."""

        def work(workspace: Workspace) -> Path:
            from reader.exchange import export_to

            export_to(workspace, file, form, ids=ids)
            return file

        self.ask("export", work, self.exported.emit)

    # --- deeds; each answered by `changed` ---

    def annotate(
        self, path: str, view: View, span: Span | None, colour: Colour = "yellow", style: Style = "highlight"
    ) -> None:
        self.do(lambda workspace: workspace.annotate(path, view, span, colour=colour, style=style)[1])

    def edit(self, annotation_id: str, fields: Mapping[str, Any]) -> None:
        self.do(lambda workspace: workspace.edit(annotation_id, **fields))

    def delete(self, annotation_ids: tuple[str, ...]) -> None:
        self.do(lambda workspace: workspace.delete(annotation_ids))

    def undo(self) -> None:
        self.do(lambda workspace: workspace.undo())

    def redo(self) -> None:
        self.do(lambda workspace: workspace.redo())

    def set_read(self, paths: tuple[str, ...], read: bool) -> None:
        self.do(lambda workspace: workspace.set_read(paths, read))

    def set_starred(self, paths: tuple[str, ...], starred: bool) -> None:
        self.do(lambda workspace: workspace.set_starred(paths, starred))

    def set_place(self, path: str, offset: int) -> None:
        self.do(lambda workspace: workspace.set_place(path, offset))

    def set_rules_off(self, rules: frozenset[str], path: str) -> None:
        """Switch exactly these cleaning rules off, for a post or, if `path` is '', for the whole library."""
        self.do(lambda workspace: workspace.set_rules_off(rules, path or None))

    # --- below ---

    def ask(self, key: str, work: Callable[[Workspace], T], on_done: Callable[[T], None]) -> None:
        """Have a question answered in the worker; a newer one of the same key replaces it."""
        self._jobs.run(key, lambda: work(self._opened()), on_done, self._fail)

    def do(self, work: Callable[[Workspace], Changes], *, reloaded: bool = False) -> None:
        """Have something changed in the worker; answered by `changed`."""

        def run() -> Outcome:
            workspace = self._opened()
            changes = work(workspace)
            self._tell_failures(workspace)
            return Outcome(
                changes,
                workspace.statuses(),
                workspace.can_undo,
                workspace.can_redo,
                reloaded,
                workspace.rules_off(),
            )

        self._jobs.run("", run, self.changed.emit, self._fail)

    def _tell_failures(self, workspace: Workspace) -> None:
        """A backup that cannot be written stops nobody from annotating, but is told."""
        for failure in workspace.failures[self._told :]:
            self.failed.emit(fault(failure))
        self._told = len(workspace.failures)

    def _opened(self) -> Workspace:
        if self._workspace is None:
            raise NoLibrary
        return self._workspace

    @Slot(object)
    def _fail(self, told: Fault) -> None:
        self.failed.emit(told)
