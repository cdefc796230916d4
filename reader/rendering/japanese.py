"""Which characters are set in the Japanese way: without spaces, and with a break possible after nearly each."""

from __future__ import annotations

import re

# Kanji, kana, their punctuation and the full-width forms; not hangul, which is written with spaces.
_japanese = re.compile("[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")


def is_japanese(character: str) -> bool:
    """Whether one character is Japanese script or punctuation."""
    return _japanese.match(character) is not None
