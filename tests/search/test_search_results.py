"""What a result shows: order, passages, marks, facets, tiers, suggestions, conditions and annotations."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.model import Annotation, Document, SearchHit, Selector
from reader.search import Index

KEY = b"k" * 32
FILLER = "山の上に雲がかかり、川の水は冷たい。" * 30


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index.open(tmp_path, KEY)


def paths(index: Index, query: str, **options: object) -> list[str]:
    return [hit.path for hit in index.search(query, **options).hits]  # type: ignore[arg-type]


def marked(hit: SearchHit) -> list[str]:
    return [hit.snippet.text[mark.start : mark.end] for mark in hit.snippet.marks]


# --- order ---------------------------------------------------------------------------------------------------


def test_title_and_tags_weigh_more_than_the_text(index: Index) -> None:
    index.update(
        [
            Document(path="text", title="庭", text=f"柿の話。{FILLER}"),
            Document(path="tag", title="庭", text=FILLER, tags=("柿",)),
            Document(path="title", title="柿", text=FILLER),
        ]
    )
    assert paths(index, "柿") == ["title", "tag", "text"]


def test_the_whole_string_is_counted_not_its_parts(index: Index) -> None:
    index.update(
        [
            Document(path="parts", title="", text="カキクの木。キクケの木。" * 9 + "カキクケ。" + FILLER),
            Document(path="whole", title="", text="カキクケ。" * 3 + "山川の水と石。" * 13 + FILLER),
        ]
    )
    assert paths(index, "カキクケ") == ["whole", "parts"]


def test_of_equals_the_exact_case_comes_first_then_the_newest(index: Index) -> None:
    index.update(
        [
            Document(path="lower", title="", text="claude の話", date=day("2026-03-01")),
            Document(path="old", title="", text="Claude の話", date=day("2026-01-01")),
            Document(path="new", title="", text="Claude の話", date=day("2026-02-01")),
            Document(path="wide", title="", text="Ｃｌａｕｄｅ の話", date=day("2026-04-01")),
        ]
    )
    assert paths(index, "Claude") == ["new", "old", "wide", "lower"]
    assert paths(index, "claude")[0] == "lower"


def test_the_limit_shortens_the_list_and_not_the_total(index: Index) -> None:
    index.update([Document(path=str(number), title="", text=f"柿{number}") for number in range(30)])
    result = index.search("柿", limit=7)
    assert (len(result.hits), result.total) == (7, 30)


# --- passages ------------------------------------------------------------------------------------------------


def test_the_passage_shows_most_of_the_words(index: Index) -> None:
    text = f"柿の話。{FILLER}栗の話。{FILLER}柿と栗と梨の話。{FILLER}"
    index.update([Document(path="a", title="", text=text)])
    (hit,) = index.search("柿 栗 梨").hits
    assert marked(hit) == ["柿", "栗", "梨"]
    assert text[hit.snippet.offset :].startswith(hit.snippet.text[:20])


@pytest.mark.parametrize("before", ["", "🚀" * 50, "…‼㈱" * 50, "か\u3099" * 99, "ﾃﾞｰﾀ" * 3000])
@pytest.mark.parametrize(
    ("written", "query"), [("ﾊﾞﾅﾅ", "バナナ"), ("Ｂａｎａｎａ", "banana"), ("🍌が", "🍌"), ("ﬁne", "fine")]
)
def test_marks_stand_at_the_characters_of_the_original(index: Index, before: str, written: str, query: str) -> None:
    text = f"{before}\n{FILLER}そして {written} です。{FILLER}"
    index.update([Document(path="a", title=written, text=text)])
    (hit,) = index.search(query).hits
    start = hit.snippet.offset + hit.snippet.marks[0].start
    assert text[start:].startswith(marked(hit)[0])
    assert marked(hit)[0] == written.removesuffix("が")
    assert hit.title_marks[0].start == 0


def test_a_match_outside_the_text_shows_where_it_is(index: Index) -> None:
    index.update([Document(path="a", title="庭", text=FILLER, excerpt="柿が赤い")])
    (hit,) = index.search("柿").hits
    assert (hit.snippet.field, hit.snippet.text, marked(hit)) == ("excerpt", "柿が赤い", ["柿"])
    (hit,) = index.search("title:庭").hits
    assert hit.snippet.marks == ()
    assert FILLER.startswith(hit.snippet.text)


# --- facets and conditions -----------------------------------------------------------------------------------


@pytest.fixture
def library(index: Index) -> Index:
    index.update(
        [
            Document(
                path="a",
                title="柿",
                text="柿",
                tags=("果物", "秋"),
                categories=("庭",),
                date=day("2025-10-05"),
                author="山田",
            ),
            Document(path="b", title="栗", text="柿と栗", tags=("果物",), categories=("山",), date=day("2025-11-30")),
            Document(path="c", title="梨", text="梨", tags=("果物屋",), categories=("庭",), date=day("2026-01-01")),
            Document(path="d", title="石", text="柿と石"),
        ]
    )
    return index


def test_facets_count_all_results(library: Index) -> None:
    facets = library.search("柿", limit=1).facets
    assert facets.tags == {"果物": 2, "秋": 1}
    assert facets.categories == {"庭": 1, "山": 1}
    assert facets.months == {"2025-10": 1, "2025-11": 1}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tag:果物", "abc"),
        ('tag:"果物"', "ab"),
        ("-tag:果物", "d"),
        ("category:庭 柿", "a"),
        ("author:山田", "a"),
        ("title:柿", "a"),
        ("body:柿", "abd"),
        ("柿 -栗", "ad"),
        ("栗 OR 梨", "bc"),
        ("柿 (栗 OR 石)", "bd"),
        ("date:2025-10", "a"),
        ("date:2025", "ab"),
        ("date:2025-10..2025-11", "ab"),
        ("date:2025-11..", "bc"),
        ("date:..2025-11-29", "a"),
        ("date:2025/11", "b"),
        ("is:unread", "bcd"),
        ("is:read", "a"),
        ("is:starred 栗", "b"),
        ("has:highlight", "c"),
        ("has:note", "d"),
        ("柿 -is:starred", "ad"),
        ('"\x1e"', ""),
        ('tag:"\x1f"', ""),
    ],
)
def test_conditions(library: Index, query: str, found: str) -> None:
    states = {"read": {"a"}, "starred": {"b"}, "highlight": {"c"}, "note": {"d"}}
    frozen = {state: frozenset(known) for state, known in states.items()}
    assert "".join(sorted(paths(library, query, states=frozen))) == found


def test_without_a_word_the_newest_come_first(library: Index) -> None:
    assert paths(library, "-xyz") == ["c", "b", "a", "d"]


# --- tiers and suggestions -----------------------------------------------------------------------------------


def test_other_spellings_of_kana_come_after_the_exact_ones(index: Index) -> None:
    index.update(
        [
            Document(path="exact", title="", text="サーバーを置く"),
            Document(path="short", title="", text="サーバを置く"),
            Document(path="hiragana", title="", text="さーばーを置く"),
            Document(path="other", title="", text="バサーを置く"),
        ]
    )
    result = index.search("サーバー")
    assert (result.total, result.tier) == (1, "exact")
    assert (result.hits[0].path, result.hits[0].tier) == ("exact", "exact")
    assert {(hit.path, hit.tier) for hit in result.hits[1:]} == {("short", "folded"), ("hiragana", "folded")}
    result = index.search("さあばー")
    assert (result.total, result.tier, result.hits) == (0, "exact", ())
    result = index.search("さーば")
    assert result.total == 1


def test_a_second_tier_alone_is_labelled(index: Index) -> None:
    index.update([Document(path="a", title="", text="データを見る", tags=("記録",))])
    result = index.search("でーた")
    assert (result.total, result.tier) == (0, "folded")
    assert [(hit.path, marked(hit)) for hit in result.hits] == [("a", ["データ"])]
    assert result.facets.tags == {"記録": 1}
    assert index.search('"でーた"').hits == ()
    assert index.search("見る -でーた").total == 1


def test_a_misspelt_word_brings_suggestions(index: Index) -> None:
    index.update([Document(path="a", title="", text="The kubernetes cluster")])
    assert index.search("kubernets cluster").suggestions == ("kubernetes cluster",)
    assert index.search("kubernetes").suggestions == ()
    assert index.search("コンテナ").suggestions == ()


# --- annotations ---------------------------------------------------------------------------------------------


def annotation(number: int, path: str, quote: str = "", note: str = "", tags: tuple[str, ...] = ()) -> Annotation:
    selector = Selector(quote, "", "", 0, "") if quote else None
    now = day("2026-05-01")
    return Annotation(id=f"n{number}", path=path, selector=selector, note=note, tags=tags, created=now, modified=now)


def test_highlights_and_notes_are_hits_of_the_same_list(library: Index) -> None:
    library.set_annotations(
        [
            annotation(1, "c", quote="梨の実", note="柿とくらべる"),
            annotation(2, "c", quote="ﾃﾞｰﾀ"),
            annotation(3, "a", note="後で"),
        ]
    )
    result = library.search("柿")
    assert result.total == 4
    assert {(hit.path, hit.annotation_id) for hit in result.hits} == {("a", ""), ("b", ""), ("d", ""), ("c", "n1")}
    (hit,) = library.search("柿 in:notes").hits
    assert (hit.annotation_id, hit.snippet.field, marked(hit)) == ("n1", "note", ["柿"])
    (hit,) = library.search("データ").hits
    assert (hit.annotation_id, hit.snippet.field, marked(hit)) == ("n2", "quote", ["ﾃﾞｰﾀ"])
    assert library.search("in:notes category:庭").total == 3
    assert library.search("柿").facets.categories == {"庭": 1, "山": 1}


def test_annotations_follow_each_change(library: Index) -> None:
    library.set_annotations([annotation(1, "a", note="一つ目")])
    assert library.search("一つ目").total == 1
    library.set_annotations([])
    assert library.search("一つ目").total == 0
