"""What the list is to show: the query, its order, and how many hits are fetched."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from reader.ui.query_terms import asks_for_words, toggled
from reader.ui.rows import Listing, Sort
from reader.ui.session import FIRST_HITS


class Browsing(QObject):
    """Keeps the query; posts and hits each have an order of their own."""

    listing_wanted = Signal(str, object, int, bool)
    """Query, `Sort`, how many hits of a search by relevance, and whether the query's last word may go on."""
    query_changed = Signal(str)
    """Changed by something else than the search box."""
    order_changed = Signal(object)
    """The `Sort` of the posts."""

    def __init__(self, order: Sort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.query = ""
        self.typing = False
        """Whether the query's last word may go on."""
        self._understood = ""
        """What a query that is not complete was taken for."""
        self._limit = FIRST_HITS
        self._order = order
        self._hit_order = Sort("relevance", True)

    def words(self) -> str:
        """The query if something is looked up in the text, so that it can be shown there; else ''."""
        return self.query if asks_for_words(self.query) else ""

    @Slot(str, bool)
    def search(self, query: str, typing: bool = False) -> None:
        """List the posts that match, all of them for an empty query; while `typing` its last word may go on."""
        self.query, self.typing, self._understood = query, typing, ""
        self._limit = FIRST_HITS
        self.ask()

    @Slot(str)
    def set_query(self, query: str) -> None:
        """List what a query of ours finds."""
        self.query_changed.emit(query)
        self.search(query)

    @Slot()
    def show_all(self) -> None:
        """Take all words and filters out of the query."""
        self.set_query("")

    @Slot(str)
    def toggle_filter(self, term: str) -> None:
        """Put a term into the query, or take it out; of a query that is not complete its words stay."""
        self.set_query(toggled(self._understood or self.query, term))

    def hear(self, listing: Listing) -> None:
        """How the query was understood."""
        if listing.query == self.query:
            self._understood = listing.understood if listing.literal else ""

    @Slot(object)
    def sort(self, order: Sort) -> None:
        """List in another order."""
        if self.words():
            self._hit_order = order
        else:
            self._order = order
            self.order_changed.emit(order)
        self.ask()

    def fetch_more(self, listing: Listing) -> None:
        """List more hits, unless they are on their way."""
        if len(listing.rows) >= self._limit:
            self._limit *= 4
            self.ask()

    def ask(self) -> None:
        """Ask for the listing once more."""
        self.listing_wanted.emit(self.query, self._hit_order if self.words() else self._order, self._limit, self.typing)
