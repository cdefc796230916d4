"""What is too much for the layout, which cannot be interrupted: such a post is shown as plain text.

Measured: twenty nested HTML tables take 19 s to lay out, a table of 5,000 rows 10 s, one word of a million
letters more than a minute, 10,000 opening brackets in one paragraph a second to parse, growing with the square.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

MAX_CHARACTERS = 1_000_000
MAX_LINES = 50_000
"""Plain text is limited too: each line costs some 30 µs in the window's own thread."""
MAX_LINE = 50_000
MAX_RUN = 5_000
"""Characters of a line without a place to break it: a line of Japanese breaks everywhere."""
MAX_DEPTH = 32
MAX_ROWS = 1_000
MAX_CELLS = 10_000
MAX_BRACKETS = 3_000
"""In one paragraph."""
MAX_PIECES = 6_000
"""In one paragraph: 15,000 pieces of alternating type took 12 s to lay out, growing with the square."""
PLAIN_LINE = 2_000
"""Characters after which a line of plain text is broken."""

_run = re.compile(rf"[!-~\u00a1-\u024f]{{{MAX_RUN + 1}}}")
_quotes = re.compile(rf"^[ \t]*(?:>[ \t]*){{{MAX_DEPTH + 1}}}", re.MULTILINE)
_items = re.compile(rf"^[ \t>]*(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]+){{{MAX_DEPTH + 1}}}", re.MULTILINE)
_nested_table = re.compile(r"<table\b(?:(?!</table).)*<table\b", re.IGNORECASE | re.DOTALL)
_table = re.compile(r"<table\b", re.IGNORECASE)
_row = re.compile(r"<tr\b", re.IGNORECASE)


def too_much_source(source: str) -> str:
    """The key of `errors.PROBLEMS` that says why the source must not be parsed, or ''."""
    if len(source) > MAX_CHARACTERS or source.count("\n") >= MAX_LINES:
        return "plain-too-large"
    if max(map(len, source.split("\n"))) > MAX_LINE or _run.search(source):
        return "plain-long-line"
    if _quotes.search(source) or _items.search(source):
        return "plain-nested"
    if len(_table.findall(source)) > 1 and _nested_table.search(source):
        return "plain-nested-table"
    if source.count("[") > MAX_BRACKETS and any(part.count("[") > MAX_BRACKETS for part in source.split("\n\n")):
        return "plain-markup"
    return ""


def too_much_layout(tokens: list[Token]) -> str:
    """The key of `errors.PROBLEMS` that says why the parsed text must not be laid out, or ''."""
    rows = cells = 0
    for token in tokens:
        if token.level > 2 * MAX_DEPTH:
            return "plain-nested"
        match token.type:
            case "table_open":
                rows = cells = 0
            case "tr_open":
                rows += 1
            case "td_open" | "th_open":
                cells += 1
            case "inline" if len(token.children or ()) > MAX_PIECES:
                return "plain-markup"
            case "html_block":
                rows, cells = len(_row.findall(token.content)), 0
        if rows > MAX_ROWS or cells > MAX_CELLS:
            return "plain-table"
    return ""
