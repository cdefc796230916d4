"""The exact tier is a scan of the normalised text, nothing more and nothing less, whatever the query."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from reader.model import Document
from reader.search import Index, find

KEY = b"k" * 32
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
EXTRA = (
    "ﾃﾞｰﾀﾍﾞｰｽとデータベース、Ｃｌａｕｄｅ　とclaude。生成AI、生成ＡＩ、AI工場、MAIL、mail-ai。",
    "コードを書く。ガイドを読む。ボットを作る。〆切は々の後。サーバとサーバー、さーばー。",
    "🚀ロケット🚀🚀と𠮷野家の𠮷。葛󠄀飾区と葛飾区。か\u3099ぎ（鍵）が無い。e\u0301tude, étude, ÉTUDE",
    "C++ and C# and node.js, GPT-4 and gpt-4o: 3.14 is not 3,14. snake_case CamelCase don't",
)


def texts() -> Iterator[str]:
    yield from EXTRA
    for file in sorted(SAMPLE.rglob("*.md")):
        yield file.read_text(encoding="utf-8", errors="replace")


TEXTS = tuple(texts())


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


FOLDED = tuple(map(fold, TEXTS))


def is_word(char: str) -> bool:
    """A letter or digit of a script that puts spaces between its words; enough for the texts above."""
    script = unicodedata.name(char, "?").split()[0].split("-")[0]
    return char.isalnum() and script not in ("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "HANGUL", "YI", "THAI")


def scan(needle: str, *, bordered: bool, prefix: bool = False) -> set[str]:
    """The truth: the numbers of the texts that have the string, between borders where it ends in a word."""

    def matches(text: str) -> bool:
        start = text.find(needle)
        while start >= 0:
            end = start + len(needle)
            left = bordered and is_word(needle[0]) and start > 0 and is_word(text[start - 1])
            right = bordered and not prefix and is_word(needle[-1]) and end < len(text) and is_word(text[end])
            if not left and not right:
                return True
            start = text.find(needle, start + 1)
        return False

    return {str(number) for number, text in enumerate(FOLDED) if matches(text)}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    index = Index.open(tmp_path_factory.mktemp("exact") / "index", KEY)
    documents = [Document(path=str(number), title="", text=text) for number, text in enumerate(TEXTS)]
    index.update([replace(document, text=document.text[::-1]) for document in documents])
    for start in range(0, len(documents), 4):
        index.update(documents[start : start + 4])
    return index


def exact(index: Index, query: str, *, typing: bool = False) -> set[str]:
    result = index.search(query, limit=1000, typing=typing)
    paths = {hit.path for hit in result.hits if hit.tier == "exact"}
    assert result.total == len(paths)
    return paths


@st.composite
def substrings(draw: st.DrawFn) -> str:
    text = TEXTS[draw(st.integers(0, len(TEXTS) - 1))]
    start = draw(st.integers(0, len(text) - 1))
    return text[start : start + draw(st.integers(1, 12) | st.integers(1, 80))]


@settings(max_examples=300, deadline=None)
@given(substrings(), st.booleans())
@example("ﾃﾞｰﾀ", False)
@example("𠮷", False)
@example("\ufe0f", True)
def test_quoted_substrings_equal_a_scan(index: Index, query: str, typing: bool) -> None:
    assume(not set(query) & set('"“”＂') and query.strip())
    assert exact(index, f'"{query}"', typing=typing) == scan(fold(query), bordered=False)


@settings(max_examples=300, deadline=None)
@given(substrings(), st.booleans())
@example("生成AI", False)
@example("AI工場", False)
@example("Ｃｌａｕｄｅ", False)
@example("々〆ヶ", False)
@example("コート", False)
@example("ai", True)
@example("C++", False)
def test_plain_substrings_equal_a_scan(index: Index, query: str, typing: bool) -> None:
    words = query.split()
    assume(words)
    word = max(words, key=len).lstrip("-").rstrip("*")
    assume(word and not set(word) & set('"“”＂()*:：') and word not in ("AND", "OR", "NOT"))
    normalised = fold(word).strip()
    assume(normalised)
    assert exact(index, word, typing=typing) == scan(normalised, bordered=True, prefix=typing)


@settings(max_examples=100, deadline=None)
@given(substrings(), substrings())
def test_two_terms_equal_two_scans(index: Index, first: str, second: str) -> None:
    for query in (first, second):
        assume(not set(query) & set('"“”＂') and query.strip())
    one, two = (scan(fold(query), bordered=False) for query in (first, second))
    assert exact(index, f'"{first}" "{second}"') == one & two
    assert exact(index, f'"{first}" OR "{second}"') == one | two
    assert exact(index, f'"{first}" -"{second}"') == one - two


@settings(max_examples=200, deadline=None)
@given(substrings())
def test_marks_are_where_the_scan_finds_it(query: str) -> None:
    assume(not set(query) & set('"“”＂') and query.strip())
    for number in scan(fold(query), bordered=False):
        text = TEXTS[int(number)]
        spans = find(text, f'"{query}"')
        assert spans
        assert all(fold(query) in fold(text[span.start : span.end]) for span in spans)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("データ", 1),
        ("ﾃﾞｰﾀ", 1),
        ("生成AI", 1),
        ("生成ＡＩ", 1),
        ("サーバー", 1),
        ("コート", 0),
        ("カイト", 0),
        ("ホット", 0),
    ],
)
def test_what_others_miss_or_invent(tmp_path: Path, query: str, found: int) -> None:
    index = Index.open(tmp_path, KEY)
    index.update([Document(path=str(number), title="", text=text) for number, text in enumerate(EXTRA)])
    assert index.search(query).total == found
