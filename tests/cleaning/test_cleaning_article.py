"""The promises that hold for every post: tiling, reversibility, idempotence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader.cleaning import RULES, clean
from reader.model import CleanedArticle, Post, Span

ROUND = "川は町より古い。橋の上から見ると、水はいつも南へ急いでいる。"
TAIL = "祖父はその水で和紙を漉き、冬の朝には指先が赤くなったという。"


def post(body: str, title: str = "") -> Post:
    return Post(path="a.md", title=title, raw_title=title, body=body)


def check(given: Post, cleaned: CleanedArticle) -> None:
    """Kept and removed stretches tile the body, and the text is the kept ones in reading order."""
    spans = sorted([*cleaned.kept, *(removal.span for removal in cleaned.removals)])
    at = 0
    for span in spans:
        assert span.start == at < span.end
        at = span.end
    assert at == len(given.body)
    assert cleaned.text == "".join(given.body[start:end] for start, end in cleaned.kept)
    assert [r.span for r in cleaned.removals] == sorted(r.span for r in cleaned.removals)
    for removal in cleaned.removals:
        if removal.duplicate_of:
            assert Span(0, 0) < removal.duplicate_of <= Span(len(given.body), len(given.body))


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_every_rule_can_be_switched_off(rule: str, sample: Path) -> None:
    from reader.library.parse import read_post

    for file in sorted(sample.rglob("*.md")):
        given = read_post(sample, file.relative_to(sample).as_posix())
        cleaned = clean(given, off=frozenset({rule}))
        check(given, cleaned)
        assert all(removal.rule != rule for removal in cleaned.removals)


def test_a_second_cleaning_removes_nothing_more(sample: Path) -> None:
    from reader.library.parse import read_post

    for file in sorted(sample.rglob("*.md")):
        given = read_post(sample, file.relative_to(sample).as_posix())
        cleaned = clean(given)
        check(given, cleaned)
        assert clean(replace(given, body=cleaned.text)).text == cleaned.text


def test_an_empty_body_stays_empty() -> None:
    cleaned = clean(post("", "題"))
    assert (cleaned.title, cleaned.text, cleaned.removals) == ("題", "", ())


def test_a_post_of_markers_only_has_no_text() -> None:
    given = post("---END---\n\n---END---\n")
    cleaned = clean(given)
    check(given, cleaned)
    assert cleaned.text.strip() == ""
    assert cleaned.removals


def test_prose_without_a_sign_of_the_generator_keeps_its_refrain() -> None:
    body = f"{ROUND}\n\n{TAIL}\n\n{ROUND}\n"
    assert clean(post(body)).text == body
