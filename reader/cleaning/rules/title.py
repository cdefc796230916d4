"""The title: what is wrong with it, and the line of the body that says it in full."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz import fuzz

from reader.cleaning.draft import Cut
from reader.cleaning.phrases import AGENT_TALK, APOLOGY, TITLE_LABEL, TITLE_TEMPLATES
from reader.cleaning.source import Source
from reader.model import Span

LONGEST = 140
"""A first line longer than this is a paragraph."""


def plain_title(title: str) -> str:
    """`title` without label, heading and emphasis signs, and without brackets around the whole."""
    text = TITLE_LABEL.sub("", title.strip())
    text = re.sub(r"^#{1,6}\s*|\*\*|</?h[1-6]>", "", text).strip().strip("*").strip()
    if text[:1] == "「" and text[-1:] == "」" and _balanced(text[1:-1]):
        text = text[1:-1].strip()
    return text


def repaired_title(source: Source, echo: Span | None) -> str:
    """The title in full: as the body's first line has it where the title is that line cut, replaced or empty."""
    title = plain_title(source.title)
    if echo is None:
        return title.rstrip("\ufffd")
    full = plain_title(source.text(echo))
    return full if _norm(full) != _norm(title) else title


def title_echo(source: Source) -> Span | None:
    """The first line of the body that is text, if it is the title once more (or in full)."""
    for block in source.blocks:
        line = source.lines[block.first_line]
        if block.fixed or len(line.text) > LONGEST:
            return None
        if not _norm(line.text):
            continue
        return Span(line.start, line.end) if same_title(source.title, line.text) else None
    return None


def same_title(title: str, line: str) -> bool:
    """Whether `line` is what `title` was made of."""
    wanted, found = _norm(plain_title(title)), _norm(plain_title(line))
    if not found:
        return False
    if wanted == found or TITLE_LABEL.match(line):
        return True
    if line.rstrip()[-1:] in "。.":
        return False
    stem = _norm(TITLE_TEMPLATES.sub("", plain_title(title).rstrip("\ufffd…")))
    if not stem or APOLOGY.match(title) or AGENT_TALK.match(title):
        return _is_title_like(line)
    if len(stem) >= 3 and (found.startswith(stem) or (len(stem) >= 8 and found in stem)):
        return True
    return fuzz.ratio(wanted, found) >= 80


def find_title_echo(source: Source) -> Iterator[Cut]:
    """The title line at the start of the body, and wherever the article starts again with it."""
    echo = title_echo(source)
    if echo is None:
        return
    yield Cut(echo, "title-echo")
    form = _norm(plain_title(source.text(echo)))
    for line in source.lines:
        if (
            line.start > echo.start
            and len(line.text) <= LONGEST
            and not line.fixed
            and _norm(plain_title(line.text)) == form
        ):
            yield Cut(Span(line.start, line.end), "title-echo", seam=True)


def _is_title_like(line: str) -> bool:
    return len(line) <= 80 and not line.rstrip().endswith(("。", ".", "、"))


def _norm(text: str) -> str:
    return re.sub(r"[\s*#_]+", "", unicodedata.normalize("NFKC", text)).strip("\ufffd").lower()


def _balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "「") - (sign == "」")
        if depth < 0:
            return False
    return depth == 0
