"""Writes the HTML of a page and its reading text at once, so that the two can never differ.

The text is what a QTextDocument makes of the HTML: one line feed between blocks, one before each table cell and
one after each table, one for each line break. White space is written as it is (`pre-wrap`), so nothing collapses.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import pairwise
from typing import NamedTuple

from reader.model import Span

from .japanese import is_japanese

OBJECT = "\ufffc"
"""What stands for an image."""

BULLETS = ("disc", "circle", "square")
"""By the depth of lists."""
EMPTY = "\u200b"
"""Put into empty table cells; it has no width."""

# What has a meaning of its own inside a QTextDocument: object, table borders, line and paragraph separators.
_reserved = re.compile("[\ufffc\ufdd0\ufdd1\0]|[\u2028\u2029\r]")
_blank = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Style:
    """A class for everything that comes from a stretch of the source, and something put in behind it."""

    span: Span
    css_class: str
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Something put in at a place of the source; `text` is shown and is no part of the reading text."""

    offset: int
    html: str
    text: str = ""


class _Run(NamedTuple):
    """Text that stands in the source from `start` to `end`, and where it stands in the reading text and document."""

    start: int
    end: int
    offset: int
    shown: int


def _around(spans: Sequence[Span]) -> Span | None:
    return Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else None


class Writer:
    """One page. Structure that stays empty is not written; every run of text carries its own inline tags."""

    def __init__(self, styles: Sequence[Style] = (), points: Sequence[Point] = ()) -> None:
        self._styles = sorted(styles, key=lambda style: style.span)
        self._points = sorted(points, key=lambda point: point.offset)
        self._cuts = sorted({edge for style in styles for edge in style.span} | {point.offset for point in points})
        self._html: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._shown = 0
        self._insertions: list[Span] = []
        self._runs: list[_Run] = []
        self._inserting = False
        self._stack: list[str] = []
        self._pending: list[str] = []
        self._block: tuple[str, str] | None = None
        self._block_open = False
        self._blocks = 0
        self._shown_blocks = 0
        self._inline: list[tuple[str, str]] = []
        self._space = False
        self._last = ""
        self._anchors = ""
        self.silent = False
        """Whether text that comes now is left out, until the block ends."""

    # --- results -------------------------------------------------------------------------------------------------

    @property
    def html(self) -> str:
        return f'<body style="white-space:pre-wrap">{"".join(self._html)}</body>'

    @property
    def text(self) -> str:
        return "".join(self._text)

    @property
    def length(self) -> int:
        """Characters of the reading text so far."""
        return self._length

    @property
    def insertions(self) -> tuple[Span, ...]:
        """In code points of the document."""
        return tuple(self._insertions)

    def text_since(self, offset: int) -> str:
        """The reading text from an offset on; cheap for the last few runs."""
        parts: list[str] = []
        missing = self._length - offset
        for part in reversed(self._text):
            if missing <= 0:
                break
            parts.append(part)
            missing -= len(part)
        return "".join(reversed(parts))

    @property
    def shown(self) -> int:
        """Characters of the document so far."""
        return self._shown

    def locate(self, span: Span) -> Span | None:
        """Where a stretch of the source stands in the reading text of a finished page; None if it is not shown."""
        return _around([Span(run.offset + start, run.offset + end) for run, start, end in self._inside(span)])

    def locate_shown(self, span: Span) -> Span | None:
        """The same in the text of the document."""
        return _around([Span(run.shown + start, run.shown + end) for run, start, end in self._inside(span)])

    def _inside(self, span: Span) -> Iterator[tuple[_Run, int, int]]:
        """The runs that come from a stretch of the source, and where in each it starts and ends."""
        runs = self._runs_by_source
        for number in range(bisect_right(runs, span.start, key=lambda run: run.end), len(runs)):
            run = runs[number]
            if run.start >= span.end:
                break
            yield run, max(span.start - run.start, 0), min(span.end, run.end) - run.start

    @cached_property
    def _runs_by_source(self) -> list[_Run]:
        # Footnotes are written behind everything else, wherever they stand in the source.
        return sorted(self._runs)

    # --- structure -----------------------------------------------------------------------------------------------

    def open(self, tag: str, attributes: str = "") -> None:
        """Start a list, an item or a quote."""
        self._stack.append(tag)
        self._pending.append(f"<{tag}{attributes}>")

    def open_list(self, tag: str, start: int = 1) -> None:
        """Start a list of items, numbered from `start` if the tag is `ol`."""
        depth = sum(outer in ("ul", "ol") for outer in self._stack)
        nested = ' class="nested"' if depth else ""
        kind = f' type="{BULLETS[min(depth, 2)]}"' if tag == "ul" else f' start="{start}"' if start != 1 else ""
        self.open(tag, nested + kind)

    def close(self) -> bool:
        """End the innermost of these; whether anything of it was written."""
        tag = self._stack.pop()
        if self._pending:
            self._pending.pop()
            return False
        self._html.append(f"</{tag}>")
        return True

    @contextmanager
    def block(self, tag: str, attributes: str = "") -> Iterator[None]:
        """A paragraph, heading or code block: what is written inside is one block of the document."""
        self.begin_block(tag, attributes)
        yield
        self.end_block()

    def begin_block(self, tag: str, attributes: str = "") -> None:
        self._block = (f"<{tag}{attributes}>", f"</{tag}>")
        self._block_open = False

    def end_block(self) -> None:
        if self._block is not None and self._block_open:
            self._html.append(self._block[1])
        self._block = None
        self._space = False
        self._anchors = ""
        self.silent = False
        self._inline.clear()

    def rule(self) -> None:
        """A horizontal rule: a block without text."""
        self._start_block()
        self._html.append("<hr>")

    def begin_table(self) -> None:
        self.open("table", ' class="table"')

    def end_table(self) -> None:
        if self.close():
            self._put("\n")

    def begin_row(self) -> None:
        self.open("tr")

    def end_row(self) -> None:
        self.close()

    def begin_cell(self, tag: str, attributes: str = "") -> None:
        """A cell of a table: one block, written even when it is empty."""
        if self._pending[-3:-2] in (["<li>"], ["<blockquote>"]):
            # A table is no block of an item or quote: these get an empty one before it.
            self._start_block()
        self._flush()
        self._blocks += not self._inserting
        self._shown_blocks += 1
        self._put("\n")
        self._html.append(f"<{tag}{attributes}>")
        self._block = ("", "")
        self._block_open = True
        self._last = ""

    def end_cell(self, tag: str) -> None:
        if not self._last:
            # Behind a table whose last cell is empty Qt forgets to start a new paragraph.
            self._html.append(EMPTY)
            self._put(EMPTY, reading=False)
        self.end_block()
        self._html.append(f"</{tag}>")

    @contextmanager
    def insertion(self) -> Iterator[None]:
        """What is written inside is shown but is no part of the reading text."""
        self._inserting = True
        yield
        self._inserting = False

    def _in_new_item(self) -> bool:
        return bool(self._pending) and self._pending[-1].startswith("<li")

    def _flush(self) -> None:
        self._html += self._pending
        self._pending.clear()

    def _start_block(self) -> None:
        if self._shown_blocks:
            self._put("\n", reading=bool(self._blocks))
        self._shown_blocks += 1
        self._blocks += not self._inserting
        self._flush()
        self._last = ""

    def _ensure_block(self) -> None:
        if self._block is None:
            raise ValueError("text outside a block")
        if self._block_open:
            return
        # The first paragraph of an item is the item's own block.
        if self._block[0] == "<p>" and self._in_new_item():
            self._block = ("", "")
        self._start_block()
        self._html.append(self._block[0])
        self._block_open = True

    # --- text ----------------------------------------------------------------------------------------------------

    @contextmanager
    def inside(self, tag: str, attributes: str = "") -> Iterator[None]:
        """An inline tag around what is written inside."""
        self.start(tag, attributes)
        yield
        self.end(tag)

    def start(self, tag: str, attributes: str = "") -> None:
        self._inline.append((f"<{tag}{attributes}>", f"</{tag}>"))

    def end(self, tag: str) -> None:
        """End the innermost inline tag of that name, if there is one."""
        for index in range(len(self._inline) - 1, -1, -1):
            if self._inline[index][1] == f"</{tag}>":
                del self._inline[index]
                return

    def space(self) -> None:
        """A line end inside a paragraph: a space, but nothing between Japanese and Japanese."""
        self._space = True

    def line_break(self) -> None:
        self._space = False
        self._ensure_block()
        self._html.append("<br>")
        self._put("\n")
        self._last = "\n"

    def anchor(self, name: str) -> None:
        """A name to scroll to, at the next character."""
        self._anchors += f'<a name="{escape(name)}"></a>'

    def image(self, source: str, alternative: str) -> None:
        self._ensure_block()
        self._write_space(OBJECT)
        title = escape(alternative)
        self._wrapped(f'<img src="{escape(source)}" alt="{title}" title="{title}">')
        self._put(OBJECT)
        self._last = OBJECT

    def text_run(self, content: str, source: int | None = None, *, verbatim: bool = False) -> None:
        """Text that stands in the source at `source`, character by character, or that stands nowhere in it.

        White space collapses to one space unless `verbatim`; line feeds in verbatim text are line breaks.
        """
        if not content or self.silent:
            return
        content = _reserved.sub(lambda sign: " " if sign[0] in "\u2028\u2029\r" else "\ufffd", content)
        self._ensure_block()
        self._write_space(content)
        cursor = 0
        pieces = re.finditer("\n", content) if verbatim else _blank.finditer(content)
        for blank in pieces:
            if not verbatim and blank[0] == " ":
                continue
            self._cut(content[cursor : blank.start()], None if source is None else source + cursor)
            if verbatim:
                self.line_break()
            else:
                self._cut(" ", None if source is None else source + blank.start())
            cursor = blank.end()
        self._cut(content[cursor:], None if source is None else source + cursor)

    def _write_space(self, following: str) -> None:
        if self._space:
            self._space = False
            if self._last and not (is_japanese(self._last) and is_japanese(following[0])):
                self._piece(" ", None)

    def _cut(self, content: str, source: int | None) -> None:
        """Write text in pieces that each have one style, with the points between them."""
        if source is None or not self._cuts:
            self._piece(content, source)
            return
        end = source + len(content)
        edges = [source, *self._cuts[bisect_right(self._cuts, source) : bisect_left(self._cuts, end)], end]
        for start, stop in pairwise(edges):
            self._points_at(start)
            self._piece(content[start - source : stop - source], start)

    def _points_at(self, offset: int) -> None:
        while self._points and self._points[0].offset <= offset:
            point = self._points.pop(0)
            self._html.append(point.html)
            if point.text:
                self._put(point.text, reading=False)

    def _piece(self, content: str, source: int | None) -> None:
        if not content:
            return
        style = None
        if source is not None:
            self._runs.append(_Run(source, source + len(content), self._length, self._shown))
            style = self._style_at(source)
        self._wrapped(escape(content, quote=False), style.css_class if style else "")
        self._put(content)
        self._last = content[-1]
        if style and source is not None and source + len(content) == style.span.end and style.tail:
            self._wrapped(style.tail, style.css_class)
            self._put(style.tail, reading=False)

    def _style_at(self, source: int) -> Style | None:
        index = bisect_right(self._styles, source, key=lambda style: style.span.start) - 1
        return self._styles[index] if index >= 0 and source < self._styles[index].span.end else None

    def _wrapped(self, html: str, css_class: str = "") -> None:
        tags = self._inline
        if css_class:
            html = f'<span class="{css_class}">{html}</span>'
        if tags:
            html = "".join(start for start, _ in tags) + html + "".join(end for _, end in reversed(tags))
        self._html.append(self._anchors + html)
        self._anchors = ""

    def _put(self, text: str, *, reading: bool = True) -> None:
        """Count text that the document shows; it belongs to the reading text unless it is put in."""
        start = self._shown
        self._shown += len(text)
        if reading and not self._inserting:
            self._text.append(text)
            self._length += len(text)
        elif self._insertions and self._insertions[-1].end == start:
            self._insertions[-1] = Span(self._insertions[-1].start, self._shown)
        else:
            self._insertions.append(Span(start, self._shown))
