"""From the content of a parsed block back to the source: where each of its lines stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from markdown_it.token import Token

from reader.model import Span


def unify_line_ends(source: str) -> str:
    """The source with line feeds only, as the parser wants it."""
    return source.replace("\r\n", "\n").replace("\r", "\n") if "\r" in source else source


def unified_span(source: str, span: Span) -> Span:
    """A span of the source as a span of `unify_line_ends(source)`."""
    return Span(*(offset - source.count("\r\n", 0, offset) for offset in span))


class SourceMap:
    """Finds the lines of a block's content in the source."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._starts = [0]
        while (end := source.find("\n", self._starts[-1])) >= 0:
            self._starts.append(end + 1)
        self._cell_end = 0

    def line_start(self, line: int) -> int:
        """Offset of a line, counted from 0; the end of the source for lines beyond it."""
        return self._starts[line] if line < len(self._starts) else len(self._source)

    def line_of(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def lines(self, token: Token, *, skip: int = 0, cell: bool = False) -> BlockMap:
        """Where the lines of `token.content` stand; `skip` lines of the block (a code fence) are no content.

        A line of content is the end of its source line, without the signs of quotes and lists before it; a table
        cell is looked for after the cell before it.
        """
        first = (token.map or [0, 0])[0] + skip
        contents, sources = [0], []
        for number, text in enumerate(token.content.split("\n"), first):
            start, end = self.line_start(number), self.line_start(number + 1)
            if cell:
                found = self._source.find(text, max(start, self._cell_end), end)
                self._cell_end = max(found + len(text), self._cell_end)
            else:
                found = self._source.rfind(text.rstrip(), start, end)
            sources.append(max(found, start))
            contents.append(contents[-1] + len(text) + 1)
        return BlockMap(contents, sources)


class BlockMap:
    """Offsets in a block's content as offsets in the source."""

    def __init__(self, contents: Iterable[int], sources: Iterable[int]) -> None:
        self._contents = list(contents)
        self._sources = list(sources)

    def __call__(self, offset: int) -> int:
        line = min(bisect_right(self._contents, offset), len(self._sources)) - 1
        return self._sources[line] + offset - self._contents[line]
