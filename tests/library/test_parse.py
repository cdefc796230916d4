"""Files to posts: every field has a fallback, and nothing a file holds makes the parser raise."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import hostile
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.library.parse import LARGEST_FILE, parse, read_post
from reader.model import Post, Problem

FILE_TIME = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def post(text: str | bytes, path: str = "post.md") -> Post:
    return parse(path, text.encode() if isinstance(text, str) else text, FILE_TIME)


def front(*lines: str) -> Post:
    return post("\n".join(("---", *lines, "---", "Body")))


def test_a_whole_post() -> None:
    found = post(
        "---\ntitle: A title\ndate: 2026-04-18 10:00:00 +0900\ncategories: [one, two]\ntags: [a, b, a]\n"
        "author: Someone\nexcerpt: Short.\nimage: /a.png\n---\n\nBody\n",
        "2025/2025-12-31-name.md",
    )
    assert (found.path, found.title, found.raw_title) == ("2025/2025-12-31-name.md", "A title", "A title")
    assert found.date is not None
    assert (found.date.isoformat(), found.date_source) == ("2026-04-18T10:00:00+09:00", "front matter")
    assert (found.categories, found.tags) == (("one", "two"), ("a", "b"))
    assert (found.author, found.excerpt, found.image) == ("Someone", "Short.", "/a.png")
    assert (found.body, found.body_line) == ("\nBody\n", 10)
    assert found.front_matter.startswith("title: A title\n")
    assert found.problems == ()


# --- title ---


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# First heading #\n\ntext", "First heading"),
        ("Some text.\n\n## A heading\n", "A heading"),
        ("```\n# no heading\n```\n# **Heading**\n", "Heading"),
        ("~~~\n# no heading\n```\n# neither\n~~~\n# Heading\n", "Heading"),
        ("Underlined\n==========\n", "Underlined"),
        ("#no heading\n", "no heading"),
        ("\n\n> A quote\n\nmore", "A quote"),
        ("---\n\nFirst line.\n", "First line."),
        ("#\n\nFirst line.\n", "First line."),
        ("x" * 500, "x" * 119 + "…"),
        ("", "some words"),
        ("---\n***\n", "some words"),
    ],
)
def test_a_missing_title_comes_from_heading_line_or_name(text: str, title: str) -> None:
    found = post(text, "folder/2026-04-18-some-words.md")
    assert (found.title, found.raw_title) == (title, "")


def test_a_file_that_is_only_a_date_has_its_name_as_title() -> None:
    assert post("", "folder/2026-04-18.md").title == "2026-04-18"


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("no", "no"),
        ("12:30:45", "12:30:45"),
        ("2026", "2026"),
        ('"two\\nlines"', "two lines"),
        ("2026-02-30", "2026-02-30"),
        ("!tag text", "text"),
    ],
)
def test_titles_stay_as_written(value: str, title: str) -> None:
    found = front(f"title: {value}")
    assert (found.title, found.problems) == (title, ())


@pytest.mark.parametrize("value", ["", "null", "~", '""', "[]", "{}"])
def test_no_title_falls_back(value: str) -> None:
    assert front(f"title: {value}").title == "Body"


@pytest.mark.parametrize(("value", "title"), [("[a, b]", "a, b"), ("{a: b, c: [d]}", "a: b, c: d")])
def test_odd_titles_become_text_and_a_problem(value: str, title: str) -> None:
    found = front("x: y", f"title: {value}")
    assert (found.title, found.problems) == (title, (Problem("value-odd", 3, "title"),))


@pytest.mark.parametrize(("value", "title"), [("42", "42"), ("true", "true"), ("1.5", "1.5"), ('{"a": [1]}', "a: 1")])
def test_odd_titles_of_json(value: str, title: str) -> None:
    found = post(f'{{"title": {value}}}\nBody')
    assert (found.title, found.problems) == (title, (Problem("value-odd", 1, "title"),))


def test_signs_that_forge_text_are_kept_in_the_data() -> None:
    assert front('title: "a\\u202Eb"').title == "a\u202eb"


# --- date ---


def test_the_date_comes_from_front_matter_name_or_file() -> None:
    text = "---\ndate: 2026-04-18\n---\n"
    assert post(text, "2025-01-01-x.md").date_source == "front matter"
    by_name = post("x", "2025-01-01-x.md")
    assert (by_name.date, by_name.date_source) == (datetime(2025, 1, 1, tzinfo=UTC), "file name")
    by_file = post("x", "x.md")
    assert (by_file.date, by_file.date_source) == (FILE_TIME, "file time")


def test_an_impossible_date_is_a_problem_and_falls_back() -> None:
    found = post("---\ntitle: x\ndate: 2026-02-30\n---\n", "2025-01-01-x.md")
    assert found.date_source == "file name"
    assert found.problems == (Problem("date-invalid", 3, "2026-02-30"),)


def test_a_second_date_field_is_used_when_the_first_is_none() -> None:
    found = front("date: soon", "created: 2026-04-18")
    assert found.date == datetime(2026, 4, 18, tzinfo=UTC)
    assert [problem.kind for problem in found.problems] == ["date-invalid"]


def test_toml_dates() -> None:
    found = post("+++\ndate = 2026-04-18T10:00:00+09:00\n+++\n")
    assert found.date is not None and found.date.isoformat() == "2026-04-18T10:00:00+09:00"


# --- names ---


@pytest.mark.parametrize(
    ("lines", "tags"),
    [
        (["tags: [a, b, a]"], ("a", "b")),
        (["tags:", "  - a", "  - b c"], ("a", "b c")),
        (["tags: a, b c,,"], ("a", "b c")),
        (["tags: 生成AI、投資，半導体"], ("生成AI", "投資", "半導体")),
        (["tags: a b"], ("a", "b")),
        (["tag: a b"], ("a b",)),
        (["topics: [a]", "tag: b"], ("a", "b")),
        (['tags: ["#a", b]'], ("a", "b")),
        (["tags:"], ()),
        (["tags: [2026, no, ~]"], ("2026", "no", "~")),
    ],
)
def test_tags(lines: list[str], tags: tuple[str, ...]) -> None:
    found = front(*lines)
    assert (found.tags, found.problems) == (tags, ())


@pytest.mark.parametrize(("value", "tags"), [("[a, [b, [c]]]", ("a", "b", "c")), ("{a: b, c: [d]}", ("b", "d"))])
def test_nested_tags_are_flattened_and_reported(value: str, tags: tuple[str, ...]) -> None:
    found = front(f"tags: {value}")
    assert (found.tags, found.problems) == (tags, (Problem("value-odd", 2, "tags"),))


def test_category_and_categories_are_added() -> None:
    assert front("category: one thing", "categories: [two]").categories == ("two", "one thing")


@pytest.mark.parametrize(
    ("value", "author"),
    [("A B", "A B"), ("[A, B]", "A, B"), ("{name: A, url: b}", "A"), ("[{name: A}, B]", "A, B")],
)
def test_author(value: str, author: str) -> None:
    found = front(f"author: {value}")
    assert (found.author, found.problems) == (author, ())


def test_image_may_be_a_mapping() -> None:
    assert front("image: {path: a.png, alt: b}").image == "a.png"


# --- hostile bytes ---


def test_the_body_of_a_file_with_mark_and_windows_line_ends() -> None:
    found = post(b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n\r\n    code\r\nend")
    assert (found.title, found.body, found.body_line, found.problems) == ("A", "\n    code\nend", 4, ())


def test_problems_of_bytes_and_front_matter_are_all_told() -> None:
    found = post(b"---\ntitle: a: b\n---\n\xff\0")
    assert [problem.kind for problem in found.problems] == ["encoding-invalid", "nul-bytes", "front-matter-invalid"]
    assert found.title == "a: b"


@pytest.mark.parametrize("name", hostile.OTHER)
def test_other_hostile_files_are_posts(name: str) -> None:
    assert_sound(post(hostile.OTHER[name]))


@pytest.mark.parametrize("name", hostile.FRONT_MATTER)
def test_broken_front_matter_still_gives_title_and_date(name: str) -> None:
    found = post(hostile.FRONT_MATTER[name][0])
    assert found.title == hostile.TITLE
    assert found.date == datetime(2026, 4, 18, tzinfo=UTC) or name.startswith(("toml", "json"))
    assert_sound(found)


@pytest.mark.parametrize(
    "kind",
    ["dashes", "braces", "blank-lines", "spaces", "carriage-returns", "headings", "hashes", "prose-after-fence",
     "keys", "false-fences", "invalid", "nuls", "quotes", "japanese", "half-japanese"],
)  # fmt: skip
def test_a_large_file_of_any_kind_is_read(kind: str) -> None:
    # Quadratic work on 4 MB would take hours: no clock is needed to see it.
    assert_sound(post(hostile.large(kind, 4_000_000)))


@given(st.binary(max_size=300))
@example(b"---\ndate: \xef\xbc\x91\n---")
def test_any_bytes_are_a_post(data: bytes) -> None:
    assert_sound(post(data))


VALUE = st.recursive(
    st.sampled_from(["x", "no", "2026-02-30", "9" * 400, "&a b", "*a", "!t x", "'", '"', "|", ">", "- a", "{", "日本"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(inner, max_size=3).map(lambda items: "{" + ", ".join(f"k: {item}" for item in items) + "}")
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(["title", "date", "tags", "categories", "author", "image", "excerpt", "<<", "1", "? a", ""])


@given(st.sampled_from(["---", "+++"]), st.lists(st.tuples(NAMES, st.sampled_from([": ", " = ", ":"]), VALUE)))
def test_any_front_matter_is_read(fence: str, lines: list[tuple[str, str, str]]) -> None:
    assert_sound(post("\n".join((fence, *("".join(line) for line in lines), fence, "Body"))))


def assert_sound(found: Post) -> None:
    """What every post keeps: text that can be stored, a title in one line, a date with a zone."""
    texts = [found.title, found.raw_title, found.author, found.excerpt, found.image, found.body, found.front_matter]
    "".join((*texts, *found.tags, *found.categories, *(problem.detail for problem in found.problems))).encode()
    assert found.title and "\n" not in found.title
    assert found.date is not None and found.date.utcoffset() is not None
    assert all(found.tags) and all(found.categories)
    assert all(problem.line is None or problem.line >= 1 for problem in found.problems)


# --- files ---


def test_read_post(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    file = tmp_path / "sub" / "a.md"
    file.write_bytes("---\ntitle: 題名\n---\n本文".encode())
    os.utime(file, (1_767_322_800, 1_767_322_800))
    found = read_post(tmp_path, "sub/a.md")
    assert (found.path, found.title, found.body, found.problems) == ("sub/a.md", "題名", "本文", ())
    assert found.date == datetime.fromtimestamp(1_767_322_800, UTC)


def test_equal_bytes_have_equal_hashes(tmp_path: Path) -> None:
    for name, text in {"a.md": "same", "b.md": "same", "c.md": "other"}.items():
        (tmp_path / name).write_text(text)
    a, b, c = (read_post(tmp_path, name).content_hash for name in ("a.md", "b.md", "c.md"))
    assert a == b != c


@pytest.mark.parametrize("kind", ["missing", "folder", "fifo", "loop", "sparse", "nul", "long"])
def test_a_file_that_cannot_be_read_is_a_post_with_a_problem(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "2026-04-18-a-name.md"
    path = file.name
    match kind:
        case "folder":
            file.mkdir()
        case "fifo":
            os.mkfifo(file)
        case "loop":
            file.symlink_to(file)
        case "sparse":
            with file.open("wb") as opened:
                opened.truncate(LARGEST_FILE + 1)
        case "nul":
            path = "2026-04-18-a-name\0.md"
        case "long":
            path = "2026-04-18-" + "x" * 5000
    found = read_post(tmp_path, path)
    assert [problem.kind for problem in found.problems] == ["unreadable"]
    assert found.problems[0].detail
    assert found.date == datetime(2026, 4, 18, tzinfo=UTC)
    assert found.title and found.body == ""


@pytest.mark.skipif(sys.platform == "win32", reason="the rights of POSIX")
def test_a_forbidden_file(ordinary_user: Path) -> None:
    file = ordinary_user / "a.md"
    file.write_text("x")
    file.chmod(0)
    found = read_post(ordinary_user, "a.md")
    assert [problem.kind for problem in found.problems] == ["unreadable"]
    assert found.date_source == "file time"


def test_a_file_time_that_no_calendar_has(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("x")
    os.utime(file, (-(10**11), -(10**11)))
    assert_sound(read_post(tmp_path, "a.md"))


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    file.write_text("x")
    fstat = os.fstat

    def growing(descriptor: int) -> os.stat_result:
        with file.open("a") as opened:
            opened.write("y")
        return fstat(descriptor)

    monkeypatch.setattr(os, "fstat", growing)
    found = read_post(tmp_path, "a.md")
    assert [problem.kind for problem in found.problems] == ["changed-while-read"]
    assert found.body.startswith("xy")
