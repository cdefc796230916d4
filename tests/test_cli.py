"""The command line: results on stdout, progress and complaints on stderr, and the exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader import __version__, exchange
from reader.cli import main
from reader.locations import locate
from reader.model import Span
from reader.workspace import Workspace

POST = """---
title: 霧の朝
date: 2026-05-02
---

谷に霧が立ち、鐘の音だけが聞こえた。

---END---

谷に霧が立ち、鐘の音だけが聞こえた。
"""


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YOMIKAKI_DATA", str(tmp_path / "data"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "mist.md").write_text(POST, encoding="utf-8")
    (folder / "bell.md").write_text("# The bell\n\nThe bell was cast in the valley.\n")
    return folder


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_clean_as_json_names_the_file_as_given_and_can_be_reversed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clean", str(root / "mist.md"), str(root / "bell.md"), "--format", "json"]) == 0
    first, second = map(json.loads, lines(capsys))
    assert first["path"] == str(root / "mist.md")
    assert first["title"] == "霧の朝"
    assert first["text"].count("谷に霧が立ち") == 1
    assert "END" not in first["text"]
    body = POST.partition("---\n\n")[2]
    assert {"start", "end", "rule", "duplicate_of"} <= first["removals"][0].keys()
    assert all(0 <= one["start"] < one["end"] <= len(body) + 1 for one in first["removals"])
    assert second["removals"] == []


@pytest.mark.parametrize(("form", "start"), [("markdown", "# 霧の朝\n\n谷に"), ("text", "霧の朝\n\n谷に")])
def test_clean_for_people(root: Path, capsys: pytest.CaptureFixture[str], form: str, start: str) -> None:
    assert main(["clean", str(root / "mist.md"), "--format", form]) == 0
    assert capsys.readouterr().out.startswith(start)


def test_clean_reports_a_missing_file_and_cleans_the_others(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", str(root / "nothing.md"), str(root / "bell.md")]) == 2
    printed = capsys.readouterr()
    assert "The bell was cast" in printed.out
    assert printed.err.startswith("yomikaki: The file")
    assert "nothing.md" in printed.err


def test_index_ends_with_a_summary(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", str(root)]) == 0
    summary = json.loads(lines(capsys)[-1])
    assert (summary["posts"], summary["changed"], summary["problems"]) == (2, 2, 0)
    assert main(["index", str(root)]) == 0
    assert json.loads(lines(capsys)[-1])["changed"] == 0
    assert main(["index", str(root), "--rebuild"]) == 0
    assert json.loads(lines(capsys)[-1])["changed"] == 2


def test_an_empty_library_is_nothing_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["index", str(tmp_path / "empty")]) == 1
    assert json.loads(lines(capsys)[-1])["posts"] == 0


def test_every_broken_file_is_a_post(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "broken.md").write_bytes(b"---\ntitle: a: b\n\tx\n---\n\nText \xff\xfe here.\n")
    (root / "nothing.md").write_bytes(b"")
    assert main(["index", str(root)]) == 0
    summary = json.loads(lines(capsys)[-1])
    assert summary["posts"] == 4
    assert summary["problems"] >= 3


def test_search_as_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(root), "鐘の音", "--json"]) == 0
    answer = json.loads(lines(capsys)[-1])
    assert (answer["total"], answer["tier"]) == (1, "exact")
    assert answer["seconds"] >= 0
    (hit,) = answer["hits"]
    assert (hit["path"], hit["title"]) == ("mist.md", "霧の朝")
    assert "鐘の音" in hit["snippet"]
    assert hit["score"] > 0
    start, end = hit["marks"][0]
    assert hit["snippet"][start:end] == "鐘の音"


def test_search_without_a_hit(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(root), "灯台", "--json"]) == 1
    assert json.loads(lines(capsys)[-1])["total"] == 0


def test_search_limits_what_it_prints_not_what_it_counts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(5):
        (root / f"{number}.md").write_text(f"# Post {number}\n\nA gull.\n")
    assert main(["search", str(root), "gull", "--json", "--limit", "2"]) == 0
    answer = json.loads(lines(capsys)[-1])
    assert (answer["total"], len(answer["hits"])) == (5, 2)


def test_doctor(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(root)]) == 0
    capsys.readouterr()
    (root / "bad.md").write_text("---\ntitle: a: b\ndate: 2026-02-30\n---\n\nText.\n")
    (root / "twin.md").write_text("# The bell\n\nThe bell was cast in the valley.\n")
    assert main(["doctor", str(root)]) == 1
    printed = capsys.readouterr().out
    assert "bad.md:2: " in printed
    assert "The same content: bell.md, twin.md" in printed
    assert main(["doctor", str(root), "--json"]) == 1
    report = json.loads(lines(capsys)[-1])
    assert report["same_content"] == [["bell.md", "twin.md"]]
    assert {problem["path"] for problem in report["problems"]} == {"bad.md"}


def test_boilerplate_is_found_by_its_frequency(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(5):
        own = [
            f"The gull number {number} sat on the pier number {pier} and looked out at the sea." for pier in range(3)
        ]
        (root / f"{number}.md").write_text(
            f"# Post {number}\n\n" + "\n\n".join(own) + "\n\n"
            "Write to the harbour office if you would like to receive this letter every month.\n"
        )
    main(["doctor", str(root), "--json"])
    (found,) = json.loads(lines(capsys)[-1])["boilerplate"]
    assert found["posts"] == 5
    assert found["text"].startswith("Write to the harbour office")


@pytest.mark.parametrize(
    "words",
    [
        ["clean"],
        ["search", "folder"],
        ["index", "folder", "--no-such-option"],
        ["annotations", "burn", "folder"],
        ["search", "folder", "x", "--limit", "0"],
        ["one", "two"],
    ],
)
def test_wrong_usage_is_one_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("yomikaki: ")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("words", [["index"], ["search", "x"], ["doctor"], ["annotations", "list"]])
def test_a_missing_folder_is_one_sentence(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = 2 if words[0] == "annotations" else 1
    assert main([*words[:at], str(tmp_path / "nowhere"), *words[at:]]) == 2
    printed = capsys.readouterr().err
    assert "nowhere" in printed
    assert printed.count("\n") == 1


def test_the_data_folder_may_be_named_before_and_after_the_verb(root: Path, tmp_path: Path) -> None:
    assert main(["--data", str(tmp_path / "one"), "index", str(root)]) == 0
    assert main(["index", str(root), "--data", str(tmp_path / "two")]) == 0
    assert (tmp_path / "one" / "cache").is_dir()
    assert (tmp_path / "two" / "cache").is_dir()


def test_the_verbs_that_read_work_while_the_window_is_open(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    window = Workspace.open(root, locate())
    try:
        window.refresh()
        window.annotate("mist.md", "cleaned", None, note="鐘の由来を調べる")
        assert main(["search", str(root), "由来", "--json"]) == 0
        assert json.loads(lines(capsys)[-1])["total"] == 1
        assert main(["annotations", "list", str(root)]) == 0
        assert lines(capsys) == ["mist.md: 鐘の由来を調べる"]
        assert main(["backup", str(tmp_path / "copy.sqlite3")]) == 0
        assert lines(capsys) == [str(tmp_path / "copy.sqlite3")]
    finally:
        window.close()


@pytest.fixture
def annotated(root: Path) -> Path:
    library = Workspace.open(root, locate())
    library.refresh()
    text = library.article("mist.md").rendered.text
    start = text.index("鐘の音")
    library.annotate("mist.md", "cleaned", Span(start, start + 3), colour="green", tags=("音",), note="朝六時")
    library.close()
    return root


def test_list_and_check(annotated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotations", "list", str(annotated), "--json"]) == 0
    (line,) = map(json.loads, lines(capsys))
    assert (line["path"], line["quote"], line["note"], line["tags"]) == ("mist.md", "鐘の音", "朝六時", ["音"])
    assert main(["annotations", "check", str(annotated)]) == 0
    assert lines(capsys) == ["integrity: ok; 1 exact, 0 moved, 0 changed, 0 lost, 0 missing"]
    (annotated / "mist.md").write_text("# Mist\n\nNothing of it is left.\n")
    assert main(["annotations", "check", str(annotated), "--json"]) == 1
    report = json.loads(lines(capsys)[-1])
    assert (report["integrity"], report["lost"], report["anchors"][0]["fate"]) == ("ok", 1, "lost")


@pytest.mark.parametrize("form", ["markdown", "jsonld", "csv", "html"])
def test_export(annotated: Path, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotations", "export", str(annotated), "--format", form]) == 0
    printed = capsys.readouterr().out
    assert "鐘の音" in printed
    assert "朝六時" in printed
    file = tmp_path / f"out{exchange.SUFFIXES[form]}"
    assert main(["annotations", "export", str(annotated), "--format", form, "--output", str(file)]) == 0
    assert file.read_bytes().decode() == printed


def test_exporting_markdown_again_keeps_what_was_written_around_it(annotated: Path, tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    command = ["annotations", "export", str(annotated), "--format", "markdown", "--output", str(file)]
    main(command)
    file.write_text(f"My own words.\n\n{file.read_text()}\nMore of them.\n")
    before = file.read_text()
    assert main(command) == 0
    assert file.read_text() == before


def test_export_then_import_gives_the_same(annotated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "first.jsonld", tmp_path / "second.jsonld"
    command = ["annotations", "export", str(annotated), "--format", "jsonld", "--output"]
    main([*command, str(first)])
    elsewhere = ["--data", str(tmp_path / "elsewhere")]
    for imported in (1, 0):
        capsys.readouterr()
        assert main([*elsewhere, "annotations", "import", str(annotated), str(first)]) == 0
        assert json.loads(lines(capsys)[-1]) == {"imported": imported, "refused": 0}
    main([*elsewhere, *command, str(second)])
    assert second.read_bytes() == first.read_bytes()


def test_a_bad_record_does_not_hide_the_others(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "readwise.csv"
    file.write_text("Highlight,Title,Note\n,霧の朝,no quote\n鐘の音だけ,霧の朝,朝六時\n", encoding="utf-8")
    assert main(["annotations", "import", str(root), str(file)]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out.splitlines()[-1]) == {"imported": 1, "refused": 1}
    assert "Record 1 " in printed.err
    assert main(["annotations", "check", str(root)]) == 0


def test_an_unreadable_import_is_one_sentence(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotations", "import", str(root), str(tmp_path / "nothing.jsonld")]) == 2
    assert "nothing.jsonld" in capsys.readouterr().err


def test_a_backup_brings_back_what_was_deleted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = Workspace.open(root, locate())
    library.refresh()
    annotation, _ = library.annotate("mist.md", "cleaned", None, note="鐘の由来を調べる")
    library.close()
    assert main(["backup"]) == 0
    library = Workspace.open(root, locate())
    library.delete([annotation.id])
    library.close()
    assert main(["annotations", "list", str(root)]) == 1
    assert main(["restore"]) == 0
    capsys.readouterr()
    assert main(["annotations", "list", str(root)]) == 0
    assert lines(capsys) == ["mist.md: 鐘の由来を調べる"]


def test_nothing_to_restore_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore"]) == 2
    assert capsys.readouterr().err.startswith("yomikaki: There is no backup")


def test_the_module_is_the_same_program(root: Path) -> None:
    run = [sys.executable, "-m", "reader", "--version"]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == f"Yomikaki {__version__}\n"
