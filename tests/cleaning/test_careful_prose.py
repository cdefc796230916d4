"""Prose by careful humans passes through unchanged, also where it looks like an echo of its title."""

from __future__ import annotations

import pytest

from reader.cleaning import clean
from reader.model import Post

BODIES = [
    ("The bell", "The bell was cast in the valley. It rang for the first time in spring.\n\nNobody slept.\n"),
    ("The bell", "The bell was cast in the valley.\n"),
    ("霧の朝", "霧の朝は静かだった。鐘の音だけが聞こえた。\n\n昼には晴れた。\n"),
    ("霧", "霧が谷を渡っていく。\n\n霧は昼までに消えた。\n"),
]


@pytest.mark.parametrize(("title", "body"), BODIES)
@pytest.mark.parametrize("raw", [True, False])
def test_a_paragraph_that_starts_with_the_title_is_no_echo(title: str, body: str, raw: bool) -> None:
    article = clean(Post(path="post.md", title=title, raw_title=title if raw else "", body=body))
    assert (article.title, article.text) == (title, body)


@pytest.mark.parametrize(("title", "body"), BODIES)
def test_below_a_heading_that_is_the_title(title: str, body: str) -> None:
    article = clean(Post(path="post.md", title=title, raw_title=title, body=f"# {title}\n\n{body}"))
    assert (article.title, article.text.lstrip("\n")) == (title, body)


@pytest.mark.parametrize(("title", "body"), BODIES)
def test_a_heading_that_is_the_only_title_is_no_echo(title: str, body: str) -> None:
    """Without a title in the front matter the heading is where the title comes from."""
    body = f"# {title}\n\n{body}"
    article = clean(Post(path="post.md", title=title, body=body, front_matter="author: nobody\n"))
    assert (article.title, article.text) == (title, body)
