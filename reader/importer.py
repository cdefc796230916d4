"""A folder becomes a library: every new or changed post is read, cleaned, and put into the cache and the index.

Only disposable things are written here (cache and index), never annotations. The command line calls
`import_library` itself; the window starts it as a process of its own (`start`), because cleaning and indexing are
pure Python and would steal the interpreter from the event loop.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import traceback
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from reader import __version__
from reader.cleaning import clean, common_fingerprints, fingerprints
from reader.errors import ReaderError
from reader.library.cache import Cache
from reader.library.parse import read_post
from reader.library.rows import Record
from reader.library.scan import Entry, Scan, moves, scan
from reader.locations import Locations
from reader.model import Changes, CleanedArticle, Document, Post, PostSummary, Problem, Progress, RulesOff, Span
from reader.rendering import reading_text
from reader.search import Index, Prepared, prepare

log = logging.getLogger(__name__)

FIRST_BATCH, BATCH = 100, 1000
"""Posts written to cache and index at a time: what can be found while the import still runs. Each batch is a segment
of the index, and many small ones are slow to search and to merge."""
ALONE = 16
"""Up to this many posts are imported without worker processes, whose start costs more."""
NO_RULES_OFF = RulesOff()
TALK = frozenset({"prompt", "acknowledgement", "apology", "agent-talk"})
"""Cleaning rules that take out what a generator says instead of an article."""
EXCERPT = 160
JAPANESE_A_MINUTE = 500
WORDS_A_MINUTE = 230
JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆〇]")
WORD = re.compile(r"[A-Za-z0-9][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Imported:
    """One post on its way from a worker process into the cache and the index."""

    record: Record
    prepared: Prepared


@dataclass(frozen=True, slots=True)
class Manner:
    """How posts are cleaned: the rules that the person switched off, and what stands in many posts of the library."""

    off: RulesOff = NO_RULES_OFF
    common: frozenset[int] = frozenset()
    """Fingerprints; all that are known, also those that a post has not."""


def open_cache(root: Path, locations: Locations) -> Cache:
    """The cache of the library at `root`; one written by another version of the program is rebuilt."""
    return Cache.open(locations.library_cache(root), stamp=__version__)


def open_index(root: Path, locations: Locations, *, thorough: bool = False) -> Index:
    """The search index of the library at `root`; when `thorough`, every byte of it is checked."""
    return Index.open(locations.library_cache(root) / "index", locations.key, thorough=thorough)


def import_library(
    root: Path,
    locations: Locations,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    off: RulesOff = NO_RULES_OFF,
    rebuild: bool = False,
    processes: int | None = None,
) -> Changes:
    """Bring cache and index of the library at `root` up to date with its files and with the rules that are `off`.

    What was done before a cancellation stays. Raises LibraryMissing or LibraryNotAFolder, StoreTooNew for a cache
    of a newer program, and CannotSave when the cache folder cannot be written.
    """
    progress(Progress("scan", 0, 0))
    cache, index = open_cache(root, locations), open_index(root, locations, thorough=True)
    try:
        known = cache.entries()
        found = scan(root, {} if rebuild else known)
        hashes = {summary.path: summary.content_hash for summary in cache.summaries()}
        manner = Manner(off, frozenset(cache.common()))
        gone = {path: hashes.get(path, "") for path in known.keys() - {entry.path for entry in found.entries}}
        work = _Work(root, cache, index, progress, cancelled, processes)
        # A cancelled import has not seen every new file, so it cannot tell a post that moved from one that was deleted.
        finished = work.do(_to_import(found, hashes, index.stamps(), cache.fingerprints(), manner), manner, gone)
        done = work.done
        if finished and (done or gone):
            posts = cache.fingerprints()
            counts = common_fingerprints(posts.values(), frozenset() if rebuild else manner.common)
            # First what is common, then the posts: an import that ends in between is noticed by their stamps.
            cache.set_common(counts)
            others = manner.common ^ counts.keys()
            touched = [entry for entry in found.entries if not others.isdisjoint(posts.get(entry.path, ()))]
            work.do(touched, Manner(off, frozenset(counts)))
        moved = moves(gone, {path: done[path] for path in done.keys() - known.keys()}) if finished else {}
        return Changes(
            added=frozenset(done.keys() - known.keys() - set(moved.values())),
            changed=frozenset(done.keys() & known.keys()),
            removed=frozenset(gone.keys() - moved.keys()) if finished else frozenset(),
            moved=moved,
            problems=found.problems,
        )
    finally:
        index.close()
        cache.close()


@dataclass
class _Work:
    """Imports posts into a cache and an index, and tells how far it is."""

    root: Path
    cache: Cache
    index: Index
    progress: Callable[[Progress], None]
    cancelled: Callable[[], bool]
    processes: int | None
    done: dict[str, str] = field(default_factory=dict)
    """The content hashes of the posts that were imported, by path."""
    read: int = 0
    total: int = 0
    written: int = 0

    def do(self, entries: Sequence[Entry], manner: Manner, gone: Collection[str] = ()) -> bool:
        """Import `entries`, and forget the posts that are `gone`; False when it was cancelled before that."""
        self.total += len(entries)
        batch: list[Imported] = []
        self.progress(Progress("read", self.read, self.total))
        for imported in _import_posts(self.root, entries, manner, self.processes):
            batch.append(imported)
            self.read += 1
            self.done[imported.record.entry.path] = imported.record.summary.content_hash
            if len(batch) >= (BATCH if self.written else FIRST_BATCH):
                _write(self.cache, self.index, batch)
                self.written += len(batch)
                batch = []
            self.progress(Progress("read", self.read, self.total, imported.record.entry.path, self.written))
            if self.cancelled():
                break
        self.progress(Progress("index", self.read, self.total))
        finished = self.read == self.total
        _write(self.cache, self.index, batch, gone if finished else ())
        return finished


def _to_import(
    found: Scan,
    cached: Mapping[str, str],
    indexed: Mapping[str, str],
    fingerprints: Mapping[str, Iterable[int]],
    manner: Manner,
) -> list[Entry]:
    """The files to import, newest name first: those that are new or changed, whose text never reached the index, or
    that were cleaned by other rules or with other text known as common."""
    fresh = {entry.path for entry in found.fresh}

    def expected(path: str) -> str:
        common = manner.common.intersection(fingerprints.get(path, ())) if manner.common else manner.common
        return stamp(cached.get(path, ""), manner.off.of(path), common)

    wanted = [
        entry for entry in found.entries if entry.path in fresh or indexed.get(entry.path) != expected(entry.path)
    ]
    return sorted(wanted, key=lambda entry: entry.path, reverse=True)


def stamp(content_hash: str, off: frozenset[str], common: frozenset[int]) -> str:
    """What the index remembers of a post: tells whether its text is still the one that was indexed."""
    return " ".join((content_hash, *sorted(off), *(f"{number:x}" for number in sorted(common))))


def _write(cache: Cache, index: Index, batch: Sequence[Imported], gone: Collection[str] = ()) -> None:
    # The cache first: a post that is cached but not indexed is noticed at the next import, the reverse is not.
    cache.put(imported.record for imported in batch)
    cache.remove(gone)
    if batch or gone:
        index.write([imported.prepared for imported in batch], removed=gone)


# --- one post ---


def import_post(root: Path, entry: Entry, off: frozenset[str], known_common: frozenset[int]) -> Imported:
    """Read, clean and count one post."""
    post = read_post(root, entry.path)
    prints = fingerprinted(post)
    common = known_common & prints
    article = cleaned(post, off, common)
    try:
        text = reading_text(article.text)
    except Exception:
        log.exception("one post could not be rendered")
        post, text = replace(post, problems=(*post.problems, Problem("internal"))), article.text
    return _imported(Record(entry, summarise(post, article, text), article, off, prints, common), post, text)


def cleaned(post: Post, off: frozenset[str] = frozenset(), common: frozenset[int] = frozenset()) -> CleanedArticle:
    """The cleaned article of a post. A bug of ours is logged, and costs the cleaning, never the post."""
    try:
        return clean(post, off=off, common=common)
    except Exception:
        log.exception("one post could not be cleaned")
        return uncleaned(post)


def fingerprinted(post: Post) -> frozenset[int]:
    """The fingerprints of a post. A bug of ours is logged, and costs its part in finding boilerplate."""
    try:
        return fingerprints(post.body)
    except Exception:
        log.exception("one post could not be compared with the others")
        return frozenset()


def _crashed(entry: Entry) -> Imported:
    """A post whose import ended its worker process: listed and found by its name, shown as it is."""
    log.error("a worker process ended while it imported one post")
    post = Post(path=entry.path, title=Path(entry.path).stem, problems=(Problem("internal"),))
    article = uncleaned(post)
    return _imported(Record(entry, summarise(post, article, ""), article), post, "")


def uncleaned(post: Post) -> CleanedArticle:
    """The article as it stands in the file."""
    kept = (Span(0, len(post.body)),) if post.body else ()
    return CleanedArticle(title=post.title, text=post.body, kept=kept)


def _imported(record: Record, post: Post, text: str) -> Imported:
    title = record.cleaned.title
    document = Document(
        path=post.path,
        title=title,
        raw_title=post.raw_title if post.raw_title != title else "",
        text=text,
        excerpt=post.excerpt,
        tags=post.tags,
        categories=post.categories,
        author=post.author,
        date=post.date,
        stamp=stamp(post.content_hash, record.off, record.common),
    )
    return Imported(record, prepare(document))


def summarise(post: Post, cleaned: CleanedArticle, text: str) -> PostSummary:
    """What the list shows of a post; `text` is its reading text."""
    repeated = sum(r.span.end - r.span.start for r in cleaned.removals if r.duplicate_of is not None)
    return PostSummary(
        path=post.path,
        title=cleaned.title,
        raw_title=post.raw_title,
        date=post.date,
        categories=post.categories,
        tags=post.tags,
        author=post.author,
        excerpt=excerpt(text),
        reading_minutes=reading_minutes(text),
        characters=len(text),
        repeated=repeated / len(post.body) if post.body else 0.0,
        content_hash=post.content_hash,
        problems=problems(post, cleaned, text),
    )


def problems(post: Post, cleaned: CleanedArticle, text: str) -> tuple[Problem, ...]:
    """The problems of a post; `text` is what is left to read of it."""
    if text.strip() or any(problem.kind == "unreadable" for problem in post.problems):
        return post.problems
    talk = any(removal.rule in TALK for removal in cleaned.removals)
    return (*post.problems, Problem("apology-only" if talk else "empty"))


def excerpt(text: str) -> str:
    """The beginning of the first paragraph that is a sentence, at most `EXCERPT` characters with an ellipsis."""
    lines = [line.strip() for line in text[: 50 * EXCERPT].split("\n") if line.strip()]
    first = next((line for line in lines if re.search(r"[。．.!?！？」…]", line) and len(line) >= 30), " ".join(lines))
    return first if len(first) <= EXCERPT else first[: EXCERPT - 1].rstrip() + "…"


def reading_minutes(text: str) -> int:
    """At 500 Japanese characters or 230 words a minute, at least 1."""
    japanese = sum(1 for _ in JAPANESE.finditer(text))
    words = sum(1 for _ in WORD.finditer(text))
    return max(1, round(japanese / JAPANESE_A_MINUTE + words / WORDS_A_MINUTE))


# --- many posts ---


def _import_posts(root: Path, entries: Sequence[Entry], manner: Manner, processes: int | None) -> Iterator[Imported]:
    def job(entry: Entry) -> tuple[Path, Entry, frozenset[str], frozenset[int]]:
        return root, entry, manner.off.of(entry.path), manner.common

    if len(entries) <= ALONE:
        yield from (import_post(*job(entry)) for entry in entries)
        return
    waiting = deque(entries)
    workers = processes or os.cpu_count() or 1
    while waiting:
        running: deque[tuple[Entry, Future[Imported]]] = deque()
        with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
            try:
                while waiting or running:
                    while waiting and len(running) < 4 * workers:
                        entry = waiting.popleft()
                        running.append((entry, pool.submit(import_post, *job(entry))))
                    yield running[0][1].result()
                    running.popleft()
            except BrokenProcessPool:
                yield from (_import_guarded(*job(entry)) for entry, _ in running)
            except GeneratorExit:
                pool.shutdown(cancel_futures=True)
                raise


def _import_guarded(root: Path, entry: Entry, off: frozenset[str], common: frozenset[int]) -> Imported:
    """One post in a process of its own: the one that ends it is known by that."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        try:
            return pool.submit(import_post, root, entry, off, common).result()
        except BrokenProcessPool:
            return _crashed(entry)


# --- as a process of its own ---


Message = Progress | Changes | ReaderError | str
"""What an import process reports: progress, and once at the end changes, an error, or a traceback."""


class Import:
    """A running import. It ends by itself when it is done, cancelled, or when the program that started it ends."""

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self._process = process
        self._connection = connection

    def poll(self) -> Message | None:
        """The newest message, or None when there is none; a result is never passed over for progress."""
        message: Message | None = None
        try:
            while not isinstance(message, Changes | ReaderError | str) and self._connection.poll():
                message = self._connection.recv()
        except (EOFError, OSError):
            return "the import process ended without a result"
        return message

    def cancel(self) -> None:
        """Ask it to stop after the post at hand; the result still comes."""
        try:
            self._connection.send("cancel")
        except OSError:
            log.info("the import had already ended")

    def close(self) -> None:
        """Cancel and wait until nothing is written any more."""
        if self._process.is_alive():
            self.cancel()
        self._process.join(timeout=30)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join()
        self._connection.close()


def start(root: Path, locations: Locations, off: RulesOff = NO_RULES_OFF) -> Import:
    """Import the library at `root` in a process of its own; see `import_library`."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_run, args=(root, locations, off, there), name="yomikaki-import")
    process.start()
    there.close()
    return Import(process, here)


def _run(root: Path, locations: Locations, off: RulesOff, connection: Connection) -> None:
    if hasattr(os, "nice"):
        os.nice(5)
    parent = multiprocessing.parent_process()

    def cancelled() -> bool:
        return connection.poll() or (parent is not None and not parent.is_alive())

    result: Message
    try:
        result = import_library(root, locations, progress=connection.send, cancelled=cancelled, off=off)
    except ReaderError as error:
        result = error
    except Exception:
        result = traceback.format_exc()
    try:
        connection.send(result)
    except OSError:
        log.info("nobody waits for the result of the import any more")
