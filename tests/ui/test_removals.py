"""Which removal of a rule comes next, and which quiet line opens it."""

from __future__ import annotations

from reader.model import Article, CleanedArticle, Post, Removal, Rendered, Span
from reader.ui.removals import after, fold_of, of_rule


def article(*removed: Span | None) -> Article:
    removals = tuple(Removal(Span(at, at + 1), "marker" if at % 2 else "repeated") for at in range(6))
    return Article(
        post=Post(path="a.md", title=""),
        cleaned=CleanedArticle(title="", text="", kept=(), removals=removals),
        view="cleaned",
        rendered=Rendered(html="", text="", folds=((0, 1), (4,)), removed=removed),
    )


def test_only_what_the_screen_shows_is_gone_through() -> None:
    place = Span(0, 1)
    assert of_rule(article(place, place, None, None, place, None), "repeated") == [0, 4]
    assert of_rule(article(None, None, None, None, None, None), "marker") == [1, 3, 5]
    assert of_rule(article(), "marker") == [1, 3, 5], "a post shown as plain text tells no places"
    assert of_rule(article(place), "no-such-rule") == []


def test_after_the_last_comes_the_first() -> None:
    assert [after([1, 4, 7], last) for last in (None, 1, 5, 7)] == [1, 4, 7, 1]


def test_a_quiet_line_has_the_name_of_its_first_removal() -> None:
    assert [fold_of(article().rendered, index) for index in range(6)] == [0, 0, None, None, 4, None]
