"""What counts as a heading: `##見出し` and `<h3>` too, a bold line too, but no sentence over a rule."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it.rules_block.lheading import lheading
from markdown_it.rules_block.state_block import StateBlock
from markdown_it.token import Token

SENTENCE_END = "。．！？!?…」』）)"
BOLD = "bold"
"""`markup` of a heading that is a bold line."""

# `##見出し`, but neither `#1` nor `#tag`: with a single sign only what is bold.
_hashes = re.compile(r"(?:(#{1,6})(?=[ \t]|$)|(#{2,6})(?=[^#\s])|(#)(?=\*\*.+\*\*))[ \t]*(.*?)(?:[ \t]#+)?[ \t]*$")
_tag = re.compile(r"<h([1-6])(?:\s[^>]*)?>(.*)</h\1>\s*$", re.IGNORECASE)
# Shorter lines are labels or leftovers, longer ones are emphasised sentences.
_bold = re.compile(r"\*\*(?!\s)([^*]{4,60})(?<!\s)\*\*[ \t]*[:：]?[ \t]*$")
_list_item = re.compile(r"[ \t]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
_rule_below = re.compile(r"[ \t]{0,3}-+[ \t]*$")

MAX_SETEXT = 60
"""Characters of the longest line that an underline of `-` makes a heading."""


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _push(state: StateBlock, line: int, level: int, markup: str, content: str) -> None:
    state.line = line + 1
    opening = state.push("heading_open", f"h{level}", 1)
    opening.markup = markup
    opening.map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content = content.strip()
    inline.map = [line, line + 1]
    inline.children = []
    state.push("heading_close", f"h{level}", -1).markup = markup


def heading(state: StateBlock, line: int, _end_line: int, silent: bool) -> bool:
    """`## Heading`, and `##見出し` without the space."""
    if state.is_code_block(line):
        return False
    match = _hashes.match(_line(state, line))
    if match is None:
        return False
    if not silent:
        signs = match[1] or match[2] or match[3]
        _push(state, line, len(signs), signs, match[4])
    return True


def html_heading(state: StateBlock, line: int, _end_line: int, silent: bool) -> bool:
    """`<h3>Heading</h3>` on a line of its own; Markdown works inside it."""
    if state.is_code_block(line):
        return False
    match = _tag.match(_line(state, line))
    if match is None:
        return False
    if not silent:
        _push(state, line, int(match[1]), "<h>", match[2])
    return True


def bold_heading(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """A bold line that is alone or first in its block; not a whole sentence, and not the label of a list."""
    if silent or state.level or state.is_code_block(line):
        return False
    text = _line(state, line)
    match = _bold.match(text)
    if match is None or match[1].endswith("。"):
        return False
    if line + 1 < end_line and _list_item.match(_line(state, line + 1)):
        return False
    _push(state, line, 6, BOLD, text)
    return True


def setext_heading(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """CommonMark's underlined heading, except where a rule merely stands below the last line of a paragraph."""
    below = line + 1
    while below < end_line and not state.isEmpty(below) and not _rule_below.match(_line(state, below)):
        below += 1
    if below < end_line and _rule_below.match(_line(state, below)):
        text = _line(state, below - 1).strip()
        if below > line + 1 or len(text) > MAX_SETEXT or text.rstrip("* ").endswith(tuple(SENTENCE_END)):
            return False
    return bool(lheading(state, line, end_line, silent))


def levels(tokens: Iterable[Token]) -> dict[tuple[str, bool], int]:
    """The level at which each kind of heading is shown: (tag, is a bold line) -> 2 to 6.

    The levels in use become 2, 3, … without a gap; bold lines are all of one level, below the uppermost of these.
    """
    openings = [token for token in tokens if token.type == "heading_open"]
    tags = sorted({token.tag for token in openings if token.markup != BOLD})
    shown = {(tag, False): min(2 + rank, 6) for rank, tag in enumerate(tags)}
    return shown | {("h6", True): 3 if tags else 2}
