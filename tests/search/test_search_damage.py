"""The index is disposable: whatever happens to its files, it opens, and never runs what a stranger wrote."""

from __future__ import annotations

import multiprocessing
import pickle
import random
from pathlib import Path

import pytest

from reader.errors import StoreLocked
from reader.model import Document
from reader.search import Index

KEY = b"k" * 32
TEXT = "庭の柿が赤くなった。The cloud is open. 生成AIのデータ。🚀" * 40


def filled(folder: Path) -> Index:
    index = Index.open(folder, KEY)
    index.update(
        [Document(path=f"{number}.md", title="柿", text=f"{number}号 {TEXT}", stamp="1") for number in range(5)]
    )
    return index


def files(folder: Path) -> list[str]:
    index = filled(folder)
    index.close()
    return sorted(file.suffix for file in folder.iterdir() if file.suffix)


SUFFIXES = (".doc", ".org", ".pst", ".toc", ".trm", ".txt")


def test_the_index_is_made_of_these_files(tmp_path: Path) -> None:
    assert files(tmp_path) == sorted(SUFFIXES)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_missing_file_rebuilds_the_index(tmp_path: Path, suffix: str) -> None:
    filled(tmp_path).close()
    next(tmp_path.glob(f"*{suffix}")).unlink()
    index = Index.open(tmp_path, KEY)
    assert index.stamps() == {}
    assert index.search("柿").total == 0
    index.update([Document(path="new.md", title="", text="柿")])
    assert index.search("柿").total == 1


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("harm", ["empty", "short", "zeros"])
def test_a_damaged_file_rebuilds_the_index(tmp_path: Path, suffix: str, harm: str) -> None:
    filled(tmp_path).close()
    file = next(tmp_path.glob(f"*{suffix}"))
    content = file.read_bytes()
    file.write_bytes({"empty": b"", "short": content[:-1], "zeros": bytes(len(content))}[harm])
    index = Index.open(tmp_path, KEY, thorough=True)
    assert index.stamps() == {}
    index.update([Document(path="new.md", title="", text="柿")])
    assert index.search("柿").total == 1


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_flipped_byte_is_noticed_by_a_thorough_look(tmp_path: Path, suffix: str) -> None:
    filled(tmp_path).close()
    file = next(tmp_path.glob(f"*{suffix}"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    assert Index.open(tmp_path, KEY, thorough=True).stamps() == {}


@pytest.mark.parametrize("seed", range(20))
def test_searching_a_damaged_index_never_raises(tmp_path: Path, seed: int) -> None:
    filled(tmp_path).close()
    chance = random.Random(seed)
    for file in tmp_path.glob("posts*.*"):
        content = bytearray(file.read_bytes())
        for _ in range(20):
            content[chance.randrange(8, len(content))] = chance.randrange(256)
        file.write_bytes(content)
    index = Index.open(tmp_path, KEY)
    for query in ("柿", "赤くなった", "open cloud", "clo*", "生成AI", "でーた", '"is open"'):
        index.search(query)


def test_an_index_of_an_older_format_is_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in ("_posts0_7.toc", "posts0_abc.txt", "posts0_abc.pst"):
        (tmp_path / name).write_bytes(b"old")
    (tmp_path / "holiday.txt").write_bytes(b"mine")
    filled(tmp_path)
    assert not list(tmp_path.glob("*posts0*"))
    assert (tmp_path / "holiday.txt").exists()


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (Path.touch, (Path("ran"),))  # type: ignore[return-value]


def test_a_strangers_index_is_never_unpickled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "index"
    filled(folder).close()
    toc = next(folder.glob("*.toc"))
    toc.write_bytes(toc.read_bytes()[:200] + pickle.dumps(Bomb()) + bytes(32))
    assert Index.open(folder, KEY).stamps() == {}
    assert not (tmp_path / "ran").exists()


def test_an_index_sealed_with_another_key_is_rebuilt(tmp_path: Path) -> None:
    filled(tmp_path).close()
    assert Index.open(tmp_path, b"another key" * 3).stamps() == {}


def test_a_table_of_contents_that_breaks_while_reading_leaves_the_old_state(tmp_path: Path) -> None:
    reader = filled(tmp_path)
    writer = Index.open(tmp_path, KEY)
    writer.update([Document(path="new.md", title="", text="栗")])
    toc = next(tmp_path.glob("*.toc"))
    toc.write_bytes(toc.read_bytes()[:-1])
    assert reader.search("柿").total == 5
    assert reader.search("栗").total == 0


def test_a_reader_sees_what_a_writer_finished(tmp_path: Path) -> None:
    writer = filled(tmp_path)
    reader = Index.open(tmp_path, KEY)
    assert reader.search("柿").total == 5
    writer.update([Document(path="new.md", title="柿", text="新しい")], removed=["0.md", "1.md"])
    assert reader.search("柿").total == 4
    assert reader.search("新しい").total == 1


def test_a_second_writer_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.search.index.LOCK_SECONDS", 0.0)
    first, second = filled(tmp_path), Index.open(tmp_path, KEY)

    def documents() -> object:
        with pytest.raises(StoreLocked):
            second.update([Document(path="b.md", title="", text="二")])
        yield Document(path="a.md", title="", text="一")

    first.update(documents())  # type: ignore[arg-type]
    assert second.search("一").total == 1


def write_forever(folder: Path, rounds: int) -> None:
    index = Index.open(folder, KEY)
    for number in range(rounds):
        index.update([Document(path=f"{name}.md", title="", text=f"第{number}版 {TEXT}") for name in range(10)])


def test_searching_goes_on_while_another_process_writes(tmp_path: Path) -> None:
    write_forever(tmp_path, 1)
    reader = Index.open(tmp_path, KEY)
    writer = multiprocessing.get_context("spawn").Process(target=write_forever, args=(tmp_path, 25))
    writer.start()
    while writer.is_alive():
        result = reader.search("生成AI", limit=20)
        assert result.total == len(result.hits) == 10
    writer.join()
    assert writer.exitcode == 0
    assert reader.search("第24版").total == 10
