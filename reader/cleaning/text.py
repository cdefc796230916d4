"""Sentences, and the form in which two of them are compared."""

from __future__ import annotations

import re
import unicodedata

from reader.cleaning.phrases import REPLACED, SPELLINGS

_QUOTED = r"「[^「」\n]{0,300}+」|『[^『』\n]{0,300}+』|（[^（）\n]{0,200}+）"
_SAID = r"(?<=[。！？!?][」』])"
"""Where a quotation ends that is a sentence: white space behind it stands for the line end that was there."""
_ABBREVIATION = "|".join(
    rf"(?<=\b{name}\.)" for name in ("e\\.g", "i\\.e", "vs", "Mr", "Mrs", "Ms", "Dr", "St", "No", "Fig")
)
_SENTENCE = re.compile(
    rf"""
    (?=\S)
    [^。！？!?.「『（]*+                               # plain words, and between them
    (?: (?: {_QUOTED}                                 # a quotation stays whole, however many sentences it holds
          | [「『（]                                  # a bracket that is never closed here
          | [.!?](?![!?.]*+["'”’)\]*_]*+(?:\s|$))     # a point inside a number, a name or an address
          | \.(?:{_ABBREVIATION})
        )
        (?: (?!{_SAID}\s)[^。！？!?.「『（]++ )?+
    )*+
    (?: [。！？!?.]++[\"'”’」』）)*_\]]*+ | {_SAID}(?=\s) | $ )
    """,
    re.VERBOSE,
)
_SIGNS = re.compile(r"[*#\u200b\ufeff]+|</?h[1-6]>")
_LIST_SIGN = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_MAYBE_LIST = frozenset(" \t-*+•0123456789")
_WIDE = (("？", "?"), ("（", "("), ("）", ")"), ("：", ":"))
"""The signs for which NFKC has most to do; without them nine sentences of ten are in that form already."""
_CLOSED = re.compile(r"[。！？!?.…][\"'”’」』）)*_\]]*$")


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the sentences of `text[start:end]`, one paragraph, start and end, without the white space between them.

    A sentence ends at 。！？ or, before white space, at . ! ? with the brackets and quotes that close there; a
    quotation in Japanese brackets is never split, and ends a sentence where it is one and white space follows. What is
    left at the end is a sentence as well.
    """
    while end > start and text[end - 1].isspace():
        end -= 1
    return [match.span() for match in _SENTENCE.finditer(text, start, end)]


def key(sentence: str) -> str:
    """`sentence` as it is compared: NFKC, without white space, emphasis, heading and list signs, and with the words
    that the blog's script put in replaced by those that it replaced."""
    if sentence[:1] in _MAYBE_LIST and (sign := _LIST_SIGN.match(sentence)):
        sentence = sentence[sign.end() :]
    form = "".join(sentence.split())
    if "*" in form or "#" in form or "<" in form or "\u200b" in form or "\ufeff" in form:
        form = _SIGNS.sub("", form)
    if form.isascii():
        return form
    for one, other in _WIDE:
        form = form.replace(one, other)
    form = unicodedata.normalize("NFKC", form)
    if " " in form:
        form = form.replace(" ", "")  # out of signs that are a space and an accent
    if "%" in form or "つ" in form or "アーキ" in form:
        for one, other in (*REPLACED, *SPELLINGS):
            form = form.replace(one, other)
    return form


def is_closed(sentence: str) -> bool:
    """Whether `sentence` ends like one: with a full stop, a question or exclamation mark, or a pause."""
    return _CLOSED.search(sentence) is not None
