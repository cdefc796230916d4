"""Filters as words of the query language: putting them into a query and taking them out again. Strings only."""

from __future__ import annotations

import re

TERM = re.compile(
    r"""
    -?\w+:"[^"]*"?        # field:"value"
    | \([^()]*\)          # one pair of parentheses
    | -?"[^"]*"?          # "exact words"
    | \S+
    """,
    re.VERBOSE,
)
FILTER = re.compile(r"-?(category|tag|author|date|is|has|in):|\((?:is|has):[^()]*\)$")
UNREAD, STARRED, ANNOTATED = "is:unread", "is:starred", "(has:highlight OR has:note)"


def terms(query: str) -> list[str]:
    """The words of a query as far as adding and removing filters needs them."""
    return TERM.findall(query)


def term(field: str, value: str) -> str:
    """`field:"value"`; the quotes are left out of months, which hold nothing that needs them."""
    return f"{field}:{value}" if field == "date" else f'{field}:"{value.replace(chr(34), "")}"'


def toggled(query: str, wanted: str) -> str:
    """The query with the term put at its end, or, if it is there already, taken out."""
    present = terms(query)
    rest = [word for word in present if word != wanted]
    if len(rest) < len(present):
        return " ".join(rest)
    # Without parentheses the filter would hold for the last of the alternatives only.
    return " ".join([f"({query})", wanted] if "OR" in present else [*present, wanted])


def asks_for_words(query: str) -> bool:
    """Whether anything in the query is looked up in the text, so that there is a relevance to sort by."""
    return any(not FILTER.match(word) and word not in ("OR", "AND", "NOT") for word in terms(query))
