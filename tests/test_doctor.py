"""The doctor on real libraries: problems, repetition, boilerplate, and posts about the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli import main
from reader.doctor import examine
from reader.locations import Locations
from reader.workspace import Workspace

RIVER = "川の水は朝のうちだけ澄んでいて、昼には舟の影で濁る。"
BRIDGE = "橋のたもとの店は、雨の日だけ昼から戸を開けている。"


@pytest.fixture
def library(tmp_path: Path, locations: Locations) -> Iterator[Workspace]:
    """An empty library; `write` puts posts into it."""
    root = tmp_path / "posts"
    root.mkdir()
    workspace = Workspace.open(root, locations)
    yield workspace
    workspace.close()


def write(library: Workspace, posts: dict[str, str]) -> None:
    """Posts by name: the first line is the title."""
    for name, text in posts.items():
        title, _, body = text.partition("\n")
        (library.root / name).write_text(f'---\ntitle: "{title}"\n---\n\n{body}\n', encoding="utf-8")


def test_what_the_cleaner_hides_is_added_up_by_rule(library: Workspace) -> None:
    write(
        library,
        {
            "a.md": f"川\n{RIVER}\n\n{BRIDGE}\n\n---END---\n\n{RIVER}\n\n{BRIDGE}\n\n---END---\n\n{RIVER}\n",
            "b.md": f"橋\n{BRIDGE}",
        },
    )
    report = examine(library)
    cleaned = library.cleaned("a.md")
    whole = sum(end - start for start, end in cleaned.kept) + len(library.cleaned("b.md").text)
    gone = [removal for removal in cleaned.removals if removal.duplicate_of]
    whole += sum(removal.span.end - removal.span.start for removal in cleaned.removals)
    assert report.repeated == pytest.approx(sum(one.span.end - one.span.start for one in gone) / whole)
    (repeated,) = [one for one in report.rules if one.rule == "repeated"]
    assert (repeated.posts, repeated.passages) == (1, sum(one.rule == "repeated" for one in gone))
    assert 0.3 < repeated.share < 0.7
    assert all(one.passages for one in report.rules), "rules that hide nothing are not told"


def test_a_rule_that_is_off_hides_nothing(library: Workspace) -> None:
    write(library, {"a.md": f"川\n{RIVER}\n\n{BRIDGE}\n\n---END---\n\n{RIVER}\n\n{BRIDGE}\n"})
    assert examine(library).repeated > 0
    library.set_rules_off({"repeated"})
    assert "repeated" not in {one.rule for one in examine(library).rules}


def test_a_post_that_is_nothing_but_an_apology_is_told(library: Workspace) -> None:
    apology = "申し訳ありませんが、お探しの情報が見つかりませんでした。\n\n---END---"
    write(library, {"apology.md": f"題\n{apology}", "blank.md": "題二\n", "both.md": f"題三\n{apology}\n\n{RIVER}"})
    kinds = {path: problem.kind for path, problem in examine(library).problems}
    assert kinds == {"apology.md": "apology-only", "blank.md": "empty"}
    for view in ("cleaned", "original", "compared"):
        assert [one.kind for one in library.article("apology.md", view).post.problems] == ["apology-only"]
    library.set_rules_off({"apology"}, "apology.md")
    assert library.article("apology.md").post.problems == ()


def test_copies_and_equal_titles_are_told_once(library: Workspace) -> None:
    write(
        library,
        {"a.md": f"舟\n{RIVER}", "b.md": f"舟\n{RIVER}", "c.md": f"ＢＯＡＴ\n{RIVER}", "d.md": f"boat\n{BRIDGE}"},
    )
    report = examine(library)
    assert report.same_content == (("a.md", "b.md"),)
    assert report.same_title == (("c.md", "d.md"),)
    assert report.same_topic == ()


def test_titles_with_the_same_distinctive_words_are_about_the_same(library: Workspace) -> None:
    titles = (
        "灯台守のフェリックス号、冬の航海に何を見たのか",
        "冬の航海、フェリックス号の灯台守が語る",
        "灯台を訪ねる旅",
        "Bread from the cold oven",
        "From the cold oven: new bread",
        "The oven of the baker",
        "第3回 港の祭り",
        "港の市場",
        "谷と市場",
    )
    write(library, {f"{number}.md": f"{title}\n{RIVER}" for number, title in enumerate(titles)})
    assert examine(library).same_topic == (("0.md", "1.md"), ("3.md", "4.md"))


def test_the_command_line_tells_all_of_it(
    library: Workspace, locations: Locations, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        library,
        {
            "a.md": f"灯台守のフェリックス号、冬の航海\n{RIVER}\n\n{BRIDGE}\n\n---END---\n\n{RIVER}",
            "b.md": f"冬の航海、フェリックス号の灯台守\n{BRIDGE}",
        },
    )
    command = ["doctor", str(library.root), "--data", str(locations.data)]
    assert main(command) == 0
    printed = capsys.readouterr().out
    assert "Probably the same topic: a.md, b.md" in printed
    assert "Hidden: 1 passage in 1 post, " in printed
    assert "% of the text: Sentences that stand in the text before" in printed
    main([*command, "--json"])
    report = json.loads(capsys.readouterr().out)
    assert report["same_topic"] == [["a.md", "b.md"]]
    (repeated,) = (one for one in report["rules"] if one["rule"] == "repeated")
    assert repeated == {"rule": "repeated", "posts": 1, "passages": 1, "share": pytest.approx(0.25, abs=0.1)}


def test_an_empty_library_is_healthy(library: Workspace) -> None:
    report = examine(library)
    assert (report.posts, report.repeated, report.rules, report.same_topic) == (0, 0.0, (), ())
