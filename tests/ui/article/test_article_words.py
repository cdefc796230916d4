"""Which word a double click selects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.article.words import word_at


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("自然言語処理を学ぶ。", "言", "自然言語処理"),
        ("自然言語処理を学ぶ。", "ぶ", "学ぶ"),
        ("データセンターの電力", "セ", "データセンター"),
        ("新しい取り組みです", "し", "新しい"),
        ("OpenAIのGPT-5は", "G", "GPT-5"),
        ("it doesn't matter", "n", "doesn't"),
        ("約11.5兆円、75%以上", "7", "75%"),
        ("約11.5兆円、75%以上", "1", "11.5"),
        ("「引用」です", "」", "」"),
    ],
)
def test_a_word_is_what_a_reader_takes_for_one(text: str, at: str, word: str) -> None:
    span = word_at(text, text.index(at))
    assert text[span.start : span.end] == word


@given(st.text(min_size=1), st.data())
def test_the_word_covers_the_place(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    span = word_at(text, offset)
    assert span.start <= offset < span.end <= len(text)
