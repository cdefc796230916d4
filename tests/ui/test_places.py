"""The reader stays at the same words when the same post is shown in another view."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.places import LINE, same_place

OLD = "見出し\n一つ目の段落。\n二つ目の段落。\n三つ目の段落。"


def test_the_same_line_is_found_further_down() -> None:
    new = "消えた段落。\n" + OLD
    assert new[same_place(OLD, OLD.index("二"), new) :].startswith("二つ目")


def test_inside_a_line_the_distance_is_kept() -> None:
    new = "前\n" + OLD
    assert new[same_place(OLD, OLD.index("二") + 3, new) :].startswith("の段落。\n三つ目")


def test_of_several_twins_the_one_at_the_same_share_counts() -> None:
    text = "同じ\n中\n同じ\n中\n同じ"
    assert same_place(text, text.rindex("同じ"), text) == text.rindex("同じ")


def test_a_line_that_is_gone_leads_to_the_line_above_it() -> None:
    new = OLD.replace("二つ目の段落。\n", "")
    assert new[same_place(OLD, OLD.index("二"), new) :].startswith("一つ目")


def test_without_a_common_line_the_share_of_the_length_counts() -> None:
    assert same_place("abcd", 2, "1234567890") == 5


@given(st.text(), st.integers(-5, 200), st.text())
def test_the_place_is_always_in_the_text(old: str, offset: int, new: str) -> None:
    assert 0 <= same_place(old, offset, new) <= len(new)


@given(st.lists(st.text("あいう", min_size=1, max_size=LINE), unique=True, min_size=1), st.data())
def test_the_same_text_gives_the_same_place(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines)
    offset = data.draw(st.integers(0, len(text)))
    assert same_place(text, offset, text) in range(text.rfind("\n", 0, offset) - LINE, len(text) + 1)
