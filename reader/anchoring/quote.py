"""Searching a quote in a text, exactly and nearly. Strings and spans only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nlargest
from typing import NamedTuple

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import partial_ratio_alignment

from reader.anchoring.alignment import Block, Section, carry, character_blocks
from reader.model import Span

# Finding a near match of 96 characters in 20,000 takes 5 ms; of 300, 20 ms.
PROBE = 96

# Of the windows that these matches open, so many are compared character by character.
MOST_WINDOWS = 8


def occurrences(text: str, quote: str) -> Iterator[Span]:
    """Every place where the quote stands unchanged, overlapping ones too."""
    start = text.find(quote)
    while start >= 0:
        yield Span(start, start + len(quote))
        start = text.find(quote, start + 1)


def resemblance(quote: str, text: str) -> float:
    """How many characters two texts have in common in the same order, as a share of the longer one."""
    return LCSseq.normalized_similarity(quote, text)


class Window(NamedTuple):
    """A place where a pattern may lie: `likeness` 0 to 100; `shift` is where in the text the pattern would start."""

    likeness: float
    shift: int
    pattern: str
    inner: Span


def near_matches(text: str, stretches: Iterable[Span], quote: str, prefix: str, suffix: str) -> set[Span]:
    """The places in some stretches of a text that resemble a quote most, looked for with and without its context."""
    found = (
        window
        for stretch in stretches
        for pattern, inner in (
            (prefix + quote + suffix, Span(len(prefix), len(prefix) + len(quote))),
            (quote, Span(0, len(quote))),
        )
        for window in windows(text, stretch, pattern, inner)
    )
    places = (place_in_window(text, window) for window in nlargest(MOST_WINDOWS, found))
    return {place for place in places if place is not None}


def windows(text: str, stretch: Span, pattern: str, inner: Span) -> Iterator[Window]:
    """Where in a stretch of the text each probe of a pattern matches best."""
    for probe in probes(len(pattern)):
        found = partial_ratio_alignment(pattern[probe.start : probe.end], text[stretch.start : stretch.end])
        if found is not None and found.score > 0:
            yield Window(found.score, stretch.start + found.dest_start - probe.start, pattern, inner)


def probes(length: int) -> set[Span]:
    """The parts of a pattern that are looked for: all of it, or its start, middle and end when it is long."""
    if length <= PROBE:
        return {Span(0, length)}
    return {Span(start, start + PROBE) for start in (0, (length - PROBE) // 2, length - PROBE)}


def place_in_window(text: str, window: Window) -> Span | None:
    """Where the inner span of a pattern lies in the text around the place where the pattern may start."""
    pattern, shift = window.pattern, window.shift
    # Half the pattern more on either side, because the text may have grown.
    margin = len(pattern) // 2
    around = Span(max(0, shift - margin), min(len(text), shift + len(pattern) + margin))
    blocks = character_blocks(pattern, text, Section(Span(0, len(pattern)), around, equal=False))
    fenced = [Block(0, around.start, 0), *blocks, Block(len(pattern), around.end, 0)]
    return carry(fenced, window.inner, pattern, text)
