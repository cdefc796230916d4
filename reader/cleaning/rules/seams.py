"""Seams between two rounds of the generator: text that was cut and goes on, starts again or was left as it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from reader.cleaning.draft import Draft, Fate
from reader.cleaning.text import is_closed, key
from reader.cleaning.units import Unit
from reader.model import Span

_DOTS = re.compile(r"[ \t]*(?:\*\*)?(?:\.{2,}|…+)[ \t]*")
_LABEL_END = re.compile(r"[:：][\"'”」』）)*_]*$")
_FRESH = re.compile(
    r"しかし|ただ|また[、，]|さらに|そして|例えば|たとえば|もちろん|正直|個人的|一方|特に|では|でも|だから|なぜなら|つまり|次に|まず|最後に|もし|実際|結局|そう[、，]"
    r"|この|その|これ|それ|こう|そこ|ここ|私|僕|あなた|皆さん|投資家|技術者|\d+[.)]|[-*#「【]"
)

LONGEST_OVERLAP = 400
"""Characters that a round repeats of the sentence that was cut before it."""

TOLD = 15
"""Characters that a cut sentence has in common with a whole one if it is a copy, and not one that starts alike."""

MOST_STARTS = 20
"""Sentences that start alike and are looked at."""

LONGEST_CHAIN = 8
"""Pieces of one sentence: more rounds than this do not each cut the same sentence."""


def joined(draft: Draft) -> Draft:
    """Close the seams at which a sentence was cut and goes on after the seam."""
    if not draft.generated:
        return draft
    units = list(draft.units)
    first_at: dict[str, int] = {}
    for i, unit in enumerate(units):
        if unit.key:
            first_at.setdefault(unit.key, i)
    keys = sorted(first_at)
    behind = followers(units)
    gone: dict[int, Fate] = dict(draft.gone)
    content: dict[int, tuple[Span, ...]] = {}
    instead: dict[int, int] = {}
    run_on: set[int] = set()
    body = draft.source.body
    for j, after in enumerate(units):
        dots = _DOTS.match(body, after.start, after.end) if j else None
        if not after.seam and not (dots and _is_parted(body, units[j - 1], after, content.get(j - 1))):
            continue
        if dots and dots.end() < after.end:
            content[j] = (Span(dots.end(), after.end),)
            units[j] = after = after._replace(key=key(body[dots.end() : after.end]))
        end = _before(units, gone, j)
        if end is None or not is_cut(body, units[end], content.get(end)):
            continue
        i, before = end, units[end]
        if len(content.get(i, ())) >= LONGEST_CHAIN:
            continue
        restart = _restart(units, j, before.key, first_at)
        if restart is not None:
            gone[i] = Fate("seam", restart)
            instead[i] = restart
            run_on.add(restart + 1)
            continue
        if after.kind in ("heading", "rule", "fixed") or j in gone:
            continue
        if first_at.get(after.key, j) < j and len(after.key) >= 4:
            continue
        overlap = _overlap(before.key, after.key)
        first = content.get(j, (Span(after.start, after.end),))
        start = first[0].start
        if overlap:
            start = _skip(body, start, after.end, overlap)
        elif after.kind == "item" or not _goes_on(body, start, after.end):
            continue
        rest = key(body[start : after.end])
        if not rest or _is_told(keys, before.key, rest):
            continue
        full = [units[k].key for k in in_full(units, behind, i)]
        if full and not any(form.startswith(rest[:4], len(before.key)) for form in full):
            continue
        # The emphasis that the seam tore apart is closed or opened by neither half alone.
        head = content.get(i, (Span(before.start, before.end),))
        content[i] = (*head, Span(start, after.end))
        units[i] = before._replace(key=key("".join(body[a:b] for a, b in content[i])))
        gone[j] = Fate("seam", i)
        run_on.add(j + 1)
        content.pop(j, None)
        units[j] = after._replace(key="")
    run_on = {i for i in run_on if i < len(units) and units[i].block == units[i - 1].block and not units[i].seam}
    draft = replace(draft, units=tuple(units), content={**draft.content, **content}, run_on=draft.run_on | run_on)
    return draft.without(gone, instead)


def is_cut(body: str, unit: Unit, content: tuple[Span, ...] | None = None) -> bool:
    """Whether `unit` is a sentence that stops in the middle."""
    if unit.kind not in ("sentence", "item") or not unit.key:
        return False
    end = content[-1].end if content else unit.end
    text = body[max(unit.start, end - 40) if not content else content[-1].start : end].rstrip()
    return not is_closed(text) and not _LABEL_END.search(text)


def followers(units: Sequence[Unit]) -> dict[str, list[int]]:
    """The units that stand right behind each sentence, by the key of that sentence."""
    found: dict[str, list[int]] = {}
    for number, (before, unit) in enumerate(pairwise(units), 1):
        if (
            unit.key
            and before.kind in ("sentence", "item")
            and len(others := found.setdefault(before.key, [])) < MOST_STARTS
        ):
            others.append(number)
    return found


def in_full(units: Sequence[Unit], behind: Mapping[str, Sequence[int]], number: int) -> list[int]:
    """The units that say more than unit `number`, which is cut, and begin like it behind the same sentence.

    `behind` is what `followers` found.
    """
    cut = units[number].key
    others = behind.get(units[number - 1].key, ()) if number else ()
    return [other for other in others if len(units[other].key) > len(cut) and units[other].key.startswith(cut)]


def _is_parted(body: str, before: Unit, after: Unit, content: tuple[Span, ...] | None) -> bool:
    """Whether `before` stops in the middle and `after`, which begins with dots, is another paragraph."""
    return after.block != before.block and is_cut(body, before, content)


def _before(units: list[Unit], gone: dict[int, Fate], j: int) -> int | None:
    """The unit whose text ends at the seam before unit `j`."""
    i = j - 1
    while i >= 0:
        fate = gone.get(i)
        if fate is None:
            return i if units[i].kind != "rule" else None
        if fate.stays is not None and fate.rule == "seam":
            return fate.stays
        i -= 1
    return None


def _restart(units: list[Unit], j: int, cut: str, first_at: dict[str, int]) -> int | None:
    """The unit of the new round that says the cut sentence in full, if the round begins with it.

    The sentences before it must have been said already: then the round starts again a little before the cut.
    """
    if len(cut) < 2:
        return None
    for k in range(j, min(j + 12, len(units))):
        unit = units[k]
        if k > j and unit.seam:
            return None
        if unit.key.startswith(cut) and unit.kind in ("sentence", "item") and (len(cut) >= 4 or k == j):
            return k
        if first_at.get(unit.key, k) >= j and unit.kind != "heading":
            return None
    return None


def _is_told(keys: Sequence[str], cut: str, rest: str) -> bool:
    """Whether sentences of the text (`keys`, sorted) go on after `cut`, and none of them as in `rest`.

    Then `cut` is a copy of one of them, and what follows the seam belongs to another sentence.
    """
    told = False
    at = bisect_right(keys, cut)
    for form in keys[at : at + MOST_STARTS] if len(cut) >= TOLD else ():
        if not form.startswith(cut):
            break
        if form.startswith(rest[:4], len(cut)):
            return False
        told = True
    return told


def _overlap(before: str, after: str) -> int:
    """How many characters at the end of `before` stand again at the start of `after`."""
    for size in range(min(len(before), len(after), LONGEST_OVERLAP), 0, -1):
        if before.endswith(after[:size]):
            return size if size > 1 or not ("\u3041" <= after[0] <= "\u309f") else 0
    return 0


def _skip(body: str, start: int, end: int, count: int) -> int:
    """The offset after the stretch of `body` from `start` whose key has `count` characters."""
    at = start
    while at < end and len(key(body[start:at])) < count:
        at += 1
    return at


def _goes_on(body: str, start: int, end: int) -> bool:
    """Whether `body[start:end]`, which repeats nothing, reads like the rest of a sentence."""
    text = body[start:end].lstrip("* ")
    return bool(text) and _FRESH.match(text) is None
