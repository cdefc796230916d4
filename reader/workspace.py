"""One open library: owns its cache, its index and its annotations, and offers the verbs of window and command line.

A workspace belongs to the thread that opened it. Only frozen values go in and come out.
"""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from reader import importer
from reader.anchoring import describe, locate_all
from reader.annotations import backups
from reader.annotations.store import Store
from reader.cleaning import RULES, clean, passages
from reader.errors import CannotSave, FileUnreadable, LibraryMissing, LibraryNotAFolder, NoBackup, UnknownPost
from reader.importer import open_cache, open_index, reading_minutes
from reader.library.cache import Cache
from reader.library.parse import parse, read_post
from reader.library.scan import moves, to_path
from reader.library.watch import watch
from reader.locations import Locations
from reader.model import (
    Annotation,
    Article,
    Changes,
    CleanedArticle,
    Colour,
    Facets,
    Fate,
    Placement,
    Post,
    PostSummary,
    Progress,
    Removal,
    RulesOff,
    SearchHit,
    SearchResult,
    Selector,
    Snippet,
    Span,
    Standing,
    Status,
    Style,
    View,
)
from reader.rendering import reading_text, render
from reader.search import Index, find

__all__ = ["RULE_TITLES", "Workspace", "back_up", "clean_file", "reading_text", "restore", "watch"]

LONG_AGO = datetime.min.replace(tzinfo=UTC)

RULE_TITLES: Mapping[str, str] = {rule.name: rule.title for rule in RULES}
"""The cleaning rules in the order in which they work: by name, what each hides in English."""

Clock = Callable[[], datetime]
FoldWords = Callable[[tuple[Removal, ...]], str]
CaptionWords = Callable[[Removal], tuple[str, str]]


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def ignore(_: Progress) -> None:
    """For callers that do not watch the progress."""


def never() -> bool:
    """For callers that do not cancel."""
    return False


def count_removals(removals: Sequence[Removal]) -> str:
    """The words of a quiet line in English; the window passes translated ones."""
    return f"{len(removals)} passage{'s' if len(removals) > 1 else ''} hidden"


def caption(removal: Removal) -> tuple[str, str]:
    """The words above an opened passage in English; the window passes translated ones."""
    return RULE_TITLES.get(removal.rule, ""), "show the text that stays"


def clean_file(file: Path) -> CleanedArticle:
    """The cleaned article of a file that need not belong to a library. Raises FileUnreadable."""
    try:
        data, modified = file.read_bytes(), file.stat().st_mtime
    except OSError as error:
        raise FileUnreadable(path=file, reason=error.strerror or str(error)) from error
    return clean(parse(file.name, data, datetime.fromtimestamp(modified, UTC)))


def back_up(locations: Locations, file: Path | None = None, *, clock: Clock = utc_now) -> Path:
    """Write a verified copy of the annotation database to `file`, default a new one in the backup folder.

    Works while another program has the database open. Raises StoreDamaged, StoreTooNew or CannotSave.
    """
    to = file or locations.backups / f"annotations-{clock():%Y-%m-%dT%H%M%S}.sqlite3"
    store = Store.read(locations.annotations, clock=clock)
    try:
        store.back_up(to)
    finally:
        store.close()
    return to


def restore(locations: Locations, file: Path | None = None, *, clock: Clock = utc_now) -> Path:
    """Put a backup, default the newest, in the place of the annotation database; returns the backup.

    The database that was there is kept beside it. Raises NoBackup, StoreDamaged or StoreTooNew for a backup that is
    no good, StoreLocked while the program runs, and CannotSave; then nothing has changed.
    """
    copy = file or next(iter(backups.listed(locations.backups)), None)
    if copy is None:
        raise NoBackup(path=locations.backups)
    backups.restore(locations.annotations, copy, clock())
    return copy


class Workspace:
    """A library that is open. Use `open`; close it when done."""

    def __init__(
        self, root: Path, locations: Locations, store: Store, cache: Cache, index: Index, clock: Clock = utc_now
    ) -> None:
        self.root = root
        self.locations = locations
        self._clock = clock
        self._store = store
        self._notes = store.library(root)
        self._cache = cache
        self._index = index
        self._indexed_annotations: tuple[Annotation, ...] | None = None
        """Those that the index knows; None when they changed since."""
        self._summaries: dict[str, PostSummary] = {}
        self._common: Mapping[int, int] = {}
        """The fingerprints of what stands in many posts, with the number of posts."""
        self._load()

    @classmethod
    def open(cls, root: Path, locations: Locations, *, reading: bool = False, clock: Clock = utc_now) -> Workspace:
        """Open the library at `root` as it was left; nothing is scanned or parsed.

        With `reading`, another program may have it open, and what is done to annotations and states is not kept.
        Raises LibraryMissing, LibraryNotAFolder, StoreDamaged, StoreTooNew, StoreLocked or CannotSave.
        """
        root = root.expanduser().absolute()
        if not root.exists():
            raise LibraryMissing(path=root)
        if not root.is_dir():
            raise LibraryNotAFolder(path=root)
        if reading:
            store = Store.read(locations.annotations, clock=clock)
        else:
            store = Store.open(locations.annotations, backups=locations.backups, clock=clock)
        try:
            cache = open_cache(root, locations)
            try:
                return cls(root, locations, store, cache, open_index(root, locations), clock)
            except BaseException:
                cache.close()
                raise
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Give back the index, the cache and the annotation database; what was written is safe already."""
        self._index.close()
        self._cache.close()
        self._store.close()

    def _load(self) -> None:
        self._summaries = {summary.path: summary for summary in self._cache.summaries()}
        self._common = self._cache.common()

    def now(self) -> datetime:
        """The present moment, by the clock of this workspace."""
        return self._clock()

    # --- the list ---

    def summaries(self) -> tuple[PostSummary, ...]:
        """All posts, in no particular order."""
        return tuple(self._summaries.values())

    def title(self, path: str) -> str:
        """The repaired title of a post, or its path when it is not known."""
        summary = self._summaries.get(path)
        return summary.title if summary else path

    def statuses(self) -> Mapping[str, Status]:
        """What the person did with each post that was read, starred, opened or annotated."""
        return self._notes.statuses()

    def facets(self, paths: Collection[str] | None = None) -> Facets:
        """How many of `paths` (default: all posts) fall under each category, tag and month."""
        names = self._summaries.keys() if paths is None else self._summaries.keys() & set(paths)
        chosen = [self._summaries[path] for path in names]
        return Facets(
            categories=Counter(category for summary in chosen for category in summary.categories),
            tags=Counter(tag for summary in chosen for tag in summary.tags),
            months=Counter(f"{summary.date:%Y-%m}" for summary in chosen if summary.date),
        )

    def refresh(
        self,
        progress: Callable[[Progress], None] = ignore,
        cancelled: Callable[[], bool] = never,
        *,
        rebuild: bool = False,
    ) -> Changes:
        """Import what changed on disk, here and now, and take it over."""
        changes = importer.import_library(
            self.root, self.locations, progress=progress, cancelled=cancelled, off=self.rules_off(), rebuild=rebuild
        )
        self.reload()
        return changes

    def reload(self) -> Changes:
        """Take over what an import wrote. Annotations and states follow a post that moved; none is ever removed."""
        self._load()
        self._index.refresh()
        before, after = self._notes.hashes(), {path: one.content_hash for path, one in self._summaries.items()}
        # A file that an unfinished import has not reached is no file that is gone.
        gone = {path: before[path] for path in before.keys() - after.keys() if not (self.root / to_path(path)).exists()}
        moved = moves(gone, {path: after[path] for path in after.keys() - before.keys()})
        changes = self._notes.moved(moved) if moved else Changes()
        if fresh := {path: stamp for path, stamp in after.items() if before.get(path) != stamp}:
            self._notes.seen(fresh)
        return self._changed(changes)

    # --- one post ---

    def article(
        self,
        path: str,
        view: View = "cleaned",
        opened: frozenset[int] = frozenset(),
        fold_words: FoldWords = count_removals,
        caption_words: CaptionWords = caption,
    ) -> Article:
        """The post at `path` as it is on disk now, ready for the screen, with its annotations in their places.

        `opened` are indexes into the removals of the cleaned article that are shown in place. A file that cannot be
        read gives an article that says so; UnknownPost is raised for a path that is not in the library.
        """
        if path not in self._summaries:
            raise UnknownPost(path=path)
        post = read_post(self.root, path)
        cleaned = self._cleaned(post)
        rendered = render(post.body, cleaned, view, opened=opened, fold_words=fold_words, caption_words=caption_words)
        text = rendered.text if view == "cleaned" else cleaned.text
        return Article(
            post=replace(post, problems=importer.problems(post, cleaned, text)),
            cleaned=cleaned,
            view=view,
            rendered=rendered,
            placements=self.placements(path, rendered.text),
            reading_minutes=self._reading_minutes(post, cleaned),
        )

    def _reading_minutes(self, post: Post, cleaned: CleanedArticle) -> int:
        summary = self._summaries[post.path]
        if summary.content_hash == post.content_hash:
            return summary.reading_minutes
        return reading_minutes(reading_text(cleaned.text))

    def reading_text(self, path: str) -> str:
        """The reading text of the cleaned view of a post, without making a page of it."""
        return reading_text(self.cleaned(path).text)

    def cleaned(self, path: str) -> CleanedArticle:
        """The cleaned article of the post at `path` as it is on disk now, by the rules that are not switched off."""
        return self._cleaned(read_post(self.root, path))

    def _cleaned(self, post: Post) -> CleanedArticle:
        off = self.rules_off().of(post.path)
        common = importer.fingerprinted(post) & self._common.keys() if self._common else frozenset()
        return self._cache.cleaned(post.path, post.body, off, common) or importer.cleaned(post, off, common)

    def boilerplate(self) -> tuple[tuple[str, int], ...]:
        """The passages that stand in many posts, as one of the posts has them, with the number of posts; the most
        frequent first."""
        texts: dict[int, str] = {}
        wanted = set(self._common)
        for path, numbers in self._cache.fingerprints().items() if wanted else ():
            if not wanted.isdisjoint(numbers):
                texts |= passages(read_post(self.root, path).body)
                wanted.difference_update(numbers)
        found = [(texts[number], count) for number, count in self._common.items() if number in texts]
        return tuple(sorted(found, key=lambda one: (-one[1], one[0])))

    def rules_off(self) -> RulesOff:
        """The cleaning rules that are switched off."""
        return self._notes.rules_off()

    def set_rules_off(self, rules: Collection[str], path: str | None = None) -> Changes:
        """Switch exactly these rules off, for one post or, without a path, for the whole library.

        Articles follow at once, list and index at the next import.
        """
        self._notes.set_rules_off(rules, path)
        return Changes(changed=frozenset(self._summaries if path is None else (path,)))

    def placements(self, path: str, text: str) -> tuple[Placement, ...]:
        """The annotations of a post with their places in `text`, one of its reading texts; the lost ones come last."""
        annotations = self._notes.annotations(path)
        placed = [Placement(one, None) for one in annotations if one.selector is None]
        by_text: dict[str, list[tuple[Annotation, Selector]]] = {}
        for one in annotations:
            if one.selector is not None:
                by_text.setdefault(one.selector.text_hash, []).append((one, one.selector))
        for text_hash, group in by_text.items():
            matches = locate_all(text, [selector for _, selector in group], self._store.text(text_hash))
            placed += [Placement(one, match) for (one, _), match in zip(group, matches, strict=True)]
        return tuple(sorted(placed, key=lambda one: (one.match is None, one.match.start if one.match else 0)))

    # --- search ---

    def search(self, query: str, *, limit: int = 200, typing: bool = False) -> SearchResult:
        """Posts and annotations that match, best first; for an empty query all posts, newest first.

        `typing`: the last Latin word may go on.
        """
        if not query.strip():
            return self._all(query, limit)
        if self._indexed_annotations is None:
            self._indexed_annotations = self._notes.annotations()
            self._index.set_annotations(self._indexed_annotations)
        return self._index.search(query, limit=limit, states=self._states(), typing=typing)

    def find(self, text: str, query: str, *, typing: bool = False, similar: bool = False) -> tuple[Span, ...]:
        """Where a query matches in a reading text, in order; nowhere if it is empty.

        `typing`: the last Latin word may go on. `similar`: kana and long vowels count as the same.
        """
        return find(text, query, typing=typing, similar=similar)

    def _all(self, query: str, limit: int) -> SearchResult:
        started = time.perf_counter()
        newest = sorted(self._summaries.values(), key=lambda one: (one.date or LONG_AGO, one.path), reverse=True)
        return SearchResult(
            query=query,
            hits=tuple(SearchHit(path=one.path, score=0.0, snippet=Snippet(one.excerpt, ())) for one in newest[:limit]),
            total=len(newest),
            facets=self.facets(),
            seconds=time.perf_counter() - started,
        )

    def _states(self) -> dict[str, frozenset[str]]:
        statuses = self.statuses().items()
        return {
            "read": frozenset(path for path, status in statuses if status.read),
            "starred": frozenset(path for path, status in statuses if status.starred),
            "highlight": frozenset(path for path, status in statuses if status.highlights),
            "note": frozenset(path for path, status in statuses if status.notes),
        }

    # --- what the person does ---

    def annotations(self, path: str | None = None) -> tuple[Annotation, ...]:
        """The annotations of a post, or of the whole library."""
        return self._notes.annotations(path)

    def annotate(
        self,
        path: str,
        view: View,
        span: Span | None,
        *,
        colour: Colour = "yellow",
        style: Style = "highlight",
        tags: tuple[str, ...] = (),
        note: str = "",
    ) -> tuple[Annotation, Changes]:
        """Highlight `span` of the reading text of a view, or without one put a note on the whole post.

        It is on the disk when this returns. Raises UnknownPost, CannotSave, and ValueError for a span outside the text.
        """
        selector, text = self._described(path, view, span) if span is not None else (None, None)
        moment = self._clock()
        annotation = Annotation(
            id=str(uuid.uuid4()),
            path=path,
            selector=selector,
            view="cleaned" if view == "cleaned" else "original",
            colour=colour,
            style=style,
            tags=tags,
            note=note,
            created=moment,
            modified=moment,
        )
        return annotation, self._changed(self._notes.add(annotation, text))

    def take_in(self, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
        """Keep annotations that come from elsewhere, in one step: those that are new here or were modified later than
        here. Returns what was kept."""
        before = set(self._notes.annotations())
        self._changed(self._notes.merge(annotations))
        return tuple(one for one in self._notes.annotations() if one not in before)

    @property
    def failures(self) -> tuple[CannotSave, ...]:
        """Copies of the annotations (backups, readable files) that could not be written; the database itself could."""
        return self._store.failures

    def edit(
        self,
        annotation_id: str,
        *,
        colour: Colour | None = None,
        style: Style | None = None,
        tags: tuple[str, ...] | None = None,
        note: str | None = None,
    ) -> Changes:
        """Change what is given of an annotation. Raises UnknownAnnotation or CannotSave."""
        return self._changed(self._notes.edit(annotation_id, colour=colour, style=style, tags=tags, note=note))

    def edit_many(
        self,
        annotation_ids: Iterable[str],
        *,
        colour: Colour | None = None,
        style: Style | None = None,
        add_tags: Collection[str] = (),
        remove_tags: Collection[str] = (),
    ) -> Changes:
        """Change what is given of several annotations, in one step; those that are gone are passed over."""
        wanted, moment, put = frozenset(annotation_ids), self._clock(), []
        for old in self._notes.annotations():
            if old.id not in wanted:
                continue
            kept = (tag for tag in old.tags if tag not in remove_tags)
            new = replace(
                old,
                colour=colour or old.colour,
                style=style or old.style,
                tags=tuple(dict.fromkeys((*kept, *add_tags))),
            )
            if new != old:
                put.append(replace(new, modified=moment))
        return self._changed(self._notes.apply("edit", put=put))

    def accept(self, annotation_ids: Iterable[str]) -> Changes:
        """Take the present places of annotations for theirs, in one step; those that have none stay as they are."""
        wanted, moment = frozenset(annotation_ids), self._clock()
        put: list[Annotation] = []
        texts: dict[str, str] = {}
        posts = {one.path for one in self._notes.annotations() if one.id in wanted}
        for path in sorted(posts & self._summaries.keys()):
            for placement, text in self._placed(path):
                one, match = placement.annotation, placement.match
                if one.id in wanted and match is not None:
                    selector = describe(text, match.start, match.end)
                    texts[selector.text_hash] = text
                    put.append(replace(one, selector=selector, modified=moment))
        return self._changed(self._notes.apply("relocate", put=put, texts=texts))

    def reattach(self, annotation_id: str, path: str, view: View, span: Span) -> Changes:
        """Move an annotation to `span` of the reading text of a view of a post, its own or another.

        Raises UnknownAnnotation, UnknownPost, CannotSave, and ValueError for a span outside the text.
        """
        selector, text = self._described(path, view, span)
        annotation = replace(
            self._notes.annotation(annotation_id),
            path=path,
            view="cleaned" if view == "cleaned" else "original",
            selector=selector,
            modified=self._clock(),
        )
        return self._changed(self._notes.apply("relocate", put=(annotation,), texts={selector.text_hash: text}))

    def _described(self, path: str, view: View, span: Span) -> tuple[Selector, str]:
        """The selector of a span of the reading text of a view, and that text; see `reattach` for what is raised."""
        if path not in self._summaries:
            raise UnknownPost(path=path)
        post = read_post(self.root, path)
        text = render(post.body, self._cleaned(post), view, fold_words=count_removals).text
        return describe(text, span.start, span.end), text

    def annotated_text(self, annotation_id: str) -> str | None:
        """The reading text in which an annotation was made; None if it was not kept. Raises UnknownAnnotation."""
        selector = self._notes.annotation(annotation_id).selector
        return self._store.text(selector.text_hash) if selector else None

    def delete(self, annotation_ids: Iterable[str]) -> Changes:
        """Delete annotations, in one step that can be undone."""
        return self._changed(self._notes.delete(annotation_ids))

    def undo(self) -> Changes:
        """Take back the last step, also one of an earlier session."""
        return self._changed(self._notes.undo())

    def redo(self) -> Changes:
        """Make again what was undone last."""
        return self._changed(self._notes.redo())

    @property
    def can_undo(self) -> str:
        """The kind of the step that `undo` takes back, '' when there is none."""
        return self._notes.can_undo()

    @property
    def can_redo(self) -> str:
        """The kind of the step that `redo` makes again, '' when there is none."""
        return self._notes.can_redo()

    def set_read(self, paths: Collection[str], read: bool) -> Changes:
        """Mark posts as read or unread."""
        return self._notes.set_read(paths, read)

    def set_starred(self, paths: Collection[str], starred: bool) -> Changes:
        """Give posts a star or take it away."""
        return self._notes.set_starred(paths, starred)

    def set_place(self, path: str, offset: int) -> Changes:
        """Remember where reading stopped, in the reading text of the cleaned view."""
        return self._notes.set_place(path, offset)

    def fates(self, progress: Callable[[Progress], None] = ignore) -> tuple[tuple[Annotation, Fate], ...]:
        """What became of every annotation, in order of the posts: a note on a whole post stands wherever it is."""
        fates: list[tuple[Annotation, Fate]] = []
        paths = sorted({annotation.path for annotation in self._notes.annotations()})
        for number, path in enumerate(paths, start=1):
            fates += [(standing.annotation, standing.fate) for standing in self.standings(path)]
            progress(Progress("locate", number, len(paths)))
        return tuple(fates)

    def standings(self, path: str) -> tuple[Standing, ...]:
        """What became of each annotation of a post, judged in the view in which it was made; nothing can be said yet
        about those of a file that no import has reached."""
        if not self._is_there(path):
            return tuple(Standing(one, "missing") for one in self._notes.annotations(path))
        if path not in self._summaries:
            return ()
        return tuple(_standing(placement, text) for placement, text in self._placed(path))

    def _is_there(self, path: str) -> bool:
        try:
            return (self.root / to_path(path)).exists()
        except OSError:  # an address of the web, as imported annotations may have, can be too long for a file name
            return False

    def _placed(self, path: str) -> Iterator[tuple[Placement, str]]:
        """The annotations of a post, each with its place in the reading text of its own view, and that text."""
        for view in sorted({one.view for one in self._notes.annotations(path)}):
            text = self.reading_text(path) if view == "cleaned" else self.article(path, view).rendered.text
            yield from ((one, text) for one in self.placements(path, text) if one.annotation.view == view)

    def _changed(self, changes: Changes) -> Changes:
        if changes.annotated or changes.moved:
            self._indexed_annotations = None
        return changes


def _standing(placement: Placement, text: str) -> Standing:
    annotation, match = placement.annotation, placement.match
    if match is not None:
        return Standing(annotation, match.kind, text[match.start : match.end])
    return Standing(annotation, "exact" if annotation.selector is None else "lost")
