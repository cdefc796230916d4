"""Where front matter ends, and what survives of broken front matter."""

from __future__ import annotations

import hostile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.decoding import decode
from reader.library.front_matter import read
from reader.model import Problem


def kinds(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.kind for problem in problems]


def test_yaml() -> None:
    found = read("---\ntitle: A\ntags: [a, b]\n---\n\nBody\n")
    assert found.values == {"title": "A", "tags": ["a", "b"]}
    assert (found.text, found.line, found.body, found.body_line) == ("title: A\ntags: [a, b]\n", 2, "\nBody\n", 5)
    assert found.problems == ()


def test_toml() -> None:
    found = read('+++\ntitle = "A"\n[author]\nname = "B"\n+++\nBody')
    assert found.values == {"title": "A", "author": {"name": "B"}}
    assert (found.body, found.body_line) == ("Body", 6)


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ('{"title": "A"}\nBody', "Body", 2),
        ('{\n  "title": "A"\n}\n\nBody', "\nBody", 4),
        ('{"title": "A"} Body', "Body", 1),
        ('{"title": "A"}', "", 1),
    ],
)
def test_json(text: str, body: str, line: int) -> None:
    found = read(text)
    assert found.values == {"title": "A"}
    assert (found.body, found.body_line) == (body, line)
    assert found.problems == ()


def test_scalars_of_yaml_stay_as_written() -> None:
    found = read("---\na: no\nb: 12:30:45\nc: 007\nd: 2026-02-30\ne: 1e3\nf: null\ng: ~\nh:\n---\n")
    assert found.values == {
        "a": "no", "b": "12:30:45", "c": "007", "d": "2026-02-30", "e": "1e3", "f": None, "g": None, "h": "",
    }  # fmt: skip


def test_names_in_any_case() -> None:
    assert read("---\nTitle: A\nTAGS: b\n---\n").values == {"title": "A", "tags": "b"}


@pytest.mark.parametrize("fence", ["...", "---  ", "-----", "---\t"])
def test_other_closing_fences(fence: str) -> None:
    found = read(f"---\ntitle: A\n{fence}\nBody")
    assert (found.values, found.body) == ({"title": "A"}, "Body")


def test_the_closing_fence_may_end_the_file() -> None:
    assert read("---\ntitle: A\n---").values == {"title": "A"}


def test_blank_lines_above_are_passed_over_and_counted() -> None:
    found = read("\n\n---\ntitle: A\n---\nBody")
    assert (found.values, found.line, found.body_line) == ({"title": "A"}, 4, 6)


def test_a_fence_inside_a_block_scalar_ends_nothing() -> None:
    found = read("---\nsummary: |\n  one\n  ---\n  two\ntitle: A\n---\nBody")
    assert found.values == {"summary": "one\n---\ntwo\n", "title": "A"}
    assert found.body == "Body"


def test_the_body_keeps_blank_lines_and_indentation() -> None:
    assert read("---\ntitle: A\n---\n\n\n    code\n").body == "\n\n    code\n"


def test_rules_in_the_body_stay() -> None:
    assert read("---\ntitle: A\n---\none\n\n---\n\ntwo").body == "one\n\n---\n\ntwo"


@pytest.mark.parametrize(
    "text",
    [
        "---\nProse between two rules.\n---\nMore",
        "---\n# A heading\n---\nMore",
        "---\n*emphasis* and [a](link)\n---\nMore",
        "---\n[x] y\n---\nMore",
        "---\nThis is said here: with a colon\n---\nMore",
        "---\nThis is said here: with a colon: and another\n---\nMore",
        "---\nNo second rule",
        "---",
        "- - -\ntitle: A\n- - -\n",
        "    ---\n    title: A\n    ---\n",
        "{{ a liquid tag }}\ntext",
        "{% raw %}\ntext",
        "{not json}",
        "{}",
        "",
    ],
)
def test_what_is_text_stays_text_without_a_word(text: str) -> None:
    found = read(text)
    assert (found.body, found.body_line, found.values, found.problems) == (text, 1, {}, ())


def test_empty_front_matter() -> None:
    found = read("---\n---\nBody")
    assert (found.body, found.body_line, found.problems) == ("Body", 3, ())


def test_a_list_is_reported_and_stays_text() -> None:
    text = "---\n- a\n- b\n---\nBody"
    found = read(text)
    assert found.body == text
    assert kinds(found.problems) == ["front-matter-not-a-mapping"]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\ntags: [a]\n\nBody without an end of front matter.\n",
        "---\ntitle: A\ntags: [a]\n\nBody with a rule.\n\n---\n\nMore: of it\n",
        '+++\ntitle = "A"\ntags = ["a"]\n\nBody',
        '{"title": "A",\n"tags": ["a"]\n\nBody',
    ],
)
def test_a_missing_closing_fence_hides_no_text(text: str) -> None:
    found = read(text)
    assert found.body == text
    assert found.problems == (Problem("front-matter-unclosed", 1),)
    if not text.startswith("{"):
        assert found.values == {"title": "A", "tags": ["a"]}


def test_repeated_keys_are_reported_with_the_line_of_the_last() -> None:
    for text in ("---\ntitle: A\nx: y\ntitle: B\n---\n", '{\n"title": "A",\n"x": "y", \n"title": "B"}\n'):
        found = read(text)
        assert found.values["title"] == "B"
        assert found.problems == (Problem("front-matter-duplicate-key", 4, "title"),)


def test_repeated_keys_further_down_do_not_matter() -> None:
    assert read("---\na: {title: 1}\nb: {title: 2}\n---\n").problems == ()


@pytest.mark.parametrize("name", hostile.FRONT_MATTER)
def test_broken_front_matter_keeps_title_and_body(name: str) -> None:
    data, kind = hostile.FRONT_MATTER[name]
    text = decode(data)[0]
    found = read(text)
    assert kinds(found.problems) == [kind]
    assert found.values.get("title") == hostile.TITLE
    assert found.body.strip() == "The body."
    lines = text.split("\n")
    assert lines[found.body_line - 1 :] == found.body.split("\n")
    line = found.problems[0].line
    assert line is not None and 1 <= line < found.body_line


def test_the_line_of_an_error_counts_in_the_file() -> None:
    assert read("\n---\ntitle: A\nx: a: b\n---\n").problems[0].line == 4
    assert read('+++\ntitle = "A"\nx = \n+++\n').problems[0].line == 3
    assert read('{"title": "A",\n"x": oops\n}\n').problems[0].line == 2
    assert read("---\ntitle: A\nx: a\x08b\n---\n").problems[0].line == 3


def test_nested_names_are_not_saved_as_the_posts_own() -> None:
    found = read("---\nauthor:\n  title: Editor\nx: a: b\ntitle: A\ntags:\n  - a\n  - 'b'\n---\n")
    assert found.values["title"] == "A"
    assert found.values["tags"] == ["a", "b"]


def test_thirty_two_levels_are_read() -> None:
    assert read(f"---\na: {'[' * 31}x{']' * 31}\n---\n").problems == ()
    assert kinds(read(f"---\na: {'[' * 32}x{']' * 32}\n---\n").problems) == ["front-matter-unsafe"]
    assert kinds(read(f'{{"a": {"[" * 32}1{"]" * 32}}}').problems) == ["front-matter-unsafe"]


LINES = st.lists(
    st.sampled_from(
        ["---", "...", "+++", "{", "}", "title: A", "title = 'A'", '"title": "A",', "", "prose here", "  nested: x",
         "- item", "tags: [a, b]", "x: &a [*a]", "? k", ": v", "<<: {a: b}", "key: |", "\ttab: x", "# comment",
         "[table]", "“"]
    )
    | st.text(max_size=20),
    max_size=12,
)  # fmt: skip


@given(LINES)
def test_front_matter_and_body_are_the_whole_text(lines: list[str]) -> None:
    text = decode("\n".join(lines).encode())[0]
    found = read(text)
    assert text.endswith(found.body)
    assert text.count("\n") - found.body.count("\n") == found.body_line - 1
    assert found.text in text
    # Nothing between the two parts but fences and white space.
    between = text[: len(text) - len(found.body)].replace(found.text, "", 1) if found.text else ""
    assert set(between) <= set("-.+ \t\n")
