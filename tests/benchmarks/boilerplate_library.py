"""What finding boilerplate costs and hides: `python tests/benchmarks/boilerplate_library.py [-v] [FOLDER…]`.

For each folder, by default those in $YOMIKAKI_CORPUS: the seconds of its first import, of one more after nothing has
changed, and of the fingerprints alone, and what is hidden as boilerplate (`-v` shows it). Without a folder only the
second part: the seconds and the memory that counting takes in a cache of 25,000 posts of 42 passages.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from reader.cleaning import common_fingerprints, fingerprints
from reader.importer import import_library
from reader.library.cache import Cache
from reader.library.parse import read_post
from reader.library.rows import Record
from reader.library.scan import Entry
from reader.locations import locate
from reader.model import CleanedArticle, PostSummary
from reader.workspace import Workspace

POSTS, PASSAGES, FOOTERS = 25_000, 42, 8


@contextmanager
def timed(what: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    print(f"{what:48} {time.perf_counter() - started:8.2f} s")


def folder(root: Path, verbose: bool) -> None:
    with tempfile.TemporaryDirectory() as data:
        locations = locate(Path(data))
        print(root.name)
        with timed("  first import"):
            import_library(root, locations)
        with timed("  one more"):
            again = import_library(root, locations)
        workspace = Workspace.open(root, locations)
        paths = [summary.path for summary in workspace.summaries()]
        posts = [read_post(root, path) for path in paths]
        with timed("  fingerprints alone, in one process"):
            for post in posts:
                fingerprints(post.body)
        hidden: Counter[str] = Counter()
        for post in posts:
            for removal in workspace.cleaned(post.path).removals:
                if removal.rule == "boilerplate":
                    hidden[post.body[removal.span.start : removal.span.end].strip()] += 1
        print(f"  posts {len(posts)}, changed by one more import {len(again.changed)}")
        print(f"  stands in many posts {len(workspace.boilerplate())}, passages hidden {hidden.total()}")
        for text, count in hidden.most_common() if verbose else ():
            print(f"  {count:5} {text!r}")
        workspace.close()


def record(number: int, prints: frozenset[int]) -> Record:
    path = f"{number}.md"
    summary = PostSummary(
        path=path,
        title=path,
        raw_title=path,
        date=datetime(2026, 1, 1, tzinfo=UTC),
        categories=(),
        tags=(),
        author="",
        excerpt="",
        reading_minutes=1,
        characters=1,
        repeated=0.0,
        content_hash=path,
    )
    return Record(Entry(path, 1, 1), summary, CleanedArticle(title=path, text="", kept=()), fingerprints=prints)


def count() -> None:
    chance = random.Random(1)
    footers = [chance.getrandbits(63) for _ in range(FOOTERS)]
    with tempfile.TemporaryDirectory() as data:
        cache = Cache.open(Path(data))
        own = ([chance.getrandbits(63) for _ in range(PASSAGES)] for _ in range(POSTS))
        cache.put(record(number, frozenset([*prints, *footers])) for number, prints in enumerate(own))
        with timed(f"{POSTS} posts: reading the fingerprints"):
            posts = cache.fingerprints()
        with timed(f"{POSTS} posts: counting them"):
            common = common_fingerprints(posts.values())
        with timed(f"{POSTS} posts: finding those that are touched"):
            touched = [path for path, numbers in posts.items() if not common.keys().isdisjoint(numbers)]
        tracemalloc.start()
        common_fingerprints(cache.fingerprints().values())
        print(f"{'memory at most':48} {tracemalloc.get_traced_memory()[1] / 1e6:8.1f} MB")
        print(f"{'cache':48} {(Path(data) / 'cache.sqlite3').stat().st_size / 1e6:8.1f} MB")
        print(f"common {len(common)}, touched {len(touched)}")
        cache.close()


def main(arguments: list[str]) -> int:
    corpus = os.environ.get("YOMIKAKI_CORPUS", "")
    roots = [Path(name) for name in arguments if name != "-v"]
    roots = roots or (sorted(path for path in Path(corpus).iterdir() if path.is_dir()) if corpus else [])
    for root in roots:
        folder(root, "-v" in arguments)
    count()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
