"""How long cleaning takes beside rendering: `python tests/benchmarks/cleaning_speed.py [FOLDER…]`.

All in processor time, over every Markdown file below the given folders, by default below $YOMIKAKI_CORPUS, in one run:
the time to clean, the time that markdown-it-py takes to render the same bodies, the slowest posts; and one post
repeated 20 times over, whose time may be about 20 times that of the post.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time

from markdown_it import MarkdownIt

from reader.cleaning import clean
from reader.library.parse import read_post

NO_CORPUS = "No posts: name their folders, or set YOMIKAKI_CORPUS to one."


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """The best of several runs."""
    best = float("inf")
    for _ in range(times):
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best


def main(arguments: list[str]) -> int:
    roots = [Path(a) for a in arguments] or [Path(p) for p in [os.environ.get("YOMIKAKI_CORPUS", "")] if p]
    if not roots or not all(root.is_dir() for root in roots):
        print(NO_CORPUS)
        return 2
    posts = [read_post(root, f.relative_to(root).as_posix()) for root in roots for f in sorted(root.rglob("*.md"))]
    if not posts:
        print(NO_CORPUS)
        return 2
    markdown = MarkdownIt("commonmark").enable("table")
    cleaning = [seconds(lambda post=post: clean(post)) for post in posts]
    rendering = [seconds(lambda post=post: markdown.render(post.body)) for post in posts]
    print(f"posts {len(posts)}, characters {sum(len(post.body) for post in posts)}")
    print(f"clean  {sum(cleaning):7.2f} s, {1000 * statistics.mean(cleaning):6.2f} ms a post")
    print(f"render {sum(rendering):7.2f} s, {1000 * statistics.mean(rendering):6.2f} ms a post")
    print(f"ratio  {sum(cleaning) / sum(rendering):7.2f}")
    for time, post in sorted(zip(cleaning, posts, strict=True), key=lambda pair: -pair[0])[:3]:
        print(f"slow   {1000 * time:7.1f} ms, {len(post.body)} characters  {post.path}")
    longest = max(posts, key=lambda post: len(post.body))
    once = seconds(lambda: clean(longest), 3)
    often = seconds(lambda: clean(replace(longest, body=(longest.body + "\n\n") * 20)), 3)
    print(f"twenty times the longest post: {often / once:.1f} times its time")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
