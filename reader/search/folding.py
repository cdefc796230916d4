"""The second tier: hiragana and katakana as one, and the long-vowel mark as nothing.

Never part of an exact answer: クラス is not 暮らす. Only what the exact tier leaves free is filled with it, labelled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, product

from reader.search.analysis import GRAM_RUN, grams_of

LONG = "ー"
_KATAKANA = {chr(code): chr(code - 0x60) for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_HIRAGANA = {hiragana: katakana for katakana, hiragana in _KATAKANA.items()}
_FOLD = str.maketrans({**_KATAKANA, LONG: ""})


def fold(text: str) -> str:
    """Katakana as hiragana, without long-vowel marks."""
    return text.translate(_FOLD)


def changes(text: str) -> bool:
    """Whether another spelling of `text` exists."""
    return any(char in _KATAKANA or char in _HIRAGANA or char == LONG for char in text) and bool(fold(text))


def _spellings(char: str) -> str:
    return char + _HIRAGANA.get(char, "")


def pattern(text: str) -> str:
    """A regular expression for all spellings of a normalised text."""
    return f"{LONG}*".join(f"[{re.escape(_spellings(char))}]" for char in fold(text)) + f"{LONG}*"


def grams(text: str) -> Iterator[tuple[int, ...]]:
    """Groups of grams; of each group every spelling has one. A pair may be torn apart by a long-vowel mark."""
    for run in GRAM_RUN.findall(fold(text)):
        if len(run) == 1:
            yield tuple(gram for spelling in _spellings(run) for gram in grams_of(spelling)[:1])
        for first, second in pairwise(run):
            pairs = product(_spellings(first), _spellings(second) + LONG)
            yield tuple(gram for pair in pairs for gram in grams_of("".join(pair))[:1])
