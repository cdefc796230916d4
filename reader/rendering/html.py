"""HTML inside Markdown: cleaned by nh3, then written with the same few kinds of blocks as Markdown."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

import nh3

from .limits import MAX_DEPTH
from .links import allowed
from .writer import Writer

INLINE = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "s": "s", "del": "s", "strike": "s", "u": "u",
    "ins": "u", "code": "code", "kbd": "code", "samp": "code", "tt": "code", "var": "i", "sub": "sub", "sup": "sup",
    "mark": "b",
    "small": "small", "span": "", "ruby": "", "rb": "", "rp": "", "rt": "", "abbr": "", "q": "", "font": "",
    "label": "",
}  # fmt: skip
"""HTML's inline tags and how each is shown."""
BLOCKS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6", "pre": "pre"}
"""Blocks that are shown as something other than a paragraph."""
STRUCTURE = {"ul", "ol", "li", "blockquote"}
PARAGRAPHS = {
    "p", "div", "section", "article", "aside", "header", "footer", "main", "nav", "figure", "figcaption", "details",
    "summary", "address", "center", "dl", "dt", "dd", "form", "fieldset",
}  # fmt: skip
TABLE = {"table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"}
TAGS = {*INLINE, *BLOCKS, *STRUCTURE, *PARAGRAPHS, *TABLE, "a", "img", "br", "hr"}

_tag = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^>]*)>$")
_attribute = re.compile(r"""\b(href|src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def write_tag(writer: Writer, tag: str, source: int | None) -> None:
    """Write one tag that stands inside a paragraph; a tag that HTML does not know is text."""
    match = _tag.match(tag)
    if match is None or match[2].lower() not in TAGS:
        if match is not None:
            writer.text_run(tag, source)
        return
    attributes = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _attribute.finditer(match[3])}
    name = match[2].lower()
    if match[1]:
        _end(writer, name)
    else:
        _start(writer, name, attributes)


def _start(writer: Writer, name: str, attributes: dict[str, str]) -> None:
    if name == "br":
        writer.line_break()
    elif name == "img":
        source = attributes.get("src", "")
        if source:
            writer.image(source, attributes.get("alt", ""))
    elif name == "a":
        href = attributes.get("href", "")
        if allowed(href):
            writer.start("a", f' href="{escape(href)}"')
    elif name == "rt":
        writer.text_run("（")
    elif name == "rp":
        # The brackets for those who cannot show ruby; ours are full-width.
        writer.silent = True
    elif INLINE.get(name):
        writer.start(INLINE[name])


def _end(writer: Writer, name: str) -> None:
    if name == "rt":
        writer.text_run("）")
    elif name == "rp":
        writer.silent = False
    elif name == "a":
        writer.end("a")
    elif INLINE.get(name):
        writer.end(INLINE[name])


def write_html(writer: Writer, html: str) -> None:
    """Write a block of HTML: scripts, styles, comments and handlers are gone, unknown tags give their text."""
    attributes = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
    clean = nh3.clean(html, tags=TAGS, attributes=attributes, url_schemes={"http", "https", "mailto"}, link_rel=None)
    blocks = _Blocks(writer)
    blocks.feed(clean)
    blocks.close()
    blocks.finish()


class _Blocks(HTMLParser):
    """Turns the events of well-formed HTML into blocks of the writer."""

    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self._writer = writer
        self._in_block = False
        self._in_cell = False
        self._verbatim = False
        self._depth = 0

    def finish(self) -> None:
        self._end_block()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in TABLE:
            self._start_of_table(tag)
        elif tag in STRUCTURE:
            self._end_block()
            self._depth += 1
            if self._depth <= MAX_DEPTH and not self._in_cell:
                self._open(tag, dict(attrs).get("start") or "")
        elif tag in PARAGRAPHS or tag in BLOCKS:
            self._begin_block(BLOCKS.get(tag, "p"))
            self._verbatim = tag == "pre"
        elif tag == "hr":
            self._end_block()
            if not self._in_cell:
                self._writer.rule()
        else:
            self._ensure_block()
            _start(self._writer, tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if tag in TABLE:
            self._end_of_table(tag)
        elif tag in STRUCTURE:
            self._end_block()
            if self._depth <= MAX_DEPTH and not self._in_cell:
                self._writer.close()
            self._depth -= 1
        elif tag in PARAGRAPHS or tag in BLOCKS:
            self._end_block()
            self._verbatim = False
        else:
            _end(self._writer, tag)

    def handle_data(self, data: str) -> None:
        if self._verbatim:
            if not self._in_block:
                self._begin_block("pre")
            self._writer.text_run(data, verbatim=True)
            return
        text = data.strip()
        if data[0].isspace():
            self._writer.space()
        if text:
            self._ensure_block()
            self._writer.text_run(text)
            if data[-1].isspace():
                self._writer.space()

    def _open(self, tag: str, start: str) -> None:
        if tag in ("ul", "ol"):
            self._writer.open_list(tag, int(start) if re.fullmatch(r"[0-9]{1,9}", start) else 1)
        else:
            self._writer.open(tag)

    def _start_of_table(self, tag: str) -> None:
        if tag == "table":
            self._end_block()
            self._writer.begin_table()
        elif tag == "tr":
            self._writer.begin_row()
        elif tag in ("th", "td"):
            self._writer.begin_cell(tag)
            self._in_cell = True
        elif tag == "caption":
            self._writer.begin_row()
            self._writer.begin_cell("td")
            self._in_cell = True

    def _end_of_table(self, tag: str) -> None:
        if tag == "table":
            self._writer.end_table()
        elif tag == "tr":
            self._writer.end_row()
        elif tag in ("th", "td", "caption"):
            self._in_cell = False
            self._writer.end_cell(tag.replace("caption", "td"))
            if tag == "caption":
                self._writer.end_row()

    def _begin_block(self, tag: str) -> None:
        self._end_block()
        if not self._in_cell:
            self._writer.begin_block(tag)
            self._in_block = True

    def _ensure_block(self) -> None:
        if not self._in_block and not self._in_cell:
            self._begin_block("p")

    def _end_block(self) -> None:
        if self._in_cell:
            # A cell is one block of the document: what stands below it in the HTML stands after a space.
            self._writer.space()
        elif self._in_block:
            self._writer.end_block()
            self._in_block = False
