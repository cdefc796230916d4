"""The title: what is wrong with it, and the line of the body that says it in full."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from reader.cleaning.draft import Draft, Fate
from reader.cleaning.phrases import AGENT_TALK, APOLOGY, TITLE_LABEL, TITLE_TEMPLATES
from reader.cleaning.text import key
from reader.cleaning.units import Unit

LONGEST = 140
"""A first line longer than this is a paragraph."""


def plain_title(title: str) -> str:
    """`title` without label, heading and emphasis signs, and without brackets around the whole."""
    text = TITLE_LABEL.sub("", title.strip())
    text = re.sub(r"^#{1,6}\s*|\*\*|</?h[1-6]>", "", text).strip().strip("*").strip()
    if text[:1] == "「" and text[-1:] == "」" and _balanced(text[1:-1]):
        text = text[1:-1].strip()
    return text


def known_forms(title: str, units: Sequence[Unit]) -> list[str]:
    """The keys under which the title may stand again inside a line: its own, and that of the first line."""
    first = [unit for unit in units[:4] if unit.block == units[0].block]
    line = "".join(unit.key for unit in first)
    return [key(title), line] if len(line) <= LONGEST else [key(title)]


def title_echo(draft: Draft) -> Draft:
    """The first line of the text that is the title once more goes, and so does every later line that is it as well.

    Where the title is that line cut off, replaced by a template or missing, the line becomes the title.
    """
    title = plain_title(draft.source.title)
    fates: dict[int, Fate] = {}
    forms: set[str] = set()
    for line in _lines(draft):
        text = draft.source.body[draft.units[line[0]].start : draft.units[line[-1]].end]
        if len(text) > LONGEST or draft.units[line[0]].kind == "fixed" or not same_title(title, text):
            break
        full = plain_title(text)
        title = title if _norm(full) == _norm(title) else full
        forms.add(key(text))
        fates |= dict.fromkeys(line, Fate("title-echo"))
    for line in _lines(draft) if forms else ():
        form = ""
        for count, i in enumerate(line, 1):
            form += draft.units[i].key
            if form in forms and line[0] not in fates and (count == len(line) or draft.generated):
                fates |= dict.fromkeys(line[:count], Fate("title-echo"))
                break
    return replace(draft, title=title.rstrip("\ufffd")).without(fates)


def _lines(draft: Draft) -> Iterator[tuple[int, ...]]:
    """The units of each line that is a block of its own or the first of one."""
    units = draft.units
    i = 0
    while i < len(units):
        j = i + 1
        if units[i].kind != "heading":
            while j < len(units) and units[j].block == units[i].block and units[j].kind == "sentence":
                j += 1
        yield tuple(range(i, j))
        i = j


def same_title(title: str, line: str) -> bool:
    """Whether `line` is what `title` was made of."""
    wanted, found = _norm(plain_title(title)), _norm(plain_title(line))
    if not found:
        return False
    if wanted == found or TITLE_LABEL.match(line):
        return True
    stem = _norm(TITLE_TEMPLATES.sub("", plain_title(title).rstrip("\ufffd…")))
    if len(stem) >= 10 and found.startswith(stem):
        return True
    if line.rstrip()[-1:] in "。.":
        return False
    if not stem or APOLOGY.match(title) or AGENT_TALK.match(title):
        return _is_title_like(line)
    if len(stem) >= 3 and (found.startswith(stem) or (len(stem) >= 8 and found in stem)):
        return True
    return fuzz.ratio(wanted, found) >= 80


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
