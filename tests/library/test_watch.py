"""One item for each burst of changes, with real files and the system's own notices."""

from __future__ import annotations

import queue
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import watchfiles

from reader.library import watch as module
from reader.library.watch import watch

LONG = 20.0
SHORT = 0.9
"""Seconds: twice the quiet that ends a burst."""


class Watched:
    """A watch in a thread, and what it said."""

    def __init__(self, root: Path) -> None:
        self.items: queue.Queue[None] = queue.Queue()
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run, args=(root,))
        self.thread.start()

    def _run(self, root: Path) -> None:
        for item in watch(root, self.stop):
            self.items.put(item)

    def said_something(self) -> bool:
        try:
            self.items.get(timeout=LONG)
        except queue.Empty:
            return False
        return True

    def is_silent(self) -> bool:
        try:
            self.items.get(timeout=SHORT)
        except queue.Empty:
            return True
        return False

    def ready(self, root: Path) -> None:
        """Wait until changes are noticed: the system needs a moment."""
        for number in range(100):
            (root / "ready.md").write_text(str(number))
            try:
                self.items.get(timeout=SHORT)
            except queue.Empty:
                continue
            while not self.is_silent():
                pass
            return
        raise AssertionError("nothing is noticed")

    def end(self) -> None:
        self.stop.set()
        self.thread.join(LONG)
        assert not self.thread.is_alive()


@pytest.fixture
def start() -> Iterator[Callable[[Path], Watched]]:
    running: list[Watched] = []

    def begin(root: Path) -> Watched:
        running.append(Watched(root))
        return running[-1]

    yield begin
    for watched in running:
        watched.end()


def test_a_burst_is_one_item(tmp_path: Path, start: Callable[[Path], Watched]) -> None:
    root = tmp_path / "library"
    root.mkdir()
    watched = start(root)
    watched.ready(root)
    for number in range(500):
        folder = root / f"d{number % 5}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.md").write_text("x")
    assert watched.said_something()
    assert watched.is_silent()


def test_only_posts_and_folders_matter(tmp_path: Path, start: Callable[[Path], Watched]) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "old").mkdir()
    watched = start(tmp_path)
    watched.ready(tmp_path)
    (tmp_path / "a.png").write_text("x")
    (tmp_path / ".git" / "b.md").write_text("x")
    (tmp_path / ".c.md.swp").write_text("x")
    assert watched.is_silent()
    (tmp_path / "old").rename(tmp_path / "new")
    assert watched.said_something()


def test_the_folder_may_go_and_come_back(
    tmp_path: Path, start: Callable[[Path], Watched], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LOOK_MS", 100)
    root = tmp_path / "library"
    root.mkdir()
    watched = start(root)
    watched.ready(root)
    shutil.rmtree(root)
    assert watched.said_something()
    assert watched.is_silent()
    root.mkdir()
    assert watched.said_something()
    watched.ready(root)


def test_a_folder_that_cannot_be_watched_is_polled(
    tmp_path: Path, start: Callable[[Path], Watched], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = watchfiles.watch

    def limited(*paths: Path, force_polling: bool, **options: object) -> object:
        if not force_polling:
            raise OSError(28, "OS file watch limit reached")
        return real(*paths, force_polling=True, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(watchfiles, "watch", limited)
    monkeypatch.setattr(module, "_LOOK_MS", 100)
    monkeypatch.setattr(module, "_POLL_MS", 200)
    watched = start(tmp_path)
    watched.ready(tmp_path)
    assert "cannot be watched" in caplog.text
