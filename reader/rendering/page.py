"""Walks the parsed Markdown and writes the page: one method for each kind of token."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import count

from markdown_it.token import Token

from reader.model import Heading

from . import headings
from .code import coloured
from .html import write_html, write_tag
from .links import Slugs, allowed
from .source import SourceMap
from .writer import Writer

_task = re.compile(r"\[([ xX])\][ \t]")
_sentence = re.compile(r"[。．！？]$")
# A shorter bold paragraph is a label; a longer one is a paragraph whose emphasis says nothing.
LABEL = 60


class Page:
    """Writes tokens to a `Writer`; `source` is None for text that stands in another source.

    `before_block(line)` is called before each top-level block with its first line, to put something in there.
    """

    def __init__(
        self,
        writer: Writer,
        tokens: Sequence[Token],
        source: SourceMap | None,
        *,
        colours: bool = True,
        before_block: Callable[[int], None] = lambda _line: None,
    ) -> None:
        self.headings: list[Heading] = []
        self._writer = writer
        self._tokens = tokens
        self._source = source
        self._colours = colours
        self._before_block = before_block
        self._levels = headings.levels(tokens)
        self._slugs = Slugs()
        self._note = 0
        """The number of the footnote that starts, until it is written."""
        self._in_footnote = False

    def write(self) -> None:
        index = 0
        while index < len(self._tokens):
            token = self._tokens[index]
            if token.level == 0 and token.map and token.nesting >= 0:
                self._before_block(token.map[0])
            index = self._block(index)

    # --- blocks --------------------------------------------------------------------------------------------------

    def _block(self, index: int) -> int:
        """Write the block that starts at a token; return the index of the token after what was written."""
        token, writer = self._tokens[index], self._writer
        match token.type:
            case "heading_open":
                self._heading(token, self._tokens[index + 1])
                return index + 3
            case "paragraph_open":
                self._paragraph(index)
                return next(at for at in count(index) if self._tokens[at].type == "paragraph_close") + 1
            case "inline":
                self._inline(token)
            case "fence" | "code_block":
                self._code(token)
            case "hr":
                writer.rule()
            case "html_block":
                write_html(writer, token.content)
            case "blockquote_open" | "list_item_open":
                writer.open(token.tag)
            case "bullet_list_open":
                writer.open_list("ul")
            case "ordered_list_open":
                writer.open_list("ol", int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close" | "blockquote_close" | "list_item_close":
                writer.close()
            case "table_open":
                return self._table(index)
            case "footnote_open":
                self._note = token.meta["id"] + 1
                self._in_footnote = True
            case "footnote_close":
                self._in_footnote = False
        return index + 1

    def _heading(self, opening: Token, inline: Token) -> None:
        level = self._levels[opening.tag, opening.markup == headings.BOLD]
        anchor = self._slugs(re.sub(r"[*`]", "", inline.content))
        writer = self._writer
        before = writer.length
        with writer.block(f"h{level}"):
            writer.anchor(anchor)
            self._inline(_without_strong(inline))
        if text := writer.text_since(before).lstrip("\n"):
            offset = writer.length - len(text)
            self.headings.append(Heading(level, text, offset, anchor))

    def _paragraph(self, index: int) -> None:
        inline, writer = self._tokens[index + 1], self._writer
        if inline.level == 1 and _bold_as_a_whole(inline):
            inline = _without_strong(inline)
        task = _task.match(inline.content) if self._tokens[index - 1].type == "list_item_open" else None
        with writer.block("p", ' class="footnote"' if self._in_footnote else ""):
            if self._note:
                self._note_number(self._note)
                self._note = 0
            if task:
                writer.text_run("☐ " if task[1] == " " else "☑ ")
            self._inline(inline, skip=task.end() if task else 0)

    def _code(self, token: Token) -> None:
        language = token.info.split()[0] if token.info.strip() else ""
        code = token.content.removesuffix("\n")
        if not code:
            return
        where = self._source.lines(token, skip=token.type == "fence") if self._source else None
        offset = 0
        with self._writer.block("pre"):
            for css_class, text in coloured(code, language if self._colours else ""):
                if css_class:
                    self._writer.start("span", f' class="{css_class}"')
                for line in re.findall(r"[^\n]+|\n", text):
                    self._writer.text_run(line, where(offset) if where else None, verbatim=True)
                    offset += len(line)
                if css_class:
                    self._writer.end("span")

    def _table(self, index: int) -> int:
        writer = self._writer
        writer.begin_table()
        while (token := self._tokens[index]).type != "table_close":
            match token.type:
                case "tr_open":
                    writer.begin_row()
                case "tr_close":
                    writer.end_row()
                case "th_open" | "td_open":
                    align = re.search(r"left|right|center", str(token.attrGet("style") or ""))
                    writer.begin_cell(token.tag, f' align="{align[0]}"' if align else "")
                    self._inline(self._tokens[index + 1], cell=True)
                    writer.end_cell(token.tag)
            index += 1
        writer.end_table()
        return index + 1

    def _note_number(self, number: int) -> None:
        """What a footnote starts with: its number, which leads back to where it is cited."""
        self._writer.anchor(f"footnote-{number}")
        with self._writer.inside("a", f' href="#footnote-reference-{number}"'):
            self._writer.text_run(f"[{number}]")
        self._writer.text_run(" ")

    # --- inline --------------------------------------------------------------------------------------------------

    def _inline(self, token: Token, *, skip: int = 0, cell: bool = False) -> None:
        """Write a block's text, leaving out its first `skip` characters."""
        where = self._source.lines(token, cell=cell) if self._source and token.map else None
        for child in token.children or ():
            at = child.meta.get("at")
            if at is None or at >= skip:
                self._child(child, token.content, None if where is None or at is None else where(at))
            elif child.type == "text" and at + len(child.content) > skip:
                self._writer.text_run(child.content[skip - at :], where(skip) if where else None)

    def _child(self, token: Token, content: str, source: int | None) -> None:
        writer = self._writer
        match token.type:
            case "text":
                if not _unpaired(token, content):
                    writer.text_run(token.content, source)
            case "text_special":
                writer.text_run(token.content, source)
            case "code_inline":
                with writer.inside("code"):
                    writer.text_run(token.content, None if source is None else source + len(token.markup))
            case "softbreak":
                writer.space()
            case "hardbreak":
                writer.line_break()
            case "image":
                self._image(token)
            case "link_open":
                href = str(token.attrGet("href") or "")
                if allowed(href):
                    writer.start("a", f' href="{escape(href)}"')
            case "link_close":
                writer.end("a")
            case "strong_open" | "em_open" | "s_open":
                writer.start(_tags[token.tag])
            case "strong_close" | "em_close" | "s_close":
                writer.end(_tags[token.tag])
            case "html_inline":
                write_tag(writer, token.content, source)
            case "footnote_ref":
                number = token.meta["id"] + 1
                with writer.inside("a", f' href="#footnote-{number}"'), writer.inside("sup"):
                    if not token.meta.get("subId"):
                        writer.anchor(f"footnote-reference-{number}")
                    writer.text_run(f"[{number}]")

    def _image(self, token: Token) -> None:
        alternative = "".join(child.content for child in token.children or ())
        source = str(token.attrGet("src") or "")
        if source:
            self._writer.image(source, alternative)
        else:
            self._writer.text_run(alternative)


_tags = {"strong": "b", "em": "i", "s": "s"}


def _unpaired(token: Token, content: str) -> bool:
    """Whether a text is a leftover `**` that found no partner; between two spaces it is a sign of its own."""
    at = token.meta.get("at")
    if at is None or token.content != "*" or not content.startswith("**", at):
        return False
    end = at + len(content[at:]) - len(content[at:].lstrip("*"))
    return not (at > 0 and content[at - 1] == " " and content[end : end + 1] == " ")


def _bold_as_a_whole(inline: Token) -> bool:
    text = inline.content.strip("* \n")
    return (len(text) > LABEL or _sentence.search(text) is not None) and _strong_around(inline)


def _strong_around(inline: Token) -> bool:
    children = [child for child in inline.children or () if child.type != "text" or child.content]
    return (
        len(children) > 2
        and children[0].type == "strong_open"
        and children[-1].type == "strong_close"
        and sum(child.type == "strong_open" for child in children) == 1
    )


def _without_strong(inline: Token) -> Token:
    """The same text without bold type."""
    kept = [child for child in inline.children or () if child.type not in ("strong_open", "strong_close")]
    return inline.copy(children=kept)
