"""Reads a query: Whoosh's parser with our groups, quotes and prefixes, and a fallback to the plain words.

What is typed never fails. A query that has no meaning in the language (an open quote, a lone operator, an unknown
condition) is read as its words, and the answer says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from whoosh.qparser import QueryParser, plugins, syntax
from whoosh.qparser.common import attach
from whoosh.query import NullQuery, Query

from reader.search.queries import All, Some, Without
from reader.search.schema import ANYWHERE, SCHEMA, field
from reader.search.terms import plain

MAX_LENGTH = 1_000
"""Characters: what is longer was pasted, and is sought as it is."""
MAX_DEPTH = 20
"""Levels of parentheses; Whoosh's parser descends into them."""

_FIELD = r"(?<![^\s(\-])(?P<text>title|body|excerpt|author|tag|category|date|is|has|in)[:：]"
_QUOTES = '"“”＂'
_QUOTED = re.compile(rf"[{_QUOTES}](?P<text>[^{_QUOTES}]*)[{_QUOTES}]")
_BROKEN = re.compile(
    r"(?:^|[\s(])(?:AND|OR|NOT|-+)\s*(?:$|\))"  # an operator with nothing after it
    r"|(?:^|\()\s*(?:AND|OR)(?=\s)"  # or before it
    r"|\b(?:AND|OR|NOT)\s+(?:AND|OR)\s"
    rf"|{_FIELD}(?:[\s)]|$)"  # a field with nothing after it
    r"|\(\s*\)"
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as it was read; `query` is None when nothing is left to search for."""

    query: Query | None
    literal: bool = False
    """Whether it had no meaning in the language and was taken as plain text."""

    @property
    def words(self) -> str:
        """How it was read, in the words of the language."""
        if self.query is None:
            return ""
        words = str(self.query)
        return words[1:-1] if isinstance(self.query, All | Some) else words


class AllGroup(syntax.AndGroup):
    qclass = All


class SomeGroup(syntax.OrGroup):
    qclass = Some


class WithoutGroup(syntax.NotGroup):
    qclass = Without


class PrefixNode(syntax.TextNode):
    """A word that goes on."""

    def query(self, parser: Any) -> Query:
        return attach(field(self.fieldname).parse_prefix(self.fieldname or ANYWHERE, self.text), self)


class QuotedNode(syntax.TextNode):
    """What stands between quotes."""

    def query(self, parser: Any) -> Query:
        return attach(field(self.fieldname).parse_quoted(self.fieldname or ANYWHERE, self.text), self)


class PrefixPlugin(plugins.TaggingPlugin):
    expr = rf"(?P<text>[^\s()*{_QUOTES}]+)\*(?=[\s)]|$)"
    nodetype = PrefixNode


class QuotePlugin(plugins.TaggingPlugin):
    expr = _QUOTED
    nodetype = QuotedNode


class TypingPlugin(plugins.Plugin):
    """Makes the word at the very end a beginning of a word."""

    def __init__(self, length: int) -> None:
        self._length = length

    def filters(self, parser: Any) -> list[tuple[Any, int]]:
        return [(self._open_last, 90)]

    def _open_last(self, parser: Any, group: Any) -> Any:
        if len(group) and isinstance(group[-1], syntax.GroupNode):
            self._open_last(parser, group[-1])
        elif len(group) and isinstance(group[-1], syntax.WordNode) and group[-1].endchar == self._length:
            group[-1] = PrefixNode(group[-1].text).set_range(group[-1].startchar, group[-1].endchar)
        return group


def _parser() -> QueryParser:
    operators = plugins.OperatorsPlugin(And=None, Or=None, AndNot=None, AndMaybe=None, Not=None, Require=None)
    tag = operators.OpTagger
    operators.ops += [
        (tag(r"(?<![^\s(])(?:NOT\s+|-)(?=[^\s\-])", WithoutGroup, syntax.PrefixOperator), 0),
        (tag(r"(?<=[\s)])AND(?=[\s(])", AllGroup), 0),
        (tag(r"(?<=[\s)])OR(?=[\s(])", SomeGroup), 0),
    ]
    chosen = [
        QuotePlugin(),
        PrefixPlugin(),
        plugins.FieldsPlugin(_FIELD),
        plugins.GroupPlugin(r"(?<![^\s(\-:])[(]", r"[)](?=[\s)]|$)"),
        operators,
    ]
    return QueryParser(ANYWHERE, SCHEMA, plugins=chosen, group=AllGroup)


def parse(text: str, *, typing: bool = False) -> Understood:
    """Reads a query; with `typing`, its last word may go on. Never raises."""
    if not text.strip():
        return Understood(None)
    if len(text) > MAX_LENGTH:
        return _as_text(text)
    bare = _QUOTED.sub("quoted", text)
    if bare.count("(") > MAX_DEPTH or not _is_balanced(bare) or _BROKEN.search(bare):
        return _as_words(text, typing=typing)
    parser = _parser()
    if typing:
        parser.add_plugin(TypingPlugin(len(text)))
    try:
        query = parser.parse(text)
    except ValueError:
        return _as_words(text, typing=typing)
    if query is NullQuery or _has_error(query):
        return _as_words(text, typing=typing)
    return Understood(query)


def _has_error(query: Query) -> bool:
    return query.error is not None or query is NullQuery or any(map(_has_error, query.children()))


def _is_balanced(bare: str) -> bool:
    """Whether quotes and parentheses are closed; `bare` is the query with a word for each quotation."""
    if any(quote in bare for quote in _QUOTES):
        return False
    depth = 0
    for char in bare:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def _as_words(text: str, *, typing: bool) -> Understood:
    """Each word as it stands, without the signs of the language around it."""
    chunks = [chunk for chunk in text.split() if chunk not in ("AND", "OR", "NOT")]
    words = [word for chunk in chunks if (word := chunk.strip(f"{_QUOTES}()*-:："))]
    typed = typing and bool(words) and text.endswith(words[-1])
    anywhere = field(ANYWHERE)
    queries = [anywhere.parse_query(ANYWHERE, word) for word in words if plain(word)]
    if not queries:
        return _as_text(text)
    if typed:
        queries[-1] = anywhere.parse_prefix(ANYWHERE, words[-1])
    return Understood(queries[0] if len(queries) == 1 else All(queries).normalize(), literal=True)


def _as_text(text: str) -> Understood:
    return Understood(field(ANYWHERE).parse_quoted(ANYWHERE, text.strip()), literal=True)
