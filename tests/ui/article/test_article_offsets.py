"""Offsets of the reading text and positions of a document: there and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from reader.model import Span
from reader.ui.article.offsets import Offsets

TEXT = st.text(st.sampled_from("aあ😀👨‍👩‍👧\n漢 "), max_size=40)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[Span], str]:
    """A document's text, the insertions in it, and the reading text that is left without them."""
    shown, reading, insertions = "", "", []
    for piece, inserted in draw(st.lists(st.tuples(TEXT, st.booleans()), max_size=8)):
        if inserted and piece and not (insertions and insertions[-1].end == len(shown)):
            insertions.append(Span(len(shown), len(shown) + len(piece)))
        else:
            reading += piece
        shown += piece
    return shown, insertions, reading


@given(documents())
def test_there_and_back(document: tuple[str, list[Span], str]) -> None:
    shown, insertions, reading = document
    offsets = Offsets(shown, insertions)
    units = shown.encode("utf-16-le")
    for offset, character in enumerate(reading):
        position = offsets.start(offset)
        assert offsets.offset(position) == offset
        found = units[2 * position : 2 * position + 2 * (1 + (ord(character) > 0xFFFF))]
        assert found.decode("utf-16-le") == character
        assert offsets.end(offset + 1) == position + 1 + (ord(character) > 0xFFFF)


@given(documents(), st.data())
def test_the_stretches_of_a_span_hold_its_text(document: tuple[str, list[Span], str], data: st.DataObject) -> None:
    shown, insertions, reading = document
    start = data.draw(st.integers(0, len(reading)))
    span = Span(start, data.draw(st.integers(start, len(reading))))
    units = shown.encode("utf-16-le")
    stretches = Offsets(shown, insertions).ranges(span)
    found = b"".join(units[2 * a : 2 * b] for a, b in stretches).decode("utf-16-le")
    assert found == reading[span.start : span.end]


@pytest.mark.usefixtures("qapp")
@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn")), min_size=1, max_size=30))
def test_positions_are_those_of_a_real_document(text: str) -> None:
    document = QTextDocument()
    document.setPlainText(text)
    offsets = Offsets(document.toRawText())
    cursor = QTextCursor(document)
    for offset, character in enumerate(text):
        cursor.setPosition(offsets.start(offset))
        cursor.setPosition(offsets.end(offset + 1), QTextCursor.MoveMode.KeepAnchor)
        assert cursor.selectedText() == character


def test_an_offset_inside_an_insertion_is_where_it_stands() -> None:
    offsets = Offsets("ab[xx]cd", [Span(2, 6)])
    assert [offsets.offset(position) for position in range(9)] == [0, 1, 2, 2, 2, 2, 2, 3, 4]
    assert (offsets.start(2), offsets.end(2)) == (6, 2)


def test_offsets_beyond_the_text_are_its_ends() -> None:
    offsets = Offsets("ab")
    assert (offsets.start(-3), offsets.end(9), offsets.offset(99)) == (0, 2, 2)
