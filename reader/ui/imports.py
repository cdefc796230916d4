"""Keeps a library up to date: imports it in a process of its own, says how far, and again when files change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reader.errors import ReaderError
from reader.locations import Locations
from reader.model import Changes, Progress, RulesOff
from reader.ui.faults import bug, fault, log
from reader.ui.watching import Watching

if TYPE_CHECKING:
    from reader.importer import Import

POLL = 100
"""Milliseconds between two looks at the import."""


class Imports(QObject):
    """At most one import at a time, of the one library that is open."""

    progressed = Signal(object)
    """A `Progress`."""
    batch_written = Signal()
    """Some more posts can be listed and found, and the import goes on."""
    finished = Signal(object)
    """The `Changes` of an import that ended, also of one that was cancelled."""
    failed = Signal(object)
    """A `Fault`."""

    def __init__(self, locations: Locations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._locations = locations
        self._running: Import | None = None
        self._shown = 0
        self._again: Callable[[], None] | None = None
        """Imports once more what was imported last."""
        self._outdated = False
        """Files changed while the import was running."""
        self._timer = QTimer(self, interval=POLL)
        self._timer.timeout.connect(self._poll)
        self._watching = Watching(self)
        self._watching.changed.connect(self._files_changed)

    def start(self, root: Path, rules_off: RulesOff) -> None:
        """Import the library at `root` without the rules that are off, now and whenever its files change.

        An import that still runs is ended first.
        """
        from reader import importer  # long imported by the worker, which opened the library

        self._end()
        self._shown, self._outdated = 0, False
        self._again = lambda: self.start(root, rules_off)
        self._running = importer.start(root, self._locations, rules_off)
        self._timer.start()
        self._watching.start(root)

    def is_running(self) -> bool:
        return self._running is not None

    @Slot()
    def cancel(self) -> None:
        """Stop after the post at hand; what was imported stays."""
        if self._running is not None:
            self._running.cancel()

    def close(self) -> None:
        """End the import and the watching, and wait until nothing is written any more."""
        self._watching.close()
        self._end()
        self._again = None

    def _end(self) -> None:
        self._timer.stop()
        if self._running is not None:
            self._running.close()
            self._running = None

    @Slot()
    def _files_changed(self) -> None:
        if self._running is not None:
            self._outdated = True
        elif self._again is not None:
            self._again()

    @Slot()
    def _poll(self) -> None:
        message = self._running.poll() if self._running is not None else None
        if message is None:
            return
        if isinstance(message, Progress):
            self.progressed.emit(message)
            if message.written > self._shown:
                self._shown = message.written
                self.batch_written.emit()
            return
        self._end()
        if isinstance(message, Changes):
            self.finished.emit(message)
            if self._outdated and self._again is not None:
                self._again()
        elif isinstance(message, ReaderError):
            self.failed.emit(fault(message))
        else:
            log.error("the import failed: %s", message)
            self.failed.emit(bug(message))
