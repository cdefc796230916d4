"""Copies that are not equal: cut off, or written again in almost the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from reader.cleaning.draft import Draft, Fate
from reader.cleaning.rules.repetition import LONG
from reader.cleaning.rules.seams import is_cut
from reader.cleaning.text import key

NEAR = 90
"""From this similarity on (percent, insertions and deletions) two sentences say the same."""
_EDGE = 8
_CLAUSES = re.compile(r"[、,,:;「」()。！？!?・*]+")
_NUMBERS = re.compile(r"\d+")


def cut_copies(draft: Draft) -> Draft:
    """A sentence cut at a seam goes when it stands in full elsewhere, and so does the rest of one after a seam."""
    if not draft.generated:
        return draft
    heads: dict[str, list[int]] = {}
    tails: dict[str, list[int]] = {}
    units = draft.units
    for i, unit in enumerate(units):
        if unit.kind in ("sentence", "item") and i not in draft.gone and len(unit.key) >= _EDGE:
            heads.setdefault(unit.key[:_EDGE], []).append(i)
            tails.setdefault(unit.key[-_EDGE:], []).append(i)
    fates: dict[int, Fate] = {}
    for i, unit in enumerate(units):
        if i in draft.gone or unit.kind not in ("sentence", "item") or len(unit.key) < _EDGE:
            continue
        size = len(unit.key)
        last = i + 1 == len(units) or units[i + 1].seam
        if last and is_cut(draft.source.body, unit, draft.content.get(i)):
            whole = (j for j in heads[unit.key[:_EDGE]] if units[j].key[:size] == unit.key)
        elif unit.seam:
            whole = (j for j in tails[unit.key[-_EDGE:]] if units[j].key[-size:] == unit.key)
        else:
            continue
        full = next((j for j in whole if len(units[j].key) > size), None)
        if full is not None:
            fates[i] = Fate("cut-copy", full)
    return draft.without(fates)


def reworded(draft: Draft) -> Draft:
    """Of two sentences that differ in a few characters the first one stays."""
    if not draft.generated:
        return draft
    units = draft.units
    by_clause: dict[str, list[int]] = {}
    halves = _halves(draft)
    fates: dict[int, Fate] = {}
    for i, unit in enumerate(units):
        if i in draft.gone or unit.kind not in ("sentence", "item") or len(unit.key) < LONG:
            continue
        forms = set(_clauses(unit.key))
        candidates = {j for form in forms for j in by_clause.get(form, ())}
        best = max(((_likeness(unit.key, units[j].key), -j) for j in candidates), default=(0.0, 0))
        if best[0] and all(fuzz.partial_ratio(half, units[-best[1]].key) >= NEAR for half in halves.get(i, ())):
            fates[i] = Fate("reworded", -best[1])
            continue
        for form in forms:
            by_clause.setdefault(form, []).append(i)
    return draft.without(fates)


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


def _clauses(form: str) -> Iterator[str]:
    """By what two wordings of a sentence find each other: its longer clauses and its two ends."""
    yield form[:_EDGE]
    yield form[-_EDGE:]
    for clause in _CLAUSES.split(form):
        if len(clause) >= _EDGE:
            yield clause


def _likeness(one: str, other: str) -> float:
    """Percent of likeness, 0 if below NEAR or if the numbers differ."""
    ratio = fuzz.ratio(one, other, score_cutoff=NEAR)
    return ratio if ratio and _NUMBERS.findall(one) == _NUMBERS.findall(other) else 0.0
