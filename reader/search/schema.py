"""The fields of the index and of the query language; each knows how to read what is typed after its colon."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from whoosh.fields import FieldType, Schema
from whoosh.query import Query

from reader.search.columns import VALUE
from reader.search.leaf import Leaf
from reader.search.queries import WEIGHTS, Request, Text, Where, holding, of_paths
from reader.search.terms import Term, is_word, literal, plain


class Field(FieldType):
    """A field that reads its own queries. Each method raises ValueError for what has no meaning in it."""

    def __init__(self) -> None:
        super().__init__(None, None)

    def self_parsing(self) -> bool:
        return True

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Query:
        """A word without quotes."""
        raise NotImplementedError

    def parse_prefix(self, fieldname: str, text: str) -> Query:
        """A word that goes on: `text*`, or the last one while it is being typed."""
        return self.parse_query(fieldname, text)

    def parse_quoted(self, fieldname: str, text: str) -> Query:
        """What stands between quotes."""
        return self.parse_query(fieldname, text)


class TextField(Field):
    """Text in one or several of a post's fields."""

    def __init__(self, *fields: str) -> None:
        super().__init__()
        self.fields = fields

    def _query(self, name: str, term: Term | None, words: str, typed: str) -> Query:
        if term is None:
            raise ValueError("nothing to search for")
        return Text(term, self.fields, words if name == ANYWHERE else f"{name}:{words}", typed)

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Query:
        return self._query(fieldname, plain(qstring), qstring, qstring)

    def parse_prefix(self, fieldname: str, text: str) -> Query:
        term = plain(text, prefix=True)
        return self._query(fieldname, term, f"{text}*" if term and is_word(term.text[-1]) else text, text)

    def parse_quoted(self, fieldname: str, text: str) -> Query:
        return self._query(fieldname, literal(text), f'"{text}"', text)


class ValueField(TextField):
    """A field of several values: a word is sought in them, what stands between quotes is a whole value."""

    def parse_quoted(self, fieldname: str, text: str) -> Query:
        value = literal(text.strip())
        whole = value and Term(VALUE + value.text + VALUE)
        return self._query(fieldname, whole, f'"{text}"', text)


class DateField(Field):
    """`2025`, `2025-10`, `2025-10-03`, and two of them with `..` between; either side may be left out."""

    _DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Query:
        first, dots, last = qstring.replace("/", "-").partition("..")
        last = last if dots else first
        if not (first or last) or not all(self._DATE.fullmatch(part) for part in (first, last) if part):
            raise ValueError(f"{qstring} is no date")

        def inside(date: str) -> bool:
            return bool(date) and first <= date[: len(first)] and (not last or date[: len(last)] <= last)

        return Where(holding(inside, lambda leaf: leaf.dates), f"{fieldname}:{qstring}")


class StateField(Field):
    """A field with a few words, each a condition of its own."""

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Query:
        condition = STATES.get((fieldname, qstring.lower()))
        if condition is None:
            raise ValueError(f"{fieldname}:{qstring} is no condition")
        return Where(condition, f"{fieldname}:{qstring}")


def _annotations(leaf: Leaf, request: Request) -> set[int]:
    return set(range(leaf.size)) if leaf.annotation_ids else set()


STATES: dict[tuple[str, str], Callable[[Leaf, Request], set[int]]] = {
    ("is", "unread"): of_paths("read", inside=False),
    ("is", "read"): of_paths("read", inside=True),
    ("is", "starred"): of_paths("starred", inside=True),
    ("has", "highlight"): of_paths("highlight", inside=True),
    ("has", "note"): of_paths("note", inside=True),
    ("in", "notes"): _annotations,
}


ANYWHERE = "any"
"""The field of a word without a field."""

SCHEMA = Schema(
    **{
        ANYWHERE: TextField(*WEIGHTS),
        "title": TextField("title"),
        "body": TextField("body"),
        "excerpt": TextField("excerpt"),
        "author": TextField("author"),
        "tag": ValueField("tag"),
        "category": ValueField("category"),
        "date": DateField(),
        "is": StateField(),
        "has": StateField(),
        "in": StateField(),
    }
)


def field(name: Any) -> Field:
    """The field of that name; the one for words without a field if `name` is None."""
    found: Field = SCHEMA[name or ANYWHERE]
    return found
