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


SERIES = [
    [f"第{number}の畑では、霧が晴れるのを待って摘み始めた。" for number in range(1, 30)],
    [f"{2000 + number}年の収穫は{number * 3}トンで、前の年より{number}日早く始まった。" for number in range(1, 30)],
    [f"In {1950 + number} the harbour counted {number * 17} ships and closed early." for number in range(1, 30)],
    [
        f"{name}の橋は春の大水で流され、三年後に石で架け直された。"
        for name in ("上町", "中町", "下町", "川端", "寺前", "駅前")
    ],
]


@pytest.mark.parametrize("sentences", SERIES, ids=["ordinals", "years", "English", "names"])
@pytest.mark.parametrize("between", ["", "\n\n"], ids=["one paragraph", "paragraphs"])
def test_statements_that_differ_in_a_number_or_a_name_all_stay_even_in_a_generated_post(
    sentences: list[str], between: str
) -> None:
    body = "霧の朝に始まる話。\n\n---END---\n\n" + between.join(f"{one} " for one in sentences) + "\n"
    body = f"{body}\n---END---\n\n{body}"
    text = clean(Post(path="post.md", title="畑", raw_title="畑", body=body)).text
    assert [text.count(sentence) for sentence in sentences] == [1] * len(sentences)
