"""From the bytes of a file to its text: UTF-8 first, other encodings when the bytes speak clearly for them."""

from __future__ import annotations

import codecs
import re

from reader.model import Problem

# The longer mark first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", ""),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_JAPANESE = (("euc_jp", "EUC-JP"), ("cp932", "Shift_JIS"))
_SAMPLE = 65_536
"""So many bytes or characters decide which encoding it is."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_KANA = re.compile("[ぁ-んァ-ヶー、。「」]+")
_FOREIGN = re.compile("[^\x00-\x7f]+")


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of `data`, every line end a line feed and every NUL U+FFFD, and what was wrong with the bytes.

    A byte order mark is left out. Never raises: what cannot be decoded becomes U+FFFD.
    """
    text, problem = _decode(data)
    problems = [problem] if problem else []
    nul = text.find("\0")
    if nul >= 0:
        problems.append(Problem("nul-bytes", text.count("\n", 0, nul) + 1))
        text = text.replace("\0", "\ufffd")  # as CommonMark asks for
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, tuple(problems)


def _decode(data: bytes) -> tuple[str, Problem | None]:
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            recognised = Problem("encoding-recognised", detail=name) if name else None
            return _strictly(data[len(mark) :], encoding, recognised)
    encoding = _utf16_without_mark(data[:_SAMPLE])
    if encoding:
        return _strictly(data, encoding, Problem("encoding-recognised", detail="UTF-16"))
    text, problem = _strictly(data, "utf-8", None)
    if problem is None or _mostly_utf8(data[:_SAMPLE]):
        return text, problem
    share, encoding, name = max((_kana_share(data, encoding), encoding, name) for encoding, name in _JAPANESE)
    # Japanese prose is about half kana; wrongly decoded text has next to none (or half-width ones, not counted).
    if share > 0.2:
        return data.decode(encoding), Problem("encoding-recognised", detail=name)
    return text, problem


def valid_text(text: str) -> str:
    """`text` with the halves of a surrogate pair joined and lone ones as U+FFFD: an escape can name them."""
    if not _SURROGATES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _strictly(data: bytes, encoding: str, recognised: Problem | None) -> tuple[str, Problem | None]:
    """The text of `data`, with the problem of the first wrong byte if there is one, else with `recognised`."""
    try:
        return data.decode(encoding), recognised
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        return text, Problem("encoding-invalid", line)


def _utf16_without_mark(sample: bytes) -> str:
    """`utf-16-le` or `-be` when every other byte, as of the first pair, is often NUL and the others never, else ''."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # A fifth of the characters: what a fence and a few names alone come to; a stray NUL or three stay NULs.
    if sample[1:2] == b"\0" and not even and odd > 3 and odd * 10 > len(sample):
        return "utf-16-le"
    if sample[:1] == b"\0" and not odd and even > 3 and even * 10 > len(sample):
        return "utf-16-be"
    return ""


def _mostly_utf8(sample: bytes) -> bool:
    """Whether wrong bytes are rare among the characters beyond ASCII; in Shift_JIS or EUC-JP nearly all are wrong."""
    text = sample.decode("utf-8", "replace")
    wrong = text.count("\ufffd") - sample.count("\ufffd".encode())
    beyond = sum(len(run) for run in _FOREIGN.findall(text))
    return wrong * 4 <= beyond - wrong


def _kana_share(data: bytes, encoding: str) -> float:
    """The share of kana in what stands beyond ASCII; 0 when `data` is not strictly in this encoding."""
    try:
        text = data.decode(encoding)[:_SAMPLE]
    except UnicodeDecodeError:
        return 0.0
    beyond = sum(len(run) for run in _FOREIGN.findall(text))
    return sum(len(run) for run in _KANA.findall(text)) / beyond if beyond else 0.0
