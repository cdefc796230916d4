"""Headings that have lost everything that stood below them."""

from __future__ import annotations

from reader.cleaning.draft import Draft, Fate, reading_order


def empty_headings(draft: Draft) -> Draft:
    """A heading goes when all that it headed is gone or stands elsewhere, and so does a rule line."""
    if not draft.generated:
        return draft
    units = draft.units
    order = list(reading_order(draft))
    fates: dict[int, Fate] = {}
    first: dict[str, int] = {}
    for number in order:
        if units[number].kind == "heading":
            first.setdefault(units[number].key, number)
    following: int | None = None
    # From the end, so that a heading over nothing but empty headings is empty as well.
    for number in reversed(order):
        unit = units[number]
        if unit.kind in ("heading", "rule") and _is_last(draft, number, following) and _lost(draft, number, fates):
            home = first.get(unit.key, number) if unit.kind == "heading" else number
            fates[number] = Fate("empty-heading", home if home != number else None)
        else:
            following = number
    return draft.without(fates)


def _is_last(draft: Draft, number: int, following: int | None) -> bool:
    """Whether nothing stands below the heading or rule `number`, `following` being what stands next."""
    if following is None:
        return True
    unit, other = draft.units[number], draft.units[following]
    if other.kind == "rule":
        return True
    return other.kind == "heading" and unit.kind == "heading" and other.level <= unit.level


def _lost(draft: Draft, number: int, fates: dict[int, Fate]) -> bool:
    """Whether what follows `number` in the body does not stand there any more, or the body is cut there."""
    below = number + 1
    return (
        below == len(draft.units)
        or draft.units[below].seam
        or below in draft.gone
        or below in fates
        or below in draft.moved
    )
