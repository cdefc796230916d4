"""Boilerplate: what stands in many posts of a library, known by how often it is there and by nothing else.

The library counts the `fingerprints` of its posts and says which of them are common (`common_fingerprints`); a post
alone has no boilerplate. What is compared is a *passage*, a run of lines without a blank line between them, and a
*section*, the passages from a heading or a rule line to the next, so that labels go with the text that they label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, pairwise
from typing import NamedTuple

from reader.cleaning.draft import Draft, Fate
from reader.cleaning.source import Line, Source
from reader.model import Span

SHORTEST = 40
"""Characters, as `_form` has them, of a passage that counts: shorter ones are labels and turns of phrase."""
FEWEST_POSTS = 5
"""Nothing that stands in fewer posts is boilerplate …"""
POSTS_IN = 100
"""… nor what stands in fewer than one of so many."""
STAYING = 3, 4
"""What was common stays common down to this part of the posts that it needed: a paragraph at the edge does not come
and go with every post that is added."""
LARGEST_SHARE = 3
"""No more than one part in so many of a post is boilerplate. Where more of it stands in other posts it is a copy, a
draft or another state of one of them: nothing is left out of it, and it does not count for others."""

_HEADING = re.compile(r"[ \t]{0,3}(?:#{1,6}[ \t]*[^\s#]|<h[1-6]>)")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]")


class _Passage(NamedTuple):
    span: Span
    form: str
    """As it is compared; '' for what no rule may touch."""
    part: bool = False
    """Whether it is part of something: a single item of a list with blank lines in it, or words that introduce what
    stands below. It counts only with its section."""

    @property
    def counts(self) -> bool:
        return len(self.form) >= SHORTEST and not self.part


class _Section(NamedTuple):
    """`opening` is the line of the heading or rule, if there is one."""

    opening: Span | None
    form: str
    passages: tuple[_Passage, ...]

    @property
    def span(self) -> Span:
        return Span((self.opening or self.passages[0].span).start, self.passages[-1].span.end)

    @property
    def counts(self) -> bool:
        return (
            len(self.passages) > 1 and any(one.counts for one in self.passages) and all(p.form for p in self.passages)
        )


def fingerprints(body: str) -> frozenset[int]:
    """What stands in `body` and could stand in other posts as well, as numbers of 64 bits with a sign; the same text
    has the same number in every run and on every machine."""
    return frozenset(number for _, number in _numbered(_sections(Source(body, ""))))


def passages(body: str) -> dict[int, str]:
    """The text of each passage of `body` that has a fingerprint."""
    found = (passage for section in _sections(Source(body, "")) for passage in section.passages if passage.counts)
    return {_number(passage.form): body[passage.span.start : passage.span.end] for passage in found}


def common_fingerprints(posts: Collection[Sequence[int]], before: Collection[int] = frozenset()) -> dict[int, int]:
    """The fingerprints that are boilerplate in a library of `posts`, with the number of posts in which they stand.

    `before` are those that were; a post that is mostly a copy does not count. Needs about 40 bytes a fingerprint.
    """
    together = {one for one, other in pairwise(sorted(chain.from_iterable(posts))) if one == other}
    counts: Counter[int] = Counter()
    for post in posts:
        shared = [number for number in post if number in together]
        if len(shared) * LARGEST_SHARE <= len(post):
            counts.update(shared)
    enough = max(FEWEST_POSTS, -(-len(posts) // POSTS_IN))
    still = -(-enough * STAYING[0] // STAYING[1])
    return {number: n for number, n in counts.items() if n >= enough or (n >= still and number in before)}


def left_out(draft: Draft) -> Draft:
    """What the library knows as common goes, and a heading or rule line with all that stands below it."""
    common = draft.source.common
    if not common:
        return draft
    doomed = sorted(_doomed(draft, common))
    fates: dict[int, Fate] = {}
    gone = stays = at = 0
    for number, unit in enumerate(draft.units):
        while at < len(doomed) and doomed[at].end <= unit.start:
            at += 1
        if number in draft.gone:
            continue
        length = len(unit.key) or unit.end - unit.start
        if at < len(doomed) and doomed[at].start <= unit.start and unit.end <= doomed[at].end:
            if number not in draft.content:  # what is joined from several places is not what was counted
                fates[number] = Fate("boilerplate")
                gone += length
        elif unit.kind not in ("heading", "rule"):
            stays += length
    return draft.without(fates) if gone * LARGEST_SHARE <= gone + stays else draft


def _doomed(draft: Draft, common: frozenset[int]) -> Iterator[Span]:
    """The stretches of the body that are common, disjoint."""
    for section in _sections(draft.source):
        whole = section.counts and _number(section.form) in common
        spans = [one.span for one in section.passages if whole or (one.counts and _number(one.form) in common)]
        yield from spans
        # In a generated post text of another copy may have come below the heading: the rules for headings see to it.
        if section.opening and not draft.generated and len(spans) == len(section.passages) > 0:
            yield section.opening


def _numbered(sections: Iterator[_Section]) -> Iterator[tuple[Span, int]]:
    for section in sections:
        for passage in section.passages:
            if passage.counts:
                yield passage.span, _number(passage.form)
        if section.counts:
            yield section.span, _number(section.form)


def _form(text: str) -> str:
    """`text` as it is compared, without white space, emphasis and heading signs. What a template puts into many posts
    is the same to the letter; `text.key`, which sees more as the same, would cost 1.2 ms a post on top of 0.9."""
    return "".join(text.split()).replace("*", "").replace("#", "")


def _number(form: str) -> int:
    return int.from_bytes(blake2b(form.encode(errors="replace"), digest_size=8).digest(), "big", signed=True)


def _sections(source: Source) -> Iterator[_Section]:
    """The body in order, cut at its headings and rule lines."""
    opening: Line | None = None
    found: list[_Passage] = []
    for block in source.blocks:
        if block.fixed:
            found.append(_Passage(Span(block.start, block.end), ""))
            continue
        begin: Line | None = None
        last: Line | None = None
        for line in source.lines[block.first_line : block.last_line + 1]:
            if _HEADING.match(line.text) or _RULE.match(line.text):
                if begin and last:
                    _add(found, _passage(source.body, begin, last))
                yield _section(opening, found)
                opening, found, begin = line, [], None
                continue
            begin, last = begin or line, line
        if begin and last:
            _add(found, _passage(source.body, begin, last))
    yield _section(opening, found)


def _section(opening: Line | None, found: list[_Passage]) -> _Section:
    form = "\n".join([_form(opening.text) if opening else "", *(passage.form for passage in found)])
    return _Section(Span(opening.start, opening.end) if opening else None, form, tuple(found))


def _add(found: list[_Passage], passage: _Passage) -> None:
    """Put `passage` behind those that were `found`; short ones in a row count as one, so that a post of short
    paragraphs has something of its own to compare."""
    short = found and not found[-1].part and 0 < len(found[-1].form) < SHORTEST
    if short and not passage.part and len(passage.form) < SHORTEST:
        before = found.pop()
        passage = _Passage(Span(before.span.start, passage.span.end), before.form + passage.form)
    found.append(passage)


def _passage(body: str, first: Line, last: Line) -> _Passage:
    form = _form(body[first.start : last.end])
    alone = first is last and _ITEM.match(first.text) is not None
    return _Passage(Span(first.start, last.end), form, alone or form.endswith((":", "：")))
