"""Where removals, and what stays of them, are on the screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model import CleanedArticle, Join, Mark, Removal, Rendered, Span, View
from reader.rendering import render
from reader.rendering.kept import Kept

FIRST = "川の水は朝のうちだけ澄んでいて、昼には舟の影で濁る。"
APOLOGY = "申し訳ありませんが、お探しの記事は見つかりませんでした。"
BODY = (
    f"# 題\r\n\r\n**{FIRST}**\r\n\r\n橋のたもとに店がある。😀\r\n\r\n{APOLOGY}\r\n\r\n{FIRST}\r\n\r\n終わりの段落。\r\n"
)


def article() -> CleanedArticle:
    """The article of `BODY`, whose first sentence stands in it again."""
    apology, copy = BODY.index(APOLOGY), BODY.rindex(FIRST)
    end = BODY.index("終わり")
    kept = (Span(0, apology), Span(end, len(BODY)))
    first = BODY.index(FIRST)
    return CleanedArticle(
        title="題",
        text="".join(BODY[start:stop] for start, stop in kept),
        kept=kept,
        removals=(
            Removal(Span(apology, copy), "apology"),
            Removal(Span(copy, end), "repeated", Span(first, first + len(FIRST))),
        ),
        joins=(Join(apology, apology, end),),
        marks=(Mark(Span(BODY.index("たもと"), BODY.index("に店")), "injected", "袂"),),
    )


def page(view: View, opened: frozenset[int] = frozenset()) -> Rendered:
    return render(
        BODY,
        article(),
        view,
        opened=opened,
        fold_words=lambda removals: f"{len(removals)} hidden",
        caption_words=lambda removal: (f"<{removal.rule}>", "go there"),
    )


def shown(rendered: Rendered) -> str:
    """The text of the document, put together from the reading text and what is inserted into it."""
    text = rendered.text
    for span in rendered.insertions:
        text = f"{text[: span.start]}{'+' * (span.end - span.start)}{text[span.start :]}"
    return text


def test_a_closed_line_stands_for_all_its_removals() -> None:
    closed = page("cleaned")
    assert closed.folds == ((0, 1),)
    (line, same), (inserted,) = closed.removed, closed.insertions
    assert line == same
    assert line is not None
    assert inserted == Span(line.start - 1, line.end), "the line feed before it is inserted too"
    assert line.end - line.start == len("2 hidden")


def test_an_opened_line_shows_each_removal_with_its_rule_and_a_link_to_what_stays() -> None:
    opened = page("cleaned", frozenset({0}))
    apology, copy = opened.removed
    assert apology is not None
    assert copy is not None
    assert (apology.end - apology.start, copy.end - copy.start) == (len(APOLOGY), len(FIRST))
    assert apology.end < copy.start
    assert opened.html.index("2 hidden") < opened.html.index("&lt;apology&gt;") < opened.html.index("&lt;repeated&gt;")
    assert 'href="stays:1"' in opened.html
    assert 'href="stays:0"' not in opened.html
    assert opened.text == page("cleaned").text


def test_what_stays_is_found_in_every_view() -> None:
    for view in ("cleaned", "original", "compared"):
        rendered = page(view)
        none, (stays,) = rendered.stays
        assert none == ()
        assert rendered.text[stays.start : stays.end] == FIRST


def test_a_removal_itself_is_found_where_it_is_shown() -> None:
    for view in ("original", "compared"):
        rendered = page(view)
        texts = [shown(rendered)[span.start : span.end] for span in rendered.removed if span is not None]
        assert [text.strip("+\n") for text in texts] == [APOLOGY, FIRST]


def test_what_stays_in_two_pieces_is_found_in_both() -> None:
    body = "一つ目の文。いらない。二つ目の文。\n\n一つ目の文。二つ目の文。\n"
    hole, copy = Span(6, 11), Span(body.rindex("一"), len(body))
    cleaned = CleanedArticle(
        title="",
        text=body[:6] + body[11 : copy.start],
        kept=(Span(0, 6), Span(11, copy.start)),
        removals=(Removal(hole, "prompt"), Removal(copy, "repeated", Span(0, 17))),
    )
    rendered = render(body, cleaned, "cleaned", fold_words=lambda _: "[]")
    assert [rendered.text[start:end] for start, end in rendered.stays[1]] == ["一つ目の文。", "二つ目の文。"]


def test_marks_are_visible_in_the_compared_view_too() -> None:
    rendered = page("compared")
    assert [rendered.text[span.start : span.end] for span, _ in rendered.marks] == ["たもと"]
    assert 'class="mark-injected"' in rendered.html
    assert page("original").marks == ()


@st.composite
def kept_spans(draw: st.DrawFn) -> list[Span]:
    """Disjoint spans of a body, in any order."""
    edges = sorted(draw(st.sets(st.integers(0, 40), max_size=12)))
    spans = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    return list(draw(st.permutations(spans)))


@given(kept_spans(), st.integers(0, 40), st.integers(0, 40))
def test_body_and_cleaned_text_name_the_same_characters(spans: list[Span], start: int, end: int) -> None:
    body = [number for span in spans for number in range(*span)]
    kept = Kept(spans)
    wanted = [number for number in sorted(body) if start <= number < end]
    assert [number for part in kept.inside(Span(start, end)) for number in range(*part)] == wanted
    assert [body[at] for part in kept.in_cleaned(Span(start, end)) for at in range(*part)] == wanted
    cleaned = Span(min(start, len(body)), min(end, len(body)))
    assert [number for part in kept.in_body(cleaned) for number in range(*part)] == body[cleaned.start : cleaned.end]
