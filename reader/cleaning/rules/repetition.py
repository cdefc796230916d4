"""Text that stands in the article before: sentences, and with them paragraphs, sections and whole runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.cleaning.draft import Draft, Fate
from reader.cleaning.phrases import REPLACED
from reader.cleaning.units import Unit

LONG = 15
"""Sentences of this many characters are compared on their own; shorter ones only along with a neighbour."""


STRETCH = 200
"""Neighbouring sentences of this many characters, repeated word for word, are no refrain: no careful text of 300 that
were looked at repeats more than 95, of 600 machine-written ones with repetition 579 do."""
LATIN_STRETCH = 600
"""The same for text in Latin letters, which needs three times as many for a statement."""
PLACES = 8
"""First places of one short sentence that are remembered; a refrain has many."""


def is_generated(units: Sequence[Unit]) -> bool:
    """Whether a long stretch of the text stands in it twice, as only a generator that was fed its own text writes."""
    first: dict[str, int] = {}
    stretch = 0
    home = before = -2
    for i, unit in enumerate(units):
        if unit.kind != "sentence" or len(unit.key) < LONG:
            continue
        home = first.setdefault(unit.key, i)
        if home == i:
            stretch, before = 0, -2
            continue
        stretch = (stretch if home - before in (1, 2) else 0) + len(unit.key)
        before = home
        if stretch >= (LATIN_STRETCH if unit.key.isascii() else STRETCH):
            return True
    return False


def repeated(draft: Draft) -> Draft:
    """Every sentence stands once: where it stands first."""
    if not draft.generated:
        return draft
    first: dict[str, int] = {}
    fates: dict[int, Fate] = {}
    instead: dict[int, int] = {}
    gone = draft.gone
    put_in = [words for words, _ in REPLACED if words in draft.source.body]
    for i, unit in enumerate(draft.units):
        if len(unit.key) < LONG or unit.kind not in ("sentence", "item") or i in gone:
            continue
        home = first.setdefault(unit.key, i)
        if home == i:
            continue
        fates[i] = Fate("repeated", home)
        if put_in and _count(draft, home, put_in) > _count(draft, i, put_in):
            # The copy with the original words stands in the place of the first.
            fates[home], instead[home], first[unit.key] = Fate("repeated", i), i, i
            del fates[i]
    return draft.without(fates, instead)


def _count(draft: Draft, number: int, phrases: Sequence[str]) -> int:
    """How often one of `phrases` stands in unit `number`."""
    start, end = draft.units[number].start, draft.units[number].end
    return sum(draft.source.body.count(phrase, start, end) for phrase in phrases)


def repeated_short(draft: Draft) -> Draft:
    """A short sentence goes with its neighbour, when that is a copy and stood beside it in the original as well.

    The heading above it is such a neighbour too.
    """
    if not draft.generated:
        return draft
    fates: dict[int, Fate] = {}
    homes: dict[str, list[int]] = {}
    for i, unit in enumerate(draft.units):
        if not unit.key or len(unit.key) >= LONG or i in draft.gone or unit.kind not in ("sentence", "item"):
            continue
        known = homes.setdefault(unit.key, [])
        for home in known:
            if _say_the_same(draft, fates, i - 1, home - 1) or _say_the_same(draft, fates, i + 1, home + 1):
                fates[i] = Fate("repeated-short", home)
                break
        else:
            if len(known) < PLACES:
                known.append(i)
    return draft.without(fates)


def _say_the_same(draft: Draft, fates: Mapping[int, Fate], later: int, earlier: int) -> bool:
    """Whether one of two units stands for the other, `fates` being those found just now, or they are one heading."""
    fate = fates.get(later) or draft.gone.get(later)
    if fate is not None:
        return fate.stays == earlier
    if earlier in draft.gone:
        return draft.gone[earlier].stays == later
    units = draft.units
    one, other = units[later : later + 1], units[max(earlier, 0) : earlier + 1]
    return bool(one and other) and one[0].kind == other[0].kind == "heading" and one[0].key == other[0].key
