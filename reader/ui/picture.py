"""The window on a library, opened, looked at and closed again without a person: for the self-check and screenshots."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from reader.errors import CannotSave
from reader.locations import Locations
from reader.settings import Settings
from reader.ui.app import log_qt, make_application
from reader.ui.faults import Fault
from reader.ui.window import MainWindow

SIZE = (1280, 800)
PATIENCE = 120_000
"""Milliseconds for an import to end and an article to appear."""


class NotShown(Exception):
    """The window did not come to show what it was asked to."""


def picture_of_window(
    root: Path,
    locations: Locations,
    path: str,
    file: Path | None = None,
    *,
    remembered: Settings | None = None,
    size: tuple[int, int] = SIZE,
) -> dict[str, Any]:
    """Show the library at `root` with the post at `path` open, and keep a picture of it in `file` (PNG).

    Returns what stood in the window: the number of rows in the list, of characters in the article, of highlights, and
    the platform that Qt used. Raises NotShown when the window does not get that far, CannotSave for the picture.
    """
    remembered = remembered or Settings()
    locations.data.mkdir(parents=True, exist_ok=True)
    _wide_screen(locations.data / "screen.json", size)
    qInstallMessageHandler(log_qt)
    application = QApplication.instance() or make_application(remembered.language)
    window = MainWindow(locations, remembered)
    window.resize(*size)
    refused: list[Fault] = []
    window.session.not_opened.connect(lambda _, told: refused.append(told))

    def opened() -> bool:
        if refused:
            raise NotShown(refused[0].sentence)
        return window.posts.model.rowCount() > 0 and not window.imports.is_running()

    try:
        window.show()
        window.open_library(root)
        _until(opened, "the list stayed empty")
        window.show_post(path)
        view = window.reading.article.view
        _until(lambda: window.reading.path() == path and bool(view.toPlainText()), "the article did not appear")
        QApplication.processEvents()
        if file is not None and not window.grab().save(str(file), "PNG"):
            raise CannotSave(path=file, reason="the picture could not be written")
        return {
            "platform": application.platformName() if isinstance(application, QApplication) else "",
            "rows": window.posts.model.rowCount(),
            "characters": len(view.toPlainText()),
            "screenshot": str(file) if file else "",
        }
    finally:
        window.close()


def _wide_screen(file: Path, size: tuple[int, int]) -> None:
    """The screen of the offscreen platform is 800 by 800 pixels unless a file says otherwise."""
    if os.environ.get("QT_QPA_PLATFORM") != "offscreen" or QApplication.instance() is not None:
        return
    screen = {"name": "offscreen", "x": 0, "y": 0, "width": size[0], "height": size[1]}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


def _until(holds: Callable[[], bool], otherwise: str) -> None:
    deadline = QDeadlineTimer(PATIENCE)
    while not holds():
        if deadline.hasExpired():
            raise NotShown(otherwise)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
