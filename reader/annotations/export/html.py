"""Annotations as one HTML page that needs nothing else: no script, no font, no file."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from reader.annotations.export.passage import Passage, by_post
from reader.model import Colour

# Light and dark; the name of the colour stands in the text too, for people who do not tell them apart.
INKS: dict[Colour, tuple[str, str]] = {
    "yellow": ("#ffe58a", "#5c4d00"),
    "green": ("#b9e6b3", "#1f5220"),
    "blue": ("#b5d8f7", "#173f63"),
    "pink": ("#f9c3d5", "#6b1f3a"),
    "purple": ("#d9c7f5", "#432a6e"),
}

STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.7 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
blockquote { margin: 0 0 .5rem; padding-left: .8rem; white-space: pre-wrap; }
.underline { text-decoration: underline 2px; background: none !important; }
.note { white-space: pre-wrap; }
.facts { font-size: .85rem; opacity: .75; }
article { margin: 1.5rem 0; }
"""


def export(passages: Iterable[Passage], title: str = "Annotations") -> str:
    """The page; every word of the person and of the posts is escaped."""
    posts = "".join(post_section(group) for _, group in by_post(passages))
    return (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"<style>{STYLE}{inks()}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n{posts}</body>\n</html>\n"
    )


def inks() -> str:
    light = "".join(f".{name} mark {{ background: {pair[0]}; color: inherit; }}\n" for name, pair in INKS.items())
    dark = "".join(f".{name} mark {{ background: {pair[1]}; }}\n" for name, pair in INKS.items())
    return f"{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


def post_section(passages: list[Passage]) -> str:
    first = passages[0]
    facts = " · ".join(escape(fact) for fact in (first.author, first.day, first.annotation.path) if fact)
    articles = "".join(passage_article(passage) for passage in passages)
    return f'<section>\n<h2>{escape(first.title)}</h2>\n<p class="facts">{facts}</p>\n{articles}</section>\n'


def passage_article(passage: Passage) -> str:
    annotation = passage.annotation
    parts = []
    if passage.quote:
        parts.append(f'<blockquote><mark class="{annotation.style}">{escape(passage.quote)}</mark></blockquote>\n')
    if annotation.note:
        parts.append(f'<div class="note">{escape(annotation.note)}</div>\n')
    facts = (*(f"#{tag}" for tag in annotation.tags), annotation.colour if passage.quote else "", passage.section)
    shown = " · ".join(escape(fact) for fact in facts if fact)
    parts.append(f'<p class="facts">{shown} <a href="{escape(passage.link)}">Yomikaki</a></p>\n')
    return f'<article class="{annotation.colour}" id="a-{escape(annotation.id)}">\n{"".join(parts)}</article>\n'
