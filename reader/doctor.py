"""What is wrong with a library: problems of its posts, posts that repeat each other, and boilerplate."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from reader.model import PostSummary, Problem, Progress
from reader.workspace import Workspace, ignore

PARAGRAPH = 40
"""Code points: shorter lines (headings, labels) may well stand in many posts."""
COMMON = 3
"""A paragraph is boilerplate when it stands in at least so many posts …"""
COMMON_SHARE = 200
"""… and in at least one of so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The health of a library."""

    posts: int
    repeated: float
    """Share of all characters that the cleaner leaves out as repetition, 0 to 1."""
    problems: tuple[tuple[str, Problem], ...]
    """By path: of what was passed over, then of the posts."""
    same_content: tuple[tuple[str, ...], ...]
    """Groups of posts whose files are equal byte for byte."""
    same_title: tuple[tuple[str, ...], ...]
    """Groups of other posts that have the same title."""
    boilerplate: tuple[tuple[str, int], ...]
    """Paragraphs of cleaned articles that stand in many posts, with the number of posts; the most frequent first."""


def examine(workspace: Workspace, progress: Callable[[Progress], None] = ignore) -> Report:
    """Bring an open library up to date and look at every post; takes as long as reading them all."""
    passed_over = workspace.refresh(progress).problems
    summaries = sorted(workspace.summaries(), key=lambda summary: summary.path)
    posts_with: Counter[str] = Counter()
    for number, summary in enumerate(summaries, start=1):
        lines = workspace.reading_text(summary.path).split("\n")
        posts_with.update({" ".join(line.split()) for line in lines if len(line) >= PARAGRAPH})
        progress(Progress("examine", number, len(summaries)))
    common = max(COMMON, len(summaries) // COMMON_SHARE)
    same_content = _groups(summaries, lambda one: one.content_hash)
    copies = {path for group in same_content for path in group}
    return Report(
        posts=len(summaries),
        repeated=_repeated(summaries),
        problems=(*passed_over.items(), *((one.path, problem) for one in summaries for problem in one.problems)),
        same_content=same_content,
        same_title=_groups((one for one in summaries if one.path not in copies), _folded_title),
        boilerplate=tuple((text, count) for text, count in posts_with.most_common() if count >= common),
    )


def _folded_title(summary: PostSummary) -> str:
    return unicodedata.normalize("NFKC", summary.title).casefold().strip()


def _groups(summaries: Iterable[PostSummary], key: Callable[[PostSummary], Hashable]) -> tuple[tuple[str, ...], ...]:
    groups: defaultdict[Hashable, list[str]] = defaultdict(list)
    for summary in summaries:
        if value := key(summary):
            groups[value].append(summary.path)
    return tuple(tuple(paths) for paths in groups.values() if len(paths) > 1)


def _repeated(summaries: Iterable[PostSummary]) -> float:
    """The share over all posts; the length of a body follows from its share and from the text that stays."""
    whole = sum(one.characters / max(1e-9, 1 - one.repeated) for one in summaries if one.repeated < 1)
    return 1 - sum(one.characters for one in summaries) / whole if whole else 0.0
