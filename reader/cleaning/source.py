"""The body of a post as lines and blocks: what is prose, and what no rule may touch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reader.cleaning.phrases import AGENT_TALK, APOLOGY, END_MARK, PROMPT_HEADER
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
_FENCE_FIRST = frozenset("`~:$>-*+0123456789")
_GOES_ON = frozenset("<| \t")
"""First signs of a fixed line that go on in the next line, as HTML and tables without borders do."""
_INDENTED = re.compile(r"(?: {4}|\t)")

LONG_LINE = 120
"""Characters of a line that no careful text has twice."""


class Line(NamedTuple):
    """One line of the body without its line feed; `fixed` inside code, tables, HTML and the like."""

    start: int
    end: int
    text: str
    sign: str
    """Its first character that is no white space, '' if there is none."""
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
    common: frozenset[int] = frozenset()
    """Fingerprints of what stands in many posts of the library."""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order. Code, tables, HTML blocks and definitions are `fixed`."""
        lines: list[Line] = []
        at = 0
        fence = ""
        after_blank = True
        in_list = fixed = False
        for text in self.body.split("\n"):
            end = at + len(text)
            was_fixed, fixed = fixed, bool(fence)
            stripped = text.strip()
            first = stripped[:1]
            if fence:
                match = _FENCE.match(text)
                if match and match[1].startswith(fence) and not stripped.strip("`~:$> "):
                    fence = ""
            elif stripped:
                match = _FENCE.match(text) if first in _FENCE_FIRST else None
                if match and not (match[1][0] == "`" and "`" in text[match.end() :]):
                    fixed = True
                    fence = "" if match[1] == "$$" and text.count("$$") > 1 else match[1]
                elif first in "|<[!" or "--|" in text or "-- |" in text:
                    fixed = _FIXED_LINE.match(text) is not None
                elif text[0] in " \t" and after_blank and not in_list:
                    fixed = _INDENTED.match(text) is not None
                elif was_fixed and not after_blank and first not in "#-*>":
                    fixed = lines[-1].text[:1] in _GOES_ON
                if text[0] not in " \t":
                    in_list = first in "-*+" or first.isdigit()
            lines.append(Line(at, end, text, first, fixed))
            after_blank = not stripped or (fixed and not fence and was_fixed)
            at = end + 1
        return tuple(lines)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in order; one is fixed if any of its lines is."""
        blocks: list[Block] = []
        first = -1
        fixed = False
        lines = self.lines
        for i, (_, _, _, sign, line_fixed) in enumerate(lines):
            if sign or line_fixed:
                if first < 0:
                    first, fixed = i, False
                fixed = fixed or line_fixed
            elif first >= 0:
                blocks.append(Block(lines[first].start, lines[i - 1].end, first, i - 1, fixed))
                first = -1
        if first >= 0:
            blocks.append(Block(lines[first].start, lines[-1].end, first, len(lines) - 1, fixed))
        return tuple(blocks)

    def text(self, span: Span | Block | Line) -> str:
        """The stretch of the body that `span` covers."""
        return self.body[span.start : span.end]

    def lines_with(self, signs: str) -> list[Line]:
        """The lines that are not fixed and whose first sign is one of `signs`, in order."""
        return [line for line in self.lines if line.sign and line.sign in signs and not line.fixed]

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """The blocks that are not fixed."""
        return tuple(block for block in self.blocks if not block.fixed)

    @cached_property
    def is_japanese(self) -> bool:
        """Whether at least a third of the characters takes three bytes in UTF-8, as Japanese does."""
        return 3 * (len(self.body.encode(errors="replace")) - len(self.body)) >= 2 * len(self.body)

    @cached_property
    def is_marked(self) -> bool:
        """Whether the post shows at a glance that a generator wrote it: by its marks, its title or lines said twice."""
        if "END" in self.body and any("END" in line.text and END_MARK.search(line.text) for line in self.lines):
            return True
        if "【" in self.body and PROMPT_HEADER.search(self.body):
            return True
        if APOLOGY.match(self.title) or AGENT_TALK.match(self.title):
            return True
        long = [line.text for line in self.lines if line.end - line.start >= LONG_LINE and not line.fixed]
        return len(set(long)) < len(long)
