"""A library that is open follows its files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader import workspace  # noqa: F401 - as in the program, where the worker has imported it before
from reader.locations import Locations
from reader.model import Changes, RulesOff
from reader.ui.imports import Imports

LONG = 20_000


@pytest.fixture
def imports(qapp: object, locations: Locations) -> Iterator[Imports]:
    opened = Imports(locations)
    yield opened
    opened.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "one.md").write_text("# One\n\nThe first gull.\n")
    return folder


def finished(qtbot: QtBot, imports: Imports) -> Changes:
    with qtbot.waitSignal(imports.finished, timeout=LONG) as signal:
        pass
    return signal.args[0]


def test_a_new_file_is_imported_without_being_asked_for(qtbot: QtBot, imports: Imports, root: Path) -> None:
    imports.start(root, RulesOff())
    assert finished(qtbot, imports).added == {"one.md"}
    qtbot.wait(500)  # until the system's watch on the folder stands
    (root / "two.md").write_text("# Two\n\nThe second gull.\n")
    assert finished(qtbot, imports).added == {"two.md"}
    assert not imports.is_running()


def test_what_changes_during_an_import_is_imported_after_it(qtbot: QtBot, imports: Imports, root: Path) -> None:
    imports.start(root, RulesOff())
    imports._watching.changed.emit()
    assert finished(qtbot, imports).added == {"one.md"}
    assert imports.is_running()
    assert not finished(qtbot, imports)


def test_nothing_is_watched_after_the_end(qtbot: QtBot, imports: Imports, root: Path) -> None:
    imports.start(root, RulesOff())
    finished(qtbot, imports)
    imports.close()
    (root / "two.md").write_text("# Two\n")
    with qtbot.assertNotEmitted(imports.progressed, wait=1500):
        pass
