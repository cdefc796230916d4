"""How annotations are filtered, ordered and grouped; how old and new are told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Annotation, Selector, Standing
from reader.ui.annotations.detail import split_tags
from reader.ui.annotations.difference import marked
from reader.ui.annotations.entries import Arrangement, Entry, arranged, with_standings

START = datetime(2026, 3, 31, 12, tzinfo=UTC)


def entry(number: int, path: str = "a.md", **fields: object) -> Entry:
    selector = Selector(quote=f"引用{number}", prefix="", suffix="", start=number, text_hash="h")
    moment = START + timedelta(days=number)
    values = {"id": str(number), "path": path, "selector": selector, "created": moment, "modified": moment, **fields}
    return Entry(Annotation(**values), path.upper(), datetime(2026, 1, ord(path[0]) - 96, tzinfo=UTC))  # type: ignore[arg-type]


def shape(entries: list[Entry], how: Arrangement) -> list[tuple[str, str, list[str]]]:
    return [(kind, value, [one.annotation.id for one in group]) for kind, value, group in arranged(entries, how)]


ENTRIES = [
    entry(3, colour="pink", tags=("潮", "b")),
    entry(1, tags=("b",)),
    entry(2, "c.md", colour="green"),
    entry(4, "c.md", selector=None, note="all of it"),
]


@pytest.mark.parametrize(
    ("how", "groups"),
    [
        (Arrangement(), [("post", "c.md", ["4", "2"]), ("post", "a.md", ["1", "3"])]),
        (Arrangement(order="created"), [("post", "c.md", ["4", "2"]), ("post", "a.md", ["3", "1"])]),
        (
            Arrangement(grouping="colour"),
            [("colour", "yellow", ["1"]), ("colour", "green", ["2"]), ("colour", "pink", ["3"]), ("colour", "", ["4"])],
        ),
        (Arrangement(grouping="tag"), [("tag", "b", ["1", "3"]), ("tag", "潮", ["3"]), ("tag", "", ["4", "2"])]),
        (Arrangement(grouping="month"), [("month", "2026-04", ["4", "2", "1", "3"])]),
        (Arrangement(grouping="none", colours=frozenset({"yellow"})), [("none", "", ["1"])]),
        (Arrangement(paths=frozenset({"a.md"})), [("post", "a.md", ["1", "3"])]),
    ],
)
def test_groups(how: Arrangement, groups: list[tuple[str, str, list[str]]]) -> None:
    assert shape(ENTRIES, how) == groups


def test_those_that_need_a_decision_come_first() -> None:
    standings = {
        "1": Standing(ENTRIES[1].annotation, "lost"),
        "2": Standing(ENTRIES[2].annotation, "changed", "引く"),
        "3": Standing(ENTRIES[0].annotation, "moved", "引用3"),
    }
    entries = list(with_standings(ENTRIES, standings))
    assert [group[:2] for group in shape(entries, Arrangement())] == [
        ("fate", "changed"),
        ("fate", "lost"),
        ("post", "c.md"),
        ("post", "a.md"),
    ]
    assert [group[1] for group in shape(entries, Arrangement(grouping="fate"))] == ["changed", "lost", "moved", ""]


def test_what_became_of_an_earlier_place_does_not_count() -> None:
    old = ENTRIES[1]
    standings = {"1": Standing(old.annotation, "lost")}
    moved = replace(old.annotation, path="b.md")
    noted = replace(old.annotation, note="only the note is another")
    fates = [
        one.fate for one in with_standings([replace(old, annotation=moved), replace(old, annotation=noted)], standings)
    ]
    assert fates == ["", "lost"]


def test_tags_are_typed_with_the_commas_of_any_script() -> None:
    assert split_tags(" 潮、#sea， b,b , ") == ("潮", "sea", "b")


@given(st.text(), st.text())
def test_the_difference_has_both_texts_in_full(old: str, new: str) -> None:
    assert all(isinstance(one, str) for one in marked(old, new, "#f00", "#0f0"))


def test_the_difference_is_marked_and_escaped() -> None:
    before, after = marked("two <b> clocks", "three <b> clocks", "#f00", "#0f0")
    assert "<b style" in after and "<s style" in before and "&lt;b&gt; clocks" in before
