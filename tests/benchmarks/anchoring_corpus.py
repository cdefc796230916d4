"""Highlights over real posts that changed: `YOMIKAKI_CORPUS=folder python tests/benchmarks/anchoring_corpus.py`.

The folder holds `raw` and `later`, two states of the same posts. Two things are measured: how many random sentences of
a post's earlier reading text that still stand, whole and once, in the later one are found there; and how long 10,000
highlights over all posts take.
"""

from __future__ import annotations

import os
import random
import re
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from reader.anchoring import describe, locate, locate_all
from reader.cleaning import clean
from reader.library.parse import parse
from reader.rendering import reading_text

SENTENCE = re.compile(r"[^。！？\n]{10,120}[。！？]")
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def texts(file: Path) -> tuple[str, str]:
    """The reading text of the original and of the cleaned view of a post."""
    post = parse(file.name, file.read_bytes(), EPOCH)
    return reading_text(post.body), reading_text(clean(post).text)


def sentences(old: str, new: str) -> list[tuple[int, int, int]]:
    """Start and end of the sentences of `old` that stand once in both texts, and their start in `new`."""
    return [
        (found.start(), found.end(), new.index(found.group()))
        for found in SENTENCE.finditer(old)
        if old.count(found.group()) == 1 and new.count(found.group()) == 1
    ]


def main(folder: Path) -> int:
    random.seed(20260101)
    pairs = [
        (texts(file), texts(folder / "later" / file.name))
        for file in sorted((folder / "raw").glob("*.md"))
        if (folder / "later" / file.name).exists()
    ]
    print(f"{len(pairs)} posts in two states")
    for name, old_view, new_view in (("cleaned to cleaned", 1, 1), ("original to cleaned", 0, 1)):
        spans = [
            (old[old_view], new[new_view], *one)
            for old, new in pairs
            for one in sentences(old[old_view], new[new_view])
        ]
        fates: Counter[str] = Counter()
        for old, new, start, end, truth in random.sample(spans, min(2_000, len(spans))):
            match = locate(new, describe(old, start, end), old)
            fates["lost" if match is None else "right" if match.start == truth else "wrong"] += 1
        print(f"{name}: {dict(fates)} of {sum(fates.values())}")
    per_post = 10_000 // len(pairs) + 1
    work = [
        (old[1], new[1], [random.randrange(len(old[1]) - 40) for _ in range(per_post)])
        for old, new in pairs
        if len(old[1]) > 100
    ]
    began = perf_counter()
    count = 0
    for old_text, new_text, starts in work:
        count += len(locate_all(new_text, [describe(old_text, at, at + 40) for at in starts], old_text))
    print(f"{count} highlights of {len(work)} posts in {perf_counter() - began:.1f} s")
    began = perf_counter()
    fates = Counter()
    for (old_original, old_cleaned), _ in pairs:
        found = SENTENCE.search(old_cleaned, len(old_cleaned) // 2)
        if found:
            match = locate(old_original, describe(old_cleaned, *found.span()), old_cleaned)
            fates["shown" if match and match.score == 1.0 else "changed" if match else "lost"] += 1
    print(f"cleaned view shown in the original: {dict(fates)}, {perf_counter() - began:.1f} s")
    return 0


if __name__ == "__main__":
    corpus = Path(os.environ.get("YOMIKAKI_CORPUS", ""))
    if not (corpus / "raw").is_dir() or not (corpus / "later").is_dir():
        print("No corpus: set YOMIKAKI_CORPUS to a folder with the posts in `raw` and, in a later state, in `later`.")
        sys.exit(2)
    sys.exit(main(corpus))
