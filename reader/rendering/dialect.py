"""The Markdown that is understood here: CommonMark with tables, strikethrough, footnotes, and emphasis in Japanese.

Every inline token knows where it stands (`meta['at']`, an offset in its block's content), so that spans of the
source can be found again on the page.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

from .headings import bold_heading, heading, html_heading, setext_heading
from .japanese import is_japanese
from .limits import MAX_DEPTH


class _Positioned(StateInline):
    """An inline state whose tokens record where they start."""

    _pending_at = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802
        token = super().pushPending()
        token.meta["at"] = self._pending_at
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.pos
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """CommonMark's flanking rule, but a `**` that touches Japanese may open and close wherever text stands.

        The rule takes the signs of punctuation for borders of words; in `**語（注）**を` it lets nothing close.
        """
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before = self.src[start - 1] if start else "\n"
        after = self.src[end] if end < self.posMax else "\n"
        if self.src[start] == "*" and scanned.length >= 2 and (is_japanese(before) or is_japanese(after)):
            return Scanned(not after.isspace(), not before.isspace(), scanned.length)
        return scanned


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _Positioned(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _Markdown(MarkdownIt):
    """Links are judged when they are written, not here: see `links.allowed`."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url.strip()

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def _markdown() -> MarkdownIt:
    markdown = _Markdown("commonmark")
    markdown.inline = _Inline()
    # Twice the depth that is shown: a quote or list takes up to two levels, and what lies deeper would be dropped.
    markdown.configure("commonmark", {"maxNesting": 2 * MAX_DEPTH + 8, "html": True})
    markdown.enable(["table", "strikethrough"]).use(footnote_plugin)
    # Joining neighbouring texts would lose their positions.
    markdown.disable(["fragments_join", "text_join"])
    rules = markdown.block.ruler
    stops: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    rules.at("heading", heading, stops)
    rules.at("lheading", setext_heading)
    rules.before("html_block", "html_heading", html_heading, stops)
    rules.before("paragraph", "bold_heading", bold_heading)
    return markdown


def parse(source: str) -> list[Token]:
    """The tokens of a Markdown text whose lines end in line feeds only. Never raises."""
    return _markdown().parse(source)
