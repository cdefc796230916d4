"""The promise: what a QTextDocument shows, without the insertions, is the reading text, character for character."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from reader.model import CleanedArticle, Removal, Rendered, Span
from reader.rendering import reading_text, render

pytestmark = pytest.mark.usefixtures("qapp")

SEPARATORS = str.maketrans(dict.fromkeys("\u2029\u2028\ufdd0\ufdd1", "\n"))
"""What a document has between paragraphs, at line breaks and around table cells."""


def shown(rendered: Rendered) -> str:
    """The text of a real document, without what was put in."""
    document = QTextDocument()
    document.setHtml(rendered.html)
    text = document.toRawText().translate(SEPARATORS)
    for span in reversed(rendered.insertions):
        text = text[: span.start] + text[span.end :]
    return text


def whole(body: str) -> CleanedArticle:
    return CleanedArticle(title="", text=body, kept=(Span(0, len(body)),))


def words(removals: tuple[Removal, ...]) -> str:
    return f"{len(removals)} 件 hidden"


def original(body: str) -> Rendered:
    return render(body, whole(body), "original", fold_words=words)


CONSTRUCTIONS = {
    "empty": "",
    "blank": "  \n\n\t\n",
    "paragraphs": "一つ目。\n二行目 two\nthree\n\n　字下げの段落。\n",
    "spaces": "a  b \t c　　d\u00a0\u00a0e\u200bf\u00adg",
    "line breaks": "a  \nb\\\nc<br>d<br/>\n",
    "headings": "# A\n\n##見出し\n\n**太字だけの行**\n\nSetext\n===\n\n文。\n---\n\n<h3>HTML の見出し</h3>\n",
    "lists": "- a\n- b\n  - c\n\n    d\n\n  - \n- [ ] 未\n- [x] 済\n\n3. e\n4. f\n   > g\n",
    "odd lists": "-\n- \n  -\n\n- # h\n- > q\n- ---\n-     code\n- | a |\n  |---|\n  | b |\n",
    "table first and last": "|a|b|\n|-|-:|\n|1||\n|**3**|`x\\|y`|\n",
    "tables": "前\n\n|a|\n|-|\n\n|b|\n|-|\n|c|\n\n後\n\n> |q|\n> |-|\n\n---\n",
    "images": "![alt](a.png) ![](b.png) text ![no]( )\n\n<img src=c.png alt=c>\n",
    "rules": "---\n\n***\n\na\n\n* * *\n",
    "code": "```python\nprint('x')  # 注\n\n\tif x:\n```\n\n    indented\n      more\n\n~~~\n~~~\n\n`a  b` ``c`d``\n",
    "quotes": "> a\n> > b\n> c\n\n> \n\n> - d\n",
    "footnotes": "本文[^1]と再び[^1]、別の[^n]、行内^[その場で]。\n\n[^1]: 注の**一**\n\n    二段落目\n[^n]: 注二\n",
    "emoji": "😀 a👨‍👩‍👧b **🎉**\n\n- 🗾\n",
    "entities": "&amp; &lt;b&gt; &nbsp; &#128512; &copy; \\* \\_ &unknown; a<b>c</b> 1 < 2 > 0 & so\n",
    "html": "<div>a<p>b</p> c</div>\n\n<ul><li>x<ul><li>y</ul></ul>\n\n"
    "<table><tr><th>1<td><p>2<p>3</table>\n\n<pre> a\n b</pre>",
    "html leftovers": "<script>alert(1)</script>\n\n<!-- c -->\n\nVec<T> and </b> <b>x\n\n"
    "<style>p{}</style><p onclick=x>y</p>\n",
    "ruby": "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>です。",
    "emphasis": "**語（注）**を **「引用」**です *it* ***both*** ~~no~~ **unpaired\n\n"
    "**\n\n_x_y_ **全部太字の段落です。**\n",
    "control characters": "a\x01b\x0bc\x0cd\x1ce\x85f\u2028g\u2029h\ufffci\ufdd0j\ufdd1k\x00l\ufeffm\rn\r\no\x7fp",
    "links": '[a](https://x.example/?q=1&r=2) [b](javascript:x) <https://y.example> [c][d] [e]\n\n[d]: rel.md "T"\n',
    "references only": "[d]: rel.md\n",
}


@pytest.mark.parametrize("body", CONSTRUCTIONS.values(), ids=CONSTRUCTIONS.keys())
def test_the_document_shows_the_reading_text(body: str) -> None:
    rendered = original(body)
    assert shown(rendered) == rendered.text == reading_text(body)


PIECES = st.sampled_from(
    [
        *CONSTRUCTIONS.values(),
        "\n",
        "\n\n",
        "    ",
        "> ",
        "- ",
        "1. ",
        "# ",
        "**",
        "*",
        "`",
        "```\n",
        "|",
        "|-|\n",
        "[",
        "](x)",
        "<b>",
        "</li>",
        "<ul>",
        "<td>",
        "<table>",
        "<pre>",
        "<hr>",
        "<br>",
        "![",
        "---\n",
        "あ",
        "。",
        "　",
        "a",
        " ",
        "😀",
        "[^1]",
        "\\",
        "&",
        "\r\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_written_is_shown(body: str) -> None:
    rendered = original(body)
    assert shown(rendered) == rendered.text == reading_text(body)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_shown(body: str) -> None:
    rendered = original(body)
    assert shown(rendered) == rendered.text == reading_text(body)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=8), st.data())
def test_removals_change_nothing_of_the_reading_text(pieces: list[str], data: st.DataObject) -> None:
    body = "".join(pieces)
    edges = sorted(set(data.draw(st.lists(st.integers(0, len(body)), max_size=6))) | {0, len(body)})
    spans = [Span(a, b) for a, b in pairwise(edges)]
    kept = tuple(spans[0::2])
    cleaned = CleanedArticle(
        title="",
        text="".join(body[s.start : s.end] for s in kept),
        kept=kept,
        removals=tuple(Removal(span, "some rule") for span in spans[1::2]),
    )
    opened = frozenset(data.draw(st.sets(st.integers(0, 3))))
    folded = render(body, cleaned, "cleaned", opened=opened, fold_words=words)
    assert shown(folded) == folded.text == reading_text(cleaned.text)
    compared = render(body, cleaned, "compared", fold_words=words)
    assert shown(compared) == compared.text == reading_text(body)
