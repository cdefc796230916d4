"""Suggestions for words of letters that no post has. Japanese gets none: a near miss there is another word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from reader.search.analysis import WORD_RUN
from reader.search.leaf import GramReader
from reader.search.queries import Text

LIMIT = 3
SHORTEST = 4
"""Letters: for shorter words, nearly anything is near."""


def suggest(query: str, missing: Iterable[Text], leaves: Sequence[GramReader]) -> tuple[str, ...]:
    """`query` with a word that no post has replaced by one that is spelled nearly so, the likeliest first."""
    for text in missing:
        word = text.term.text
        if len(word) < SHORTEST or not WORD_RUN.fullmatch(word) or text.typed not in query:
            continue
        near: dict[str, tuple[float, int]] = {}
        for leaf in leaves:
            allowed = 1 if len(word) < 7 else 2
            found = process.extract(word, leaf.terms.words, scorer=OSA.distance, score_cutoff=allowed, limit=2 * LIMIT)
            for other, distance, index in found:
                posts = near.get(other, (distance, 0))[1] - leaf.terms.frequency_of(leaf.terms.first_word + index)
                near[other] = (distance, posts)
        if near:
            return tuple(query.replace(text.typed, other) for other in sorted(near, key=near.__getitem__)[:LIMIT])
    return ()
