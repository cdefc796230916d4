"""What is wrong with a library: problems of its posts, what the cleaner hides, posts that repeat each other."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from reader.model import CleanedArticle, PostSummary, Problem, Progress
from reader.workspace import RULE_TITLES, Workspace, ignore

RARE = 30
"""Titles are compared when they share a word that stands in at most so many: that bounds the cost."""
SAME_TOPIC = 0.6
"""Titles are about the same when their common words weigh at least so much of all their words."""
# Without a dictionary: Latin words and names with numbers, katakana words, kanji words, hangul, numbers.
_word = re.compile(
    r"[^\W\d_\u3040-\u9fff][^\W_\u3040-\u9fff.+'-]*|[\u30a1-\u30fa\u30fc]{2,}|[\u3400-\u9fff々]{2,}|\d+(?:\.\d+)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleShare:
    """What one cleaning rule hides in a library."""

    rule: str
    title: str
    posts: int
    passages: int
    share: float
    """Of the characters of all posts, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The health of a library."""

    posts: int
    repeated: float
    """Share of all characters that the cleaner leaves out as repetition, 0 to 1."""
    rules: tuple[RuleShare, ...]
    """The cleaning rules that hide something, in the order in which they work."""
    problems: tuple[tuple[str, Problem], ...]
    """By path: of what was passed over, then of the posts."""
    same_content: tuple[tuple[str, ...], ...]
    """Groups of posts whose files are equal byte for byte."""
    same_title: tuple[tuple[str, ...], ...]
    """Groups of other posts that have the same title."""
    same_topic: tuple[tuple[str, ...], ...]
    """Groups of posts whose titles differ and have the same distinctive words: probably about the same."""
    boilerplate: tuple[tuple[str, int], ...]
    """Passages that stand in many posts, on one line each, with the number of posts; the most frequent first."""


def examine(workspace: Workspace, progress: Callable[[Progress], None] = ignore) -> Report:
    """Bring an open library up to date and look at every post; takes as long as reading them all."""
    passed_over = workspace.refresh(progress).problems
    summaries = sorted(workspace.summaries(), key=lambda summary: summary.path)
    hidden = _Hidden()
    for number, summary in enumerate(summaries, start=1):
        hidden.add(workspace.cleaned(summary.path))
        progress(Progress("examine", number, len(summaries)))
    same_content = _groups(summaries, lambda one: one.content_hash)
    copies = {path for group in same_content for path in group[1:]}
    titles = [one for one in summaries if one.path not in copies]
    return Report(
        posts=len(summaries),
        repeated=hidden.repeated / hidden.characters if hidden.characters else 0.0,
        rules=hidden.rules(),
        problems=(*passed_over.items(), *((one.path, problem) for one in summaries for problem in one.problems)),
        same_content=same_content,
        same_title=_groups(titles, _folded_title),
        same_topic=_same_topic({_folded_title(one): one.path for one in reversed(titles)}),
        boilerplate=tuple((" ".join(text.split()), count) for text, count in workspace.boilerplate()),
    )


@dataclass
class _Hidden:
    """Adds up what the cleaner leaves out of one post after the other."""

    characters: int = 0
    repeated: int = 0
    posts: Counter[str] = field(default_factory=Counter)
    passages: Counter[str] = field(default_factory=Counter)
    lengths: Counter[str] = field(default_factory=Counter)

    def add(self, cleaned: CleanedArticle) -> None:
        self.characters += len(cleaned.text)
        for removal in cleaned.removals:
            length = removal.span.end - removal.span.start
            self.characters += length
            self.repeated += length if removal.duplicate_of else 0
            self.passages[removal.rule] += 1
            self.lengths[removal.rule] += length
        self.posts.update({removal.rule for removal in cleaned.removals})

    def rules(self) -> tuple[RuleShare, ...]:
        return tuple(
            RuleShare(
                rule=rule,
                title=title,
                posts=self.posts[rule],
                passages=self.passages[rule],
                share=self.lengths[rule] / self.characters,
            )
            for rule, title in RULE_TITLES.items()
            if rule in self.posts
        )


def _folded_title(summary: PostSummary) -> str:
    return unicodedata.normalize("NFKC", summary.title).casefold().strip()


def _groups(summaries: Iterable[PostSummary], key: Callable[[PostSummary], Hashable]) -> tuple[tuple[str, ...], ...]:
    groups: defaultdict[Hashable, list[str]] = defaultdict(list)
    for summary in summaries:
        if value := key(summary):
            groups[value].append(summary.path)
    return tuple(tuple(paths) for paths in groups.values() if len(paths) > 1)


def _same_topic(paths: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Groups of posts, given by folded title, that are probably about the same.

    Words are weighed by how rare they are in titles (inverse document frequency), and two titles compared by the
    weighted Jaccard index. Each post is compared with the first posts of groups that share a rare word with it, not
    with all.
    """
    words = {title: frozenset(_word.findall(title)) for title in paths}
    titles_with = Counter(word for each in words.values() for word in each)
    weight = {word: math.log(1 + len(words) / count) for word, count in titles_with.items()}
    rare = {word for word, count in titles_with.items() if 1 < count <= RARE}
    groups: dict[str, list[str]] = {}
    first_with: defaultdict[str, list[str]] = defaultdict(list)
    for title in sorted(paths, key=paths.__getitem__):
        candidates = {first for word in words[title] & rare for first in first_with[word]}
        best = max(((_likeness(words[title], words[first], weight), first) for first in candidates), default=(0.0, ""))
        if best[0] >= SAME_TOPIC:
            groups[best[1]].append(paths[title])
        else:
            groups[title] = [paths[title]]
            for word in words[title] & rare:
                first_with[word].append(title)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _likeness(one: frozenset[str], other: frozenset[str], weight: Mapping[str, float]) -> float:
    """The weight of the words that two titles share, as a part of the weight of all their words; one word is none."""
    shared = one & other
    return sum(weight[word] for word in shared) / sum(weight[word] for word in one | other) if len(shared) > 1 else 0.0
