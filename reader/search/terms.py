"""What a term means: the one definition that the index, the article's marks and the tests share.

A term is a normalised string. It matches wherever the normalised text has that string, and if an end of it is a
word character (a Latin letter, a digit) that is *bordered*, only where the text's word ends there too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from mmap import mmap

from reader.search.analysis import RUN, WORD_RUN, grams_of, normalise
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

    @cached_property
    def encoded(self) -> bytes:
        return self.text.encode(ENCODING, "surrogatepass")

    @cached_property
    def grams(self) -> tuple[int, ...]:
        """The grams that every matching text has."""
        runs = (run["gram"] for run in RUN.finditer(self.text) if run["gram"])
        return tuple(dict.fromkeys(gram for run in runs for gram in grams_of(run)))

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
        return run is not None and (run["word"] is not None or len(self.encoded) <= 4)

    def places(self, text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Where it matches in a normalised text, without overlaps."""
        end = len(text) if end is None else end
        length = len(self.text)
        place = text.find(self.text, start, end)
        while place >= 0:
            if (self.left and place and is_word(text[place - 1])) or (
                self.right and place + length < len(text) and is_word(text[place + length])
            ):
                place = text.find(self.text, place + 1, end)
            else:
                yield place
                place = text.find(self.text, place + length, end)

    def places_encoded(self, text: mmap, start: int, end: int) -> Iterator[int]:
        """The same in an encoded text that fills `text[start:end]`; yields offsets into `text`."""
        needle = self.encoded
        bordered = self.left or self.right
        place = text.find(needle, start, end)
        while place >= 0:
            if (place - start) & 1:
                place = text.find(needle, place + 1, end)
            elif bordered and not self._is_bordered(text, place, start, end):
                place = text.find(needle, place + 2, end)
            else:
                yield place
                place = text.find(needle, place + len(needle), end)

    def _is_bordered(self, text: mmap, place: int, start: int, end: int) -> bool:
        after = place + len(self.encoded)
        if self.left and place > start and is_word(text[place - 2 : place].decode(ENCODING, "surrogatepass")):
            return False
        return not (self.right and after < end and is_word(text[after : after + 2].decode(ENCODING, "surrogatepass")))


def is_word(char: str) -> bool:
    return WORD_RUN.match(char) is not None


def plain(text: str, *, prefix: bool = False) -> Term | None:
    """What somebody means who types `text` without quotes: words are whole words, the last one maybe a beginning."""
    normalised = normalise(text).strip()
    if not normalised:
        return None
    return Term(normalised, left=is_word(normalised[0]), right=is_word(normalised[-1]) and not prefix)


def literal(text: str) -> Term | None:
    """What stands between quotes: exactly that string, wherever it stands."""
    normalised = normalise(text)
    return Term(normalised) if normalised else None
