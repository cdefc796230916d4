"""Copies that are not equal: cut off, or written again in almost the same words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from reader.cleaning.draft import Draft, Fate
from reader.cleaning.rules.repetition import LONG
from reader.cleaning.rules.seams import followers, in_full, is_cut
from reader.cleaning.text import is_closed, key
from reader.cleaning.units import Unit

NEAR = 90
"""From this similarity on (percent, insertions and deletions) two sentences say the same."""
CANDIDATES = 8
"""Sentences with one clause in common that are compared; a phrase of the author starts many."""
_EDGE = 8
_WORD = re.compile("[\u30a1-\u30fa\u4e00-\u9fff0-9A-Za-z]")
"""A sign that carries meaning by itself: not hiragana, which is mostly grammar, and no punctuation."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PRONOUNS = frozenset("私僕")


def cut_copies(draft: Draft) -> Draft:
    """A sentence cut at a seam goes when it stands in full elsewhere, and so does the rest of one after a seam.

    What stands in full behind a repetition of the sentence before the cut moves there.
    """
    if not draft.generated:
        return draft
    units = draft.units
    here = [i for i, unit in enumerate(units) if unit.key and unit.kind != "heading" and i not in draft.gone]
    cut = {i: units[i].key for i in here if _ends_round(units, i) and _is_cut_at(draft, i)}
    rest = {i: units[i].key for i in here if units[i].seam and i not in cut and len(units[i].key) >= _EDGE}
    heads = sorted((units[i].key, i) for i in here) if cut else []
    tails: dict[str, list[int]] = {form[-_EDGE:]: [] for form in rest.values()}
    for i in here:
        form = units[i].key
        if form[-_EDGE:] in tails:
            tails[form[-_EDGE:]].append(i)
    fates: dict[int, Fate] = {}
    instead: dict[int, int] = {}
    behind = followers(units) if cut else {}
    for i, form in cut.items():
        again = next((j for j in in_full(units, behind, i) if j > i and j not in draft.gone), None)
        if again is not None and draft.gone.get(again - 1) == ("repeated", i - 1):
            fates[i], instead[i] = Fate("cut-copy", again), again
            continue
        at = bisect_right(heads, (form, len(units)))
        if at < len(heads) and heads[at][0].startswith(form):
            fates[i] = Fate("cut-copy", heads[at][1])
    for i, form in rest.items():
        longer = (j for j in tails[form[-_EDGE:]] if len(units[j].key) > len(form) and units[j].key.endswith(form))
        if (full := next(longer, None)) is not None:
            fates[i] = Fate("cut-copy", full)
    return draft.without(fates, instead)


def _ends_round(units: Sequence[Unit], number: int) -> bool:
    """Whether a seam or the end of the text follows unit `number`."""
    return number + 1 == len(units) or units[number + 1].seam


def _is_cut_at(draft: Draft, number: int) -> bool:
    return is_cut(draft.source.body, draft.units[number], draft.content.get(number))


def reworded(draft: Draft) -> Draft:
    """Of two sentences that differ in a few characters the first one stays, unless it alone is cut off."""
    if not draft.generated:
        return draft
    units, gone = draft.units, draft.gone
    by_clause: defaultdict[str, list[int]] = defaultdict(list)
    halves = _halves(draft)
    fates: dict[int, Fate] = {}
    instead: dict[int, int] = {}
    for i, unit in enumerate(units):
        form = unit.key
        if len(form) < LONG or i in gone or unit.kind == "heading":
            continue
        clauses = _clauses(form)
        best, likeness = -1, 0.0
        for j in {j for clause in clauses for j in by_clause.get(clause, ())}:
            like = _likeness(form, units[j].key)
            if like > likeness or (like and like == likeness and j < best):
                best, likeness = j, like
        if best >= 0 and all(fuzz.partial_ratio(half, units[best].key) >= NEAR for half in halves.get(i, ())):
            if is_closed(form) and not is_closed(units[best].key):
                fates[best], instead[best] = Fate("reworded", i), i  # the first one is cut off, this one is whole
            else:
                fates[i] = Fate("reworded", best)
            continue
        for clause in clauses:
            if len(others := by_clause[clause]) < CANDIDATES:
                others.append(i)
    return draft.without(fates, instead)


def _halves(draft: Draft) -> dict[int, list[str]]:
    """The cut sentences that a unit stands for or was joined from: none of them may differ more than the whole."""
    halves: dict[int, list[str]] = {}
    for i, fate in draft.gone.items():
        if fate.rule in ("seam", "cut-copy") and fate.stays is not None and draft.units[i].key:
            halves.setdefault(fate.stays, []).append(draft.units[i].key)
    for i, spans in draft.content.items():
        if len(spans) > 1:
            halves.setdefault(i, []).extend(key(draft.source.body[start:end]) for start, end in spans)
    return halves


def _clauses(form: str) -> list[str]:
    """By what two wordings of a sentence find each other: its longer clauses and its two ends."""
    clauses = [clause for clause in form.split("、")[1:-1] if len(clause) >= _EDGE]
    return [form[:_EDGE], form[-_EDGE:], *clauses]


def _likeness(one: str, other: str) -> float:
    """Percent of likeness, 0 if below NEAR or if a word stands in the place of another, which makes a difference.

    A number makes one too, even if only a digit is added: 第1 and 第10 are two.
    """
    if one == other:
        return 0.0  # that is repetition, which may be switched off
    ratio = fuzz.ratio(one, other, score_cutoff=NEAR)
    if not ratio or _NUMBER.findall(one) != _NUMBER.findall(other):
        return 0.0
    for operation in Levenshtein.opcodes(one, other):
        if operation.tag == "replace":
            old = one[operation.src_start : operation.src_end]
            new = other[operation.dest_start : operation.dest_end]
            if _WORD.search(old) and _WORD.search(new) and {old, new} != _PRONOUNS:
                return 0.0
    return ratio
