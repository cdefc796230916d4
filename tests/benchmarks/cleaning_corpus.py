"""What cleaning keeps and loses over a whole corpus: `python tests/benchmarks/cleaning_corpus.py [-v] [FOLDER…]`.

Reads every Markdown file below the given folders, by default below $YOMIKAKI_CORPUS, and prints
  lost        distinct sentences of a body (15 characters or more) that are neither in the cleaned text, word for word
              or 90 % alike, nor removed by a rule that says that the text is no article text
  repeated    characters in sentences (20 or more) that the cleaned text has more than once, in percent of the text
  irreversible, unstable   posts whose kept and removed stretches do not tile the body; that a second cleaning changes
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from reader.cleaning import RULES, clean
from reader.library.parse import read_post
from reader.model import CleanedArticle, Post

ARTICLE = frozenset(rule.name for rule in RULES if rule.article)
SENTENCE = re.compile(r".+?(?:[。！？!?]+[」』）)”\"]*\**|$)")
END_MARK = re.compile(r"-{2,}\s*END\b\s*-*")
BREAK_AFTER = re.compile(r"\s*(?:-{2,}\s*END|\n\s*\n\s*\n|$)")
BREAK_BEFORE = re.compile(r"(?:END\s*-*|】|\n\s*\n\s*\n)\s*(?:\.{2,}|…)?$")
CLOSED = re.compile(r"[。！？!?][」』）)”\"*]*$")
SIGNS = re.compile(r"</?h\d>|\.{3,}|…|[\s*#_`>|~\-\\\u200b\ufeff]")
EQUAL = (("75%以上の企業", "多くの企業"), ("300%の", "大幅な"), ("年率25%以上の成長", "高い成長"), ("1つ", "一つ"))
LONG, REPEATED, ALIKE, MIN_HEADING = 15, 20, 90, 6

NO_CORPUS = "No posts: name their folders, or set YOMIKAKI_CORPUS to one."


class Figures(NamedTuple):
    """The figures of one post."""

    path: str
    body: int
    text: int
    lost: tuple[str, ...]
    repeated: tuple[str, ...]
    irreversible: bool
    unstable: bool
    removed: Counter[str]


def norm(sentence: str) -> str:
    form = SIGNS.sub("", unicodedata.normalize("NFKC", re.sub(r"^[\s*#>\-]*\d+[.)]\s+", "", sentence)))
    for one, other in EQUAL:
        form = form.replace(one, other)
    return form


def sentences(text: str) -> Iterator[tuple[int, int, str]]:
    at = 0
    for line in END_MARK.sub(lambda match: "\n" * len(match[0]), text).split("\n"):
        for match in SENTENCE.finditer(line):
            yield at + match.start(), at + match.end(), norm(match[0])
        at += len(line) + 1


def is_tiled(post: Post, cleaned: CleanedArticle) -> bool:
    at = 0
    for start, end in sorted([*cleaned.kept, *(removal.span for removal in cleaned.removals)]):
        if start != at or end <= start:
            return False
        at = end
    return at == len(post.body) and cleaned.text == "".join(post.body[start:end] for start, end in cleaned.kept)


def figures(root: Path, path: str) -> Figures:
    post = read_post(root, path)
    cleaned = clean(post)
    noise = [removal.span for removal in cleaned.removals if removal.rule not in ARTICLE]
    kept = [form for _, _, form in sentences(cleaned.text)]
    lines = [form for form in (norm(cleaned.title), *kept) if len(form) >= MIN_HEADING]
    joined = "".join(kept)
    lost: dict[str, str] = {}
    for start, end, form in sentences(post.body):
        if len(form) < LONG or form in joined or form in lost:
            continue
        if 2 * sum(max(0, min(end, span.end) - max(start, span.start)) for span in noise) >= end - start:
            continue
        if any(form.startswith(line) and form[len(line) :] in joined for line in lines):
            continue  # a heading and the sentence below it on one line, which stand apart in the text
        if process.extractOne(form, kept, scorer=fuzz.ratio, score_cutoff=ALIKE):
            continue
        # Half a sentence, cut at a seam, can only be compared with half a sentence.
        cut = not CLOSED.search(post.body[start:end])
        half = cut or BREAK_AFTER.match(post.body, end) or BREAK_BEFORE.search(post.body[max(0, start - 40) : start])
        if not half or not process.extractOne(form, kept, scorer=fuzz.partial_ratio, score_cutoff=ALIKE):
            lost[form] = post.body[start:end]
    again = {form: count - 1 for form, count in Counter(kept).items() if count > 1 and len(form) >= REPEATED}
    return Figures(
        path,
        len(post.body),
        len(joined),
        tuple(lost.values()),
        tuple(form for form, count in again.items() for _ in range(count)),
        not is_tiled(post, cleaned),
        clean(replace(post, body=cleaned.text)).text != cleaned.text,
        sum((Counter({r.rule: r.span.end - r.span.start}) for r in cleaned.removals), Counter()),
    )


def main(arguments: list[str]) -> int:
    verbose = "-v" in arguments
    roots = [Path(a) for a in arguments if a != "-v"] or [Path(p) for p in [os.environ.get("YOMIKAKI_CORPUS", "")] if p]
    if not roots or not all(root.is_dir() for root in roots):
        print(NO_CORPUS)
        return 2
    jobs = [(root, file.relative_to(root).as_posix()) for root in roots for file in sorted(root.rglob("*.md"))]
    if not jobs:
        print(NO_CORPUS)
        return 2
    with ProcessPoolExecutor() as pool:
        posts = list(pool.map(figures, *zip(*jobs, strict=True), chunksize=20))
    body, text = sum(p.body for p in posts), sum(p.text for p in posts)
    removed: Counter[str] = sum((p.removed for p in posts), Counter())
    for p in posts if verbose else ():
        for kind, entries in (("lost", p.lost), ("repeated", p.repeated)):
            for entry in entries:
                print(f"{kind:9} {p.path}: {entry}")
        for kind in ("irreversible", "unstable"):
            if getattr(p, kind):
                print(f"{kind:9} {p.path}")
    for rule in RULES:
        print(f"{rule.name:16} {100 * removed[rule.name] / body:7.3f} % of the bodies  {rule.title}")
    print(f"blank            {100 * removed['blank'] / body:7.3f} %")
    print(f"posts {len(posts)}, characters {body}, removed {100 * sum(removed.values()) / body:.2f} %")
    print(f"lost {sum(len(p.lost) for p in posts)} in {sum(bool(p.lost) for p in posts)} posts")
    print(f"repeated {100 * sum(map(len, (s for p in posts for s in p.repeated))) / max(text, 1):.3f} %")
    print(f"irreversible {sum(p.irreversible for p in posts)}, unstable {sum(p.unstable for p in posts)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
