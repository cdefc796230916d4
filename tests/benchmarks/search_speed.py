"""Search against SQLite's FTS5 with trigrams, on the same text, in the same run.

    YOMIKAKI_CORPUS=folder python tests/benchmarks/search_speed.py [--posts 25000] [--queries 200]

The folder holds `raw/` and `later/`, folders of posts. With more posts than it has, the rest are edited copies: their
sentences are shuffled and some replaced by sentences of other posts, so that nothing can be shared.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from reader.cleaning import clean
from reader.library.parse import read_post
from reader.model import Document
from reader.rendering import reading_text
from reader.search import Index, Prepared, prepare

KEY = b"benchmark" * 4
STATES = ("raw", "later")
LIMIT = 50
BATCH = 250
"""Posts that are counted while the index writes those before."""
FIXED = (
    *("データ", "データセンター", "生成AI", "AI", "プロンプト", "サーバー", "OpenAI", "の", "ツール", "使い方"),
    *("コート", "GPT-4"),
)


def read(arguments: tuple[Path, str]) -> Document:
    """One post of the corpus, cleaned, as the importer gives it to the index."""
    root, path = arguments
    post = read_post(root, path)
    article = clean(post)
    return Document(
        path=path,
        title=article.title,
        text=reading_text(article.text),
        excerpt=post.excerpt,
        tags=post.tags,
        categories=post.categories,
        author=post.author,
        date=post.date,
    )


def edited(documents: list[Document], count: int) -> Iterator[Document]:
    """The documents, then edited copies of them, `count` in all."""
    yield from documents[:count]
    for number in range(len(documents), count):
        chance = random.Random(number)
        original = documents[number % len(documents)]
        sentences = re.split(r"(?<=[。\n])", original.text)
        others = re.split(r"(?<=[。\n])", chance.choice(documents).text)
        chance.shuffle(sentences)
        for _ in range(len(sentences) // 10 + 1):
            sentences[chance.randrange(len(sentences))] = chance.choice(others)
        yield replace(original, path=f"{number:05}-{original.path}", text="".join(sentences))


def queries(documents: list[Document], count: int) -> list[str]:
    """Of all kinds: one character to a sentence, frequent and absent, Latin, mixed, several terms, fields, dates."""
    chance = random.Random(20261121)
    words = ["AI", "cloud", "model", "Google", "Claude", "agent"]

    def piece(length: int) -> str:
        text = re.sub(r"\s+", " ", chance.choice(documents).text)
        start = chance.randrange(max(1, len(text) - length))
        return text[start : start + length].strip() or "の"

    def japanese(length: int) -> str:
        runs = re.findall(rf"[\u3041-\u30ff\u4e00-\u9fff]{{{length},}}", chance.choice(documents).text)
        return chance.choice(runs)[:length] if runs else "データ"

    kinds: list[Callable[[], str]] = [
        lambda: japanese(1),
        lambda: japanese(2),
        lambda: japanese(3),
        lambda: japanese(4),
        lambda: japanese(6),
        lambda: japanese(10),
        lambda: f'"{piece(8).replace(chr(34), "")}"',
        lambda: f'"{piece(40).replace(chr(34), "")}"',
        lambda: chance.choice(re.findall(r"[A-Za-z]{3,}", chance.choice(documents).text) or words),
        lambda: f"{chance.choice(words)}{japanese(2)}",
        lambda: f"{japanese(3)} {japanese(3)}",
        lambda: f"{japanese(2)} {chance.choice(words)} {japanese(3)}",
        lambda: f"title:{japanese(3)}",
        lambda: f"{japanese(3)} date:2025-1{chance.randrange(3)}",
        lambda: japanese(3)[::-1] + japanese(2)[::-1],
    ]
    made = [kinds[number % len(kinds)]() for number in range(count - len(FIXED))]
    return [*FIXED, *made]


def match(query: str) -> str | None:
    """The same query for FTS5's trigrams; None where they cannot answer it."""
    terms = []
    for term in re.findall(r'"[^"]*"|\S+', query):
        if term.startswith("date:"):
            continue
        column = "title : " if term.startswith("title:") else ""
        text = fold(term.removeprefix("title:").strip('"'))
        if len(text) < 3:
            return None
        terms.append(f'{column}"{text.replace(chr(34), "")}"')
    return " AND ".join(terms)


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def percentile(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def build_fts(folder: Path, documents: Iterable[Document]) -> sqlite3.Connection:
    database = sqlite3.connect(folder / "fts.sqlite3")
    database.execute("CREATE VIRTUAL TABLE post USING fts5(title, tags, excerpt, body, tokenize='trigram')")
    database.execute("INSERT INTO post(post, rank) VALUES ('rank', 'bm25(5.0, 3.0, 1.5, 1.0)')")
    with database:
        rows = ((fold(d.title), fold(" ".join(d.tags)), fold(d.excerpt), fold(d.text)) for d in documents)
        database.executemany("INSERT INTO post VALUES (?, ?, ?, ?)", rows)
    return database


def build_index(folder: Path, documents: Iterable[Document]) -> Index:
    index = Index.open(folder, KEY)
    with ProcessPoolExecutor(2) as workers:
        index.write(prepared(workers, documents))
    return index


def prepared(workers: ProcessPoolExecutor, documents: Iterable[Document]) -> Iterator[Prepared]:
    """Counted in both processes, a batch ahead of the writer."""
    source, waiting = iter(documents), None
    while batch := list(islice(source, BATCH)):
        counted = workers.map(prepare, batch, chunksize=16)
        if waiting is not None:
            yield from waiting
        waiting = counted
    if waiting is not None:
        yield from waiting


def ask_fts(database: sqlite3.Connection, query: str) -> int:
    total = database.execute("SELECT count(*) FROM post WHERE post MATCH ?", (query,)).fetchone()[0]
    database.execute(
        "SELECT rowid, snippet(post, -1, '[', ']', '…', 40) FROM post WHERE post MATCH ? ORDER BY rank LIMIT ?",
        (query, LIMIT),
    ).fetchall()
    return int(total)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--posts", type=int, default=0, help="as many posts as this, by edited copies")
    options.add_argument("--queries", type=int, default=200)
    chosen = options.parse_args()
    corpus = Path(os.environ.get("YOMIKAKI_CORPUS", ""))
    if not os.environ.get("YOMIKAKI_CORPUS") or not (corpus / "raw").is_dir():
        print("Set YOMIKAKI_CORPUS to the folder that holds raw/ and later/.", file=sys.stderr)
        return 2
    files = sorted(path.relative_to(corpus).as_posix() for state in STATES for path in (corpus / state).glob("*.md"))
    with ProcessPoolExecutor(2) as workers:
        documents = list(workers.map(read, ((corpus, file) for file in files), chunksize=16))
    count = chosen.posts or len(documents)
    characters = sum(len(document.text) for document in documents)
    print(f"{count} posts; {characters / len(documents):.0f} characters in the average post")
    folder = Path(tempfile.mkdtemp(prefix="search-speed-"))
    try:
        report(folder, documents, count, queries(documents, chosen.queries))
    finally:
        shutil.rmtree(folder)
    return 0


def report(folder: Path, documents: list[Document], count: int, asked: list[str]) -> None:
    started = time.perf_counter()
    database = build_fts(folder, edited(documents, count))
    fts_time = time.perf_counter() - started
    started = time.perf_counter()
    index = build_index(folder / "index", edited(documents, count))
    our_time = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    fts_size, our_size = (folder / "fts.sqlite3").stat().st_size / 1e6, size(folder / "index")
    print(f"building: {our_time:.1f} s, FTS5 {fts_time:.1f} s: {our_time / fts_time:.2f} times (at most 0.60)")
    print(f"size: {our_size:.0f} MB, FTS5 {fts_size:.0f} MB: {our_size / fts_size:.2f} times (at most 0.50)")
    print(f"memory of the writing process, with the documents and FTS5's cache: {memory:.0f} MB (at most 500)")
    index.close()
    index = Index.open(folder / "index", KEY)
    first = timed(lambda: index.search(asked[0], limit=LIMIT))
    ours, theirs, ours_alone = [], [], []
    slow: list[tuple[float, str]] = []
    for query in asked:
        took = timed(partial(index.search, query, limit=LIMIT))
        slow.append((took, query))
        if (expression := match(query)) is None:
            ours_alone.append(took)
            continue
        ours.append(took)
        theirs.append(timed(partial(ask_fts, database, expression)))
    ours.append(first)
    for share in (0.5, 0.95):
        a, b = percentile(ours, share), percentile(theirs, share)
        print(f"answering, {share:.0%}: {a:.1f} ms, FTS5 {b:.1f} ms: {a / max(b, 0.001):.2f} times")
    print(f"first keystroke after start: {first:.1f} ms")
    print(f"one and two characters, which FTS5 cannot answer: {percentile(ours_alone, 0.95):.1f} ms (95 %)")
    print("slowest:", ", ".join(f"{query} {took:.0f} ms" for took, query in sorted(slow, reverse=True)[:8]))
    changed = [replace(document, text=document.text + "\n追記です。") for document in documents[:10]]
    print(f"ten changed posts: {timed(lambda: index.update(changed)):.0f} ms (at most 1000)")
    index.close()
    database.close()


if __name__ == "__main__":
    sys.exit(main())
