"""What holds for any text, and for texts as a generator that was fed its own output writes them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from reader.cleaning import RULES, clean
from reader.cleaning.rules.variants import NEAR
from reader.cleaning.text import key
from reader.model import CleanedArticle, Post

ARTICLE = frozenset(rule.name for rule in RULES if rule.article)

SUBJECTS = ["港の市場", "山の小屋", "川の渡し", "古い灯台", "町の図書館", "谷の水車", "坂の茶屋", "北の井戸"]
MOMENTS = ["朝の五時", "雪の夜", "夏の終わり", "雨の続く週", "祭りの前の日", "麦を刈る月", "年の暮れ"]
DEEDS = [
    "人が集まって古い歌をうたう",
    "灯りをひとつだけ残しておく",
    "遠くから来た客に粥を出す",
    "壊れた道具を黙って直している",
    "子どもたちが石を数えて遊ぶ",
    "犬だけが留守を守っている",
]
sentences = st.builds(
    lambda subject, moment, deed, end: f"{subject}では、{moment}になると{deed}{end}",
    st.sampled_from(SUBJECTS),
    st.sampled_from(MOMENTS),
    st.sampled_from(DEEDS),
    st.sampled_from(["。", "ことになっています。", "のだと、祖母は言っていました。"]),
)
paragraphs = st.lists(sentences, min_size=1, max_size=5).map("".join)
rounds = st.lists(paragraphs, min_size=1, max_size=6)

lines = st.sampled_from(
    [
        "---END---",
        "---",
        "**",
        "# 見出し",
        "**見出し**",
        "- 項目",
        "```",
        "| a | b |",
        "<div>",
        "    indented",
        "...続きの文です。",
        "【既存の記事の最後の部分】",
        "はい、承知いたしました。記事の続きを書きます。",
        "{: .x}",
        "<<<<<<< HEAD",
        "=======",
        "「閉じない括弧",
        "長い文がここにあり、同じ文がもう一度出てくるかもしれません。",
        "長い文がここにあり、同じ文がもう一度出てくるかも",
        "The same sentence may turn up again in this text. And another one.",
        "",
    ]
)
noise = st.lists(st.one_of(lines, st.text(max_size=30)), max_size=25).map("\n".join)


def post(body: str, title: str = "灯りの話") -> Post:
    return Post(path="a.md", title=title, raw_title=title, body=body)


@st.composite
def generated(draw: st.DrawFn) -> str:
    """An article, and rounds that say parts of it again, cut off, on one line, or with something new."""
    first = draw(rounds)
    written = list(first)
    parts = ["\n\n".join(first)]
    for _ in range(draw(st.integers(1, 4))):
        again = draw(st.lists(st.sampled_from(written), max_size=4))
        new = draw(st.lists(paragraphs, max_size=2))
        text = draw(st.sampled_from(["\n\n", " "])).join([*again, *new])
        if draw(st.booleans()):
            text = text[: draw(st.integers(0, len(text)))]
        written += new
        parts.append(text)
    return "\n\n---END---\n\n".join(parts) + "\n\n---END---\n"


def is_tiled(body: str, article: CleanedArticle) -> bool:
    at = 0
    for start, end in sorted([*article.kept, *(removal.span for removal in article.removals)]):
        if start != at or end <= start:
            return False
        at = end
    return at == len(body)


@given(st.one_of(noise, generated(), st.text()), st.text(max_size=20))
def test_kept_and_removed_stretches_tile_the_body(body: str, title: str) -> None:
    article = clean(post(body, title))
    assert is_tiled(body, article)
    assert article.text == "".join(body[start:end] for start, end in article.kept)
    spans = [removal.span for removal in article.removals]
    assert spans == sorted(spans)
    assert all(0 <= join.offset <= len(article.text) for join in article.joins)
    assert all(0 <= mark.span.start < mark.span.end <= len(article.text) for mark in article.marks)


@given(generated())
def test_a_second_cleaning_changes_nothing(body: str) -> None:
    article = clean(post(body))
    again = clean(replace(post(body), body=article.text))
    assert again.text == article.text


@given(generated())
def test_no_sentence_is_lost_and_none_stands_twice(body: str) -> None:
    article = clean(post(body))
    said = [key(sentence) for sentence in article.text.replace("\n", "").split("。") if sentence.strip()]
    everything = "".join(said)
    for sentence in (s for line in body.split("\n") for s in line.split("。")[:-1]):
        form = key(sentence)
        assert form in everything or any(fuzz.partial_ratio(form, other) >= NEAR for other in said), sentence


@given(noise)
def test_switching_rules_off_leaves_their_text(body: str) -> None:
    off = frozenset(rule.name for rule in RULES)
    article = clean(post(body), off=off)
    assert article.text == body
