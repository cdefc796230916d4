"""The cache: what goes in comes out, damage repairs itself, and several processes may use it."""

from __future__ import annotations

import itertools
import multiprocessing
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import CannotSave, StoreTooNew
from reader.library import cache as module
from reader.library.cache import Cache, Record
from reader.library.scan import Entry
from reader.model import CleanedArticle, Join, Mark, PostSummary, Problem, Removal, Span

BODY = "One sentence. 二つ目の文。 One sentence. 😀 The rest"
KEPT = (Span(0, 20), Span(36, len(BODY)))


def summary(path: str = "a.md", **values: object) -> PostSummary:
    given_values: dict[str, object] = {
        "title": "題名", "raw_title": "", "date": datetime(2026, 4, 18, 10, 0, tzinfo=timezone(timedelta(hours=9))),
        "categories": ("one",), "tags": ("a", "b"), "author": "", "excerpt": "One sentence.", "reading_minutes": 1,
        "characters": 40, "repeated": 0.25, "content_hash": "abc",
        "problems": (Problem("date-invalid", 3, "x"), Problem("nul-bytes")),
    }  # fmt: skip
    return PostSummary(path=path, **{**given_values, **values})  # type: ignore[arg-type]


def record(path: str = "a.md", **values: object) -> Record:
    article = CleanedArticle(
        title="題名",
        text="".join(BODY[start:end] for start, end in KEPT),
        kept=KEPT,
        removals=(Removal(Span(20, 30), "repeated-sentence", Span(0, 10)), Removal(Span(30, 36), "marker")),
        joins=(Join(20, 20, 36),),
        marks=(Mark(Span(3, 5), "injected", "多く"), Mark(Span(20, 25), "cut")),
    )
    return Record(Entry(path, 100, 1_700_000_000_123_456_789), summary(path, **values), article)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    opened = Cache.open(tmp_path)
    yield opened
    opened.close()


def test_a_new_cache_is_empty(cache: Cache) -> None:
    assert (cache.entries(), cache.summaries()) == ({}, ())
    assert cache.summary("a.md") is None
    assert cache.cleaned("a.md", BODY) is None


def test_a_record_comes_back(cache: Cache, tmp_path: Path) -> None:
    put = record()
    cache.put([put])
    cache.close()
    again = Cache.open(tmp_path)
    assert again.entries() == {"a.md": put.entry}
    assert again.summaries() == (put.summary,)
    assert again.summary("a.md") == put.summary
    assert again.cleaned("a.md", BODY) == put.cleaned
    again.close()


def test_a_cleaned_article_belongs_to_its_body(cache: Cache) -> None:
    cache.put([record()])
    assert cache.cleaned("a.md", BODY + " more") is None
    assert cache.cleaned("a.md", BODY.replace("One", "Two")) is None
    assert cache.cleaned("a.md", "") is None


def test_put_replaces_and_remove_forgets(cache: Cache) -> None:
    cache.put([record("a.md"), record("b.md")])
    cache.put([record("a.md", title="new")])
    assert [found.title for found in cache.summaries()] == ["new", "題名"]
    cache.remove(["a.md", "unknown.md"])
    assert list(cache.entries()) == ["b.md"]
    assert cache.cleaned("a.md", BODY) is None


def test_an_article_counts_only_for_the_rules_that_made_it(cache: Cache) -> None:
    made = replace(record("a.md"), off=frozenset({"seam", "marker"}))
    cache.put([made])
    assert cache.cleaned("a.md", BODY) is None
    assert cache.cleaned("a.md", BODY, frozenset({"marker", "seam"})) == made.cleaned


TEXT = st.text(max_size=20)
DATES = st.none() | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=9, minutes=30))]))
PROBLEMS = st.builds(Problem, TEXT, st.none() | st.integers(1, 10**6), TEXT)
SUMMARIES = st.builds(
    PostSummary, path=TEXT, title=TEXT, raw_title=TEXT, date=DATES, categories=st.lists(TEXT).map(tuple),
    tags=st.lists(TEXT).map(tuple), author=TEXT, excerpt=TEXT, reading_minutes=st.integers(0, 10**6),
    characters=st.integers(0, 10**9), repeated=st.floats(0, 1), content_hash=TEXT,
    problems=st.lists(PROBLEMS, max_size=3).map(tuple),
)  # fmt: skip


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, CleanedArticle]:
    """A body and stretches that tile it."""
    body = draw(st.text(max_size=60))
    cuts = sorted({0, len(body), *draw(st.lists(st.integers(0, len(body)), max_size=6))})
    spans = [Span(start, end) for start, end in itertools.pairwise(cuts)]
    kept = draw(st.permutations(spans[::2]))
    removals = [Removal(span, draw(TEXT), draw(st.none() | st.just(Span(0, 1)))) for span in spans[1::2]]
    joins = draw(st.lists(st.builds(Join, *[st.integers(0, 60)] * 3), max_size=2))
    marks = draw(st.lists(st.builds(Mark, st.just(Span(1, 2)), st.sampled_from(["cut", "injected"]), TEXT), max_size=2))
    text = "".join(body[start:end] for start, end in kept)
    return body, CleanedArticle(
        title=draw(TEXT), text=text, kept=tuple(kept), removals=tuple(removals), joins=tuple(joins), marks=tuple(marks)
    )


@given(st.lists(st.tuples(SUMMARIES, articles()), max_size=4, unique_by=lambda pair: pair[0].path))
@settings(max_examples=50)
def test_any_records_come_back(tmp_path_factory: pytest.TempPathFactory, pairs: list) -> None:
    opened = Cache.open(tmp_path_factory.mktemp("cache"))
    records = [Record(Entry(found.path, 1, 2), found, article) for found, (_, article) in pairs]
    opened.put(records)
    assert set(opened.summaries()) == {found for found, _ in pairs}
    for found, (body, article) in pairs:
        assert opened.summary(found.path) == found
        assert opened.cleaned(found.path, body) == article
    opened.close()


# --- versions ---


def test_another_stamp_starts_over(tmp_path: Path) -> None:
    for stamp, expected in (("rules 1", 0), ("rules 1", 1), ("rules 2", 0)):
        opened = Cache.open(tmp_path, stamp)
        assert len(opened.summaries()) == expected
        opened.put([record()])
        opened.close()


def _edit(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / module.FILE)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_older_cache_starts_over(cache: Cache, tmp_path: Path) -> None:
    cache.put([record()])
    cache.close()
    _edit(tmp_path, "PRAGMA user_version = 0", "UPDATE meta SET value = '0' WHERE name = 'version'")
    again = Cache.open(tmp_path)
    assert again.summaries() == ()
    again.close()


def test_a_newer_cache_is_left_alone(cache: Cache, tmp_path: Path) -> None:
    cache.close()
    _edit(tmp_path, "PRAGMA user_version = 99", "UPDATE meta SET value = '99' WHERE name = 'version'")
    before = (tmp_path / module.FILE).read_bytes()
    with pytest.raises(StoreTooNew):
        Cache.open(tmp_path)
    assert (tmp_path / module.FILE).read_bytes() == before


def test_the_database_of_another_program_starts_over(tmp_path: Path) -> None:
    _edit(tmp_path, "CREATE TABLE other (x)")
    opened = Cache.open(tmp_path)
    opened.put([record()])
    assert len(opened.summaries()) == 1
    opened.close()


# --- damage ---


def _damages(size: int, count: int) -> list[tuple[str, int]]:
    random = Random(7)
    places = [random.randrange(size) for _ in range(count)] + list(range(0, 100, 7))
    return [(kind, place) for place in places for kind in ("flip", "zero", "cut")]


def test_damage_anywhere_repairs_itself_and_shows_nothing_wrong(tmp_path: Path) -> None:
    records = {f"{number}.md": record(f"{number}.md", title=f"Title {number}") for number in range(60)}
    whole = Cache.open(tmp_path / "whole")
    whole.put(records.values())
    whole.close()
    original = (tmp_path / "whole" / module.FILE).read_bytes()
    folder = tmp_path / "damaged"
    for kind, place in _damages(len(original), 30):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        data = bytearray(original)
        if kind == "flip":
            data[place] ^= 1 << place % 8
        elif kind == "zero":
            data[place : place + 600] = bytes(len(data[place : place + 600]))
        else:
            del data[place:]
        (folder / module.FILE).write_bytes(data)
        opened = Cache.open(folder)
        for found in opened.summaries():
            assert found == records[found.path].summary
        for path, entry in opened.entries().items():
            assert entry == records[path].entry
        for path, put in records.items():
            assert opened.summary(path) in (put.summary, None)
            assert opened.cleaned(path, BODY) in (put.cleaned, None)
        missing = records.keys() - opened.entries().keys()
        opened.put(records[path] for path in missing)
        assert {found.path: found for found in opened.summaries()} == {p: put.summary for p, put in records.items()}
        opened.close()


@pytest.mark.parametrize("content", [b"", b"no database", bytes(100_000), b"SQLite format 3\0" + bytes(5000)])
def test_what_is_no_database_starts_over(tmp_path: Path, content: bytes) -> None:
    for suffix in ("", "-wal", "-shm"):
        (tmp_path / f"{module.FILE}{suffix}").write_bytes(content)
    opened = Cache.open(tmp_path)
    opened.put([record()])
    assert len(opened.summaries()) == 1
    opened.close()


def test_damage_while_it_is_open(cache: Cache, tmp_path: Path) -> None:
    cache.put(record(f"{number}.md") for number in range(300))
    other = sqlite3.connect(tmp_path / module.FILE)
    other.execute("PRAGMA writable_schema = ON")
    other.execute("UPDATE sqlite_master SET rootpage = 9999 WHERE name = 'posts'")
    other.execute("PRAGMA schema_version = 99")
    other.commit()
    other.close()
    assert cache.summaries() == ()
    cache.put([record()])
    assert len(cache.summaries()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be deleted there")
def test_it_may_be_deleted_while_it_is_open(cache: Cache, tmp_path: Path) -> None:
    cache.put([record("a.md")])
    shutil.rmtree(tmp_path)
    assert cache.summaries() == ()
    cache.put([record("b.md")])
    assert list(cache.entries()) == ["b.md"]


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotSave):
        Cache.open(tmp_path / "file")


def test_a_full_disk_is_told_and_nothing_is_lost(cache: Cache) -> None:
    cache.put([record("a.md")])
    pages = cache._connection.execute("PRAGMA page_count").fetchone()[0]
    cache._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(CannotSave):
        cache.put(record(f"{number}.md") for number in range(500))
    assert list(cache.entries()) == ["a.md"]
    cache._connection.execute("PRAGMA max_page_count = 100000")
    cache.put([record("b.md")])
    assert list(cache.entries()) == ["a.md", "b.md"]


# --- processes ---


def _put_many(folder: Path, start: int) -> None:
    opened = Cache.open(folder)
    for number in range(start, start + 40):
        opened.put([record(f"{number}.md")])
    opened.close()


def test_processes_may_open_and_write_at_the_same_time(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_put_many, args=(tmp_path, start)) for start in (0, 40, 80)]
    for process in processes:
        process.start()
    opened = Cache.open(tmp_path)
    while any(process.is_alive() for process in processes):
        assert all(found.title == "題名" for found in opened.summaries())
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert len(opened.entries()) == 120
    opened.close()


def test_a_reader_does_not_wait_for_a_writer(cache: Cache, tmp_path: Path) -> None:
    cache.put([record("a.md")])
    writer = sqlite3.connect(tmp_path / module.FILE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM posts")
    assert len(cache.summaries()) == 1  # would fail after ten seconds if it waited
    writer.execute("COMMIT")
    assert cache.summaries() == ()
    writer.close()
