"""The body of a post as lines and blocks: what is prose, and what no rule may touch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reader.model import Span

_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+)?(`{3,}|~{3,}|:{3,}|\$\$)")
_FIXED_LINE = re.compile(
    r"""[ \t]*(?:
        \|
      | <(?!h[1-6]\b)[A-Za-z!/]
      | \[\^?[^\]\n]+\]:
      | !\[[^\n]*\)[ \t]*$
      | (?:[^\n]*\|[ \t]*)?:?-{3,}:?[ \t]*\|
    )""",
    re.VERBOSE,
)
"""Table rows, HTML, definitions of links and notes, lone images, template tags."""
_INDENTED = re.compile(r"(?: {4}|\t)")


class Line(NamedTuple):
    """One line of the body without its line feed; `fixed` inside code, tables, HTML and the like."""

    start: int
    end: int
    text: str
    fixed: bool


class Block(NamedTuple):
    """A run of lines without a blank line between them: `lines` are indexes."""

    start: int
    end: int
    first_line: int
    last_line: int
    fixed: bool


@dataclass(frozen=True)
class Source:
    """What the rules for clutter look at: the body and the title as the post has it."""

    body: str
    title: str

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order. Code, tables, HTML blocks and definitions are `fixed`."""
        lines: list[Line] = []
        at = 0
        fence = ""
        after_blank = True
        in_list = False
        for text in self.body.split("\n"):
            fixed = bool(fence)
            match = _FENCE.match(text) if "`" in text or "~" in text or ":::" in text or "$$" in text else None
            if fence:
                if match and match[1].startswith(fence) and not text.strip(" \t>`~:$"):
                    fence = ""
            elif match and not (match[1][0] == "`" and "`" in text[match.end() :]):
                fixed = True
                if not (match[1] == "$$" and text.count("$$") > 1):
                    fence = match[1]
            elif text and not text.isspace():
                first = text.lstrip()[0]
                if first in "|<[!" or "--|" in text or "-- |" in text:
                    fixed = _FIXED_LINE.match(text) is not None
                else:
                    fixed = (after_blank and not in_list and _INDENTED.match(text) is not None) or (
                        bool(lines)
                        and lines[-1].fixed
                        and not after_blank
                        and first not in "#-*>"
                        and lines[-1].text[:1] in "<| \t"
                    )
                if text[0] not in " \t":
                    in_list = first in "-*+" or first.isdigit()
            lines.append(Line(at, at + len(text), text, fixed))
            after_blank = (not fixed and (not text or text.isspace())) or (not fence and fixed and match is not None)
            at += len(text) + 1
        return tuple(lines)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in order; one is fixed if any of its lines is."""
        blocks: list[Block] = []
        first = -1
        fixed = False
        for i, line in enumerate((*self.lines, Line(0, 0, "", False))):
            if (line.fixed or (line.text and not line.text.isspace())) and i < len(self.lines):
                if first < 0:
                    first, fixed = i, False
                fixed = fixed or line.fixed
            elif first >= 0:
                blocks.append(Block(self.lines[first].start, self.lines[i - 1].end, first, i - 1, fixed))
                first = -1
        return tuple(blocks)

    def text(self, span: Span | Block | Line) -> str:
        """The stretch of the body that `span` covers."""
        return self.body[span.start : span.end]

    @cached_property
    def is_japanese(self) -> bool:
        """Whether most letters of the first 4,000 characters are Japanese."""
        sample = self.body[:4000]
        kana = len(re.findall("[\u3041-\u30ff\u4e00-\u9fff]", sample))
        latin = len(re.findall("[A-Za-z]", sample))
        return kana * 2 > latin
