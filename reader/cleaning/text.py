"""Sentences, and the form in which two of them are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reader.cleaning.phrases import INJECTED, SPELLINGS
from reader.model import Span

_QUOTED = r"「[^「」\n]{0,300}+」|『[^『』\n]{0,300}+』|（[^（）\n]{0,200}+）"
_ABBREVIATION = "|".join(
    rf"(?<=\b{name})" for name in ("e\\.g", "i\\.e", "vs", "Mr", "Mrs", "Ms", "Dr", "St", "No", "Fig")
)
_SENTENCE = re.compile(
    rf"""
    (?: [^。！？!?.「『（]++                          # plain words
      | {_QUOTED}                                     # a quotation stays whole, however many sentences it holds
      | [「『（]                                      # a bracket that is never closed here
      | [.!?](?![!?.]*+["'”’)\]*_]*+(?:\s|$))         # a point inside a number, a name or an address
      | (?:{_ABBREVIATION})\.
    )*+
    (?: [。！？!?.]++[\"'”’」』）)*_\]]*+ | $ )
    """,
    re.VERBOSE,
)
_MARKUP = re.compile(r"[\s*#\u200b\ufeff]+|^(?:[-+•]|\d{1,3}[.)])\s+|</?h[1-6]>")
_LIST_SIGN = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_CLOSED = re.compile(r"[。！？!?.…][\"'”’」』）)*_\]]*$")


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of `text[start:end]`, one paragraph, without the white space between them.

    A sentence ends at 。！？ or, before white space, at . ! ? with the brackets and quotes that close there; a
    quotation in Japanese brackets is never split. What is left at the end is a sentence as well.
    """
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        if start == end:
            return
        match = _SENTENCE.match(text, start, end)
        stop = match.end() if match and match.end() > start else end
        last = stop
        while text[last - 1].isspace():
            last -= 1
        yield Span(start, last)
        start = stop


def key(sentence: str) -> str:
    """`sentence` as it is compared: NFKC, without white space, emphasis, heading and list signs, and with the words
    that the blog's script put in replaced by those that it replaced."""
    sentence = _LIST_SIGN.sub("", sentence, count=1) if _LIST_SIGN.match(sentence) else sentence
    form = _MARKUP.sub("", sentence)
    if not form.isascii():
        form = unicodedata.normalize("NFKC", form).replace(" ", "")
        for put_in, original in INJECTED:
            if put_in in form:
                form = form.replace(put_in, original)
        for one, other in SPELLINGS:
            if one in form:
                form = form.replace(one, other)
    return form


def is_closed(sentence: str) -> bool:
    """Whether `sentence` ends like one: with a full stop, a question or exclamation mark, or a pause."""
    return _CLOSED.search(sentence) is not None
