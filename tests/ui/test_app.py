"""Starting the program: in a process of its own, with its own log."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reader.locations import resource

START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from reader.locations import Locations
from reader.ui import app

def main():
    catch_bugs = app.catch_bugs
    def then(window):
        catch_bugs(window)
        window.session.failed.connect(lambda told: print("told:", told.sentence))
        window.session.opened.connect(lambda opened: print("opened:", opened.root.name))
        {then}
    app.catch_bugs = then
    sys.exit(app.run({folder}, Locations(Path(sys.argv[1]), Path(sys.argv[1]) / "cache")))

if __name__ == "__main__":
    main()
"""


def run(tmp_path: Path, then: str, folder: str = "None") -> subprocess.CompletedProcess[str]:
    script = tmp_path / "start.py"
    script.write_text(START.format(then=then, folder=folder), encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(script), str(tmp_path / "data")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def test_the_first_start_opens_the_sample_library(tmp_path: Path) -> None:
    done = run(tmp_path, "window.imports.finished.connect(window.close)")
    assert done.returncode == 0, done.stderr
    assert "opened: sample" in done.stdout
    assert "told:" not in done.stdout
    assert (tmp_path / "data" / "settings.json").is_file()


def test_a_bug_is_logged_and_told_and_the_window_stays(tmp_path: Path) -> None:
    then = """
        window.imports.finished.connect(lambda: QTimer.singleShot(0, lambda: 1 // 0))
        window.session.failed.connect(lambda: print("visible:", window.isVisible()))
        window.session.failed.connect(lambda: QTimer.singleShot(0, window.close))
    """
    done = run(tmp_path, then, f"Path({str(resource('sample'))!r})")
    assert done.returncode == 0, done.stderr
    assert "told: Something went wrong" in done.stdout and "visible: True" in done.stdout
    log = (tmp_path / "data" / "logs" / "yomikaki.log").read_text("utf-8")
    assert "ZeroDivisionError" in log


def test_damaged_settings_do_not_keep_the_program_from_starting(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.json").write_text("{")
    done = run(tmp_path, "window.imports.finished.connect(window.close)")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data" / "settings.json.damaged").read_text() == "{"


def test_nothing_heavy_is_imported_before_the_window_is_there() -> None:
    code = (
        "import sys, reader.ui.app; heavy = {'whoosh', 'yaml', 'frontmatter', 'markdown_it', 'pygments', 'sqlite3',"
        " 'rapidfuzz', 'nh3'}; print(sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_qt_says_its_warnings_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

    from reader.ui.app import log_qt

    with caplog.at_level(logging.INFO, "qt"):
        log_qt(QtMsgType.QtWarningMsg, QMessageLogContext(), "odd")
        log_qt(QtMsgType.QtInfoMsg, QMessageLogContext(), "usual")
    assert [(record.levelname, record.message) for record in caplog.records] == [("WARNING", "odd"), ("INFO", "usual")]


def test_japanese_shapes_are_chosen_for_kanji(qapp: QApplication) -> None:
    from reader.ui.app import JAPANESE, interface_font

    assert interface_font(qapp.font()).families()[1:] == list(JAPANESE)
