"""The orders of the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reader.model import PostSummary, SearchHit, Snippet, Span, Status
from reader.ui.rows import SORTS, Sort, browsed, found

Make = Callable[[int], tuple[PostSummary, ...]]


def paths(rows: tuple) -> list[str]:
    return [row.summary.path for row in rows]


def test_the_newest_post_comes_first_and_one_without_a_date_last(summaries: Make) -> None:
    first, second, third = summaries(3)
    rows = browsed([replace(second, date=None), third, first], {}, Sort("date", True))
    assert paths(rows) == [first.path, third.path, second.path]


def test_titles_are_sorted_without_regard_to_width_and_case(summaries: Make) -> None:
    posts = [replace(post, title=title) for post, title in zip(summaries(3), ("ｂ", "A", "c"), strict=True)]
    assert [row.summary.title for row in browsed(posts, {}, Sort("title", False))] == ["A", "ｂ", "c"]


def test_annotations_count_highlights_and_notes(summaries: Make) -> None:
    posts = summaries(3)
    statuses = {posts[1].path: Status(highlights=1, notes=2), posts[2].path: Status(highlights=2)}
    assert paths(browsed(posts, statuses, Sort("annotations", True))) == [posts[1].path, posts[2].path, posts[0].path]


@pytest.mark.parametrize("key", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_holds_every_post_once(summaries: Make, key: str, descending: bool) -> None:
    posts = (*summaries(5), replace(summaries(1)[0], path="z.md", date=None, categories=(), title=""))
    rows = browsed(posts, {}, Sort(key, descending))
    assert sorted(paths(rows)) == sorted(post.path for post in posts)


def test_hits_keep_the_order_of_the_search_and_bring_their_snippets(summaries: Make) -> None:
    posts = {post.path: post for post in summaries(3)}
    hits = [
        SearchHit(path=path, score=1.0, snippet=Snippet(path, (Span(0, 1),)), annotation_id=path[:1])
        for path in ("00002.md", "gone.md", "00000.md")
    ]
    rows = found(hits, posts, {}, Sort("relevance", True))
    assert paths(rows) == ["00002.md", "00000.md"]
    assert [(row.snippet.text, row.annotation_id) for row in rows if row.snippet] == [
        ("00002.md", "0"),
        ("00000.md", "0"),
    ]
    assert paths(found(hits, posts, {}, Sort("date", True))) == ["00000.md", "00002.md"]
