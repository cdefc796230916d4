"""Colours for source code: Pygments' token kinds as a handful of style classes."""

from __future__ import annotations

from collections.abc import Iterator

MAX_COLOURED = 100_000
"""Characters of the longest code block that is coloured; a lexer needs about a second for a million."""

CLASSES = ("comment", "keyword", "string", "number", "name", "operator")
"""The classes used, each with the prefix `code-`; colours for them are the window's business."""


def coloured(code: str, language: str) -> Iterator[tuple[str, str]]:
    """(class or '', text) pieces that make up the code, character for character.

    An unknown language, or none, gives one piece without a class.
    """
    if not language or len(code) > MAX_COLOURED:
        return iter([("", code)])
    # Pygments is imported only for a post that has code: 30 ms.
    from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
    from pygments.util import ClassNotFound  # type: ignore[import-untyped]

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return iter([("", code)])
    pieces = [(_css_class(str(kind)), text) for kind, text in lexer.get_tokens(code)]
    # Some lexers normalise what they read; the reader is shown what the author wrote.
    same = "".join(text for _, text in pieces) == code
    return iter(pieces if same else [("", code)])


def _css_class(kind: str) -> str:
    for prefix, name in (
        ("Token.Comment", "comment"),
        ("Token.Keyword", "keyword"),
        ("Token.Operator.Word", "keyword"),
        ("Token.Literal.String", "string"),
        ("Token.Literal.Number", "number"),
        ("Token.Name.Function", "name"),
        ("Token.Name.Class", "name"),
        ("Token.Name.Builtin", "name"),
        ("Token.Name.Tag", "keyword"),
        ("Token.Operator", "operator"),
    ):
        if kind.startswith(prefix):
            return f"code-{name}"
    return ""
