"""What a term means: the one definition that the index, the article's marks and the tests share.

A term is a normalised string. It matches wherever the normalised text has that string, and if an end of it is a
word character (a Latin letter, a digit) that is *bordered*, only where the text's word ends there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from mmap import mmap

from reader.search import folding
from reader.search.analysis import GRAM_RUN, LEFT_BORDER, RIGHT_BORDER, RUN, WORD_RUN, grams_of, normalise
from reader.search.prepare import ENCODING


@dataclass(frozen=True)
class Word:
    """A word of the index that a term needs: whole, or only its start, its end or its inside."""

    text: str
    starts: bool
    ends: bool


@dataclass(frozen=True)
class Term:
    """A normalised, non-empty string to find."""

    text: str
    left: bool = False
    """No word character may stand before it."""
    right: bool = False
    """No word character may follow it."""
    folded: bool = False
    """Hiragana and katakana are the same, and ー counts for nothing: サーバ is サーバー."""

    @cached_property
    def encoded(self) -> bytes:
        return self.text.encode(ENCODING, "surrogatepass")

    @cached_property
    def grams(self) -> tuple[tuple[int, ...], ...]:
        """Of each of these groups of grams, every matching text has one."""
        if self.folded:
            return tuple(dict.fromkeys(folding.grams(self.text)))
        runs = GRAM_RUN.findall(self.text)
        return tuple((gram,) for gram in dict.fromkeys(gram for run in runs for gram in grams_of(run)))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words, or parts of words, that every matching text has."""
        return tuple(
            Word(
                run[0],
                starts=run.start() > 0 or self.left,
                ends=run.end() < len(self.text) or self.right,
            )
            for run in WORD_RUN.finditer(self.text)
        )

    @cached_property
    def is_counted(self) -> bool:
        """Whether the index's own counts answer it: one word, or one gram."""
        run = RUN.fullmatch(self.text)
        return not self.folded and run is not None and (run["word"] is not None or len(self.encoded) <= 4)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        if self.folded:
            left, right = LEFT_BORDER if self.left else "", RIGHT_BORDER if self.right else ""
            return re.compile(left + folding.pattern(self.text) + right)
        # The text comes first, for `re` to look for it as a string: to look behind at each place would take ten times
        # as long.
        text = re.escape(self.text)
        left = LEFT_BORDER[:-1] + text + ")" if self.left else ""
        return re.compile(text + (RIGHT_BORDER if self.right else "") + left)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it matches in a normalised text, from the left and without overlaps: start and end."""
        return (found.span() for found in self._pattern.finditer(text))

    def places_encoded(self, text: mmap, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The same in the encoded text that fills `text[start:end]`, in UTF-16 units from its start."""
        if self.folded:
            decoded = text[start:end].decode(ENCODING, "surrogatepass")
            plane = 2 * len(decoded) == end - start
            yield from self.places(decoded) if plane else self._places_in_units(decoded)
            return
        needle = self.encoded
        place = text.find(needle, start, end)
        while place >= 0:
            after = place + len(needle)
            if (place - start) & 1:
                place = text.find(needle, place + 1, end)
            elif (self.left and place > start and _is_word_unit(text[place - 2 : place])) or (
                self.right and after < end and _is_word_unit(text[after : after + 2])
            ):
                place = text.find(needle, place + 2, end)
            else:
                yield (place - start) // 2, (after - start) // 2
                place = text.find(needle, after, end)

    def _places_in_units(self, text: str) -> Iterator[tuple[int, int]]:
        done = units = 0
        for first, last in self.places(text):
            units += len(text[done:first].encode(ENCODING, "surrogatepass")) // 2
            length = len(text[first:last].encode(ENCODING, "surrogatepass")) // 2
            yield units, units + length
            done, units = last, units + length


def is_word(char: str) -> bool:
    return WORD_RUN.match(char) is not None


@lru_cache(4096)
def _is_word_unit(unit: bytes) -> bool:
    return is_word(unit.decode(ENCODING, "surrogatepass"))


_INNER = str.maketrans("\x1e\x1f", "  ")
"""The signs that separate values and rows in a `leaf.Column` are not to be sought."""


def plain(text: str, *, prefix: bool = False) -> Term | None:
    """What somebody means who types `text` without quotes: words are whole words, the last one maybe a beginning."""
    normalised = normalise(text.translate(_INNER)).strip()
    if not normalised:
        return None
    return Term(normalised, left=is_word(normalised[0]), right=is_word(normalised[-1]) and not prefix)


def literal(text: str) -> Term | None:
    """What stands between quotes: exactly that string, wherever it stands."""
    normalised = normalise(text.translate(_INNER))
    return Term(normalised) if normalised else None
