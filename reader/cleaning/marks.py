"""What the reader is told about text that stays as it is: cut sentences, and words that a script put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reader.cleaning.draft import Draft
from reader.cleaning.phrases import INJECTED
from reader.cleaning.rules.seams import is_cut
from reader.model import Mark, Span

_ORIGINALS = dict(INJECTED)
_INJECTED = re.compile("|".join(_ORIGINALS))


def marks(draft: Draft, text: str, places: Mapping[int, Span]) -> Iterator[Mark]:
    """The marks of the cleaned `text`, in which units stand at `places`; in no particular order."""
    for match in _INJECTED.finditer(text):
        yield Mark(Span(*match.span()), "injected", _ORIGINALS[match[0]])
    if not draft.generated:
        return
    for number, place in places.items():
        last = number + 1 == len(draft.units) or draft.units[number + 1].seam
        if last and is_cut(draft.source.body, draft.units[number], draft.content.get(number)):
            yield Mark(place, "cut")
