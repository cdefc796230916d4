"""An article as a row of units: headings, sentences, and stretches that no rule may touch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from reader.cleaning.phrases import CONTINUED
from reader.cleaning.source import Block, Source
from reader.cleaning.spans import subtract
from reader.cleaning.text import key, sentences
from reader.model import Span

Kind = Literal["heading", "sentence", "item", "rule", "fixed"]

_HEADING = re.compile(r"[ \t]{0,3}(?:#{1,6}(?:[ \t]+|(?=[^\s#!/0-9a-z]))\S|<h[1-6]>.*</h[1-6]>[ \t]*$)")
_BOLD_LINE = re.compile(r"[ \t]{0,3}\*\*[^*\n]{1,80}(?<![。.])\*\*[ \t]*[:：]?[ \t]*$")
_RULE = re.compile(r"[ \t]{0,3}(?:-[ \t]*){3,}$|[ \t]{0,3}(?:\*[ \t]*){3,}$|[ \t]{0,3}(?:_[ \t]*){3,}$")
_ITEM = re.compile(r"[ \t]*(?:[-*+•][ \t]+|\d{1,3}[.)][ \t]+)(?=\S)")
_SHORTEST_HEADING = 6
_LONGEST_HEADING = 120
"""A longer line with a heading sign is an article, or its start, echoed on one line."""
_SPECIAL = frozenset("#*-+>_<•0123456789")


class Unit(NamedTuple):
    """The smallest stretch of the body that is kept or removed as a whole."""

    start: int
    end: int
    kind: Kind
    key: str
    """What it is compared by; empty for rules and fixed stretches."""
    block: int
    """Counts blocks, a block that a seam cuts being two."""
    seam: bool
    """Whether a seam between two rounds of the generator stands right before it."""
    level: int = 0
    """Of a heading: 1 to 6, 7 for a bold line."""


class _Shape(NamedTuple):
    """A unit of a paragraph, its offsets counted from the start of the paragraph."""

    start: int
    end: int
    kind: Kind
    key: str
    level: int = 0


class _Known(NamedTuple):
    """What was read before: half of the paragraphs of a generated post stand in it twice, and many more sentences."""

    keys: dict[str, str]
    shapes: dict[str, tuple[_Shape, ...]]


def read_units(source: Source, holes: Sequence[Span], seams: Sequence[int]) -> tuple[Unit, ...]:
    """The units of the body without `holes` (sorted, disjoint); `seams` are offsets in the body, sorted."""
    units: list[Unit] = []
    known = _Known({}, {})
    number = 0
    next_hole = 0
    next_seam = 0
    for block in source.blocks:
        while next_hole < len(holes) and holes[next_hole].end <= block.start:
            next_hole += 1
        whole = Span(block.start, block.end)
        is_whole = next_hole == len(holes) or holes[next_hole].start >= block.end
        for piece in (whole,) if is_whole else subtract(whole, holes):
            seam = next_seam
            while next_seam < len(seams) and seams[next_seam] <= piece.start:
                next_seam += 1
            count = len(units)
            units += _units(source, block, piece, number, known)
            if len(units) == count:
                next_seam = seam
                continue
            number += 1
            if next_seam > seam:
                units[count] = units[count]._replace(seam=True)
    return tuple(units)


def _units(source: Source, block: Block, piece: Span, number: int, known: _Known) -> list[Unit]:
    """The units of `piece`, a stretch of `block`."""
    body = source.body
    if block.fixed:
        blank = body[piece.start : piece.end].isspace()
        return [] if blank else [Unit(piece.start, piece.end, "fixed", "", number, False)]
    units: list[Unit] = []
    for start, end in (piece,) if block.first_line == block.last_line else _paragraphs(source, block, piece):
        paragraph = body[start:end]
        shapes = known.shapes.get(paragraph)
        if shapes is None:
            shapes = known.shapes[paragraph] = tuple(_shapes(paragraph, known.keys))
        for first, last, kind, form, level in shapes:
            units.append(Unit(start + first, start + last, kind, form, number, False, level))
    return units


def _paragraphs(source: Source, block: Block, piece: Span) -> Iterator[tuple[int, int]]:
    """The lines of `piece`, a stretch of `block`, each together with those in which it goes on."""
    body = source.body
    begin = stop = -1
    for line in source.lines[block.first_line : block.last_line + 1]:
        start, end = max(line.start, piece.start), min(line.end, piece.end)
        if start >= end or not (first := body[start:end].lstrip()[:1]):
            continue
        if begin >= 0 and (first in _SPECIAL or not _wraps(body, stop) or _alone(body[begin:stop])):
            yield begin, stop
            begin = -1
        if begin < 0:
            begin = start
        stop = end
    if begin >= 0:
        yield begin, stop


def _wraps(body: str, end: int) -> bool:
    """Whether the line that ends at `end` goes on in the next one: it ends in a Latin word or a comma."""
    last = body[end - 1]
    return (last.isascii() and (last.isalnum() or last in ",;-)`\"'")) or last in "、，"


def _shapes(paragraph: str, keys: dict[str, str]) -> Iterator[_Shape]:
    """The units of `paragraph`, one line or several; none if it is blank."""
    if alone := _alone(paragraph):
        kind, level = alone
        whole = "" if kind == "rule" else key(paragraph)
        yield _Shape(0, len(paragraph), kind, whole.removesuffix(CONTINUED) if kind == "heading" else whole, level)
        return
    kind = "item" if _ITEM.match(paragraph) else "sentence"
    # The indentation belongs to the first sentence of a line: without it a nested item would leave its list.
    start = 0
    for first, end in sentences(paragraph, 0, len(paragraph)):
        text = paragraph[first:end]
        form = keys.get(text)
        if form is None:
            form = keys[text] = key(text)
        if start < 0 and text[0] == "#" and (sign := _HEADING.match(text)):
            yield _Shape(first, end, "heading", form, sign[0].count("#"))
        else:
            yield _Shape(first if start < 0 else start, end, kind, form)
        kind, start = "sentence", -1


def _alone(line: str) -> tuple[Kind, int] | None:
    """Kind and level of a line that is one unit as a whole, and in which no other one goes on."""
    first = line.lstrip()[:1]
    if first not in _SPECIAL:
        return None
    if (len(line) <= _LONGEST_HEADING or "。" not in line) and (level := _heading_level(line)):
        return "heading", level
    if _RULE.match(line):
        return "rule", 0
    return ("sentence", 0) if first == ">" else None


def unfold(source: Source, units: Sequence[Unit], titles: Iterable[str]) -> tuple[Unit, ...]:
    """`units` with the headings taken out that run into a sentence on one line, as in an article echoed as one line.

    Such a heading is known by another place where it stands on its own, or is one of `titles` (as keys).
    """
    known: dict[str, list[str]] = {}
    body = source.body
    for form in {*titles, *(unit.key for unit in units if unit.kind == "heading" and _begins_line(body, unit))}:
        if len(form) >= _SHORTEST_HEADING:
            known.setdefault(form[:_SHORTEST_HEADING], []).append(form)
    result: list[Unit] = []
    for unit in units:
        forms = known.get(unit.key[:_SHORTEST_HEADING])
        if not forms or unit.kind not in ("sentence", "heading"):
            result.append(unit)
            continue
        shorter = (form for form in forms if len(form) < len(unit.key) and unit.key.startswith(form))
        form = max(shorter, key=len, default="")
        end = _end_of(body, unit, form) if form else 0
        if end and form[-1].isascii() and body[end + 1].islower():
            end = 0  # in Latin script a space ends every word, and these words may just start a sentence
        if not end:
            result.append(unit)
            continue
        start = end
        while body[start] in "* \t":
            start += 1
        rest: Kind = unit.kind if _begins_line(body, unit) else "sentence"
        result.append(unit._replace(end=end, kind="heading", key=form, level=unit.level or 7))
        result.append(unit._replace(start=start, kind=rest, key=key(body[start : unit.end]), seam=False))
    return tuple(result)


def _begins_line(body: str, unit: Unit) -> bool:
    return unit.start == 0 or body[unit.start - 1] == "\n"


def _end_of(body: str, unit: Unit, form: str) -> int:
    """Where in `unit` the heading `form` ends, 0 if no white space follows it there."""
    at = unit.start + len(form)
    while at < unit.end:
        at = min((place for place in (body.find(sign, at, unit.end) for sign in " \t") if place > 0), default=unit.end)
        found = key(body[unit.start : at])
        if found == form:
            return at if at < unit.end else 0
        if len(found) > len(form):
            return 0
        at += 1
    return 0


def _heading_level(line: str) -> int:
    """1 to 6 for a heading, 7 for a line that is bold as a whole, else 0."""
    if _HEADING.match(line):
        sign = line.lstrip()
        return int(sign[2]) if sign[0] == "<" else len(sign) - len(sign.lstrip("#"))
    return 7 if _BOLD_LINE.match(line) else 0
