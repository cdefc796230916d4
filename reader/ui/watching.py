"""Tells when files of the library changed on disk."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader.ui.faults import log

PATIENCE = 3.0
"""Seconds to wait for the watching thread, which looks up twice a second."""


class Watching(QObject):
    """Watches one folder at a time, in a thread of its own that sleeps nearly always."""

    changed = Signal()
    """A burst of changes has settled."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root: Path | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, root: Path) -> None:
        """Watch `root` instead of what was watched before; nothing happens if that is the same folder."""
        if root == self._root:
            return
        self.close()
        self._root, self._stop = root, threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(root, self._stop), name="watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Watch nothing any more."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(PATIENCE)
        self._root, self._thread = None, None

    def _watch(self, root: Path, stop: threading.Event) -> None:
        from reader.workspace import watch  # long imported by the worker, which opened the library

        try:
            for _ in watch(root, stop):
                if not stop.is_set():
                    self.changed.emit()
        except Exception:
            log.exception("the library is not watched any more")
