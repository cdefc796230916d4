"""A highlight finds its place again, and is rather lost than put at a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.anchoring import describe, locate, locate_all, text_hash
from reader.anchoring.alignment import Alignment
from reader.anchoring.quote import resemblance
from reader.model import Match, Selector, Span

PARAGRAPHS = [
    "春になると、川べりの小道に菜の花が並ぶ。子どもたちは土手を駆けのぼり、遠くの橋を数える。",
    "The ferry leaves at six in the morning, and the harbour is still dark when the first crates are loaded.",
    "港の市場では、氷の上に鯖が並び、値段を書いた札が風に揺れていた。",
    "A careful reader underlines little; a careless one underlines everything and remembers nothing of it.",
    "夜の図書館は静かで、頁をめくる音だけが天井まで届く。窓の外では雪が降りはじめた。",
]
TEXT = "\n\n".join(PARAGRAPHS)


def selector_of(quote: str, text: str = TEXT) -> Selector:
    start = text.index(quote)
    return describe(text, start, start + len(quote))


def found(text: str, selector: Selector, old_text: str | None = TEXT) -> tuple[str, str] | None:
    """The words at the place, and the kind of the match."""
    match = locate(text, selector, old_text)
    return match and (text[match.start : match.end], match.kind)


# --- describe ---


def test_a_selector_is_quote_context_position_and_hash() -> None:
    text = "a" * 40 + "QUOTE" + "b" * 40
    assert describe(text, 40, 45) == Selector("QUOTE", "a" * 32, "b" * 32, 40, text_hash(text))
    assert describe("x", 0, 1) == Selector("x", "", "", 0, text_hash("x"))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 4)])
def test_what_is_no_stretch_of_the_text_cannot_be_described(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no stretch"):
        describe("abc", start, end)


# --- locate ---

texts = st.text(alphabet="abc 猫犬。\n😀", min_size=1, max_size=80)


@given(texts, st.data())
def test_in_the_same_text_every_stretch_is_found_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert locate(text, describe(text, start, end), text) == Match(start, end, "exact", 1.0)


@given(texts, texts, st.data())
def test_whatever_the_texts_an_answer_lies_inside_and_says_the_truth(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    selector = describe(old, start, data.draw(st.integers(start + 1, len(old))))
    for old_text in (old, None, "another text"):
        match = locate(new, selector, old_text)
        if match is not None:
            assert 0 <= match.start < match.end <= len(new)
            assert (match.kind == "changed") == (new[match.start : match.end] != selector.quote)
            assert match.score == resemblance(selector.quote, new[match.start : match.end])


@given(st.lists(st.integers(0, 39), unique=True, max_size=40))
def test_a_worse_quote_never_scores_better(places: list[int]) -> None:
    """Each further sign that is overwritten by one that stood nowhere leaves less of the quote."""
    quote = "".join(chr(0x4E00 + number) for number in range(40))
    old = f"{TEXT}\n\n{quote}\n\n終わり"
    scores = []
    edited = list(quote)
    for place in places:
        edited[place] = "■"
        match = locate(f"{TEXT}\n\n{''.join(edited)}\n\n終わり", selector_of(quote, old), old)
        scores.append(match.score if match else 0.0)
    assert scores == sorted(scores, reverse=True)
    assert all(score < 1.0 for score in scores)


@pytest.mark.parametrize("old_text", [TEXT, None])
def test_text_before_a_quote_shifts_it(old_text: str | None) -> None:
    assert found(f"はじめに。\n\n{TEXT}", selector_of("土手を駆けのぼり"), old_text) == ("土手を駆けのぼり", "exact")


@pytest.mark.parametrize("old_text", [TEXT, None])
def test_an_edited_quote_is_changed(old_text: str | None) -> None:
    text = TEXT.replace("the harbour is still dark", "the harbour was still quite dark")
    selector = selector_of("and the harbour is still dark when the first crates")
    assert found(text, selector, old_text) == (
        "and the harbour was still quite dark when the first crates",
        "changed",
    )


def test_a_paragraph_that_moved_is_moved() -> None:
    text = "\n\n".join([*PARAGRAPHS[2:], *PARAGRAPHS[:1]])
    assert found(text, selector_of("子どもたちは土手を駆けのぼり、遠くの橋を数える。")) == (
        "子どもたちは土手を駆けのぼり、遠くの橋を数える。",
        "moved",
    )


def test_a_paragraph_that_moved_and_was_edited_is_changed() -> None:
    edited = PARAGRAPHS[0].replace("遠くの橋", "向こうの橋")
    text = "\n\n".join([*PARAGRAPHS[1:], edited])
    assert found(text, selector_of("子どもたちは土手を駆けのぼり、遠くの橋を数える。")) == (
        "子どもたちは土手を駆けのぼり、向こうの橋を数える。",
        "changed",
    )


@pytest.mark.parametrize("old_text", [TEXT, None])
def test_what_was_removed_is_gone(old_text: str | None) -> None:
    text = TEXT.replace(PARAGRAPHS[2], "")
    assert found(text, selector_of("氷の上に鯖が並び"), old_text) is None


def test_a_removed_text_is_not_taken_for_its_twin() -> None:
    twin = "この件は次の章でくわしく述べる。"
    old = f"{PARAGRAPHS[0]}\n{twin}\n\n{PARAGRAPHS[2]}\n{twin}\n\n{PARAGRAPHS[4]}\n"
    first = describe(old, old.index(twin), old.index(twin) + len(twin))
    second = describe(old, old.rindex(twin), old.rindex(twin) + len(twin))
    new = old.replace(f"{PARAGRAPHS[0]}\n{twin}", PARAGRAPHS[0])
    assert locate(new, first, old) is None
    match = locate(new, second, old)
    assert match is not None
    assert (match.start, match.kind) == (new.index(twin), "exact")


def test_of_two_twins_each_stays_itself() -> None:
    twin = "Run it again.\n"
    old = f"{PARAGRAPHS[1]}\n{twin}{PARAGRAPHS[3]}\n{twin}end"
    new = f"A new beginning.\n\n{old}"
    for start in (old.index(twin), old.rindex(twin)):
        for old_text in (old, None):
            match = locate(new, describe(old, start, start + len(twin)), old_text)
            assert match is not None
            assert match.start == start + len("A new beginning.\n\n")


def test_an_insertion_longer_than_the_quote_does_not_swell_it() -> None:
    text = TEXT.replace(
        "窓の外", "（ここに長い挿入が入り、もとの文章を二つに裂いてしまう。それでも印はのびない。）窓の外"
    )
    match = locate(text, selector_of("だけが天井まで届く。窓の"), TEXT)
    assert match is None or match.end - match.start < 2 * len("だけが天井まで届く。窓の")


def test_a_short_quote_is_not_found_by_chance() -> None:
    text = "まったく別の話題の文章で、鯖のことも図書館のことも出てこない。値段の話もしない。" * 5
    for quote in ("菜の花が並ぶ", "氷の上", "頁をめくる音", "the first"):
        assert locate(text, selector_of(quote)) is None
        assert locate(text, selector_of(quote), TEXT) is None


def test_a_quote_without_context_is_found_where_it_stands_once() -> None:
    assert found(TEXT, Selector("図書館", "", "", 0, ""), None) == ("図書館", "moved")
    assert found(TEXT + "図書館", Selector("図書館", "", "", 0, ""), None) is None


def test_an_old_text_that_does_not_fit_the_selector_is_not_used() -> None:
    assert found(TEXT, selector_of("土手を駆けのぼり"), "something else") == ("土手を駆けのぼり", "exact")


@pytest.mark.parametrize("text", ["", "\n", " ", "図"])
def test_in_an_empty_text_everything_is_lost(text: str) -> None:
    assert locate(text, selector_of("図書館は静かで"), TEXT) is None
    assert locate(text, selector_of("図書館は静かで")) is None
    assert locate(TEXT, Selector("", "", "", 0, "")) is None


def test_many_selectors_share_one_diff_and_give_the_same_answers() -> None:
    text = "\n\n".join([PARAGRAPHS[4], *PARAGRAPHS[:4]]).replace("crates", "boxes")
    selectors = [describe(TEXT, start, start + 12) for start in range(0, len(TEXT) - 12, 7)]
    assert locate_all(text, selectors, TEXT) == tuple(locate(text, selector, TEXT) for selector in selectors)


# --- the cleaned and the original view ---


@given(st.data())
def test_a_highlight_of_the_cleaned_view_shows_in_the_original(data: st.DataObject) -> None:
    """The cleaned text is the original without long stretches of whole lines, many of them repetitions."""
    sentences = [
        f"{number}番目の段落は{word}について述べ、{word}のほかには触れない。"
        for number, word in enumerate(["橋", "川", "雪", "市場", "図書館", "船", "港", "菜の花", "土手", "窓"])
    ]
    removed = data.draw(st.lists(st.integers(0, len(sentences)), max_size=6))
    original = list(sentences)
    for index in sorted(removed, reverse=True):
        repeated = data.draw(st.lists(st.sampled_from(sentences), min_size=1, max_size=4))
        original[index:index] = ["---END---", *repeated, "関連記事: 次の記事もどうぞ。"]
    cleaned_text, original_text = "\n".join(sentences), "\n".join(original)
    index = data.draw(st.integers(0, len(sentences) - 1))
    selector = selector_of(sentences[index][3:], cleaned_text)
    match = locate(original_text, selector, cleaned_text)
    assert match is not None
    assert (match.kind, original_text[match.start : match.end]) == ("exact", selector.quote)


def test_a_long_text_costs_little(tmp_path: Path) -> None:
    """Bounded, not timed: a diff too large for the limit answers by the quote instead of comparing everything."""
    old = "".join(f"line {number} {number * 7919 % 1000}\n" for number in range(30_000))
    new = "".join(f"row {number} {number * 104_729 % 1000}\n" for number in range(30_000)) + "the passage\n"
    old += "the passage\n"
    assert locate(new, selector_of("the passage", old), old) is not None


# --- the diff ---


@given(texts, texts)
def test_sections_tile_both_texts(old: str, new: str) -> None:
    alignment = Alignment(old, new)
    sections = alignment._sections
    assert "".join(old[s.old.start : s.old.end] for s in sections) == old
    assert "".join(new[s.new.start : s.new.end] for s in sections) == new
    assert all(old[s.old.start : s.old.end] == new[s.new.start : s.new.end] for s in sections if s.equal)


@given(texts, texts, st.data())
def test_what_is_carried_lies_inside_the_new_text(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    place = Alignment(old, new).carry(Span(start, end))
    if place is not None:
        assert 0 <= place.start < place.end <= len(new)
