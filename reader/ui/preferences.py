"""The settings while the program runs: changed here, applied at once, written a little later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from reader import settings
from reader.errors import CannotSave
from reader.settings import Settings
from reader.ui.faults import fault
from reader.ui.rows import Sort
from reader.ui.theme import THEMES, Theme

PAUSE = 2000
"""Milliseconds after the last change before the file is written."""
ZOOM = 1.1
"""Each step makes the article's text larger by this factor."""
STEPS = range(-6, 13)


class Preferences(QObject):
    """Keeps the settings and the theme that follows from them."""

    theme_changed = Signal(object)
    """A `Theme` at the chosen text size."""
    failed = Signal(object)
    """A `Fault`: the settings could not be written."""

    def __init__(self, path: Path, remembered: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.settings = remembered
        self._written = remembered
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.save)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def remember(self, **changes: Any) -> None:
        """Change some settings, by the names of their fields."""
        self.settings = replace(self.settings, **changes)
        self._timer.start()

    @Slot(object)
    def keep_order(self, order: Sort) -> None:
        self.remember(sort=order.key, descending=order.descending)

    @Slot(bool)
    def keep_density(self, compact: bool) -> None:
        self.remember(compact=compact)

    @Slot()
    def save(self) -> None:
        """Write the settings if they changed."""
        self._timer.stop()
        if self.settings == self._written:
            return
        try:
            settings.save(self.settings, self._path)
        except CannotSave as error:
            self.failed.emit(fault(error))
        else:
            self._written = self.settings

    def theme(self) -> Theme:
        """The theme that was chosen, or the one that fits the system, at the chosen text size."""
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        chosen = THEMES.get(self.settings.theme) or THEMES["dark" if dark else "light"]
        return replace(chosen, size=round(chosen.size * ZOOM**self.settings.zoom))

    @Slot(str)
    def set_theme(self, name: str) -> None:
        self.remember(theme=name)
        self.theme_changed.emit(self.theme())

    @Slot()
    def zoom_in(self) -> None:
        self._set_zoom(self.settings.zoom + 1)

    @Slot()
    def zoom_out(self) -> None:
        self._set_zoom(self.settings.zoom - 1)

    @Slot()
    def zoom_reset(self) -> None:
        self._set_zoom(0)

    def _set_zoom(self, step: int) -> None:
        if step in STEPS and step != self.settings.zoom:
            self.remember(zoom=step)
            self.theme_changed.emit(self.theme())

    @Slot()
    def _system_changed(self) -> None:
        if not self.settings.theme:
            self.theme_changed.emit(self.theme())


def encoded(state: QByteArray) -> str:
    """What Qt saves of a window, as text."""
    return bytes(state.toBase64().data()).decode("ascii")


def decoded(text: str) -> QByteArray:
    """The state in a text of `encoded`; an empty one, which Qt ignores, for anything else."""
    return QByteArray.fromBase64(text.encode("utf-8", "replace"))
