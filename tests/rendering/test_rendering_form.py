"""The form of what is shown: headings, emphasis, lists, quiet lines, removals, marks, limits."""

from __future__ import annotations

import re

import pytest

from reader.errors import PROBLEMS
from reader.model import CleanedArticle, Join, Mark, Removal, Rendered, Span
from reader.rendering import reading_text, render


def whole(body: str, **parts: object) -> CleanedArticle:
    return CleanedArticle(title="", text=body, kept=(Span(0, len(body)),), **parts)  # type: ignore[arg-type]


def original(body: str) -> Rendered:
    return render(body, whole(body), "original", fold_words=lambda _: "")


def without(body: str, *gone: str) -> CleanedArticle:
    """The article that is left when these passages are removed."""
    spans = sorted(Span(body.index(words), body.index(words) + len(words)) for words in gone)
    edges = [0, *(edge for span in spans for edge in span), len(body)]
    kept = tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b)
    text = "".join(body[a:b] for a, b in kept)
    return CleanedArticle(title="", text=text, kept=kept, removals=tuple(Removal(span, "repeated") for span in spans))


def folded(body: str, *gone: str, opened: frozenset[int] = frozenset()) -> Rendered:
    article = without(body, *gone)
    return render(body, article, "cleaned", opened=opened, fold_words=lambda removals: f"[{len(removals)}]")


def bold(html: str) -> list[str]:
    return re.findall(r"<b>(.*?)</b>", html)


# --- headings --------------------------------------------------------------------------------------------------


def levels(body: str) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in original(body).headings]


@pytest.mark.parametrize(
    "line",
    [
        "## 見出し",
        "##見出し",
        "<h3>見出し</h3>",
        "**見出し語句**",
        "**見出し語句**：",
        "## **見出し** ##",
        "#**見出し**",
        "見出し\n===",
    ],
)
def test_what_is_a_heading(line: str) -> None:
    assert [level for level, _ in levels(f"前。\n\n{line}\n\n後。")] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "#見出しでない",
        "#1 is a number",
        "文が終わる。\n---",
        "二行の\n段落の下の線\n---",
        "**短い**",
        "**これは文です。**",
        "**投資家へ：**\n- 項目",
        "- **項目の語句**",
        "> **引用の語句**",
        "前の行\n**見出し語句**",
        "**主語として**は、本文が続く",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert levels(text) == []


def test_a_rule_below_a_sentence_is_a_rule() -> None:
    assert "<hr>" in original("文が終わる。\n---\n次。").html


def test_levels_start_at_two_and_have_no_gaps() -> None:
    assert levels("### a\n\n##### b\n\n# c\n\n**太字の見出し**") == [(3, "a"), (4, "b"), (2, "c"), (3, "太字の見出し")]
    assert levels("**太字の見出し**\n\n本文。") == [(2, "太字の見出し")]


def test_headings_say_where_they_are_and_have_names_of_their_own() -> None:
    page = original("本文。\n\n## A `b` **c**\n\n## A b c\n\n- x\n\n### 漢字 Ｘ！")
    for heading in page.headings:
        assert page.text[heading.offset :].startswith(heading.text)
        assert f'<a name="{heading.anchor}"></a>' in page.html
    assert [heading.anchor for heading in page.headings] == ["a-b-c", "a-b-c-1", "漢字-ｘ"]


# --- emphasis --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        ("前**750億ドル（約11兆円）**を投じる", ["750億ドル（約11兆円）"]),
        ("これは**「引用」**です", ["「引用」"]),
        ("**A、**と**「B」**と**C**。", ["A、", "「B」", "C"]),
        ("文 **強調** です", ["強調"]),
        ("*   **語:** 説明", ["語:"]),
        ("a **b** c", ["b"]),
        ("2 ** 3 ** 4", []),
    ],
)
def test_emphasis_next_to_japanese(text: str, strong: list[str]) -> None:
    assert bold(original(text).html) == strong


@pytest.mark.parametrize("text", ["前**後", "**前後", "前後**", "**", "文。\n\n**\n\n文。", "**a** b **c", "x**/*.py"])
def test_an_unpaired_sign_is_not_shown(text: str) -> None:
    assert "**" not in original(text).text


def test_signs_that_mean_themselves_are_shown() -> None:
    assert original("2 ** 3 は `a ** b` と \\*\\*c").text == "2 ** 3 は a ** b と **c"


def test_a_paragraph_that_is_bold_as_a_whole_is_not_bold() -> None:
    assert bold(original("**この段落は全体が太字で、それは何も強調していないのと同じことです。**").html) == []
    assert bold(original("**ラベル：**\n- 項目").html) == ["ラベル："]


# --- text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("一行目\n二行目", "一行目二行目"),
        ("one\ntwo", "one two"),
        ("日本語\nLatin\n日本語", "日本語 Latin 日本語"),
        ("said “hi”\n“there”", "said “hi” “there”"),
        ("한국어\n문장", "한국어 문장"),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>です", "漢字（かんじ）です"),
        ("- [ ] a\n- [x] b\n- [y] c", "☐ a\n☑ b\n[y] c"),
        ("a\n* b\n* c", "a\nb\nc"),
        ("Vec<T> and <b>c</b>", "Vec<T> and c"),
        ("<script>alert(1)</script>\n\na", "a"),
        ("<!-- no -->\n\na", "a"),
        ("a[^1]\n\n[^1]: note", "a[1]\n[1] note"),
        ("![alt](a.png) b", "\ufffc b"),
        ("|a|b|\n|-|-|\n|c|d|", "\na\nb\nc\nd\n"),
        ("```\na\n  b\n```", "a\n  b"),
        ("a\r\nb\r\n\r\nc", "a b\nc"),
    ],
)
def test_the_reading_text(markdown: str, text: str) -> None:
    assert reading_text(markdown) == text


@pytest.mark.parametrize(
    "href",
    [
        "https://x.example/",
        "http://x.example/?a=1&b=2",
        "mailto:a@b.example",
        "#place",
        "../other.md",
        "/2026/01/01/slug/",
    ],
)
def test_links_that_are_kept(href: str) -> None:
    assert f'href="{href.replace("&", "&amp;")}"' in original(f"[a]({href})").html


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "//host/share",
        "vbscript:x",
        "\\\\\\\\host\\\\x",
        "fold:0",
    ],
)
def test_other_links_are_text(href: str) -> None:
    page = original(f"[label]({href}) <a href='{href}'>tag</a>")
    assert page.text == "label tag"
    assert "href" not in page.html


def test_code_is_coloured_and_keeps_its_text() -> None:
    page = original('```python\ndef f(): return "x"\n```')
    assert "code-keyword" in page.html
    assert page.text == 'def f(): return "x"'
    assert original("```nosuch\nx\n```").text == "x"


# --- removals and marks ----------------------------------------------------------------------------------------

BODY = (
    "最初の段落がここにある。\n\n繰り返された段落がここにある。\n\n"
    "次の段落。消えた文がここに立っていた。続き。\n\n終わりの段落。\n"
)
BLOCK, SENTENCE = "繰り返された段落がここにある。\n\n", "消えた文がここに立っていた。"


def test_a_quiet_line_stands_where_a_passage_was_removed() -> None:
    page = folded(BODY, BLOCK)
    assert page.html.index("最初") < page.html.index('href="fold:0"') < page.html.index("次の段落")
    assert page.text == reading_text(BODY.replace(BLOCK, ""))
    assert len(page.insertions) == 1


def test_what_was_removed_inside_a_paragraph_is_told_below_it() -> None:
    page = folded(BODY, SENTENCE)
    assert "次の段落。続き。" in re.sub(r"<[^>]*>", "", page.html)
    assert page.html.index("続き") < page.html.index('href="fold:0"') < page.html.index("終わり")


def test_removals_at_one_place_share_one_line_and_open_together() -> None:
    article = without(BODY, BLOCK)
    start = article.removals[0].span.start
    halves = (Span(start, start + 8), Span(start + 8, article.removals[0].span.end))
    article = CleanedArticle(
        title="", text=article.text, kept=article.kept, removals=tuple(Removal(span, "some-rule") for span in halves)
    )
    closed = render(BODY, article, "cleaned", fold_words=lambda removals: f"[{len(removals)}]")
    assert closed.html.count("fold:") == 1
    assert "[2]" in closed.html
    opened = render(BODY, article, "cleaned", opened=frozenset({0}), fold_words=lambda removals: "[]")
    assert "removed-some-rule" in opened.html
    assert opened.html.index("繰り返さ") < opened.html.index("次の段落")
    assert opened.text == closed.text


def test_markers_and_the_title_are_not_worth_a_line() -> None:
    body = "見出しのような題名がここにある\n\n本文。\n\n---END---\n\n本文。\n"
    article = without(body, "見出しのような題名がここにある\n\n", "---END---\n\n")
    article = CleanedArticle(
        title="見出しのような題名がここにある", text=article.text, kept=article.kept, removals=article.removals
    )
    assert "fold" not in render(body, article, "cleaned", fold_words=lambda _: "[]").html


def test_removals_at_the_start_at_the_end_and_of_everything() -> None:
    first, last = "始めに消えている段落がここにある。\n\n", "終わりに消えている段落がここにある。\n"
    body = first + BODY + last
    page = folded(body, first, last)
    assert page.html.index("fold:0") < page.html.index("最初") < page.html.index("終わりの") < page.html.index("fold:1")
    assert page.text == reading_text(BODY)
    nothing = folded(body, body)
    assert nothing.text == ""
    assert "fold:0" in nothing.html


def test_passages_in_another_order_than_in_the_file() -> None:
    body = "乙の段落が先に立っている。\n\n甲の段落があとに立っている。\n\n消える段落がここに立っている。\n\n"
    a, b, c = Span(0, 15), Span(15, 31), Span(31, len(body))
    article = CleanedArticle(title="", text=body[15:31] + body[:15], kept=(b, a), removals=(Removal(c, "repeated"),))
    page = render(body, article, "cleaned", fold_words=lambda _: "[]")
    assert page.text == "甲の段落があとに立っている。\n乙の段落が先に立っている。"
    assert page.html.index("甲の") < page.html.index("fold:0") < page.html.index("乙の")


def test_the_compared_view_strikes_out_from_the_middle_of_a_line() -> None:
    article = without(BODY, BLOCK, SENTENCE)
    page = render(BODY, article, "compared", fold_words=lambda _: "")
    removed = re.findall(r'<span class="removed removed-repeated">(.*?)</span>', page.html)
    assert removed == [BLOCK.strip(), SENTENCE]
    assert page.text == reading_text(BODY)


@pytest.mark.parametrize(
    "body",
    [
        "- 項目の一つ目\n- 消える項目\n",
        "> 引用の中の消える項目です\n",
        "|a|b|\n|-|-|\n|前|消える項目|\n",
        "## 消える項目 ##\n",
        "```\n前\n消える項目\n```\n",
        "1. **太字消える項目太字**\n",
        "- a\n\n  - b\n\n    消える項目\n",
        "前\n[リンク消える項目](https://x.example/消える)\n",
        "<h3>消える項目</h3>\n",
        "a\r\n\r\n消える項目\r\nb",
        "`消える項目`",
        "&amp;&lt;消える項目",
        "前  \n消える項目",
    ],
)
def test_a_removal_is_found_in_every_construction(body: str) -> None:
    article = without(body, "消える項目")
    page = render(body, article, "compared", fold_words=lambda _: "")
    assert re.findall(r'<span class="removed removed-repeated">(.*?)</span>', page.html) == ["消える項目"]


def test_joins_are_visible_in_the_compared_view() -> None:
    body = "一歩を踏\n\n---END---\n\nみ出すこと。"
    start, end = body.index("\n\n"), body.index("み出す")
    article = CleanedArticle(
        title="",
        text="一歩を踏み出すこと。",
        kept=(Span(0, start), Span(end, len(body))),
        removals=(Removal(Span(start, end), "seam"),),
        joins=(Join(4, start, end),),
    )
    page = render(body, article, "compared", fold_words=lambda _: "")
    assert '<span class="join">⁀</span>み出す' in page.html
    assert page.text == reading_text(body)


def test_marks_have_a_place_and_a_cut_sentence_shows_that_it_is_cut() -> None:
    body = "- **語：** 多数の企業が使う。\n\n最後の文は途中で切"
    injected, cut = Span(body.index("多数"), body.index("が使う")), Span(body.index("最後"), len(body))
    marks = (Mark(injected, "injected", "多くの企業"), Mark(cut, "cut"))
    page = render(body, whole(body, marks=marks), "cleaned", fold_words=lambda _: "")
    assert [page.text[span.start : span.end] for span, _ in page.marks] == ["多数の企業", "最後の文は途中で切"]
    assert page.html.count("…") == 1
    assert "…" not in page.text


# --- limits ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "body"),
    [
        ("plain-markup", "**「" * 3_000),
        ("plain-long-line", "あ" * 50_001),
        ("plain-long-line", "x" * 5_001),
        ("plain-nested", ">" * 33 + " a"),
        ("plain-nested", "\n".join("  " * depth + "- a" for depth in range(40))),
        ("plain-nested", "- " * 40 + "a"),
        ("plain-table", "|a|\n|-|\n" + "|b|\n" * 1_001),
        ("plain-table", "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + ("|b" * 200 + "|\n") * 60),
        ("plain-table", "<table>" + "<tr><td>a\n" * 1_001),
        ("plain-nested-table", "<table><tr><td><table><tr><td>a</table></table>"),
        ("plain-markup", "[" * 3_001),
    ],
    ids=lambda value: value if len(value) < 40 else "",
)
def test_too_much_is_shown_as_plain_text(reason: str, body: str) -> None:
    page = original(body)
    assert page.plain_reason == reason
    assert reason in PROBLEMS
    assert "".join(page.text.split()) == "".join(body.split())
    assert max(map(len, page.text.split("\n"))) <= 2_000


@pytest.mark.parametrize(
    "body",
    [
        ">" * 32 + " a",
        "a* " * 2_500,
        "**「" * 1_400,
        "` " * 2_500,
        "<a " * 2_500,
        "& " * 2_500,
        "_a " * 2_500,
        "<div>\n" * 5_000,
        "<ul><li>\n" * 2_000,
        "![" * 1_400,
    ],
    ids=lambda body: body[:6],
)
def test_what_is_many_but_not_too_much_is_parsed(body: str) -> None:
    assert original(body).plain_reason == ""


@pytest.mark.parametrize("body", ["段落\n" * 50_000, ("あ" * 999 + "\n") * 1_001], ids=["lines", "characters"])
def test_of_what_is_far_too_large_the_beginning_is_shown(body: str) -> None:
    page = original(body)
    assert page.plain_reason == "plain-too-large"
    assert body.startswith(page.text[:100_000])
    assert 140_000 < len(page.text) <= 1_000_000


def test_plain_text_keeps_blank_ends_and_signs() -> None:
    page = original("x" * 5_001 + "\n  **a** <b>\n")
    assert page.text.endswith("\n  **a** <b>")
