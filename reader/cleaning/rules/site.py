"""What the blog engine and its tools leave in a text: boxes of links, their syntax, conflict marks."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cleaning.draft import Cut
from reader.cleaning.phrases import AFFILIATE_NOTICE, CALL, CONFLICT_LINE, ENGINE_LINE, FURNITURE_HEADING, SITE_LINK
from reader.cleaning.source import Line, Source
from reader.model import Span

LONGEST_OFFER = 120
"""Characters of a line of an offer; a longer one is a paragraph of the article."""


def find_furniture(source: Source) -> Iterator[Cut]:
    """Boxes with related posts, books and offers: from the rule line or heading above to the last line of links."""
    lines = source.lines
    numbers = {line.start: i for i, line in enumerate(lines)} if "](" in source.body else {}
    done = 0
    for line in source.lines_with("#*") if numbers else ():
        i = numbers[line.start]
        if i < done or not (FURNITURE_HEADING.match(line.text) or _is_offer(lines, i)):
            continue
        end = _box_end(lines, i)
        if end > i + 1:
            first = _rule_above(lines, i)
            yield Cut(Span(lines[first].start, lines[end - 1].end), "furniture", seam=True)
            done = end


def find_engine_syntax(source: Source) -> Iterator[Cut]:
    """Lines that only the blog engine understands."""
    for line in source.lines_with("{"):
        if ENGINE_LINE.match(line.text):
            yield Cut(Span(line.start, line.end), "engine-syntax")


def find_conflict_marks(source: Source) -> Iterator[Cut]:
    """The lines with which git marks a conflict; both sides stay, being article text."""
    if "<<<<<<< " not in source.body:
        return
    for line in source.lines:
        if line.text[:1] in "<>|=" and CONFLICT_LINE.match(line.text):
            yield Cut(Span(line.start, line.end), "conflict-mark", seam=True)


def _is_offer(lines: tuple[Line, ...], i: int) -> bool:
    """Whether line `i` is the heading of a link that calls to action, a few words between them at most."""
    return lines[i].text.startswith("#") and _call_below(lines, i) > i


def _call_below(lines: tuple[Line, ...], heading: int) -> int:
    """The number of the line with the call to action below `heading`, or `heading` if there is none near."""
    below = [i for i in range(heading + 1, min(heading + 8, len(lines))) if lines[i].text.strip()][:3]
    for i in below:
        if lines[i].text.startswith("#") or len(lines[i].text) > LONGEST_OFFER:
            break
        if CALL.search(lines[i].text):
            return i
    return heading


def _box_end(lines: tuple[Line, ...], heading: int) -> int:
    """The number of the line after the last one that belongs to the box below `heading`."""
    end = i = _call_below(lines, heading) + 1
    linked = False
    while i < len(lines):
        text = lines[i].text
        described = linked and text[:2] == "  " and bool(text.strip())
        linked = SITE_LINK.search(text) is not None and text.lstrip()[:1] in "-*[+"
        if linked or described or AFFILIATE_NOTICE.match(text) or ("{" in text and ENGINE_LINE.match(text)):
            end = i + 1
        elif text.strip():
            break
        i += 1
    return end


def _rule_above(lines: tuple[Line, ...], heading: int) -> int:
    """The number of the rule line that sets off the box below it, else of its heading."""
    above = heading - 1
    while above >= 0 and not lines[above].text.strip():
        above -= 1
    return above if above >= 0 and lines[above].text.strip() == "---" else heading
