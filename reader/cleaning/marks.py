"""What the reader is told about text that stays as it is: cut sentences, and words that a script put in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reader.cleaning.draft import Draft
from reader.cleaning.phrases import INJECTED
from reader.cleaning.rules.seams import is_cut
from reader.model import Mark, Span

_ORIGINALS = dict(INJECTED)
_INJECTED = re.compile("|".join(_ORIGINALS))


def marks(draft: Draft, text: str, kept: Sequence[Span]) -> Iterator[Mark]:
    """The marks of the cleaned `text`, which is made of the stretches `kept` of the body; in no particular order."""
    for match in _INJECTED.finditer(text) if any(words in text for words in _ORIGINALS) else ():
        yield Mark(Span(*match.span()), "injected", _ORIGINALS[match[0]])
    cut = sorted(draft.spans(number)[-1] for number in _cut_units(draft))
    offset = 0
    for start, end in kept if cut else ():
        for span in cut[bisect_left(cut, (start, 0)) : bisect_left(cut, (end, 0))]:
            yield Mark(Span(offset + span.start - start, offset + min(span.end, end) - start), "cut")
        offset += end - start


def _cut_units(draft: Draft) -> Iterator[int]:
    """The units that stand although they are cut: at the end of a round, and nowhere completed."""
    units = draft.units
    for number, unit in enumerate(units) if draft.generated else ():
        last = number + 1 == len(units) or units[number + 1].seam
        if last and number not in draft.gone and is_cut(draft.source.body, unit, draft.content.get(number)):
            yield number
