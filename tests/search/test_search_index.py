"""The index end to end: what goes in comes out, exactly, and survives whatever happens to its files."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.model import Document
from reader.search import Index, prepare

KEY = b"k" * 32


def post(path: str, text: str = "", **fields: object) -> Document:
    return Document(path=path, title=fields.pop("title", path), text=text, **fields)  # type: ignore[arg-type]


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index.open(tmp_path / "index", KEY)


def paths(index: Index, query: str, **options: object) -> set[str]:
    return {hit.path for hit in index.search(query, **options).hits}  # type: ignore[arg-type]


def test_an_empty_index_answers(index: Index) -> None:
    assert index.search("データ").total == 0
    assert index.stamps() == {}


def test_a_post_is_found_by_any_of_its_strings(index: Index) -> None:
    index.update([post("a.md", "庭の柿が赤くなった。"), post("b.md", "庭には柿の木がない。")])
    assert paths(index, "柿") == {"a.md", "b.md"}
    assert paths(index, "柿が") == {"a.md"}
    assert paths(index, "赤くなった") == {"a.md"}
    assert paths(index, "青") == set()


def test_an_update_replaces_removes_and_renames(index: Index) -> None:
    index.update(
        [post("a.md", "古い話", stamp="1"), post("b.md", "別の話", stamp="1"), post("c.md", "三つ目", stamp="1")]
    )
    index.update([post("a.md", "新しい話", stamp="2")], removed=["b.md"], moved={"c.md": "d.md", "never.md": "seen.md"})
    assert index.stamps() == {"a.md": "2", "d.md": "1"}
    assert paths(index, "古い") == paths(index, "別") == set()
    assert paths(index, "話") == {"a.md"}
    assert paths(index, "三つ目") == {"d.md"}


def test_many_small_updates_are_merged(index: Index) -> None:
    for number in range(30):
        index.update([post(f"{number}.md", f"記事{number}号", date=datetime(2026, 1, 1, tzinfo=UTC))])
    assert index.search("記事").total == 30
    assert paths(index, "記事17号") == {"17.md"}


def test_merging_leaves_out_what_was_replaced(index: Index) -> None:
    for number in range(40):
        index.update([post(f"{number % 7}.md", f"記事{number}号 🚀 word{number}")], removed=[f"{(number + 3) % 7}.md"])
    left = {f"{number % 7}.md": number for number in range(36, 40)}
    assert set(index.stamps()) == set(left)
    assert index.search("記事").total == len(left)
    for path, number in left.items():
        assert paths(index, f"記事{number}号 word{number}") == {path}
    assert index.search("word1*").total == 0


def test_prepared_documents_travel_between_processes(index: Index) -> None:
    document = post("a.md", "ﾃﾞｰﾀと㈱…🚀。" * 5000, tags=("秋",), date=datetime(2026, 1, 1, tzinfo=UTC))
    index.write(pickle.loads(pickle.dumps([prepare(document)])))
    (hit,) = index.search("データと(株)").hits
    assert document.text.startswith(hit.snippet.text)
    index.update([], moved={"a.md": "b.md"})
    assert paths(index, "(株)...🚀") == {"b.md"}


def test_a_large_import_makes_several_segments(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.search.index.SEGMENT_POSTINGS", 100)
    index.write(prepare(post(f"{number}.md", f"記事{number}号の話、その次の話")) for number in range(50))
    assert index.search("記事").total == 50
    assert paths(index, "記事33号") == {"33.md"}


def test_a_post_that_comes_twice_is_indexed_once(index: Index) -> None:
    index.update([post("a.md", "一つ目"), post("a.md", "二つ目")])
    assert index.search("つ目").total == 1
    assert paths(index, "二つ目") == {"a.md"}
