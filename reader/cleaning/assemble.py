"""From a finished draft to the cleaned article: which stretches of the body stay, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.cleaning.draft import Draft, standing
from reader.cleaning.spans import complement, subtract
from reader.model import Join, Removal, Span


class Assembly(NamedTuple):
    """The kept spans in reading order, the removals in order of the body, and the seams that were closed."""

    kept: tuple[Span, ...]
    removals: tuple[Removal, ...]
    joins: tuple[Join, ...]


def assemble(draft: Draft) -> Assembly:
    """Lay out what stays of `draft`."""
    units = draft.units
    if not units and not draft.cuts and draft.source.body:
        return Assembly((Span(0, len(draft.source.body)),), (), ())
    stands = standing(draft)
    leads, tail = _white_space(draft, stands)
    kept: list[Span] = []
    joins: list[Join] = []
    offset = start = end = 0
    for number in stands.values():
        unit = units[number]
        before = units[number - 1].end if number else 0
        lead = leads.get(number)
        if lead is None and before == end and number not in draft.content:
            end = unit.end  # it goes on where the unit before it ends
            continue
        pieces = draft.spans(number)
        for piece in (*((Span(before, unit.start),) if lead is None else lead), *pieces):
            if piece.start != end:
                if start < end:
                    kept.append(Span(start, end))
                    offset += end - start
                if len(pieces) > 1 and piece in pieces[1:]:
                    joins.append(Join(offset, end, piece.start))
                start = piece.start
            end = piece.end
    for piece in tail if start < end else ():
        if piece.start != end:
            kept.append(Span(start, end))
            start = piece.start
        end = piece.end
    if start < end:
        kept.append(Span(start, end))
    return Assembly(tuple(kept), tuple(_removals(draft, sorted(kept))), tuple(joins))


def _white_space(draft: Draft, stands: Mapping[int, int]) -> tuple[dict[int, tuple[Span, ...]], tuple[Span, ...]]:
    """The white space that stays before each unit that does not just follow the one before it, and at the end.

    Where something between two units is left out, the widest of the gaps around it stays, and no more than that.
    """
    body = draft.source.body
    holes = [cut.span for cut in draft.cuts]
    holes.append(Span(len(body), len(body)))
    run_on = draft.run_on
    leads: dict[int, tuple[Span, ...]] = {}
    at = next_hole = 0
    gaps: list[Span] = []
    whole = True
    begun = False
    for number, unit in enumerate(draft.units):
        if at < unit.start:
            while holes[next_hole].end <= at < len(body):
                next_hole += 1
            if holes[next_hole].start < unit.start:
                gaps += subtract(Span(at, unit.start), holes)
                whole = False
            else:
                gaps.append(Span(at, unit.start))
        at = unit.end
        here = stands.get(number)
        if here is None:
            whole = False
            continue
        if number in run_on:
            leads[here] = tuple(gaps[-1:]) if gaps and gaps[-1].end == unit.start else ()
        elif not whole:
            leads[here] = _widest(body, gaps) if begun else ()
        elif here != number:
            leads[here] = tuple(gaps)
        gaps = []
        whole = begun = True
    if at < len(body):
        gaps += subtract(Span(at, len(body)), holes)
    last = gaps[-1] if gaps and gaps[-1].end == len(body) else None
    return leads, (last,) if last and body[last.start : last.end].isspace() else ()


def _widest(body: str, gaps: Sequence[Span]) -> tuple[Span, ...]:
    """The gap to keep of several in a row between which something is left out."""
    if len(gaps) < 2 and not any(body.count("\n", *gap) > 2 for gap in gaps):
        return tuple(gaps)
    feeds = [body.count("\n", gap.start, gap.end) for gap in gaps]
    most = max(feeds)
    if most >= 2:
        gap = gaps[len(feeds) - 1 - feeds[::-1].index(most)]
        return (_blank_line(body, gap),)
    if most == 1:
        chosen = [gap for gap, feed in zip(gaps, feeds, strict=True) if feed]
        return tuple(chosen[-2:])
    return tuple(gaps[-1:])


def _blank_line(body: str, gap: Span) -> Span:
    """One blank line of a gap that has at least one: its first two line feeds and what stands before them."""
    first = body.index("\n", gap.start)
    return Span(gap.start, body.index("\n", first + 1) + 1)


_Range = tuple[int, int]
_Part = tuple[int, int, str, _Range | None]
"""A stretch of the body that some rule spoke about: start, end, rule, what stays. Plain tuples, being so many."""


def _removals(draft: Draft, kept: Sequence[Span]) -> Iterator[Removal]:
    """What is not kept, cut up by rule, and for a repetition by the stretch that stays."""
    parts = sorted(_parts(draft))
    at = 0
    for hole in complement(kept, len(draft.source.body)):
        while at < len(parts) and parts[at][1] <= hole.start:
            at += 1
        end = at
        while end < len(parts) and parts[end][0] < hole.end:
            end += 1
        yield from _labelled(hole, parts[at:end])


def _parts(draft: Draft) -> Iterator[_Part]:
    """What each rule spoke about; a unit that stands in other words than its own was changed at a seam."""
    for (start, end), rule, _ in draft.cuts:
        yield start, end, rule, None
    units, gone, content = draft.units, draft.gone, draft.content
    for number, (rule, of) in gone.items():
        unit = units[number]
        home = draft.stays(of) if of is not None and of in gone else of
        if home is None:
            stays = None
        elif home in content:
            spans = content[home]
            stays = min(s for s, _ in spans), max(e for _, e in spans)
        else:
            stays = units[home].start, units[home].end
        yield unit.start, unit.end, rule, stays
    for number in content.keys() - gone.keys():
        yield units[number].start, units[number].end, "seam", None


def _labelled(hole: Span, parts: Sequence[_Part]) -> Iterator[Removal]:
    """`hole` cut at the starts of `parts`; white space goes with the part before it, equal neighbours together."""
    if not parts:
        yield Removal(hole, "blank")
        return
    begin = hole.start
    _, _, rule, stays = parts[0]
    for start, _, other, elsewhere in parts[1:]:
        if other == rule and _follows(stays, elsewhere):
            if stays and elsewhere and elsewhere[1] > stays[1]:
                stays = stays[0], elsewhere[1]
            continue
        yield Removal(Span(begin, start), rule, stays and Span(*stays))
        begin, rule, stays = start, other, elsewhere
    yield Removal(Span(begin, hole.end), rule, stays and Span(*stays))


def _follows(before: _Range | None, after: _Range | None) -> bool:
    """Whether what stays for two neighbours is one stretch as well, white space and a little more aside."""
    if before is None or after is None:
        return before is after
    return before[1] <= after[0] <= before[1] + 40 or (before[0] <= after[0] and after[1] <= before[1])
