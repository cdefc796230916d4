"""The title: what is wrong with it, and the line of the body that says it in full."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.cleaning.draft import Draft, Fate
from reader.cleaning.phrases import AGENT_TALK, APOLOGY, TITLE_LABEL, TITLE_TEMPLATES, TITLE_YEAR
from reader.cleaning.text import key
from reader.cleaning.units import Unit

LONGEST = 140
"""A first line longer than this is a paragraph."""
LONGEST_PLAIN = 100
"""The same without a heading sign, where the title is broken."""
CUT_BYTES = range(38, 41)
"""UTF-8 lengths of a title that a script cut at 40 bytes."""
STEM = 8
"""So many first characters in common make two titles the same one, where a script has replaced the rest."""


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
        if line[-1] + 1 == len(draft.units) and not forms:
            break  # the title alone is all the text there is
        if len(text) > LONGEST or draft.units[line[0]].kind == "fixed" or not same_title(title, text):
            break
        full = plain_title(text)
        title = title if _norm(full) == _norm(title) else full
        forms |= {key(text), key(full)}
        fates |= dict.fromkeys(line, Fate("title-echo"))
    starts = {draft.units[number].key for number in fates}
    starts |= {key(plain_title(form)) for form in starts}  # the line again without its label
    if any(unit.key in starts for unit in draft.units[len(fates) :]):
        fates |= _later_echoes(draft, forms, starts)
    return replace(draft, title=title.rstrip("\ufffd")).without(fates)


def _later_echoes(draft: Draft, forms: set[str], starts: set[str]) -> dict[int, Fate]:
    """The same line wherever the article starts again, also in front of a text that was put on one line."""
    fates: dict[int, Fate] = {}
    for line in _lines(draft):
        form = ""
        for count, i in enumerate(line if draft.units[line[0]].key in starts else (), 1):
            form += draft.units[i].key
            if form in forms and (count == len(line) or draft.generated):
                fates |= dict.fromkeys(line[:count], Fate("title-echo"))
                break
    return fates


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
    """Whether the first `line` of a text is its `title` once more, or what a broken title was made of.

    A title that is whole must stand there whole. A broken one is cut off, replaced by a template or missing: then a
    line that could be a title and starts alike is the title in full.
    """
    if TITLE_LABEL.match(line):
        return True
    wanted, found = _norm(plain_title(title)), _norm(plain_title(line))
    if wanted == found:
        return bool(found)
    heading = line.lstrip()[:1] == "#"
    if not found or not (heading or _is_title_like(line)):
        return False
    if not is_broken(title):
        # The sign that a script put in place of the last character; a heading that says more than the title.
        cut = wanted[:-1] if title.endswith("？") else wanted
        return len(cut) >= STEM and (heading or cut != wanted) and found.startswith(cut)
    stem = TITLE_YEAR.sub("", plain_title(title))
    if line.lstrip("#* ")[:1] == "「" != stem[:1]:
        return False  # a title that is quoted was quoted before it broke
    if stem != (whole := stem.rstrip("\ufffd….")):
        stem = whole.removesuffix("の")
    stem = _norm(TITLE_TEMPLATES.sub("", stem)).strip("「『?")
    found = found.lstrip("「『")
    if not stem or APOLOGY.match(title) or AGENT_TALK.match(title):
        return heading or ("。" not in line and not line.rstrip("* ").endswith("."))
    if TITLE_YEAR.match(title):
        begun = TITLE_TEMPLATES.sub("", stem)  # one script cut the title at its first comma, another made it longer
        if begun != stem and not line.rstrip("* ").endswith("。") and found.startswith((f"{begun}、", f"{begun}:")):
            return True
        return stem[:STEM] == found[:STEM] and len(stem) >= STEM
    return found.startswith(stem)


def is_broken(title: str) -> bool:
    """Whether `title` shows that it is not what an author wrote: cut off, filled in by a script, or no title at all."""
    plain = title.strip()
    return (
        not plain
        or plain.endswith(("\ufffd", "…", "..."))
        or plain.startswith(("#", "**"))
        or TITLE_LABEL.match(plain) is not None
        or TITLE_TEMPLATES.search(plain) is not None
        or APOLOGY.match(plain) is not None
        or AGENT_TALK.match(plain) is not None
        or any(plain.count(one) != plain.count(other) for one, other in ("「」", "（）", "『』", "()"))
        or len(plain.encode()) in CUT_BYTES
    )


def _is_title_like(line: str) -> bool:
    """Whether `line` could be a title: short, and no sentence of Latin prose."""
    return len(line) <= LONGEST_PLAIN and not line.rstrip("* ").endswith((".", "、", ","))


def _norm(text: str) -> str:
    return re.sub(r"[\s*#_]+", "", unicodedata.normalize("NFKC", text)).strip("\ufffd").lower()


def _balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "「") - (sign == "」")
        if depth < 0:
            return False
    return depth == 0
