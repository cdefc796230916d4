"""Kills the program at random moments and counts what is missing: `python tests/benchmarks/annotations_kill.py [RUNS]`.

A child process highlights, writes notes, imports, deletes, undoes, migrates and makes backups, and says on its standard
output what it is going to do and what has been done. The parent kills it (-9), opens the store and compares. Of what
was acknowledged nothing may be missing, every start has to succeed, and every backup has to be whole.
"""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from reader.annotations import backups, migrations
from reader.annotations.library import LibraryStore
from reader.annotations.store import Store
from reader.errors import ReaderError
from reader.model import Annotation, Selector

TEXT = "春になると、川べりの小道に菜の花が並ぶ。" * 200

Notes = dict[str, str | None]
"""Annotation id to its note; None: deleted."""


def next_version(connection: sqlite3.Connection) -> None:
    """A migration as it may come one day: a table is made anew and filled from the old one."""
    connection.execute("CREATE TABLE texts_2 (hash TEXT PRIMARY KEY, text BLOB NOT NULL, size INTEGER) STRICT")
    connection.execute("INSERT INTO texts_2 SELECT hash, text, length(text) FROM texts")
    connection.execute("DROP TABLE texts")
    connection.execute("ALTER TABLE texts_2 RENAME TO texts")


@contextmanager
def a_version_later() -> Iterator[None]:
    released = migrations.MIGRATIONS
    migrations.MIGRATIONS = (*released, next_version)
    try:
        yield
    finally:
        migrations.MIGRATIONS = released


def open_store(data: Path) -> Store:
    return Store.open(data / "annotations.sqlite3", backups=data / "backups", clock=lambda: datetime.now(UTC))


# --- the child -----------------------------------------------------------------------------------------------


def say(word: str, notes: Notes) -> None:
    print(word, json.dumps(notes), flush=True)


def annotation(note: str) -> Annotation:
    start = random.randrange(len(TEXT) - 20)
    selector = Selector(
        TEXT[start : start + 20], TEXT[max(0, start - 32) : start], TEXT[start + 20 : start + 52], start, "h"
    )
    now = datetime.now(UTC)
    path = f"post-{random.randrange(20)}.md"
    return Annotation(id=str(uuid4()), path=path, selector=selector, note=note, created=now, modified=now)


def work(data: Path, kind: str) -> None:
    """Goes on until it is killed."""
    if kind == "migrate":
        say("trying", {})
        with a_version_later():
            open_store(data).close()
        say("migrated", {})
        return
    store = open_store(data)
    library = store.library(data / "posts")
    while True:
        step(store, library, kind)


def step(store: Store, library: LibraryStore, kind: str) -> None:
    note = f"note {random.random()}"
    if kind == "import":
        many = [annotation(note) for _ in range(50)]
        say("trying", {one.id: note for one in many})
        library.merge(many)
        say("done", {one.id: note for one in many})
        return
    one = annotation("")
    say("trying", {one.id: ""})
    library.add(one, TEXT)
    say("done", {one.id: ""})
    say("trying", {one.id: note})
    library.edit(one.id, note=note)
    say("done", {one.id: note})
    if kind == "undo":
        say("trying", {one.id: ""})
        library.undo()
        say("done", {one.id: ""})
        say("trying", {one.id: None})
        library.delete([one.id])
        say("done", {one.id: None})
    if kind == "backup":
        store.back_up(store.path.parent / "backups" / f"annotations-2000-01-01-{uuid4()}.sqlite3")


# --- the parent ----------------------------------------------------------------------------------------------

KINDS = ("highlight", "import", "undo", "backup", "migrate")


def run(data: Path, kind: str, delay: float) -> tuple[Notes, Notes]:
    """Lets a child work and kills it `delay` seconds after its first word. Returns what it had acknowledged, and what
    it was about to do."""
    command = [sys.executable, __file__, "--child", str(data), kind]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert child.stdout is not None
    first = child.stdout.readline()
    killer = threading.Timer(delay, child.kill)
    killer.start()
    lines = [first, *child.stdout]
    child.wait()
    killer.join()
    done: Notes = {}
    trying: Notes = {}
    for line in lines:
        word, _, notes = line.partition(" ")
        if not notes.endswith("\n"):
            continue
        trying = json.loads(notes) if word == "trying" else {}
        if word == "done":
            done |= json.loads(notes)
    return done, trying


def missing(data: Path, expected: Notes, trying: Notes) -> list[str]:
    """The annotations that are not as they were acknowledged. What was being done may be done or not."""
    store = open_store(data)
    here: Notes = {one.id: one.note for one in store.library(data / "posts").annotations()}
    store.close()
    wrong = [id_ for id_, note in expected.items() if here.get(id_) not in {note, trying.get(id_, note)}]
    expected |= {id_: here.get(id_) for id_ in trying}
    return wrong


def main(runs: int) -> int:
    lost = failed = acknowledged = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(runs):
            kind = KINDS[number % len(KINDS)]
            if number % (4 * len(KINDS)) == 0:
                # A new data folder now and then: creating it is a moment like any other.
                data = Path(folder) / str(number)
                expected: Notes = {}
            done, trying = run(data, kind, random.uniform(0, 0.03 if kind == "migrate" else 0.4))
            expected |= done
            acknowledged += len(done)
            try:
                if kind == "migrate":
                    with a_version_later():
                        lost += len(missing(data, expected, trying))
                    (data / "annotations.sqlite3").unlink()
                    before = [copy for copy in backups.listed(data / "backups") if "before-update" in copy.name]
                    backups.restore(data / "annotations.sqlite3", before[0], datetime.now(UTC))
                lost += len(missing(data, expected, trying))
                for copy in backups.listed(data / "backups"):
                    backups.verify(copy)
            except ReaderError as error:
                failed += 1
                print(f"run {number} ({kind}): {error}")
    print(f"{runs} runs, {acknowledged} acknowledged, {lost} lost, {failed} failed starts or backups")
    return int(bool(lost or failed))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        work(Path(sys.argv[2]), sys.argv[3])
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
