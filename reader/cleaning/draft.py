"""The article while the rules work on it: units, what became of each, and what stands in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    """Why a unit does not stand in its own place; `stays` is the unit that says the same, if one does."""

    rule: str
    stays: int | None = None


@dataclass(frozen=True)
class Draft:
    """A state of the article between two rules. Numbers are indexes into `units`."""

    source: Source
    units: tuple[Unit, ...]
    cuts: tuple[Cut, ...] = ()
    """Sorted, disjoint."""
    gone: Mapping[int, Fate] = field(default_factory=dict)
    content: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    """What stands in the place of a unit, where that is not the unit itself."""
    after: Mapping[int, int] = field(default_factory=dict)
    """Units that stand after another unit instead of after their neighbour."""
    joins: frozenset[int] = frozenset()
    """Units that run on from the unit before them without white space."""
    generated: bool = False
    """Whether the post shows signs of the generator: repetition may then be removed boldly."""

    def without(self, fates: Mapping[int, Fate]) -> Draft:
        """This draft with more units gone; the first rule that spoke about a unit is right."""
        return replace(self, gone={**fates, **self.gone})

    def text(self, unit: int) -> str:
        """What stands in the place of `unit`."""
        spans: Iterable[Span] = self.content.get(unit, ()) or (Span(self.units[unit].start, self.units[unit].end),)
        return "".join(self.source.body[start:end] for start, end in spans)
