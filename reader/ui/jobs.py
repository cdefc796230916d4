"""The one worker thread: everything slow runs here, one job after the other, and only the newest answers count."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from reader.ui.faults import Fault, fault

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Answer:
    key: str
    number: int
    deliver: Callable[[], None]


class Jobs(QObject):
    """Runs functions in one thread and hands their results back in the thread that this object lives in.

    A keyed job is a question: a newer one with the same key replaces it, whether it waits or runs. A job without a
    key is a deed: it is always run and always answered, in the order given.
    """

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="workspace")
        self._newest: dict[str, int] = {}
        self._number = 0
        self._closed = False
        self._answered.connect(self._deliver)

    def run(
        self,
        key: str,
        function: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Fault], None],
    ) -> None:
        """Run `function` in the worker; then, in this thread, `on_done(result)` or `on_error(fault)`.

        After `close` a question goes unanswered: a timer of a pane may still run out while its window goes.
        """
        if self._closed and key:
            return
        self._number += 1
        number = self._number
        if key:
            self._newest[key] = number

        def work() -> None:
            if not self._wanted(key, number):
                return
            try:
                result = function()
            except Exception as error:
                told = fault(error)
                self._answered.emit(_Answer(key, number, lambda: on_error(told)))
            else:
                self._answered.emit(_Answer(key, number, lambda: on_done(result)))

        self._executor.submit(work)

    def forget(self, key: str) -> None:
        """The answer to the newest job of this key is no longer wanted."""
        self._newest.pop(key, None)

    def close(self, last: Callable[[], None]) -> None:
        """Finish the deeds, drop the questions, run `last` in the worker, and wait for it; once only."""
        if self._closed:
            return
        self._closed = True
        self._newest.clear()
        final = self._executor.submit(last)
        self._executor.shutdown(wait=True)
        final.result()

    def _wanted(self, key: str, number: int) -> bool:
        return not key or self._newest.get(key) == number

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        if not self._closed and self._wanted(answer.key, answer.number):
            answer.deliver()
