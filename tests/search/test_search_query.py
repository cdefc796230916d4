"""The query language: how it is read, what it means, and that nothing breaks it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.model import Span
from reader.search import find
from reader.search.parser import parse


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("データ", "データ"),
        ("AI 工場", "AI 工場"),
        ("AI AND 工場", "AI 工場"),
        ("AI OR 工場 -天気", "(AI OR 工場) -天気"),
        ("(柿 OR 栗) 庭", "(柿 OR 栗) 庭"),
        ("NOT 天気", "-天気"),
        ('"生成AI の" 話', '"生成AI の" 話'),
        ("cloud*", "cloud*"),
        ("title：データ", "title:データ"),
        ('tag:"生成AI" category:技術 author:山田 date:2025-10..2025-12', None),
        ("is:unread has:note -is:starred", None),
        ("in:notes 柿", None),
        ("C++ 12:30 foo:bar", None),
        ("関数（引数）", None),
        ("****", None),
    ],
)
def test_queries_are_read_as_written(query: str, words: str | None) -> None:
    understood = parse(query)
    assert understood.words == (words or query)
    assert not understood.literal


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('"生成AI', "生成AI"),
        ("AI OR", "AI"),
        ("OR AI", "AI"),
        ("AI NOT", "AI"),
        ("(AI 工場", "AI 工場"),
        ("title:", "title"),
        ("title: AI", "title AI"),
        ("is:asleep", "is:asleep"),
        ("date:yesterday", "date:yesterday"),
        ("((((", '"(((("'),
        ("-", '"-"'),
        ('""', '""""'),
    ],
)
def test_half_typed_queries_are_read_as_their_words(query: str, words: str) -> None:
    understood = parse(query)
    assert understood.words == words
    assert understood.literal


def test_nothing_is_asked_by_nothing() -> None:
    assert parse(" \u3000 ").query is None


def test_the_last_word_may_go_on_while_it_is_typed() -> None:
    assert parse("open clo", typing=True).words == "open clo*"
    assert parse("open 雲", typing=True).words == "open 雲"
    assert parse("title:clo", typing=True).words == "title:clo*"
    assert parse("date:2025-10", typing=True).words == "date:2025-10"
    assert parse("clo ", typing=True).words == "clo"


SIGNS = st.text(
    st.sampled_from("ab生成デー \"()*-:：AND OR NOT title:tag:date:is:in:..2025-10\u3000“”＂'[]{}^~?\\/"), max_size=40
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(SIGNS, st.text(max_size=40)), st.booleans())
@example("****", False)
@example("(" * 5000 + "a" + ")" * 5000, True)
@example("a OR " * 3000, True)
@example("-" * 10_000, False)
@example('"' * 9_999, False)
@example("NOT NOT NOT a", False)
@example("- - -a", False)
@example("()()", True)
@example("\ud800", False)
@example("title:tag:a", True)
@example("NOT OR", False)
def test_nothing_that_is_typed_raises(query: str, typing: bool) -> None:
    understood = parse(query, typing=typing)
    assert (understood.query is None) == (not query.strip())
    find("生成AIのデータ (a) title:", query, typing=typing)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("ﾃﾞｰﾀとデータ", "データ", ["ﾃﾞｰﾀ", "データ"]),
        ("Ｃｌａｕｄｅ and claude", "Claude", ["Ｃｌａｕｄｅ", "claude"]),
        ("生成AIとMAIL", "AI", ["AI"]),
        ("生成AIとMAIL", '"AI"', ["AI", "AI"]),
        ("AI工場とMAI工場", "AI工場", ["AI工場"]),
        ("コードとコート", "コート", ["コート"]),
        ("cloudy clouds cloud", "cloud", ["cloud"]),
        ("cloudy clouds cloud", "cloud*", ["cloud", "cloud", "cloud"]),
        ("🚀🚀がんばる", "がんば", ["がんば"]),
        ("庭の柿", "庭 -柿", ["庭"]),
        ("庭の柿", "title:庭", []),
        ("ああああ", "ああ", ["ああ", "ああ"]),
        ("人工知能", "人工 工知", ["人工知"]),
    ],
)
def test_marks_stand_at_the_characters_of_the_original(text: str, query: str, marked: list[str]) -> None:
    assert [text[span.start : span.end] for span in find(text, query)] == marked


def test_the_second_tier_is_marked_in_the_text_when_it_is_asked_for() -> None:
    text = "サーバーとさーばを並べる。"
    assert find(text, "サーバ") == (Span(0, 3),)
    assert find(text, "サーバ", similar=True) == (Span(0, 4), Span(5, 8))
    assert find(text, '"サーバ"', similar=True) == (Span(0, 3),)
