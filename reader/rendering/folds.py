"""The quiet lines: where removed passages stood in the cleaned text, and what is told and shown of them there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.model import CleanedArticle, Removal, Span

from .source import unify_line_ends
from .writer import Writer

FoldWords = Callable[[tuple[Removal, ...]], str]
CaptionWords = Callable[[Removal], tuple[str, str]]
"""Of a removal that is shown: its rule, and a link to what says the same."""
MIN_VISIBLE = 12
"""Letters and digits below which a place gets no quiet line: markers, stray signs and blank lines are no passages."""


@dataclass(frozen=True, slots=True)
class Place:
    """Removals that stood at one place: `removals` are indexes into the article's, `offset` is in its text."""

    offset: int
    removals: tuple[int, ...]


def places(body: str, cleaned: CleanedArticle) -> tuple[Place, ...]:
    """The places of an article at which something worth telling was removed, in order of its text.

    A removal belongs where the stretch before it in the body ends, wherever that stands in the cleaned text; one
    at the very beginning belongs before the stretch after it.
    """
    starts, ends, offset = [], {}, 0
    for span in cleaned.kept:
        starts.append((span.start, offset))
        offset += span.end - span.start
        ends[span.start] = offset
    starts.sort()
    found: dict[int, list[int]] = defaultdict(list)
    for index, removal in enumerate(cleaned.removals):
        before = bisect_right(starts, (removal.span.start, len(body))) - 1
        place = ends[starts[before][0]] if before >= 0 else starts[0][1] if starts else 0
        found[place].append(index)
    return tuple(
        Place(offset, tuple(indexes)) for offset, indexes in sorted(found.items()) if _telling(body, cleaned, indexes)
    )


def _telling(body: str, cleaned: CleanedArticle, indexes: list[int]) -> bool:
    spans = (cleaned.removals[index].span for index in indexes)
    letters = "".join(sign for span in spans for sign in body[span.start : span.end] if sign.isalnum())
    # The title stands above the text: that it stood in the text once more is nothing to tell.
    return len(letters) >= MIN_VISIBLE and letters != "".join(filter(str.isalnum, cleaned.title))


class Folds:
    """Writes the quiet lines, and what they open."""

    def __init__(
        self,
        writer: Writer,
        body: str,
        cleaned: CleanedArticle,
        opened: frozenset[int],
        fold_words: FoldWords,
        caption_words: CaptionWords,
    ) -> None:
        self.places = places(body, cleaned)
        self.shown: dict[int, Span] = {}
        """By index of a removal: where it, or the line that stands for it, is in the document."""
        self._writer = writer
        self._body = body
        self._removals = cleaned.removals
        self._opened = opened
        self._fold_words = fold_words
        self._caption_words = caption_words

    def write(self, place: Place) -> None:
        writer = self._writer
        with writer.insertion():
            line = self._written(lambda: self._write_line(place))
            for index in place.removals:
                self.shown[index] = line
            if not self._opened.isdisjoint(place.removals):
                for index in place.removals:
                    self._write_removed(index)

    def _write_line(self, place: Place) -> None:
        removals = tuple(self._removals[index] for index in place.removals)
        with (
            self._writer.block("p", ' class="fold"'),
            self._writer.inside("a", f' class="fold" href="fold:{place.removals[0]}"'),
        ):
            self._writer.text_run(self._fold_words(removals))

    def _write_removed(self, index: int) -> None:
        removal = self._removals[index]
        text = unify_line_ends(self._body[removal.span.start : removal.span.end])
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if lines:
            self._write_caption(index)
            self.shown[index] = self._written(lambda: self._write_lines(removal, lines))

    def _write_caption(self, index: int) -> None:
        removal = self._removals[index]
        rule, link = self._caption_words(removal)
        with self._writer.block("p", ' class="caption"'):
            self._writer.text_run(rule)
            if removal.duplicate_of:
                self._writer.text_run(" — ")
                with self._writer.inside("a", f' class="caption" href="stays:{index}"'):
                    self._writer.text_run(link)

    def _write_lines(self, removal: Removal, lines: Sequence[str]) -> None:
        for line in lines:
            with (
                self._writer.block("p", ' class="removed"'),
                self._writer.inside("span", f' class="{removed_class(removal.rule)}"'),
            ):
                self._writer.text_run(line)

    def _written(self, write: Callable[[], None]) -> Span:
        """Where in the document stands what `write` writes, without the line feed before it."""
        start = self._writer.shown
        write()
        return Span(start + bool(start), self._writer.shown)


def removed_class(rule: str) -> str:
    """The classes of text that a rule removed."""
    return f"removed removed-{re.sub(r'[^a-z0-9]+', '-', rule.lower())}"
