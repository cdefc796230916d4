"""Searching a quote in a text, exactly and nearly. Strings and spans only."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import partial_ratio_alignment

from reader.anchoring.alignment import Block, Section, carry, character_blocks
from reader.model import Span

# The search for a near match of m characters takes m times longer than the search for one: 96 in 20,000 is 5 ms.
PROBE = 96


def occurrences(text: str, quote: str) -> Iterator[Span]:
    """Every place where the quote stands unchanged, overlapping ones too."""
    start = text.find(quote)
    while start >= 0:
        yield Span(start, start + len(quote))
        start = text.find(quote, start + 1)


def resemblance(quote: str, text: str) -> float:
    """1.0 for equal texts, less for each character that one has and the other has not, 0.0 for nothing in common."""
    return Indel.normalized_similarity(quote, text)


def near_matches(text: str, quote: str, prefix: str, suffix: str) -> set[Span]:
    """Places that resemble a quote, looked for with and without its context; each is the best of its kind."""
    places: set[Span] = set()
    for pattern, inner in (
        (prefix + quote + suffix, Span(len(prefix), len(prefix) + len(quote))),
        (quote, Span(0, len(quote))),
    ):
        for probe in probes(len(pattern)):
            found = partial_ratio_alignment(pattern[probe.start : probe.end], text)
            if found is not None and found.score > 0:
                shift = found.dest_start - probe.start
                place = place_in_window(text, pattern, inner, shift)
                if place is not None:
                    places.add(place)
    return places


def probes(length: int) -> set[Span]:
    """The parts of a pattern that are looked for: all of it, or its start, middle and end when it is long."""
    if length <= PROBE:
        return {Span(0, length)}
    return {Span(start, start + PROBE) for start in (0, (length - PROBE) // 2, length - PROBE)}


def place_in_window(text: str, pattern: str, inner: Span, shift: int) -> Span | None:
    """Where the inner span of a pattern lies in a text in which the pattern starts at about `shift`."""
    # Half the pattern more on either side, because the text may have grown.
    margin = len(pattern) // 2
    window = Span(max(0, shift - margin), min(len(text), shift + len(pattern) + margin))
    section = Section(Span(0, len(pattern)), window, equal=False)
    blocks = character_blocks(pattern, text, section)
    fenced = [Block(0, window.start, 0), *blocks, Block(len(pattern), window.end, 0)]
    return carry(fenced, inner, pattern, text)
