"""A library from end to end without a window: import, read, search, annotate, close, open again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from reader import importer
from reader.errors import LibraryMissing, LibraryNotAFolder, StoreLocked, UnknownPost
from reader.locations import Locations
from reader.model import Changes, Progress, Span
from reader.workspace import Workspace, clean_file

TEA = """---
title: 茶摘みの一日
date: 2026-05-02 06:30:00 +0900
categories: [暮らし]
tags: [茶, 春]
---

八十八夜の朝、霧が谷を渡っていく。摘み手は夜明け前に畑へ上がり、若い芽だけを選んで籠に入れた。

---END---

昼になると霧は消え、湯気の立つ釜から青い香りが広がった。

昼になると霧は消え、湯気の立つ釜から青い香りが広がった。
"""
TIDES = """---
title: Reading a tide table
date: 2026-03-11
categories: [Sea]
tags: [harbour]
---

# Reading a tide table

The harbour master keeps two clocks. One shows the time in town and the other shows the time until high water.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "sea").mkdir(parents=True)
    (folder / "tea.md").write_text(TEA, encoding="utf-8")
    (folder / "sea" / "tides.md").write_text(TIDES, encoding="utf-8")
    return folder


Open = Callable[[], Workspace]


@pytest.fixture
def reopened(root: Path, locations: Locations) -> Iterator[Open]:
    """Opens the library; what was open before is closed first, as when the program is started again."""
    opened: list[Workspace] = []

    def reopen() -> Workspace:
        while opened:
            opened.pop().close()
        opened.append(Workspace.open(root, locations))
        return opened[0]

    yield reopen
    while opened:
        opened.pop().close()


@pytest.fixture
def workspace(reopened: Open) -> Workspace:
    workspace = reopened()
    workspace.refresh()
    return workspace


def span_of(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def quoted(workspace: Workspace, path: str, view: str = "cleaned") -> list[str | None]:
    """What stands at the place of each annotation of a post."""
    article = workspace.article(path, view)  # type: ignore[arg-type]
    text = article.rendered.text
    return [text[one.match.start : one.match.end] if one.match else None for one in article.placements]


# --- opening and importing ---


def test_a_new_library_is_empty_until_it_is_imported(reopened: Open) -> None:
    workspace = reopened()
    assert workspace.summaries() == ()
    changes = workspace.refresh()
    assert changes == Changes(added=frozenset({"tea.md", "sea/tides.md"}))
    assert {summary.title for summary in workspace.summaries()} == {"茶摘みの一日", "Reading a tide table"}


def test_an_unchanged_library_opens_without_reading_a_post(
    workspace: Workspace, reopened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("a post was read")

    monkeypatch.setattr(importer, "read_post", forbidden)
    again = reopened()
    assert len(again.summaries()) == 2
    assert not again.refresh()
    assert again.search("harbour").total == 1


def test_changed_new_deleted_and_moved_files_are_told_apart(workspace: Workspace, root: Path) -> None:
    (root / "tea.md").write_text(TEA.replace("若い芽", "柔らかな芽"), encoding="utf-8")
    (root / "new.md").write_text("# 灯台\n\n灯台の明かりが回る。\n", encoding="utf-8")
    (root / "sea" / "tides.md").rename(root / "tide-table.md")
    changes = workspace.refresh()
    assert changes == Changes(
        added=frozenset({"new.md"}), changed=frozenset({"tea.md"}), moved={"sea/tides.md": "tide-table.md"}
    )
    assert workspace.search("柔らかな芽").total == 1
    assert workspace.search("若い芽").total == 0
    (root / "new.md").unlink()
    assert workspace.refresh() == Changes(removed=frozenset({"new.md"}))
    assert workspace.search("灯台").total == 0


def test_a_missing_library_is_told_in_words(tmp_path: Path, locations: Locations) -> None:
    with pytest.raises(LibraryMissing, match="nowhere"):
        Workspace.open(tmp_path / "nowhere", locations)
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryNotAFolder, match="file"):
        Workspace.open(tmp_path / "file", locations)


def test_one_data_folder_is_open_once(workspace: Workspace, root: Path, locations: Locations) -> None:
    with pytest.raises(StoreLocked):
        Workspace.open(root, locations)


def test_nothing_is_written_into_the_library(workspace: Workspace, root: Path) -> None:
    text = workspace.article("tea.md").rendered.text
    workspace.annotate("tea.md", "cleaned", span_of(text, "若い芽"), note="一芯二葉")
    assert {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()} == {
        "tea.md",
        "sea/tides.md",
    }
    assert (root / "tea.md").read_text(encoding="utf-8") == TEA


def test_a_deleted_cache_is_rebuilt(workspace: Workspace, reopened: Open, locations: Locations) -> None:
    workspace.close()
    shutil.rmtree(locations.cache)
    again = Workspace.open(workspace.root, locations)
    try:
        assert again.summaries() == ()
        again.refresh()
        assert again.search("霧").total == 1
    finally:
        again.close()


def test_a_cancelled_import_keeps_what_it_did_and_deletes_nothing(workspace: Workspace, root: Path) -> None:
    (root / "tea.md").unlink()
    for number in range(5):
        (root / f"post-{number}.md").write_text(f"# Post {number}\n\nText of the post number {number}.\n")
    seen: list[Progress] = []
    changes = workspace.refresh(seen.append, lambda: len(seen) > 3)
    assert 0 < len(changes.added) < 5
    assert not changes.removed
    assert {"tea.md", *changes.added} <= {summary.path for summary in workspace.summaries()}
    changes = workspace.refresh()
    assert changes.removed == {"tea.md"}
    assert len(workspace.summaries()) == 6


def test_many_posts_are_imported_in_worker_processes(workspace: Workspace, root: Path) -> None:
    for number in range(importer.ALONE + 4):
        (root / f"post-{number}.md").write_text(f"# Post {number}\n\nThe gull number {number} sits on the pier.\n")
    assert len(workspace.refresh().added) == importer.ALONE + 4
    assert workspace.search("gull").total == importer.ALONE + 4


def test_an_import_in_a_process_of_its_own(workspace: Workspace, root: Path, locations: Locations) -> None:
    (root / "new.md").write_text("# 灯台\n\n灯台の明かりが回る。\n", encoding="utf-8")
    running = importer.start(root, locations)
    try:
        message: object = None
        while not isinstance(message, Changes):
            message = running.poll()
            assert not isinstance(message, str | Exception), message
    finally:
        running.close()
    assert message.added == {"new.md"}
    workspace.reload()
    assert workspace.search("灯台").total == 1


def test_an_import_that_is_closed_early_ends_by_itself(workspace: Workspace, root: Path, locations: Locations) -> None:
    for number in range(400):
        (root / f"post-{number}.md").write_text(f"# Post {number}\n\n" + f"Gull {number} sits there. " * 50)
    running = importer.start(root, locations)
    message: object = None
    while not (isinstance(message, Progress) and message.done > importer.ALONE):
        message = running.poll()
        assert not isinstance(message, str | Exception | Changes), message
    running.close()
    assert running._process.exitcode == 0, "it had to be terminated"
    workspace.reload()
    assert len(workspace.summaries()) < 402


# --- reading and searching ---


def test_the_article_is_cleaned_and_the_original_is_not(workspace: Workspace) -> None:
    cleaned, original = workspace.article("tea.md"), workspace.article("tea.md", "original")
    assert "END" not in cleaned.rendered.text
    assert cleaned.rendered.text.count("青い香り") == 1
    assert original.rendered.text.count("青い香り") == 2
    assert cleaned.cleaned.removals


def test_the_reading_time_is_that_of_the_cleaned_text_in_every_view(workspace: Workspace, root: Path) -> None:
    paragraph = "".join(f"{number}番目の小屋には{3 * number}年前の帳面が残り、数だけが読める。" for number in range(55))
    (root / "tea.md").write_text(f"{TEA}\n---END---\n\n{paragraph}\n\n{paragraph}\n", encoding="utf-8")
    before = [workspace.article("tea.md", view).reading_minutes for view in ("cleaned", "original", "compared")]
    workspace.refresh()
    after = [workspace.article("tea.md", view).reading_minutes for view in ("cleaned", "original", "compared")]
    assert before == after == [3, 3, 3]


def test_an_unknown_post(workspace: Workspace) -> None:
    with pytest.raises(UnknownPost):
        workspace.article("nothing.md")


def test_a_post_that_disappeared_says_so(workspace: Workspace, root: Path) -> None:
    (root / "tea.md").unlink()
    assert [problem.kind for problem in workspace.article("tea.md").post.problems] == ["unreadable"]


def test_an_empty_query_lists_all_newest_first(workspace: Workspace) -> None:
    result = workspace.search("")
    assert [hit.path for hit in result.hits] == ["tea.md", "sea/tides.md"]
    assert result.total == 2
    assert result.facets.tags == {"茶": 1, "春": 1, "harbour": 1}
    assert result.facets.months == {"2026-05": 1, "2026-03": 1}


def test_facets_of_some_posts(workspace: Workspace) -> None:
    assert workspace.facets(["sea/tides.md"]).categories == {"Sea": 1}


def test_states_can_be_searched(workspace: Workspace) -> None:
    workspace.set_read(["tea.md"], True)
    workspace.set_starred(["sea/tides.md"], True)
    assert [hit.path for hit in workspace.search("is:unread").hits] == ["sea/tides.md"]
    assert [hit.path for hit in workspace.search("is:starred").hits] == ["sea/tides.md"]


def test_a_note_is_found_by_its_words(workspace: Workspace) -> None:
    text = workspace.article("tea.md").rendered.text
    annotation, _ = workspace.annotate("tea.md", "cleaned", span_of(text, "若い芽"), note="新芽の手ざわり")
    result = workspace.search("手ざわり")
    assert [hit.path for hit in result.hits] == ["tea.md"]
    assert [hit.path for hit in workspace.search("has:note").hits if not hit.annotation_id] == ["tea.md"]
    workspace.delete([annotation.id])
    assert workspace.search("手ざわり").total == 0


def test_a_rule_is_switched_off_for_a_post_and_for_the_library(workspace: Workspace) -> None:
    def times(words: str) -> int:
        return workspace.article("tea.md").rendered.text.count(words)

    assert times("青い香り") == 1
    workspace.set_rules_off(["repeated"], "tea.md")
    assert (times("青い香り"), times("END")) == (2, 0)
    assert workspace.refresh().changed == {"tea.md"}
    assert len(workspace.find(workspace.reading_text("tea.md"), "青い香り")) == 2
    workspace.set_rules_off([], "tea.md")
    assert times("青い香り") == 1
    workspace.set_rules_off(["marker"])
    assert times("END") == 1
    assert workspace.refresh().changed == {"tea.md", "sea/tides.md"}
    assert workspace.search("END").total == 1
    assert not workspace.refresh()


# --- boilerplate ---

FOOTER = "この便りは月に二度、港の人の話を聞いて書いています。感想は郵便でも届きます。返事は次の便りの中で書きます。"


def write_letters(root: Path, numbers: Iterable[int], footer: str = FOOTER) -> set[str]:
    """Letters of their own words, all with the same last paragraph; their paths."""
    for number in numbers:
        own = "\n\n".join(
            f"{number}番目の便りの{part}段目。{number * part}人の漕ぎ手が{number + part}日目の海を順に話している。"
            for part in range(1, 5)
        )
        (root / f"letter-{number:02}.md").write_text(f"# 便り{number}\n\n{own}\n\n{footer}\n", encoding="utf-8")
    return letters(numbers)


def letters(numbers: Iterable[int]) -> set[str]:
    return {f"letter-{number:02}.md" for number in numbers}


def with_footer(workspace: Workspace) -> set[str]:
    """The posts whose articles show the footer; list, index and article must agree about it."""
    paths = [summary.path for summary in workspace.summaries()]
    shown = {path for path in paths if FOOTER in workspace.article(path).rendered.text}
    assert shown == {path for path in paths if FOOTER in workspace.reading_text(path)}
    assert shown == {hit.path for hit in workspace.search("返事は次の便り").hits}
    assert {summary.path: summary.characters for summary in workspace.summaries()} == {
        path: len(workspace.reading_text(path)) for path in paths
    }
    return shown


def test_what_stands_in_many_posts_is_hidden_in_all_of_them(workspace: Workspace, root: Path) -> None:
    written = write_letters(root, range(20))
    assert workspace.refresh().added == written
    assert with_footer(workspace) == set()
    assert workspace.boilerplate() == ((FOOTER, 20),)
    (removal,) = workspace.cleaned("letter-00.md").removals
    assert removal.rule == "boilerplate"
    assert FOOTER in workspace.article("letter-00.md", "original").rendered.text
    assert not workspace.refresh()


def test_boilerplate_follows_the_library(workspace: Workspace, root: Path) -> None:
    write_letters(root, range(4))
    workspace.refresh()
    assert with_footer(workspace) == letters(range(4))
    write_letters(root, [4])
    changes = workspace.refresh()
    assert changes == Changes(added=frozenset(letters([4])), changed=frozenset(letters(range(4))))
    assert with_footer(workspace) == set()
    write_letters(root, [5])
    assert workspace.refresh() == Changes(added=frozenset(letters([5]))), "others are not touched"
    write_letters(root, [1, 2], footer="")
    assert workspace.refresh() == Changes(changed=frozenset(letters([1, 2])))
    assert with_footer(workspace) == set(), "four still have it: at the edge nothing changes"
    (root / "letter-05.md").unlink()
    changes = workspace.refresh()
    assert changes == Changes(removed=frozenset(letters([5])), changed=frozenset(letters([0, 3, 4])))
    assert with_footer(workspace) == letters([0, 3, 4])
    assert workspace.boilerplate() == ()
    assert not workspace.refresh()


def test_a_post_changed_on_disk_is_cleaned_as_its_library_is(workspace: Workspace, root: Path) -> None:
    write_letters(root, range(6))
    workspace.refresh()
    file = root / "letter-03.md"
    file.write_text(file.read_text(encoding="utf-8").replace("漕ぎ手", "水夫"), encoding="utf-8")
    text = workspace.article("letter-03.md").rendered.text
    assert "水夫" in text
    assert FOOTER not in text
    assert FOOTER in clean_file(file).text, "opened alone, a post has no boilerplate"


def test_boilerplate_is_a_rule_that_can_be_switched_off(workspace: Workspace, root: Path) -> None:
    write_letters(root, range(6))
    workspace.refresh()
    workspace.set_rules_off(["boilerplate"], "letter-03.md")
    assert FOOTER in workspace.article("letter-03.md").rendered.text
    assert workspace.refresh().changed == {"letter-03.md"}
    assert with_footer(workspace) == {"letter-03.md"}


def test_an_import_that_was_cancelled_finds_the_boilerplate_later(workspace: Workspace, root: Path) -> None:
    write_letters(root, range(6))
    read: list[Progress] = []
    # After the sixth new post, and one that is cleaned again because of what they share.
    workspace.refresh(read.append, lambda: read[-1].stage == "read" and read[-1].done > 6)
    changed = workspace.refresh().changed
    assert changed
    assert changed < letters(range(6))
    assert with_footer(workspace) == set()
    assert not workspace.refresh()


# --- annotating ---


def test_an_annotation_survives_a_restart(workspace: Workspace, reopened: Open) -> None:
    text = workspace.article("tea.md").rendered.text
    annotation, changes = workspace.annotate(
        "tea.md", "cleaned", span_of(text, "若い芽だけを選んで"), colour="green", note="手摘み"
    )
    assert changes.annotated == {"tea.md"}
    again = reopened()
    assert again.annotations("tea.md") == (annotation,)
    assert quoted(again, "tea.md") == ["若い芽だけを選んで"]
    assert again.statuses()["tea.md"].highlights == 1


def test_a_highlight_shows_in_the_cleaned_and_in_the_original_view(workspace: Workspace) -> None:
    text = workspace.article("tea.md").rendered.text
    workspace.annotate("tea.md", "cleaned", span_of(text, "湯気の立つ釜"))
    for view in ("cleaned", "original", "compared"):
        assert quoted(workspace, "tea.md", view) == ["湯気の立つ釜"]


def test_a_highlight_follows_an_edit_and_a_move(workspace: Workspace, root: Path) -> None:
    text = workspace.article("tea.md").rendered.text
    workspace.annotate("tea.md", "cleaned", span_of(text, "湯気の立つ釜"))
    (root / "tea.md").write_text(TEA.replace("八十八夜の朝、", "五月二日、八十八夜の静かな朝、"), encoding="utf-8")
    workspace.refresh()
    assert quoted(workspace, "tea.md") == ["湯気の立つ釜"]
    (root / "tea.md").rename(root / "sea" / "green-tea.md")
    workspace.refresh()
    assert quoted(workspace, "sea/green-tea.md") == ["湯気の立つ釜"]


def test_a_highlight_whose_text_is_gone_is_kept_as_lost(workspace: Workspace, root: Path) -> None:
    text = workspace.article("sea/tides.md").rendered.text
    annotation, _ = workspace.annotate("sea/tides.md", "cleaned", span_of(text, "keeps two clocks"))
    (root / "sea" / "tides.md").write_text("# Empty harbour\n\nNobody was there any more.\n")
    workspace.refresh()
    assert quoted(workspace, "sea/tides.md") == [None]
    assert workspace.fates() == ((annotation, "lost"),)


def test_a_missing_file_removes_no_annotation(workspace: Workspace, root: Path) -> None:
    text = workspace.article("tea.md").rendered.text
    annotation, _ = workspace.annotate("tea.md", "cleaned", span_of(text, "若い芽"))
    (root / "tea.md").unlink()
    workspace.refresh()
    assert workspace.annotations() == (annotation,)
    assert workspace.fates() == ((annotation, "missing"),)
    (root / "tea.md").write_text(TEA, encoding="utf-8")
    workspace.refresh()
    assert quoted(workspace, "tea.md") == ["若い芽"]


def test_an_emptied_folder_removes_no_annotation(workspace: Workspace, root: Path) -> None:
    text = workspace.article("tea.md").rendered.text
    annotation, _ = workspace.annotate("tea.md", "cleaned", span_of(text, "若い芽"))
    workspace.set_starred(["sea/tides.md"], True)
    shutil.rmtree(root)
    root.mkdir()
    workspace.refresh()
    assert workspace.annotations() == (annotation,)
    assert workspace.statuses()["sea/tides.md"].starred


def test_a_copy_of_an_annotated_post_takes_nothing_from_it(workspace: Workspace, root: Path) -> None:
    text = workspace.article("tea.md").rendered.text
    workspace.annotate("tea.md", "cleaned", span_of(text, "若い芽"))
    shutil.copy(root / "tea.md", root / "copy.md")
    workspace.refresh()
    assert quoted(workspace, "tea.md") == ["若い芽"]
    assert quoted(workspace, "copy.md") == []


def test_edit_delete_undo_and_redo(workspace: Workspace, reopened: Open) -> None:
    text = workspace.article("tea.md").rendered.text
    annotation, _ = workspace.annotate("tea.md", "cleaned", span_of(text, "霧"))
    workspace.edit(annotation.id, colour="pink", note="朝の霧", tags=("天気",))
    assert workspace.annotations()[0].note == "朝の霧"
    workspace.delete([annotation.id])
    assert workspace.annotations() == ()
    assert workspace.can_undo
    again = reopened()
    again.undo()
    assert (again.annotations()[0].colour, again.annotations()[0].tags) == ("pink", ("天気",))
    again.undo()
    assert again.annotations() == (annotation,)
    again.redo()
    assert again.annotations()[0].note == "朝の霧"


def test_several_annotations_are_changed_in_one_step(workspace: Workspace) -> None:
    texts = {path: workspace.article(path).rendered.text for path in ("tea.md", "sea/tides.md")}
    ids = [
        workspace.annotate("tea.md", "cleaned", span_of(texts["tea.md"], "霧"), tags=("朝",))[0].id,
        workspace.annotate("sea/tides.md", "cleaned", span_of(texts["sea/tides.md"], "clocks"))[0].id,
    ]
    before = workspace.annotations()
    changes = workspace.edit_many([*ids, "gone"], colour="pink", add_tags=("潮",), remove_tags=("朝",))
    assert changes.annotated == {"tea.md", "sea/tides.md"}
    assert {(one.colour, one.tags) for one in workspace.annotations()} == {("pink", ("潮",))}
    assert not workspace.edit_many(ids, colour="pink"), "nothing to change is no step"
    workspace.undo()
    assert workspace.annotations() == before


def test_what_became_of_a_changed_highlight_is_told_and_accepted(workspace: Workspace, root: Path) -> None:
    text = workspace.article("sea/tides.md").rendered.text
    quote = "The harbour master keeps two clocks."
    annotation, _ = workspace.annotate("sea/tides.md", "cleaned", span_of(text, quote))
    changed = TIDES.replace("keeps two clocks", "keeps three clocks")
    (root / "sea" / "tides.md").write_text(changed, encoding="utf-8")
    workspace.refresh()
    (standing,) = workspace.standings("sea/tides.md")
    assert (standing.fate, standing.now) == ("changed", "The harbour master keeps three clocks.")
    assert workspace.annotations() == (annotation,), "nothing is moved silently"
    assert workspace.annotated_text(annotation.id) == text
    workspace.accept([annotation.id])
    (standing,) = workspace.standings("sea/tides.md")
    assert (standing.fate, standing.annotation.selector.quote) == ("exact", "The harbour master keeps three clocks.")
    workspace.undo()
    assert workspace.annotations() == (annotation,)


def test_a_lost_highlight_is_attached_to_another_post(workspace: Workspace, root: Path) -> None:
    text = workspace.article("sea/tides.md").rendered.text
    annotation, _ = workspace.annotate("sea/tides.md", "cleaned", span_of(text, "keeps two clocks"), note="2")
    (root / "sea" / "tides.md").unlink()
    workspace.refresh()
    assert [one.fate for one in workspace.standings("sea/tides.md")] == ["missing"]
    assert not workspace.accept([annotation.id])
    changes = workspace.reattach(
        annotation.id, "tea.md", "cleaned", span_of(workspace.article("tea.md").rendered.text, "若い芽")
    )
    assert changes.annotated == {"sea/tides.md", "tea.md"}
    assert [(one.fate, one.annotation.note) for one in workspace.standings("tea.md")] == [("exact", "2")]
    assert workspace.standings("sea/tides.md") == ()
    workspace.undo()
    assert workspace.annotations() == (annotation,)


def test_a_highlight_in_what_the_cleaned_article_hides_has_its_place(workspace: Workspace) -> None:
    text = workspace.article("tea.md", "original").rendered.text
    workspace.annotate("tea.md", "original", span_of(text, "---END---"))
    assert [one.fate for one in workspace.standings("tea.md")] == ["exact"]


def test_a_note_on_a_whole_post(workspace: Workspace) -> None:
    workspace.annotate("tea.md", "cleaned", None, note="来年も訪ねる")
    (placement,) = workspace.article("tea.md").placements
    assert placement.annotation.note == "来年も訪ねる"
    assert workspace.statuses()["tea.md"].notes == 1
    assert [fate for _, fate in workspace.fates()] == ["exact"]


def test_the_reading_place_is_remembered(workspace: Workspace, reopened: Open) -> None:
    workspace.set_place("tea.md", 17)
    assert reopened().statuses()["tea.md"].place == 17
