"""From a finished draft to the cleaned article: which stretches of the body stay, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.cleaning.draft import Draft, Fate, reading_order
from reader.cleaning.spans import complement, subtract
from reader.model import Join, Removal, Span


class Assembly(NamedTuple):
    """The kept spans in reading order, the removals in order of the body, the seams closed, and where units stand."""

    kept: tuple[Span, ...]
    removals: tuple[Removal, ...]
    joins: tuple[Join, ...]
    places: dict[int, Span]
    """In the cleaned text: where each unit that stands in it stands."""


def assemble(draft: Draft) -> Assembly:
    """Lay out what stays of `draft`."""
    leads, tail = _white_space(draft)
    kept: list[Span] = []
    joins: list[Join] = []
    places: dict[int, Span] = {}
    offset = 0
    for number in reading_order(draft):
        pieces = draft.spans(number)
        kept += leads.get(number, ())
        offset += sum(end - start for start, end in leads.get(number, ()))
        began = offset
        for i, piece in enumerate(pieces):
            if i:
                joins.append(Join(offset, pieces[i - 1].end, piece.start))
            kept.append(piece)
            offset += piece.end - piece.start
        places[number] = Span(began, offset)
    if kept:
        kept += tail
    kept = _run_together(kept)
    return Assembly(tuple(kept), tuple(_removals(draft, sorted(kept))), tuple(joins), places)


def _white_space(draft: Draft) -> tuple[dict[int, tuple[Span, ...]], tuple[Span, ...]]:
    """The white space that stays before each unit that stands, and at the end.

    Where something between two units is left out, the widest of the gaps around it stays, and no more than that.
    """
    body = draft.source.body
    holes = [cut.span for cut in draft.cuts]
    elsewhere = set(draft.instead.values())
    leads: dict[int, tuple[Span, ...]] = {}
    at = next_hole = 0
    gaps: list[Span] = []
    whole = True
    for number, unit in enumerate(draft.units):
        if at < unit.start:
            while next_hole < len(holes) and holes[next_hole].end <= at:
                next_hole += 1
            if next_hole < len(holes) and holes[next_hole].start < unit.start:
                gaps += subtract(Span(at, unit.start), holes[next_hole:])
                whole = False
            else:
                gaps.append(Span(at, unit.start))
        at = unit.end
        stands = None if number in elsewhere else draft.stands_at(number)
        if stands is None:
            whole = False
            continue
        if number in draft.run_on:
            leads[stands] = tuple(gaps[-1:]) if gaps and gaps[-1].end == unit.start else ()
        else:
            leads[stands] = _widest(body, gaps, whole) if leads or whole else ()
        gaps = []
        whole = True
    if at < len(body):
        gaps += subtract(Span(at, len(body)), holes)
    last = gaps[-1] if gaps and gaps[-1].end == len(body) else None
    return leads, (last,) if last and body[last.start : last.end].isspace() else ()


def _widest(body: str, gaps: Sequence[Span], whole: bool) -> tuple[Span, ...]:
    """The gap to keep of several in a row; all of them if nothing between them is left out."""
    if whole or not gaps:
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


def _run_together(spans: Sequence[Span]) -> list[Span]:
    """Neighbours that also touch in the body become one span."""
    result: list[Span] = []
    for span in spans:
        if result and result[-1].end == span.start:
            result[-1] = Span(result[-1].start, span.end)
        elif span.start < span.end:
            result.append(span)
    return result


def _removals(draft: Draft, kept: Sequence[Span]) -> Iterator[Removal]:
    """What is not kept, cut up by rule, and for a repetition by the stretch that stays."""
    named: list[tuple[Span, str, Span | None]] = [(cut.span, cut.rule, None) for cut in draft.cuts]
    for number, unit in enumerate(draft.units):
        fate = draft.gone.get(number, Fate("seam"))
        stays = None
        if fate.stays is not None and (standing := draft.stays(fate.stays)) is not None:
            spans = draft.spans(standing)
            stays = Span(min(span.start for span in spans), max(span.end for span in spans))
        named.append((Span(unit.start, unit.end), fate.rule, stays))
    named.sort(key=lambda entry: entry[0])
    at = 0
    for hole in complement(kept, len(draft.source.body)):
        parts: list[tuple[Span, str, Span | None]] = []
        while at < len(named) and named[at][0].end <= hole.start:
            at += 1
        look = at
        while look < len(named) and named[look][0].start < hole.end:
            span, rule, stays = named[look]
            parts.append((Span(max(span.start, hole.start), min(span.end, hole.end)), rule, stays))
            look += 1
        yield from _labelled(hole, parts)


def _labelled(hole: Span, parts: Sequence[tuple[Span, str, Span | None]]) -> Iterator[Removal]:
    """`hole` cut at the starts of `parts`; white space goes with the part before it, equal neighbours together."""
    if not parts:
        yield Removal(hole, "blank")
        return
    current: list[int] | None = None
    rule, stays = "", None
    for i, (span, name, of) in enumerate(parts):
        start = hole.start if i == 0 else span.start
        end = parts[i + 1][0].start if i + 1 < len(parts) else hole.end
        if current and name == rule and _follows(stays, of):
            current[1] = end
            stays = Span(stays.start, of.end) if stays and of else stays
            continue
        if current:
            yield Removal(Span(*current), rule, stays)
        current, rule, stays = [start, end], name, of
    if current:
        yield Removal(Span(*current), rule, stays)


def _follows(before: Span | None, after: Span | None) -> bool:
    """Whether what stays for two neighbours is one stretch as well, white space and a little more aside."""
    if before is None or after is None:
        return before is after
    return before.end <= after.start <= before.end + 40 or (before.start <= after.start and after.end <= before.end)
