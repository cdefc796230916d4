"""The article while the rules work on it: units, what became of each, and what stands in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reader.cleaning.source import Source
from reader.cleaning.units import Unit
from reader.model import Span


class Cut(NamedTuple):
    """A stretch of the body that is no article text. `seam`: the generator was called again there."""

    span: Span
    rule: str
    seam: bool = False


class Fate(NamedTuple):
    """Why a unit is left out; `stays` is the unit that says the same, if one does."""

    rule: str
    stays: int | None = None


@dataclass(frozen=True)
class Draft:
    """A state of the article between two rules. Numbers are indexes into `units`."""

    source: Source
    units: tuple[Unit, ...]
    title: str = ""
    cuts: tuple[Cut, ...] = ()
    """Sorted, disjoint."""
    gone: Mapping[int, Fate] = field(default_factory=dict)
    instead: Mapping[int, int] = field(default_factory=dict)
    """The unit that stands in the place of one that is gone, instead of in its own."""
    content: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    """What a unit consists of where that is not its own stretch of the body."""
    order: tuple[int, ...] = ()
    """All units in reading order; empty as long as that is the order of the body."""
    moved: frozenset[int] = frozenset()
    """Units that `order` has taken away from the unit before them."""
    run_on: frozenset[int] = frozenset()
    """Units that go on in the paragraph of the one before them, whatever was left out between the two."""
    generated: bool = False
    """Whether the post shows signs of the generator: repetition may then be removed boldly."""

    def without(self, fates: Mapping[int, Fate], instead: Mapping[int, int] | None = None) -> Draft:
        """This draft with more units gone; the first rule that spoke about a unit is right."""
        return replace(self, gone={**fates, **self.gone}, instead={**self.instead, **(instead or {})})

    def stands_at(self, place: int) -> int | None:
        """The unit that stands in the place of unit `place`, if any does."""
        while place in self.instead:
            place = self.instead[place]
        return None if place in self.gone else place

    def stays(self, number: int) -> int | None:
        """The unit that stands for unit `number`: itself, or what is left of what says the same."""
        fate = self.gone.get(number)
        while fate is not None:
            if fate.stays is None:
                return None
            number = fate.stays
            fate = self.gone.get(number)
        return number

    def spans(self, number: int) -> tuple[Span, ...]:
        """The stretches of the body that unit `number` consists of."""
        return self.content.get(number) or (Span(self.units[number].start, self.units[number].end),)


def standing(draft: Draft) -> dict[int, int]:
    """Which unit stands in which place, in reading order: each in its own or in that of another."""
    gone, instead = draft.gone, draft.instead
    elsewhere = set(instead.values())
    stands: dict[int, int] = {}
    for place in draft.order or range(len(draft.units)):
        if place in instead:
            unit = draft.stands_at(place)
            if unit is not None and place not in elsewhere:
                stands[place] = unit
        elif place not in gone and place not in elsewhere:
            stands[place] = place
    return stands
