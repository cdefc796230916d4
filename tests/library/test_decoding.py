"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.decoding import decode, valid_text
from reader.model import Problem

PROSE = "これは日本語の文章です。エージェントについて書きました。\n二行目もあります。\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("shift_jis", "Shift_JIS"),
        ("euc_jp", "EUC-JP"),
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_other_encodings_are_recognised_and_reported(encoding: str, name: str) -> None:
    assert decode(PROSE.encode(encoding)) == (PROSE, (Problem("encoding-recognised", detail=name),))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    text = "---\ntitle: A post\n---\n" + PROSE[:10]
    assert decode(text.encode(encoding)) == (text, (Problem("encoding-recognised", detail="UTF-16"),))


def test_plain_utf8_and_a_mark_are_no_problem() -> None:
    assert decode(PROSE.encode()) == (PROSE, ())
    assert decode(PROSE.encode("utf-8-sig")) == (PROSE, ())


def test_one_wrong_byte_in_utf8_does_not_make_it_another_encoding() -> None:
    text, problems = decode(PROSE.encode() + b"\xe3\x81\n")
    assert text == PROSE + "\ufffd\n"
    assert problems == (Problem("encoding-invalid", 3),)


def test_other_eight_bit_text_is_not_taken_for_japanese() -> None:
    text, problems = decode("Les élèves étaient là, près du café.\n".encode("latin-1"))
    assert "l\ufffdves" in text
    assert problems == (Problem("encoding-invalid", 1),)


def test_kanji_in_wrong_bytes_are_not_guessed() -> None:
    # Without kana nothing tells Shift_JIS from chance.
    assert decode("経済産業省".encode("shift_jis"))[1][0].kind == "encoding-invalid"


def test_line_ends_become_line_feeds() -> None:
    assert decode(b"a\r\nb\rc\n\r\n")[0] == "a\nb\nc\n\n"


def test_nuls_are_replaced_and_reported() -> None:
    assert decode(b"a\nb\0c\0") == ("a\nb\ufffdc\ufffd", (Problem("nul-bytes", 2),))


@given(st.binary())
def test_any_bytes_become_text_that_can_be_stored(data: bytes) -> None:
    text, _ = decode(data)
    text.encode()
    assert "\0" not in text and "\r" not in text


@given(st.text().filter(lambda text: not text.startswith("\ufeff") and "\0" not in text and "\r" not in text))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == (text, ())


def test_surrogates_are_joined_or_replaced() -> None:
    assert valid_text("a\ud83d\ude00b\ud83d") == "a😀b\ufffd"
