"""Normalisation, its way back, and the counts of grams and words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.analysis import gram_counts, grams_of, normalise, normalise_mapped, word_counts

ODD = (
    "ABCａｂｃＣ１２㈱①ﬁﬃßİŉﾃﾞｰﾀﾊﾟか゛がか\u3099は\u309aé e\u0301ガー"
    "々〆ヶ　…‼½Ⅷ㍿🚀𠮷👩‍💻ᄒ\u1161\u11abㅎㅏㄴ한\n、。「」 ẛ̣ΐ"
)
TEXT = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(ODD)), max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ﾃﾞｰﾀ", "データ"),
        ("Ｃｌａｕｄｅ", "claude"),
        ("か\u3099", "が"),
        ("ガード", "ガード"),
        ("㈱ＡＢＣ", "(株)abc"),
        ("ﬁnal", "final"),
        ("Straße", "strasse"),
        ("全角　空白", "全角 空白"),
    ],
)
def test_width_and_case_fold_and_dakuten_stay(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(TEXT)
def test_normalisation_is_that_of_the_library(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFKC", text).casefold()
    assert normalise_mapped(text).text == normalise(text)


@given(TEXT, st.data())
def test_every_stretch_finds_its_way_back(text: str, data: st.DataObject) -> None:
    mapped = normalise_mapped(text)
    if not mapped.text:
        return
    start = data.draw(st.integers(0, len(mapped.text) - 1))
    end = data.draw(st.integers(start + 1, len(mapped.text)))
    span = mapped.span(start, end)
    assert 0 <= span.start < span.end <= len(text)
    assert mapped.text[start:end] in normalise(text[span.start : span.end])


@given(TEXT)
def test_spans_in_order_stay_in_order(text: str) -> None:
    mapped = normalise_mapped(text)
    spans = [mapped.span(index, index + 1) for index in range(len(mapped.text))]
    assert spans == sorted(spans)


def test_an_emoji_before_the_match_moves_nothing() -> None:
    text = "🚀🚀 ﾃﾞｰﾀの話"
    span = normalise_mapped(text).span(3, 6)
    assert text[span.start : span.end] == "ﾃﾞｰﾀ"


@given(TEXT)
def test_counts_are_those_of_the_units(text: str) -> None:
    normalised = normalise(text)
    counts = gram_counts(normalised)
    for gram in grams_of("データ") + grams_of("々"):
        units = [gram] if gram < 0x10000 else [gram & 0xFFFF, gram >> 16]
        string = "".join(map(chr, units))
        expected = sum(normalised.startswith(string, start) for start in range(len(normalised)))
        assert counts.get(gram, 0) == expected


def test_words_end_where_the_script_changes() -> None:
    assert word_counts("生成aiのopenaiとgpt-4、ai工場") == {"ai": 2, "openai": 1, "gpt": 1, "4": 1}


def test_words_and_separators_are_no_grams() -> None:
    assert gram_counts("ai、工場 data") == {ord("工"): 1, ord("場"): 1, ord("工") | ord("場") << 16: 1}
