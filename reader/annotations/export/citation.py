"""A passage as a citation, with a link that opens the program at it."""

from __future__ import annotations

import json
import re

from reader.annotations.export.markdown import block_quote, one_line
from reader.annotations.export.passage import Passage

BIBTEX_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "^": r"\textasciicircum{}",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "%": r"\%",
}


def markdown(passage: Passage) -> str:
    title = re.sub(r"([\[\]\\])", r"\\\1", one_line(passage.title))
    facts = ", ".join(filter(None, (passage.author, f"[{title}]({passage.link})", passage.day, passage.section)))
    return f"{block_quote(passage.quote)}\n>\n> — {facts}\n" if passage.quote else f"{facts}\n"


def plain(passage: Passage) -> str:
    facts = ", ".join(filter(None, (passage.author, one_line(passage.title), passage.day, passage.section)))
    return f"“{passage.quote}” — {facts}. {passage.link}\n" if passage.quote else f"{facts}. {passage.link}\n"


def bibtex(passage: Passage) -> str:
    """An entry of biblatex's type `online`; the quote is its annotation."""
    fields = {
        "author": f"{{{bibtex_text(passage.author)}}}" if passage.author else "",
        "title": bibtex_text(one_line(passage.title)),
        "date": passage.day,
        "titleaddon": bibtex_text(passage.section),
        "annotation": bibtex_text(passage.quote),
        "url": passage.link,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@online{{{key(passage)},\n{lines}\n}}\n"


def csl_json(passage: Passage) -> str:
    """One item of CSL-JSON, in a list."""
    item: dict[str, object] = {"id": key(passage), "type": "post-weblog", "title": one_line(passage.title)}
    if passage.author:
        item["author"] = [{"literal": passage.author}]
    if passage.date:
        item["issued"] = {"date-parts": [[passage.date.year, passage.date.month, passage.date.day]]}
    if passage.section:
        item["section"] = passage.section
    if passage.quote:
        item["note"] = passage.quote
    item["URL"] = passage.link
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def key(passage: Passage) -> str:
    """A name for the entry, from the file's name: letters, digits and hyphens, as BibTeX wants them."""
    name = passage.annotation.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower() or "post"


def bibtex_text(text: str) -> str:
    return "".join(BIBTEX_SIGNS.get(sign, sign) for sign in text)
