"""The case files: each shows a body, what is left of it, and the rules that fired.

A case is a heading, then `title: …` (as the front matter has it), a body and the expected text between `~~~~` fences,
`rules: …` with the names of the rules that fired, and `becomes: …` where the title is repaired. What stands in many
posts of the library comes before the body, after `library:`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.cleaning import RULES, clean, fingerprints
from reader.model import Post

CASES = Path(__file__).parent / "cases"
CASE = re.compile(
    r"^# (?P<name>[^\n]+)\n\n(?:title: ?(?P<title>[^\n]*)\n)?\n?"
    r"(?:library:\n\n~~~~\n(?P<library>.*?)~~~~\n\n)?~~~~\n(?P<body>.*?)~~~~\n\n~~~~\n(?P<text>.*?)~~~~\n\n"
    r"rules:(?P<rules>[^\n]*)\n(?:becomes: (?P<becomes>[^\n]*)\n)?",
    re.MULTILINE | re.DOTALL,
)


class Case(NamedTuple):
    """One case of a file."""

    file: str
    name: str
    title: str
    library: str
    body: str
    text: str
    rules: frozenset[str]
    becomes: str


def cases() -> list[Case]:
    found: list[Case] = []
    for file in sorted(CASES.glob("*.md")):
        for match in CASE.finditer(file.read_text(encoding="utf-8")):
            title = match["title"] or ""
            rules = frozenset(filter(None, (name.strip() for name in match["rules"].split(","))))
            found.append(
                Case(
                    file=file.stem,
                    name=match["name"],
                    title=title,
                    library=match["library"] or "",
                    body=match["body"],
                    text=match["text"],
                    rules=rules,
                    becomes=match["becomes"] or title,
                )
            )
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file}: {case.name}")
def test_case(case: Case) -> None:
    post = Post(path="a.md", title=case.title, raw_title=case.title, front_matter="title: x", body=case.body)
    article = clean(post, common=fingerprints(case.library))
    assert article.text == case.text
    assert article.title == case.becomes
    assert {removal.rule for removal in article.removals} - {"blank"} == case.rules


def test_every_file_has_cases_and_every_rule_a_file() -> None:
    files = {file.stem for file in CASES.glob("*.md")}
    assert files == {case.file for case in cases()}
    assert files >= {rule.name for rule in RULES}
