"""Whatever was done, undoing it all gives what was there, and redoing it all gives what it became."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from annotation_samples import START, Clock, make
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotations import history
from reader.annotations.library import LibraryStore
from reader.annotations.store import Store

NOWHERE = Path("/nowhere/annotations.sqlite3")
"""A store for reading that has no file is a whole one in memory."""

numbers = st.integers(0, 4)
operations = st.lists(
    st.one_of(
        st.tuples(st.just("add"), numbers, st.text(max_size=3)),
        st.tuples(st.just("edit"), numbers, st.text(max_size=3)),
        st.tuples(st.just("delete"), numbers, st.just("")),
        st.tuples(st.just("merge"), numbers, st.text(max_size=3)),
        st.tuples(st.just("undo"), numbers, st.just("")),
        st.tuples(st.just("redo"), numbers, st.just("")),
        st.tuples(st.just("move"), numbers, st.just("")),
    ),
    max_size=15,
)


def perform(library: LibraryStore, operation: tuple[str, int, str]) -> None:
    verb, number, note = operation
    here = {annotation.id: annotation for annotation in library.annotations()}
    id_ = make(number).id
    match verb:
        case "add":
            library.add(make(number, f"{number % 2}.md", note=note, tags=tuple(note)))
        case "edit" if id_ in here:
            library.edit(id_, note=note, tags=tuple(reversed(note)))
        case "delete":
            library.delete([id_, make(number + 1).id])
        case "merge":
            library.merge(
                [
                    replace(make(n, "2.md", quote=None, note=note), modified=START.replace(year=2040))
                    for n in (number, 9)
                ]
            )
        case "undo":
            library.undo()
        case "redo":
            library.redo()
        case "move":
            library.moved({f"{number % 3}.md": f"{(number + 1) % 3}.md"})


@settings(deadline=None, max_examples=50)
@given(operations)
def test_undo_after_any_sequence_restores(sequence: list[tuple[str, int, str]]) -> None:
    with closing(Store.read(NOWHERE, clock=Clock())) as store:
        library = store.library(Path("/library"))
        for operation in sequence:
            perform(library, operation)
        while library.can_redo():
            library.redo()
        end = library.annotations()
        steps = 0
        while library.can_undo():
            library.undo()
            steps += 1
        assert library.annotations() == ()
        for _ in range(steps):
            library.redo()
        assert library.annotations() == end
        assert library.can_redo() == ""


def test_the_history_forgets_its_oldest_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "LONGEST", 3)
    with closing(Store.read(NOWHERE, clock=Clock())) as store:
        library = store.library(Path("/library"))
        for number in range(5):
            library.add(make(number))
        while library.can_undo():
            library.undo()
        assert len(library.annotations()) == 2


def test_an_annotation_that_was_given_to_another_post_goes_back_with_undo() -> None:
    with closing(Store.read(NOWHERE, clock=Clock())) as store:
        library = store.library(Path("/library"))
        library.add(make(1, "a.md"))
        assert library.apply("relocate", put=[make(1, "b.md")]).annotated == {"a.md", "b.md"}
        assert library.annotations() == (make(1, "b.md"),)
        assert library.undo().annotated == {"a.md", "b.md"}
        assert library.annotations() == (make(1, "a.md"),)
