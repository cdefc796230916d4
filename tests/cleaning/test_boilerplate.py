"""What counts as boilerplate in a library: often there, long, and in posts that are otherwise different."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning import clean, common_fingerprints, fingerprints, passages
from reader.model import Post

FOOTER = "This letter comes out every other Sunday and costs nothing; pass it on to whom you like."
WORDS = ["lamp", "quay", "stone", "bell", "rope", "tower", "keeper", "oil", "glass", "winter"]


def paragraph(number: int) -> str:
    """A paragraph that no other number gives."""
    return f"Number {number}: " + " ".join(WORDS[(number // 10**digit) % 10] for digit in range(8)) + "."


def library(posts: int, with_footer: int, paragraphs: int = 4) -> list[str]:
    own = ["\n\n".join(paragraph(1000 * post + one) for one in range(paragraphs)) for post in range(posts)]
    return [f"{body}\n\n{FOOTER}\n" if number < with_footer else f"{body}\n" for number, body in enumerate(own)]


def found(bodies: list[str], before: frozenset[int] = frozenset()) -> dict[int, int]:
    return common_fingerprints([sorted(fingerprints(body)) for body in bodies], before)


def test_a_paragraph_is_common_from_five_posts_and_one_percent_on() -> None:
    (footer,) = fingerprints(FOOTER)
    assert found(library(20, 4)) == {}
    assert found(library(20, 5)) == {footer: 5}
    assert found(library(700, 6)) == {}
    assert found(library(700, 7)) == {footer: 7}


def test_what_was_common_stays_so_a_little_longer() -> None:
    before = frozenset(fingerprints(FOOTER))
    assert set(found(library(20, 4), before)) == before
    assert found(library(20, 3), before) == {}
    assert set(found(library(1000, 8), before)) == before
    assert found(library(1000, 7), before) == {}


def test_copies_and_drafts_of_one_post_have_no_boilerplate() -> None:
    paragraphs = [paragraph(number) for number in range(20)]
    assert found(["\n\n".join(paragraphs)] * 9) == {}
    assert found(["\n\n".join(paragraphs[:length]) for length in range(4, 20)]) == {}
    quoting = library(10, 0)
    quoting[0] += "\n" + paragraphs[3]
    assert found([*quoting, *["\n\n".join(paragraphs)] * 9]) == {}


def test_short_lines_are_no_boilerplate() -> None:
    assert found([f"{body}\nThank you for reading.\n" for body in library(20, 0)]) == {}


def test_posts_of_short_paragraphs_have_boilerplate_as_well() -> None:
    bodies = [body.replace(": ", ".\n\n").replace(" tower", ".\n\nTower") for body in library(20, 20)]
    assert found(bodies) == dict.fromkeys(fingerprints(FOOTER), 20)


def test_fingerprints_are_the_same_in_every_run() -> None:
    program = "from reader.cleaning import fingerprints; import sys; print(*fingerprints(sys.argv[1]))"
    for seed in ("0", "1"):
        run = subprocess.run(
            [sys.executable, "-c", program, FOOTER],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        )
        assert {int(number) for number in run.stdout.split()} == fingerprints(FOOTER)


def test_the_text_of_a_fingerprint_is_as_it_stands() -> None:
    body = f"# Lamps\n\n{FOOTER}\n\nShort.\n"
    assert passages(body) == dict.fromkeys(fingerprints(FOOTER), FOOTER)
    assert passages(body).keys() <= fingerprints(body)


def test_other_white_space_and_emphasis_are_the_same_text() -> None:
    assert fingerprints(f"**{FOOTER}**") == fingerprints(FOOTER.replace("; ", ";\n"))


def test_in_a_generated_post_it_goes_wherever_it_stands() -> None:
    own = "\n\n".join(paragraph(number) for number in range(6))
    body = f"{own}\n\n{FOOTER}\n\n---END---\n\n{own}\n\n{FOOTER}\n\n---END---\n"
    article = clean(Post(path="a.md", title="", body=body), common=fingerprints(FOOTER))
    assert FOOTER not in article.text
    assert all(article.text.count(paragraph(number)) == 1 for number in range(6))


PIECES = st.sampled_from(
    [*(paragraph(number) for number in range(6)), FOOTER, "## Lamps", "---", "Short.", "- item", "```\ncode\n```"]
)
BODIES = st.lists(PIECES, max_size=12).map("\n\n".join)


@given(BODIES, BODIES)
def test_reversible_stable_and_never_all_of_it(body: str, other: str) -> None:
    post, common = Post(path="a.md", title="", body=body), fingerprints(other)
    article, without = clean(post, common=common), clean(post)
    spans = sorted([*article.kept, *(removal.span for removal in article.removals)])
    assert "".join(body[start:end] for start, end in spans) == body
    assert clean(replace(post, body=article.text), common=common).text == article.text
    assert bool(article.text.strip()) == bool(without.text.strip())
    assert clean(post, common=common & fingerprints(body)) == article
    assert clean(post, off=frozenset({"boilerplate"}), common=common) == without
