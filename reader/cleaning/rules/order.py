"""New text inside a repeated run: it stands beside the text that it was written into, not where the run stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from reader.cleaning.draft import Draft

REACH = 12
"""Units of the first text that a repeated run may leave out between two of its own."""
FEWEST = 3
"""Repeated units that make a run; fewer may be a coincidence."""

MOST_NEW = 2
"""Characters of new text for one of repeated text in a run: more only quotes what it repeats."""


class Copy(NamedTuple):
    """A unit that says again what stands at the place `home`."""

    number: int
    home: int
    earlier: int
    """The unit that said it last before, which may itself be a copy: runs are repeated as a whole."""


def woven(draft: Draft) -> Draft:
    """Sentences that a repeated run adds move to the place of the run that it repeats.

    Between two repeated sentences new text goes between their first copies. Behind the last sentence of a repeated
    paragraph it extends the first copy of that paragraph.
    """
    if not draft.generated:
        return draft
    following = _Order(draft.order or range(len(draft.units)))
    moved = set(draft.moved)
    run_on: set[int] = set()
    for run in _runs(draft):
        if not _is_run(draft, run):
            continue
        for before, after in zip(run, (*run[1:], None), strict=True):
            stretch = _between(draft, before, after)
            # What goes on in the paragraph of `before` goes on in that of its first copy; new paragraphs follow it.
            inline = [number for number in stretch if draft.units[number].block == draft.units[before.number].block]
            if inline:
                following.move(inline, before.home)
                moved.update(inline)
                run_on.add(inline[0])
            rest = stretch[len(inline) :]
            if not rest or after is None:
                continue
            target = _end_of_block(draft, before.home)
            if following.reaches(before.home, after.home):
                target = following.before(after.home)
            elif inline and target == before.home:
                target = inline[-1]
            if target >= rest[0]:
                continue  # it stands where it belongs already
            following.move(rest, target)
            moved.update(rest)
    return replace(draft, order=tuple(following), moved=frozenset(moved), run_on=draft.run_on | run_on)


class _Order:
    """The reading order while it changes: a linked list of unit numbers."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._end = len(numbers)
        """A place before the first and after the last one."""
        self._next = [self._end] * (len(numbers) + 1)
        self._before = [self._end] * (len(numbers) + 1)
        for number, following in pairwise((self._end, *numbers, self._end)):
            self._link(number, following)

    def __iter__(self) -> Iterator[int]:
        number = self._next[self._end]
        while number != self._end:
            yield number
            number = self._next[number]

    def reaches(self, start: int, goal: int) -> bool:
        """Whether `goal` comes at most REACH places after `start`."""
        for _ in range(REACH):
            start = self._next[start]
            if start == goal:
                return True
            if start == self._end:
                return False
        return False

    def before(self, number: int) -> int:
        """The place before `number`."""
        return self._before[number]

    def move(self, stretch: Sequence[int], target: int) -> None:
        """Put `stretch`, which are neighbours, right after `target`."""
        first, last = stretch[0], stretch[-1]
        self._link(self._before[first], self._next[last])
        self._link(last, self._next[target])
        self._link(target, first)

    def _link(self, number: int, following: int) -> None:
        self._next[number] = following
        self._before[following] = number


def _runs(draft: Draft) -> Iterator[list[Copy]]:
    """Copies that follow each other like what they repeat, new text between them aside."""
    run: list[Copy] = []
    for copy in _copies(draft):
        if copy is None or (run and not _goes_on(run[-1], copy)):
            yield run
            run = []
        if copy is not None:
            run.append(copy)
    yield run


def _goes_on(before: Copy, copy: Copy) -> bool:
    """Whether `copy` repeats what stands soon after what `before` repeats: in the last copy, or where it is first."""
    return 0 < copy.earlier - before.earlier <= REACH or 0 < copy.home - before.home <= REACH


def _copies(draft: Draft) -> Iterator[Copy | None]:
    """All copies in order, headings that stand earlier as well among them; None where a seam was closed."""
    headings: dict[str, int] = {}
    latest: dict[int, int] = {}
    places = {unit: place for place, unit in draft.instead.items()}
    gone = draft.gone
    for number, unit in enumerate(draft.units):
        fate = gone.get(number)
        home: int | None = number
        if fate is None:
            if unit.kind == "heading":
                home = headings.setdefault(unit.key, number)
            elif number in places and gone[places[number]].rule == "seam":
                yield None
            else:
                while home in places:
                    home = places[home]
        elif fate.rule == "seam":
            yield None
        elif number not in draft.instead:
            home = draft.stays(number) if fate.stays in gone else fate.stays
            while home in places:
                home = places[home]
        if home is not None and home < number:
            yield Copy(number, home, latest.get(home, home))
        if home is not None:
            latest[home] = number


def _is_run(draft: Draft, run: Sequence[Copy]) -> bool:
    """Whether `run` repeats a passage, and does not just quote single sentences of it between much new text."""
    sentences = [draft.units[copy.number] for copy in run if draft.units[copy.number].kind != "heading"]
    between = (number for before, after in pairwise(run) for number in _between(draft, before, after))
    new = sum(len(draft.units[number].key) for number in between)
    return len(sentences) >= FEWEST and MOST_NEW * sum(len(unit.key) for unit in sentences) >= new


def _between(draft: Draft, before: Copy, after: Copy | None) -> Sequence[int]:
    """The new units between two copies; behind the last copy of a run those that extend its paragraph."""
    units = draft.units
    end = before.number + 1
    if after is not None:
        end = after.number
    elif units[before.home].kind != "heading" and _ends_block(draft, before.home):
        while end < len(units) and units[end].block == units[before.number].block and end not in draft.gone:
            end += 1
    return range(before.number + 1, end)


def _end_of_block(draft: Draft, number: int) -> int:
    """The last unit of the block of unit `number`."""
    while not _ends_block(draft, number):
        number += 1
    return number


def _ends_block(draft: Draft, number: int) -> bool:
    return number + 1 == len(draft.units) or draft.units[number + 1].block != draft.units[number].block
