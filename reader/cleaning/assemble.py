"""From a finished draft to the cleaned article: which stretches of the body stay, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.cleaning.draft import Draft, reading_order
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
    leads, tail = _white_space(draft)
    kept: list[Span] = []
    joins: list[Join] = []
    offset = start = end = 0
    for number in reading_order(draft):
        unit = units[number]
        lead = leads[number]
        if not lead or lead[-1].end != unit.start or lead[0].start != end or len(lead) > 1 or number in draft.content:
            pieces = draft.spans(number)
        else:
            end = unit.end
            continue
        for piece in (*lead, *pieces):
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


def _white_space(draft: Draft) -> tuple[dict[int, tuple[Span, ...]], tuple[Span, ...]]:
    """The white space that stays before each unit that stands, and at the end.

    Where something between two units is left out, the widest of the gaps around it stays, and no more than that.
    """
    body = draft.source.body
    holes = [cut.span for cut in draft.cuts]
    holes.append(Span(len(body), len(body)))
    elsewhere = set(draft.instead.values())
    gone, instead, run_on = draft.gone, draft.instead, draft.run_on
    leads: dict[int, tuple[Span, ...]] = {}
    at = next_hole = 0
    gaps: list[Span] = []
    whole = True
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
        if number in elsewhere or (number in gone and number not in instead):
            whole = False
            continue
        stands = draft.stands_at(number) if number in instead else number
        if stands is None:
            whole = False
            continue
        if number in run_on:
            leads[stands] = tuple(gaps[-1:]) if gaps and gaps[-1].end == unit.start else ()
        elif whole:
            leads[stands] = tuple(gaps)
        else:
            leads[stands] = _widest(body, gaps) if leads else ()
        gaps = []
        whole = True
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


class _Part(NamedTuple):
    """A stretch of the body that some rule spoke about."""

    start: int
    end: int
    rule: str
    stays: Span | None


def _removals(draft: Draft, kept: Sequence[Span]) -> Iterator[Removal]:
    """What is not kept, cut up by rule, and for a repetition by the stretch that stays."""
    parts = sorted(_parts(draft))
    at = 0
    for hole in complement(kept, len(draft.source.body)):
        while at < len(parts) and parts[at].end <= hole.start:
            at += 1
        end = at
        while end < len(parts) and parts[end].start < hole.end:
            end += 1
        yield from _labelled(hole, parts[at:end])


def _parts(draft: Draft) -> Iterator[_Part]:
    """What each rule spoke about; a unit that stands in other words than its own was changed at a seam."""
    for span, rule, _ in draft.cuts:
        yield _Part(*span, rule, None)
    units, gone, content = draft.units, draft.gone, draft.content
    for number, (rule, of) in gone.items():
        start, end = units[number][:2]
        standing = draft.stays(of) if of is not None and of in gone else of
        if standing is None:
            stays = None
        elif standing in content:
            spans = content[standing]
            stays = Span(min(s for s, _ in spans), max(e for _, e in spans))
        else:
            stays = Span(*units[standing][:2])
        yield _Part(start, end, rule, stays)
    for number in draft.content.keys() - draft.gone.keys():
        yield _Part(*units[number][:2], "seam", None)


def _labelled(hole: Span, parts: Sequence[_Part]) -> Iterator[Removal]:
    """`hole` cut at the starts of `parts`; white space goes with the part before it, equal neighbours together."""
    if not parts:
        yield Removal(hole, "blank")
        return
    start = hole.start
    _, _, rule, stays = parts[0]
    for part in parts[1:]:
        if part.rule == rule and _follows(stays, part.stays):
            if stays and part.stays and part.stays.end > stays.end:
                stays = Span(stays.start, part.stays.end)
            continue
        yield Removal(Span(start, part.start), rule, stays)
        start, rule, stays = part.start, part.rule, part.stays
    yield Removal(Span(start, hole.end), rule, stays)


def _follows(before: Span | None, after: Span | None) -> bool:
    """Whether what stays for two neighbours is one stretch as well, white space and a little more aside."""
    if before is None or after is None:
        return before is after
    return before.end <= after.start <= before.end + 40 or (before.start <= after.start and after.end <= before.end)
