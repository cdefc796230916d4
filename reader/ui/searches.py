"""The searches that were made and those that are saved: kept in the settings, counted one after the other."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot

from reader.settings import Settings
from reader.ui.preferences import Preferences


class Searches(QObject):
    """Tells who shows them what changed."""

    made = Signal(object)
    """The queries that were searched for, the latest first."""
    saved = Signal(object, object)
    """The saved searches, and how many results each query has, as far as known."""
    count_wanted = Signal(str)
    """The query of a saved search."""

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._totals: dict[str, int] = {}
        self._waiting: list[str] = []
        """Queries to be counted. One at a time, so that what is typed meanwhile has to wait for one only."""

    def show(self) -> None:
        """Tell what was kept from the last time."""
        self.made.emit(self._settings.searches)
        self._tell_saved()

    def remember(self, query: str) -> None:
        """Put a query at the top of those that were searched for."""
        if query and query != next(iter(self._settings.searches), ""):
            self._preferences.remember(searches=self._settings.with_search(query).searches)
            self.made.emit(self._settings.searches)

    @Slot()
    def forget(self) -> None:
        """Forget what was searched for; saved searches stay."""
        self._preferences.remember(searches=())
        self.made.emit(())

    @Slot(str, str)
    def save(self, name: str, query: str) -> None:
        """Save a query; a name that is taken gets a number."""
        self._keep(self._settings.with_saved(name, query))

    @Slot(str, str)
    def rename(self, old: str, new: str) -> None:
        self._keep(self._settings.with_renamed(old, new))

    @Slot(str)
    def delete(self, name: str) -> None:
        self._keep(self._settings.without_saved(name))

    @Slot()
    def count(self) -> None:
        """Count the results of all saved searches anew: the library has changed."""
        self._waiting = list(dict.fromkeys(search.query for search in self._settings.saved))
        self._count_next()

    @Slot(str, int)
    def counted(self, query: str, total: int) -> None:
        """How many results a query has."""
        self._waiting = [other for other in self._waiting if other != query]
        self._totals[query] = total
        self._tell_saved()
        self._count_next()

    @property
    def _settings(self) -> Settings:
        return self._preferences.settings

    def _keep(self, changed: Settings) -> None:
        self._preferences.remember(saved=changed.saved)
        self._tell_saved()
        self.count()

    def _tell_saved(self) -> None:
        totals: Mapping[str, int] = dict(self._totals)
        self.saved.emit(self._settings.saved, totals)

    def _count_next(self) -> None:
        if self._waiting:
            self.count_wanted.emit(self._waiting[0])
