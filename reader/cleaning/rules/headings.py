"""Headings and rule lines that have lost what they stood for."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from reader.cleaning.draft import Draft, Fate, standing


def empty_headings(draft: Draft) -> Draft:
    """A heading goes when all that it headed is gone or stands elsewhere, or when its section is open already."""
    if not draft.generated:
        return draft
    units = draft.units
    stands = standing(draft)
    order = list(stands.values())
    headings = [number for number in order if units[number].kind == "heading"]
    first = {units[number].key: number for number in reversed(headings)}
    filled = _filled(draft, stands)
    fates: dict[int, Fate] = {}
    following: int | None = None
    # From the end, so that a heading over nothing but empty headings is empty as well.
    for number in reversed(order):
        if units[number].kind == "heading" and _is_empty(draft, number, following, filled, fates):
            home = first[units[number].key]
            fates[number] = Fate("empty-heading", home if home != number else None)
        else:
            following = number
    return draft.without(fates | _repeated(draft, [number for number in order if number not in fates]))


def _repeated(draft: Draft, order: list[int]) -> dict[int, Fate]:
    """The headings of `order` that say again what they stand under, no other heading being in between."""
    fates: dict[int, Fate] = {}
    above: int | None = None
    for number in order:
        unit = draft.units[number]
        if unit.kind != "heading":
            continue
        if above is not None and unit.key == draft.units[above].key:
            fates[number] = Fate("empty-heading", above)
        else:
            above = number
    return fates


def seam_lines(draft: Draft) -> Draft:
    """A rule line beside a seam goes: it is what is left of a mark."""
    if not draft.generated:
        return draft
    units = draft.units
    return draft.without(
        {
            i: Fate("seam-line")
            for i, unit in enumerate(units)
            if unit.kind == "rule" and (unit.seam or i + 1 == len(units) or units[i + 1].seam)
        }
    )


def _is_empty(draft: Draft, number: int, following: int | None, filled: set[int], fates: dict[int, Fate]) -> bool:
    """Whether nothing stands below the heading `number`, `following` being what stands next."""
    section = _section(draft, number)
    if not section:
        return following is None or _closes(draft, number, following)
    if any(
        other in filled and other not in fates and (other in draft.moved) == (number in draft.moved)
        for other in section
    ):
        return False
    # A heading that only the copy has came before the first copy of what it heads.
    return not (number in draft.moved and draft.stays(number + 1) == following)


def _filled(draft: Draft, stands: Collection[int]) -> set[int]:
    """The places at which something stands, be it something that came from elsewhere."""
    moved = draft.moved
    gained = (place for place, number in pairwise(draft.order) if number in moved and place not in moved)
    return {*stands, *(gained if moved else ())}


def _section(draft: Draft, heading: int) -> range:
    """What the heading stands above in the body, up to the next heading of its level or the next seam.

    Where the generator was cut off right below the heading, the next round still belongs to it.
    """
    units = draft.units
    end = heading + 1
    begun = False
    while end < len(units) and not (units[end].seam and begun):
        if units[end].kind == "rule" or (units[end].kind == "heading" and units[end].level <= units[heading].level):
            break
        begun = begun or end not in draft.gone or draft.gone[end].rule != "seam"
        end += 1
    return range(heading + 1, end)


def _closes(draft: Draft, heading: int, following: int) -> bool:
    """Whether the heading or rule `following` ends the section of `heading`, which the body left empty by a cut."""
    unit, below = draft.units[following], heading + 1
    if unit.kind == "heading" and unit.level <= draft.units[heading].level:
        if unit.key == draft.units[heading].key:
            # One of the two is enough: the first, unless it is the one that says that the text goes on.
            return unit.end - unit.start < draft.units[heading].end - draft.units[heading].start
        # Two headings of one level in a row are the author's unless a seam parts them.
        return draft.units[below].seam or following != below
    return unit.kind == "rule" and draft.units[below].seam
