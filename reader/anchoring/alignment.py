"""What two versions of a text have in common: whole lines first, then characters inside the lines that differ."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from reader.model import Span

# A diff takes old x new / 64 steps and old x new bits of memory: 20,000 x 20,000 is 60 ms and 50 MB.
LARGEST_DIFF = 400_000_000


class Block(NamedTuple):
    """A stretch that stands in both texts: `old[old:old+size]` equals `new[new:new+size]`."""

    old: int
    new: int
    size: int

    @property
    def old_end(self) -> int:
        return self.old + self.size

    @property
    def new_end(self) -> int:
        return self.new + self.size


class Section(NamedTuple):
    """Lines of the old text and the lines in their place in the new one; `equal` when they are the same."""

    old: Span
    new: Span
    equal: bool


class Alignment:
    """The diff of two texts in order of reading, for any number of spans.

    Lines are compared at once. The characters of a section that differs are compared when a span touches it, and once.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        self._sections = line_sections(old, new)
        self._old_starts = [section.old.start for section in self._sections]
        self._new_starts = [section.new.start for section in self._sections]
        self._blocks: dict[int, tuple[Block, ...]] = {}

    def carry(self, span: Span) -> Span | None:
        """Where the text of a span of `old` went in `new`: what stands between its neighbours there. None when nothing
        of it is left in that place. How much the two resemble each other is for the caller to judge."""
        return carry(self._around(self._old_starts, span), span, self.old, self.new)

    def origin(self, place: Span) -> Span | None:
        """Where the text of a place in `new` stood in `old`; None when it is new."""
        blocks = [Block(block.new, block.old, block.size) for block in self._around(self._new_starts, place)]
        return carry(blocks, place, self.new, self.old)

    def fresh(self) -> Iterator[Span]:
        """The stretches of `new` that are not, line by line, those of `old`: where a moved text can be."""
        return (section.new for section in self._sections if not section.equal and section.new.end > section.new.start)

    def _around(self, starts: list[int], span: Span) -> list[Block]:
        """The blocks of the sections that a span touches, between two empty ones that mark where these sections end.
        `starts` says in which of the two texts the span is."""
        touched = range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end))
        if not touched:
            return []
        first, last = self._sections[touched[0]], self._sections[touched[-1]]
        return [
            Block(first.old.start, first.new.start, 0),
            *(block for index in touched for block in self._aligned(index)),
            Block(last.old.end, last.new.end, 0),
        ]

    def _aligned(self, index: int) -> tuple[Block, ...]:
        if index not in self._blocks:
            section = self._sections[index]
            self._blocks[index] = (
                (Block(section.old.start, section.new.start, section.old.end - section.old.start),)
                if section.equal
                else character_blocks(self.old, self.new, section)
            )
        return self._blocks[index]


def line_sections(old: str, new: str) -> list[Section]:
    """Sections that tile both texts, found by comparing lines. Blank lines alone do not make two places the same."""
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    old_offsets = list(accumulate(map(len, old_lines), initial=0))
    new_offsets = list(accumulate(map(len, new_lines), initial=0))
    sections: list[Section] = []
    old_end = new_end = 0
    for block in common_blocks(old_lines, new_lines):
        old_span = Span(old_offsets[block.old], old_offsets[block.old_end])
        new_span = Span(new_offsets[block.new], new_offsets[block.new_end])
        if not old[old_span.start : old_span.end].isspace():
            if old_span.start > old_end or new_span.start > new_end:
                sections.append(Section(Span(old_end, old_span.start), Span(new_end, new_span.start), equal=False))
            sections.append(Section(old_span, new_span, equal=True))
            old_end, new_end = old_span.end, new_span.end
    if len(old) > old_end or len(new) > new_end:
        sections.append(Section(Span(old_end, len(old)), Span(new_end, len(new)), equal=False))
    return sections


def character_blocks(old: str, new: str, section: Section) -> tuple[Block, ...]:
    """The blocks of a section that differs, without those that are equal by chance."""
    blocks = common_blocks(old[section.old.start : section.old.end], new[section.new.start : section.new.end])
    shifted = [Block(section.old.start + block.old, section.new.start + block.new, block.size) for block in blocks]
    return tuple(without_chance(shifted, section))


def common_blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Block]:
    """The longest common subsequence as blocks, or only its start and its end when the rest would cost too much."""
    start = common_start(old, new)
    old_rest, new_rest = old[start:], new[start:]
    end = common_start(old_rest[::-1], new_rest[::-1])
    old_rest, new_rest = old_rest[: len(old_rest) - end], new_rest[: len(new_rest) - end]
    codes = Indel.opcodes(old_rest, new_rest) if len(old_rest) * len(new_rest) <= LARGEST_DIFF else ()
    blocks = [
        Block(0, 0, start),
        *(
            Block(start + code.src_start, start + code.dest_start, code.src_end - code.src_start)
            for code in codes
            if code.tag == "equal"
        ),
        Block(len(old) - end, len(new) - end, end),
    ]
    return [block for block in blocks if block.size]


def common_start(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """How many elements two sequences have in common from their start on. Halving compares whole slices, which is a
    hundred times faster than going through the elements."""
    same, beyond = 0, min(len(old), len(new)) + 1
    while beyond - same > 1:
        middle = (same + beyond) // 2
        if old[same:middle] == new[same:middle]:
            same = middle
        else:
            beyond = middle
    return same


def without_chance(blocks: list[Block], section: Section) -> list[Block]:
    """Without the blocks that are no longer than the change on either side of them: two texts that say different things
    share single characters and particles everywhere. (The semantic clean-up of diff-match-patch.)"""
    kept = [Block(section.old.start, section.new.start, 0)]
    ahead = [*blocks, Block(section.old.end, section.new.end, 0)]
    ahead.reverse()
    while len(ahead) > 1:
        block = ahead.pop()
        if block.size > min(change(kept[-1], block), change(block, ahead[-1])):
            kept.append(block)
        elif len(kept) > 1:
            # Its removal widens the change after the block before it, which has to prove itself again.
            ahead.append(kept.pop())
    return kept[1:]


def change(before: Block, after: Block) -> int:
    """How many characters differ between two blocks, on the side where they are more."""
    return max(after.old - before.old_end, after.new - before.new_end)


def carry(blocks: list[Block], span: Span, old: str, new: str) -> Span | None:
    """`Alignment.carry` on the blocks around a span, the first and the last of them being empty fences."""
    inside = [index for index, block in enumerate(blocks) if block.old < span.end and block.old_end > span.start]
    group = main_group(blocks, inside, span)
    if not group:
        return None
    before, first, last, after = (blocks[index] for index in (group[0] - 1, group[0], group[-1], group[-1] + 1))
    quote = old[span.start : span.end]
    starts = {first.new + max(0, span.start - first.old), first.new - share(before, first, first.old - span.start)}
    ends = {last.new + min(last.size, span.end - last.old), last.new_end + share(last, after, span.end - last.old_end)}
    places = sorted(Span(start, end) for start in starts for end in ends)
    return max(places, key=lambda place: LCSseq.normalized_similarity(quote, new[place.start : place.end]))


def main_group(blocks: list[Block], inside: list[int], span: Span) -> list[int]:
    """The blocks inside a span that still stand together: an insertion longer than the span tears it apart."""
    groups: list[list[int]] = []
    for index in inside:
        if groups and blocks[index].new - blocks[index - 1].new_end <= span.end - span.start:
            groups[-1].append(index)
        else:
            groups.append([index])
    return max(groups, key=lambda group: sum(overlap(blocks[index], span) for index in group), default=[])


def share(before: Block, after: Block, size: int) -> int:
    """How much of the new text between two blocks belongs to `size` characters of the old text between them."""
    between = after.old - before.old_end
    return round((after.new - before.new_end) * min(size, between) / between) if size > 0 and between > 0 else 0


def overlap(block: Block, span: Span) -> int:
    """How many characters of a block stand in a span of the old text."""
    return max(0, min(block.old_end, span.end) - max(block.old, span.start))
