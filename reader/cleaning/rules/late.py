"""Sentences that were cut and go on later than in the next round of the generator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reader.cleaning.draft import Draft, Fate
from reader.cleaning.rules.seams import followers, in_full, is_cut, joined
from reader.cleaning.text import key
from reader.cleaning.units import Unit
from reader.model import Span

_REST = re.compile(r"[、。，．」』）][^。]")
"""With what no sentence begins."""


def closed(draft: Draft) -> Draft:
    """Close the seams at which a sentence was cut, be it that it goes on in the next round or in a later one.

    In a later one only what cannot begin a sentence goes on; it belongs to the last cut before it that is left open and
    that no other round said in full.
    """
    draft = joined(draft)
    if not draft.generated:
        return draft
    units = list(draft.units)
    body = draft.source.body
    behind = followers(units)
    open_cuts: list[int] = []
    moved: dict[int, range] = {}
    content = dict(draft.content)
    gone: dict[int, Fate] = {}
    for j, unit in enumerate(units):
        if j in draft.gone:
            continue
        if unit.seam and unit.kind == "sentence" and open_cuts and _REST.match(unit.key):
            i = open_cuts.pop()
            content[i] = (*draft.spans(i), *content.pop(j, (Span(unit.start, unit.end),)))
            units[i] = units[i]._replace(key=key("".join(body[start:end] for start, end in content[i])))
            units[j] = unit._replace(key="")
            gone[j] = Fate("seam", i)
            moved[i] = _rest_of_block(units, j)
        elif _ends_round(units, j) and is_cut(body, unit, content.get(j)) and not in_full(units, behind, j):
            open_cuts.append(j)
    if not gone:
        return draft
    return replace(
        draft,
        units=tuple(units),
        content=content,
        order=tuple(_order(len(units), moved)),
        moved=frozenset(number for stretch in moved.values() for number in stretch),
        run_on=draft.run_on | {stretch.start for stretch in moved.values() if stretch},
    ).without(gone)


def _ends_round(units: list[Unit], number: int) -> bool:
    return number + 1 == len(units) or units[number + 1].seam


def _rest_of_block(units: list[Unit], number: int) -> range:
    """The units that follow unit `number` in its paragraph."""
    end = number + 1
    while end < len(units) and units[end].block == units[number].block:
        end += 1
    return range(number + 1, end)


def _order(count: int, moved: dict[int, range]) -> Iterator[int]:
    """All units, those of `moved` behind the unit under which they are named."""
    elsewhere = {number for stretch in moved.values() for number in stretch}
    for number in range(count):
        if number not in elsewhere:
            yield number
            yield from moved.get(number, ())
