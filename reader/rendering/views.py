"""The three views of an article: cleaned, original, and compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it.token import Token

from reader.model import CleanedArticle, Mark, Rendered, Span, View

from .dialect import parse
from .folds import CaptionWords, Folds, FoldWords, removed_class
from .kept import Kept
from .limits import MAX_CHARACTERS, MAX_LINES, PLAIN_LINE, too_much_layout, too_much_source
from .page import Page
from .source import SourceMap, unified_span, unify_line_ends
from .writer import Point, Style, Writer

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
    caption_words: CaptionWords = lambda removal: (removal.rule, "↦"),
) -> Rendered:
    """An article as it is shown in one view. Never raises for any text.

    `body` is what `cleaned` was made of. In the cleaned view a quiet line stands where passages were removed, with
    the words of `fold_words(removals)` and a link `fold:INDEX` with the index of its first removal; where an index
    in `opened` is one of a line's, all its removals are shown below it, with the words of `caption_words(removal)` and,
    for a repetition, a link `stays:INDEX`. In the compared view everything stands, and what was removed has a class
    for its rule.
    """
    if view == "cleaned":
        return _cleaned(body, cleaned, opened, fold_words, caption_words)
    if view == "original":
        return _whole(body, cleaned, (), ())
    kept = Kept(cleaned.kept)
    styles = [Style(unified_span(body, r.span), removed_class(r.rule)) for r in cleaned.removals]
    marks = [(unified_span(body, part), mark) for mark in cleaned.marks for part in kept.in_body(mark.span)]
    styles += [Style(span, f"mark-{mark.kind}") for span, mark in marks]
    joins = [unified_span(body, Span(join.after, join.after)).start for join in cleaned.joins]
    points = [Point(at, f'<span class="join">{JOIN}</span>', JOIN) for at in joins]
    return _whole(body, cleaned, styles, points, marks)


def _whole(
    body: str,
    cleaned: CleanedArticle,
    styles: Sequence[Style],
    points: Sequence[Point],
    marks: Sequence[tuple[Span, Mark]] = (),
) -> Rendered:
    source = unify_line_ends(body)
    tokens, reason = _parse(source)
    writer = Writer(styles, points)
    if reason:
        return _plain(writer, source, reason)
    page = Page(writer, tokens, SourceMap(source))
    page.write()
    kept = Kept(cleaned.kept)
    return Rendered(
        html=writer.html,
        text=writer.text,
        insertions=writer.insertions,
        headings=tuple(page.headings),
        marks=_located(writer, marks),
        removed=tuple(writer.locate_shown(unified_span(body, removal.span)) for removal in cleaned.removals),
        stays=_stays(writer, body, cleaned, kept.inside),
    )


def _cleaned(
    body: str,
    cleaned: CleanedArticle,
    opened: frozenset[int],
    fold_words: FoldWords,
    caption_words: CaptionWords,
) -> Rendered:
    source = unify_line_ends(cleaned.text)
    tokens, reason = _parse(source)
    marks = [(unified_span(cleaned.text, mark.span), mark) for mark in cleaned.marks]
    writer = Writer(
        [Style(span, f"mark-{mark.kind}", CUT if _ends_open(source, span, mark) else "") for span, mark in marks]
    )
    if reason:
        return _plain(writer, source, reason)
    folds = Folds(writer, body, cleaned, opened, fold_words, caption_words)
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
    return Rendered(
        html=writer.html,
        text=writer.text,
        insertions=writer.insertions,
        headings=tuple(page.headings),
        marks=_located(writer, marks),
        folds=tuple(place.removals for place in folds.places),
        removed=tuple(folds.shown.get(index) for index in range(len(cleaned.removals))),
        stays=_stays(writer, cleaned.text, cleaned, Kept(cleaned.kept).in_cleaned),
    )


def _located(writer: Writer, marks: Sequence[tuple[Span, Mark]]) -> tuple[tuple[Span, Mark], ...]:
    found = ((writer.locate(span), mark) for span, mark in marks)
    return tuple((span, mark) for span, mark in found if span is not None)


def _stays(
    writer: Writer, source: str, cleaned: CleanedArticle, kept: Callable[[Span], list[Span]]
) -> tuple[tuple[Span, ...], ...]:
    """For each removal what says the same; `kept` gives what stays of a stretch of the body, in the source."""
    found: list[tuple[Span, ...]] = []
    for removal in cleaned.removals:
        parts = kept(removal.duplicate_of) if removal.duplicate_of else ()
        places = (writer.locate(unified_span(source, part)) for part in parts)
        found.append(tuple(place for place in places if place is not None))
    return tuple(found)


def _ends_open(source: str, span: Span, mark: Mark) -> bool:
    """Whether a cut sentence has no dots at its end yet."""
    return mark.kind == "cut" and not source[span.start : span.end].endswith((CUT, "..."))


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
    for line in source[:MAX_CHARACTERS].split("\n")[:MAX_LINES]:
        for start in range(0, len(line), PLAIN_LINE):
            with writer.block("p"):
                writer.text_run(line[start : start + PLAIN_LINE], verbatim=True)
