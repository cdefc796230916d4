"""The right pane: the article with its search bar, and what is known of the post on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reader.model import Article, Span, Status, View
from reader.ui import removals
from reader.ui.article import ArticlePane
from reader.ui.empty_state import EmptyState
from reader.ui.find_bar import FindBar, HitStrip
from reader.ui.places import same_place
from reader.ui.session import Marked, Shown, Wanted
from reader.ui.theme import Theme

REMEMBER = 1000
"""Milliseconds after the last scroll before the reading place is stored."""


class ReadingPane(QWidget):
    """Keeps view, opened removals, matches and reading place together while one post is read."""

    post_wanted = Signal(object)
    """A `Wanted`: the post, or the same post in another form."""
    place_left = Signal(str, int)
    """Path and reading place to be stored."""
    read_through = Signal(str)
    """The path of an unread post whose end was seen."""
    find_requested = Signal(str, str)
    """A reading text, and what to find in it."""
    mark_requested = Signal(str, object)
    """A reading text, and a `Wanted` whose query is to be marked in it."""
    highlight_requested = Signal(str, str, object, str, str)
    """Path, view, span of the reading text, colour, style."""
    note_requested = Signal(str, str, object)
    """Path, view, span of the reading text or None for a note on the whole post."""
    link_activated = Signal(str, str)
    """A link and the path of the post it stands in."""
    view_changed = Signal(str)
    rules_switched = Signal(object, str)
    """The cleaning rules that shall be off, and the path of the post or '' for the whole library."""
    space_pressed = Signal(bool)
    """In the text; True with Shift."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.article = ArticlePane(self)
        self.find_bar = FindBar(self)
        self.hit_strip = HitStrip(self)
        self.empty = EmptyState(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.article)
        self._view: View = "cleaned"
        self._wanted: Wanted | None = None
        self._shown: Shown | None = None
        self._arriving = False
        """Whether the post that was asked for is to be shown at its match, even if it is on the screen already."""
        self._status = Status()
        self._link = ""
        """The link that was followed by keyboard and that the new page shall have the keyboard on."""
        self._stepped: tuple[str, int] = ("", -1)
        """The rule whose removals are gone through, and the one that was reached."""
        self._place: int | None = None
        """A reading place in the cleaned view, not yet stored."""
        self._remember = QTimer(self, singleShot=True, interval=REMEMBER)
        self._remember.timeout.connect(self.store_place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.hit_strip)
        column.addWidget(self.find_bar)
        column.addWidget(self._stack, 1)
        self.find_bar.find_requested.connect(self._find)
        self.find_bar.next_requested.connect(self.article.next_hit)
        self.find_bar.previous_requested.connect(self.article.previous_hit)
        self.find_bar.closed.connect(self._end_find)
        self.hit_strip.next_requested.connect(self.article.next_hit)
        self.hit_strip.previous_requested.connect(self.article.previous_hit)
        self.article.view.hit_reached.connect(self._say_hit)
        self.article.view_requested.connect(self.set_view)
        self.article.fold_toggled.connect(self._toggle_fold)
        self.article.highlight_requested.connect(self._highlight)
        self.article.note_requested.connect(self._note)
        self.article.link_activated.connect(self._follow)
        self.article.place_changed.connect(self._scrolled)
        self.article.end_reached.connect(self._end_seen)
        self.article.rules.followed.connect(self._follow_rule)
        self.article.rules.switched.connect(self._switch_rules)
        self.article.view.installEventFilter(self)

    # --- which post ---

    def path(self) -> str:
        """The post on the screen, '' for none."""
        return self._shown.wanted.path if self._shown else ""

    def shown(self) -> Shown | None:
        """What is on the screen."""
        return self._shown

    def ask(
        self, path: str, query: str = "", annotation_id: str = "", *, typing: bool = False, similar: bool = False
    ) -> None:
        """Ask for a post at an annotation or at the first match of `query`, which will all be shown in it.

        `typing` and `similar` tell how the query is meant, as in `Wanted`.
        """
        self.store_place()
        self._arriving = True
        self._want(Wanted(path, self._view, query=query, typing=typing, similar=similar, annotation_id=annotation_id))

    @Slot(str)
    def set_view(self, view: View) -> None:
        """Show this and the following posts cleaned, original or compared."""
        if view != self._view:
            self.store_place()
            self._view = view
            self.view_changed.emit(view)
            if self._wanted is not None:
                self._want(replace(self._wanted, view=view, opened=frozenset()))

    def ask_again(self) -> None:
        """Ask for the post on the screen once more: its file or its annotations changed."""
        if self._wanted is not None:
            self.post_wanted.emit(self._wanted)

    def close_post(self) -> None:
        """Show the empty state; nothing is read."""
        self.store_place()
        self._wanted = self._shown = None
        self.article.clear()
        self.find_bar.hide()
        self._stack.setCurrentWidget(self.empty)

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.post_wanted.emit(wanted)

    # --- the answer ---

    def show_article(self, shown: Shown) -> None:
        """Show an article at the match, the annotation or the place where the reader was."""
        before, self._shown, self._status = self._shown, shown, shown.status
        self.article.rules.show_article(shown.article, shown.rules_off)
        if before is not None and before.wanted.path != shown.wanted.path:
            before = None
        arriving, self._arriving = self._arriving or before is None, False
        if before is not None and before.article.rendered == shown.article.rendered:
            self.article.show_placements(shown.article.placements)
            self._show_removal(shown)
            if arriving:
                self.article.set_hits(shown.hits)
                self._arrive(shown)
            return
        place = self.article.place()
        self.article.show_article(shown.article)
        self._stack.setCurrentWidget(self.article)
        self.article.set_hits(shown.hits)
        if not (arriving and self._arrive(shown)):
            if before is not None:
                self.article.set_place(same_place(before.article.rendered.text, place, shown.article.rendered.text))
            elif shown.wanted.view == "cleaned":
                self.article.set_place(shown.status.place)
        self._remember.stop()
        self._place = None
        if self.find_bar.isVisible():
            self.find_bar.search()
        self.article.view.focus_link(self._link)
        self._show_removal(shown)

    def _arrive(self, shown: Shown) -> bool:
        """Go to the annotation that was asked for, else to the first match; False if there is neither."""
        annotation_id = shown.wanted.annotation_id
        self.article.list.choose(annotation_id)
        if (found := placed(shown.article, annotation_id)) is not None:
            self.article.set_place(found)
        elif shown.hits:
            self.article.view.first_hit()
        return found is not None or bool(shown.hits)

    def show_status(self, status: Status) -> None:
        """What the person did with the post on the screen, as it is now."""
        self._status = status

    def show_matches(self, spans: Sequence[Span]) -> None:
        """Where the search inside the post found something."""
        if not self.find_bar.isHidden():
            self.article.set_hits(tuple(spans))
            self.article.next_hit()

    def mark(self, query: str, *, typing: bool, similar: bool) -> None:
        """Have the matches of another query of the list marked in the post on the screen, which does not move."""
        if self._shown is not None:
            wanted = self._shown.wanted.asking(query, typing=typing, similar=similar)
            if wanted != self._shown.wanted:
                self.mark_requested.emit(self._shown.article.rendered.text, wanted)

    def show_marks(self, marked: Marked) -> None:
        """Mark what the query of the list matches, unless another text is on the screen meanwhile."""
        shown, wanted = self._shown, self._wanted
        if shown is None or wanted is None or shown.article.rendered.text != marked.text or wanted.path != self.path():
            return
        query, typing, similar = marked.wanted.query, marked.wanted.typing, marked.wanted.similar
        self._shown = replace(shown, wanted=marked.wanted, hits=marked.hits)
        self._wanted = wanted.asking(query, typing=typing, similar=similar)
        if self.find_bar.isHidden():
            self.article.set_hits(marked.hits)

    @Slot(int, int)
    def _say_hit(self, number: int, count: int) -> None:
        if self.find_bar.isHidden():
            self.hit_strip.show_hits(self._shown.wanted.query if self._shown else "", number, count)
        else:
            self.hit_strip.hide()
            self.find_bar.show_count(number, count)

    def set_theme(self, theme: Theme, icons: Mapping[str, QIcon]) -> None:
        self.article.set_theme(theme)
        self.find_bar.set_icons(icons)
        self.hit_strip.set_icons(icons)

    def set_library(self, root: Path | None) -> None:
        """The folder below which images of the posts are found."""
        self.article.set_library(root)

    @Slot()
    def write_note(self) -> None:
        """Start a note on the selected text, or on the whole post if nothing is selected."""
        span = self.article.view.selected()
        if span is not None:
            self.article.view.note_requested.emit(span)
        else:
            self.article.header.note_requested.emit()

    # --- reading on ---

    def page(self, back: bool = False) -> bool:
        """Scroll by a screen; False if there was nowhere to go."""
        bar = self.article.view.verticalScrollBar()
        before = bar.value()
        step = max(bar.pageStep() - 48, bar.singleStep())
        bar.setValue(before - step if back else before + step)
        return self._shown is not None and bar.value() != before

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            self.space_pressed.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def store_place(self) -> None:
        """Have the reading place stored, if it moved."""
        self._remember.stop()
        if self._place is not None and self._shown is not None:
            self.place_left.emit(self.path(), self._place)
        self._place = None

    @Slot(int)
    def _scrolled(self, offset: int) -> None:
        if self._shown is not None and self._shown.wanted.view == "cleaned":
            self._place = offset
            self._remember.start()

    @Slot()
    def _end_seen(self) -> None:
        if self._shown is not None and not self._status.read:
            self._status = replace(self._status, read=True)
            self.read_through.emit(self.path())

    # --- what the article asks for, with the post it is about ---

    @Slot(int)
    def _toggle_fold(self, removal: int) -> None:
        if self._wanted is not None:
            self._link = f"fold:{removal}"
            self._want(replace(self._wanted, opened=self._wanted.opened ^ {removal}))

    # --- what the rules of the cleaner hide ---

    @Slot(object, str)
    def _switch_rules(self, off: frozenset[str], path: str) -> None:
        if self._wanted is not None:
            # Other rules give other removals: what was opened by its number is no longer the same.
            self._wanted = replace(self._wanted, opened=frozenset())
            self._stepped = ("", -1)
            self.rules_switched.emit(off, path)

    @Slot(str)
    def _follow_rule(self, rule: str) -> None:
        """Go to the next removal of a rule: open its line, or show the compared view if it has none."""
        if self._shown is None or self._wanted is None:
            return
        article = self._shown.article
        mine = removals.of_rule(article, rule)
        if not mine:
            return
        last_rule, last = self._stepped
        index = removals.after(mine, last if rule == last_rule else None)
        opened, fold = self._wanted.opened, removals.fold_of(article.rendered, index)
        if fold is not None:
            opened = opened - {removals.fold_of(article.rendered, last)} | {fold}
        self._stepped = (rule, index)
        if fold is None and article.view == "cleaned":
            self._view = "compared"
            self.view_changed.emit("compared")
            opened = frozenset()
        self._link = ""
        self._want(replace(self._wanted, view=self._view, opened=opened, removal=index))

    def _show_removal(self, shown: Shown) -> None:
        if shown.wanted.removal is not None and self._wanted is not None:
            rule, index = self._stepped
            self.article.rules.show_step(rule, removals.of_rule(shown.article, rule).index(index) + 1)
            self.article.view.show_removal(index)
            self._wanted = replace(self._wanted, removal=None)

    @Slot(object, str, str)
    def _highlight(self, span: Span, colour: str, style: str) -> None:
        if self._shown is not None:
            self.highlight_requested.emit(self.path(), self._shown.wanted.view, span, colour, style)

    @Slot(object)
    def _note(self, span: Span | None) -> None:
        if self._shown is not None:
            self.note_requested.emit(self.path(), self._shown.wanted.view, span)

    @Slot(str)
    def _follow(self, link: str) -> None:
        self.link_activated.emit(link, self.path())

    # --- search inside the post ---

    @Slot(str)
    def _find(self, words: str) -> None:
        if self._shown is None:
            return
        if words:
            self.find_requested.emit(self._shown.article.rendered.text, words)
        else:
            self.show_matches(())

    @Slot()
    def _end_find(self) -> None:
        if self._shown is not None:
            self.article.set_hits(self._shown.hits)
        self.article.setFocus()


def placed(article: Article, annotation_id: str) -> int | None:
    """Where an annotation stands in the reading text; None if it has no place or is not there."""
    for placement in article.placements:
        if placement.annotation.id == annotation_id and placement.match is not None:
            return placement.match.start
    return None
