"""Headings that have lost everything that stood below them."""

from __future__ import annotations

from reader.cleaning.draft import Draft, Fate


def empty_headings(draft: Draft) -> Draft:
    """A heading goes when all that it headed is gone, or when the same heading follows at once."""
    if not draft.generated:
        return draft
    units = draft.units
    fates: dict[int, Fate] = {}
    first: dict[str, int] = {}
    for i, unit in enumerate(units):
        if unit.kind == "heading" and i not in draft.gone:
            first.setdefault(unit.key, i)
    # From the end, so that a heading over nothing but empty headings is empty as well.
    for i in range(len(units) - 1, -1, -1):
        unit = units[i]
        if unit.kind not in ("heading", "rule") or i in draft.gone:
            continue
        lost = False
        for j in range(i + 1, len(units)):
            other = units[j]
            if j in draft.gone or j in fates:
                lost = True
                continue
            if other.kind == "heading" and other.level <= unit.level:
                empty = lost or other.key == unit.key
            elif other.kind == "rule":
                empty = unit.kind == "rule" or lost
            else:
                empty = False
            break
        else:
            empty = True
        if empty:
            home = first.get(unit.key) if unit.kind == "heading" else None
            fates[i] = Fate("empty-heading", home if home != i else None)
    return draft.without(fates)
