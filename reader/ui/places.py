"""The same place in another reading text of the same post. Strings only."""

from __future__ import annotations

LINE = 60
"""Code points of a line that are looked for."""
LINES = 12
"""Lines above the place that are tried before the share of the length decides."""


def same_place(old: str, offset: int, new: str) -> int:
    """Where in `new` the reader stands who stood at `offset` (code points) in `old`.

    The line at the place is looked for, then the lines above it; where one stands more than once, the one nearest to
    the same share of the text counts. If none is there, the share itself.
    """
    offset = min(max(offset, 0), len(old))
    share = offset / len(old) if old else 0.0
    start = old.rfind("\n", 0, offset) + 1
    for _ in range(LINES):
        end = old.find("\n", start)
        line = old[start : min(start + LINE, len(old) if end < 0 else end)]
        if line.strip():
            places = occurrences(new, line)
            if places:
                found = min(places, key=lambda place: abs(place - share * len(new)))
                return found + min(offset - start, len(line)) if offset > start else found
        if start == 0:
            break
        offset = start = old.rfind("\n", 0, start - 1) + 1
    return round(share * len(new))


def occurrences(text: str, words: str) -> list[int]:
    """Every place where `words` stands."""
    places, place = [], text.find(words)
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1)
    return places
