"""Filters go into a query and come out of it again without touching the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.query_terms import ANNOTATED, UNREAD, asks_for_words, term, terms, toggled

FILTERS = st.one_of(
    st.builds(term, st.sampled_from(["category", "tag"]), st.text(min_size=1).filter(lambda text: text.strip('" '))),
    st.just("date:2025-10"),
    st.sampled_from([UNREAD, ANNOTATED]),
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", []),
        ("  データ  検索 ", ["データ", "検索"]),
        ('tag:"生成 AI" データ', ['tag:"生成 AI"', "データ"]),
        ('-tag:"x" -"two words"', ['-tag:"x"', '-"two words"']),
        ('tag:"open', ['tag:"open']),
        ("(has:highlight OR has:note) x", [ANNOTATED, "x"]),
        ("date:2025-10..2025-12", ["date:2025-10..2025-12"]),
    ],
)
def test_a_query_is_cut_into_its_words(query: str, expected: list[str]) -> None:
    assert terms(query) == expected


@given(st.lists(FILTERS, unique=True), FILTERS)
def test_toggling_twice_gives_the_query_back(present: list[str], wanted: str) -> None:
    query = " ".join(word for word in present if word != wanted)
    assert toggled(query, wanted).endswith(wanted)
    assert toggled(toggled(query, wanted), wanted) == " ".join(terms(query))


def test_quotes_in_a_value_cannot_break_out() -> None:
    assert term("tag", 'a "b" c') == 'tag:"a b c"'


@pytest.mark.parametrize(
    "query", ["", UNREAD, ANNOTATED, 'tag:"生成 AI" date:2025-10 -is:starred', "is:unread OR is:starred"]
)
def test_filters_alone_have_no_relevance(query: str) -> None:
    assert not asks_for_words(query)


@pytest.mark.parametrize("query", ["データ", '"exact words"', "title:データ", "is:unread データ", "-データ"])
def test_words_have_a_relevance(query: str) -> None:
    assert asks_for_words(query)
