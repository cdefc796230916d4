"""Which word stands at a place of a text, in Japanese too, where no spaces tell."""

from __future__ import annotations

import re

from reader.model import Span

# Kanji with the kana that inflect them (up to two, and no particle), katakana, hiragana, numbers with their
# signs, Latin words with what joins them.
_words = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff々〆ヶ]+(?:(?![をはがのにへとやも])[\u3041-\u3096]){1,2}(?![\u3041-\u3096])"
    r"|[\u3400-\u9fff\uf900-\ufaff々〆ヶ]+"
    r"|[\u30a1-\u30faー・]+"
    r"|[\u3041-\u3096ー]+"
    r"|[0-9０-９]+(?:[.,:][0-9０-９]+)*[%％]?"
    r"|[^\W\d_\u3041-\u30ff\u3400-\u9fff](?:[^\W_\u3041-\u30ff\u3400-\u9fff]|['’\-.](?=[^\W_\u3041-\u30ff\u3400-\u9fff]))*"
)


def word_at(text: str, offset: int) -> Span:
    """The word that covers the character at `offset`; that character alone where none does."""
    for match in _words.finditer(text):
        if match.start() <= offset < match.end():
            return Span(*match.span())
        if match.start() > offset:
            break
    return Span(offset, min(offset + 1, len(text)))
