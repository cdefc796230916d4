"""The three views of an article: cleaned, original, and compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from reader.model import CleanedArticle, Mark, Removal, Rendered, Span, View

from .dialect import parse
from .folds import Place, places
from .limits import PLAIN_LINE, too_much_layout, too_much_source
from .page import Page
from .source import SourceMap, unified_span, unify_line_ends
from .writer import Point, Style, Writer

FoldWords = Callable[[tuple[Removal, ...]], str]
JOIN = "⁀"
"""Shown in the compared view where two halves of a sentence were joined."""
CUT = "…"
"""Shown after a sentence that was never finished."""


def reading_text(markdown: str) -> str:
    """The reading text of a Markdown text: `render(…).text` of the cleaned view, without making the HTML's colours."""
    source = unify_line_ends(markdown)
    tokens, reason = _parse(source)
    writer = Writer()
    if reason:
        _write_plain(writer, source)
    else:
        Page(writer, tokens, None, colours=False).write()
    return writer.text


def render(
    body: str,
    cleaned: CleanedArticle,
    view: View,
    *,
    opened: frozenset[int] = frozenset(),
    fold_words: FoldWords,
) -> Rendered:
    """An article as it is shown in one view. Never raises for any text.

    `body` is what `cleaned` was made of. In the cleaned view a quiet line stands where passages were removed, with
    the words of `fold_words(removals)` and a link `fold:INDEX` with the index of its first removal; where an index
    in `opened` is one of a line's, all its removals are shown below it. In the compared view everything stands, and
    what was removed has a class for its rule.
    """
    if view == "cleaned":
        return _cleaned(body, cleaned, opened, fold_words)
    if view == "compared":
        styles = [Style(unified_span(body, r.span), _removed_class(r.rule)) for r in cleaned.removals]
        joins = [unified_span(body, Span(join.after, join.after)).start for join in cleaned.joins]
        return _whole(body, styles, [Point(at, f'<span class="join">{JOIN}</span>', JOIN) for at in joins])
    return _whole(body, (), ())


def _whole(body: str, styles: Sequence[Style], points: Sequence[Point]) -> Rendered:
    source = unify_line_ends(body)
    tokens, reason = _parse(source)
    writer = Writer(styles, points)
    if reason:
        return _plain(writer, source, reason)
    page = Page(writer, tokens, SourceMap(source))
    page.write()
    return Rendered(html=writer.html, text=writer.text, insertions=writer.insertions, headings=tuple(page.headings))


def _cleaned(body: str, cleaned: CleanedArticle, opened: frozenset[int], fold_words: FoldWords) -> Rendered:
    source = unify_line_ends(cleaned.text)
    tokens, reason = _parse(source)
    marks = [(unified_span(cleaned.text, mark.span), mark) for mark in cleaned.marks]
    writer = Writer(
        [Style(span, f"mark-{mark.kind}", CUT if _ends_open(source, span, mark) else "") for span, mark in marks]
    )
    if reason:
        return _plain(writer, source, reason)
    folds = _Folds(writer, body, cleaned, opened, fold_words)
    lines = SourceMap(source)
    offsets = [unified_span(cleaned.text, Span(place.offset, place.offset)).start for place in folds.places]
    waiting = list(zip(offsets, folds.places, strict=True))

    def before_block(line: int) -> None:
        # What was removed from the middle of a block is told below the block.
        while waiting and waiting[0][0] <= lines.line_start(line):
            folds.write(waiting.pop(0)[1])

    page = Page(writer, tokens, lines, before_block=before_block)
    page.write()
    for _, place in waiting:
        folds.write(place)
    found = ((writer.locate(span), mark) for span, mark in marks)
    return Rendered(
        html=writer.html,
        text=writer.text,
        insertions=writer.insertions,
        headings=tuple(page.headings),
        marks=tuple((span, mark) for span, mark in found if span is not None),
    )


def _ends_open(source: str, span: Span, mark: Mark) -> bool:
    """Whether a cut sentence has no dots at its end yet."""
    return mark.kind == "cut" and not source[span.start : span.end].endswith((CUT, "..."))


class _Folds:
    """Writes the quiet lines, and what they open."""

    def __init__(
        self, writer: Writer, body: str, cleaned: CleanedArticle, opened: frozenset[int], fold_words: FoldWords
    ) -> None:
        self.places = places(body, cleaned)
        self._writer = writer
        self._body = body
        self._removals = cleaned.removals
        self._opened = opened
        self._fold_words = fold_words

    def write(self, place: Place) -> None:
        writer = self._writer
        removals = tuple(self._removals[index] for index in place.removals)
        with writer.insertion():
            with (
                writer.block("p", ' class="fold"'),
                writer.inside("a", f' class="fold" href="fold:{place.removals[0]}"'),
            ):
                writer.text_run(self._fold_words(removals))
            if not self._opened.isdisjoint(place.removals):
                for removal in removals:
                    self._write_removed(removal)

    def _write_removed(self, removal: Removal) -> None:
        text = unify_line_ends(self._body[removal.span.start : removal.span.end])
        for line in text.split("\n"):
            if line.strip():
                with (
                    self._writer.block("p", ' class="removed"'),
                    self._writer.inside("span", f' class="{_removed_class(removal.rule)}"'),
                ):
                    self._writer.text_run(line.strip())


def _removed_class(rule: str) -> str:
    return f"removed removed-{re.sub(r'[^a-z0-9]+', '-', rule.lower())}"


def _parse(source: str) -> tuple[list[Token], str]:
    reason = too_much_source(source)
    if reason:
        return [], reason
    tokens = parse(source)
    return tokens, too_much_layout(tokens)


def _plain(writer: Writer, source: str, reason: str) -> Rendered:
    _write_plain(writer, source)
    return Rendered(html=writer.html, text=writer.text, plain_reason=reason)


def _write_plain(writer: Writer, source: str) -> None:
    for line in source.split("\n"):
        for start in range(0, len(line), PLAIN_LINE):
            with writer.block("p"):
                writer.text_run(line[start : start + PLAIN_LINE], verbatim=True)
