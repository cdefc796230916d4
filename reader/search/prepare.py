"""The costly half of indexing: pure, picklable, one document at a time, fit for a worker process."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import repeat

from reader.model import Document
from reader.search import analysis

ENCODING = "utf-16-be"
"""Of the normalised text on disk: two bytes a unit, and half the time of little-endian to search for kana, because
the byte that differs comes last."""

BLOCK = 16_000
MARGIN = 4_000
"""Bytes: with a block and both margins as dictionary, deflate (window 32 kB) sees the whole normalised block."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document, counted: what the index writes of it."""

    document: Document
    """Without its text."""
    text: bytes
    """The normalised text, in `ENCODING`."""
    original: bytes
    """The text as it is, as its difference from the normalised text; see `restore`."""
    shifts: tuple[tuple[int, ...], ...]
    """Where offsets of the text and of the normalised text drift apart: `starts` and `pieces` of
    `analysis.Normalised`, in four columns; empty for most texts."""
    grams: bytes
    """32-bit numbers, see `analysis.gram_counts`."""
    gram_counts: bytes
    """One byte each; more than 255 occurrences count as 255, where BM25 is flat."""
    words: tuple[str, ...]
    word_counts: bytes


def prepare(document: Document) -> Prepared:
    """Normalise and count a document."""
    normalised = analysis.normalise_mapped(document.text)
    grams = analysis.gram_counts(normalised.text)
    words = analysis.word_counts(normalised.text)
    encoded = normalised.text.encode(ENCODING, "surrogatepass")
    return Prepared(
        document=replace(document, text=""),
        text=encoded,
        original=difference(document.text, encoded),
        shifts=(normalised.starts, *zip(*normalised.pieces, strict=True)),
        grams=array("I", grams).tobytes(),
        gram_counts=_capped(grams.values()),
        words=tuple(words),
        word_counts=_capped(words.values()),
    )


def _capped(counts: Collection[int]) -> bytes:
    return bytes(counts if max(counts, default=0) <= 255 else map(min, counts, repeat(255)))


def difference(text: str, normalised: bytes) -> bytes:
    """`text` in some 5 % of its size: deflated with its normalised text as the dictionary."""
    encoded = text.encode(ENCODING, "surrogatepass")
    if encoded == normalised:
        return b""
    parts = []
    for start in range(0, len(encoded), BLOCK):
        deflate = zlib.compressobj(6, wbits=-15, zdict=_window(normalised, start))
        parts.append(deflate.compress(encoded[start : start + BLOCK]) + deflate.flush())
    return b"".join(parts)


def restore(original: bytes, normalised: bytes, start: int = 0, end: int | None = None) -> str:
    """The text of which `difference` was taken, or the part that its encoded bytes `start` to `end` hold; half a
    surrogate pair at either side is left out. Raises zlib.error or UnicodeDecodeError on damaged data."""
    errors = "surrogatepass" if end is None else "ignore"
    if not original:
        return normalised[start:end].decode(ENCODING, errors)
    parts = []
    first, number = start // BLOCK, 0
    while original and (end is None or number * BLOCK < end):
        inflate = zlib.decompressobj(wbits=-15, zdict=_window(normalised, number * BLOCK))
        part = inflate.decompress(original) + inflate.flush()
        if number >= first:
            parts.append(part)
        original = inflate.unused_data
        number += 1
    skipped = first * BLOCK
    return b"".join(parts)[start - skipped : None if end is None else end - skipped].decode(ENCODING, errors)


def _window(normalised: bytes, start: int) -> bytes:
    return normalised[max(0, start - MARGIN) : start + BLOCK + MARGIN]
