"""The article with its header and its annotations. It asks; the window answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reader.model import Article, Placement, Rendered, Span
from reader.ui.theme import THEMES, Theme

from .annotation_list import AnnotationList
from .header import ArticleHeader
from .note_editor import NoteEditor
from .rules_panel import RulesPanel
from .view import ArticleView

BESIDE = 1180
"""Pixels of width from which annotations and rules stand beside the text instead of below it."""
NOTES_WIDTH, NOTES_HEIGHT = 380, 240
"""Pixels that annotations and rules may take at most, beside and below the text."""
MAX = 16_777_215
"""Qt's own: no limit."""


class ArticlePane(QWidget):
    """Shows one `Article` at a time."""

    view_requested = Signal(str)
    fold_toggled = Signal(int)
    """The index of a removal whose quiet line was clicked."""
    highlight_requested = Signal(object, str, str)
    """A span of the reading text, colour, style."""
    note_requested = Signal(object)
    """A span to highlight and write about, or None for a note on the whole post."""
    annotation_edited = Signal(str, dict)
    """Id, and the changed fields by name."""
    annotations_deleted = Signal(tuple)
    """Ids."""
    link_activated = Signal(str)
    filter_requested = Signal(str)
    """A term of the query language."""
    place_changed = Signal(int)
    """The offset in the reading text at the top of the screen."""
    zoom_requested = Signal(int)
    """Steps by which the text should become larger or smaller."""
    rules_shown = Signal(bool)
    """Whether the list of what is hidden is shown now."""
    end_reached = Signal()
    """The end of the post was on the screen for a moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = ArticleHeader(self)
        self.view = ArticleView(self)
        self.view.set_header(self.header)
        self.list = AnnotationList(self)
        self.editor = NoteEditor(self)
        self.rules = RulesPanel(self)
        self.rules.hide()
        self._root: Path | None = None
        self._placements: tuple[Placement, ...] = ()
        self._note_awaited: frozenset[str] | None = None
        """The annotations that were there when a note was asked for: the one that comes is to be written."""
        self._notes = QSplitter(self)
        self._notes.addWidget(self.list)
        self._notes.addWidget(self.editor)
        self._notes.hide()
        self._panes = QSplitter(Qt.Orientation.Vertical, self)
        self._side = QSplitter(self)
        self._side.addWidget(self.rules)
        self._side.addWidget(self._notes)
        self._panes.addWidget(self.view)
        self._panes.addWidget(self._side)
        self._panes.setCollapsible(0, False)
        self._panes.setStretchFactor(0, 1)
        self._panes.setStretchFactor(1, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._panes)
        self.setFocusProxy(self.view)
        self._wire()
        self.set_theme(THEMES["light"])

    def _wire(self) -> None:
        self.header.view_requested.connect(self.view_requested)
        self.header.filter_requested.connect(self.filter_requested)
        self.header.note_requested.connect(self._ask_post_note)
        self.header.rules_toggled.connect(self.show_rules)
        self.rules.closed.connect(self.hide_rules)
        self.view.fold_toggled.connect(self.fold_toggled)
        self.view.link_activated.connect(self.link_activated)
        self.view.highlight_requested.connect(self.highlight_requested)
        self.view.note_requested.connect(self._ask_note)
        self.view.highlight_clicked.connect(self._make_room_for_notes)
        self.view.highlight_clicked.connect(self.list.choose)
        self.view.annotation_wanted.connect(self.list.choose)
        self.view.annotation_wanted.connect(self.go_to)
        self.view.place_changed.connect(self.place_changed)
        self.view.end_reached.connect(self.end_reached)
        self.view.zoom_requested.connect(self.zoom_requested)
        self.list.chosen.connect(self.editor.show_annotation)
        self.list.activated_by_reader.connect(self.go_to)
        self.list.delete_requested.connect(self.annotations_deleted)
        self.editor.edited.connect(self.annotation_edited)
        self.editor.delete_requested.connect(self.annotations_deleted)
        self.editor.go_requested.connect(self.go_to)

    # --- what is shown -------------------------------------------------------------------------------------------

    def set_library(self, root: Path | None) -> None:
        """The folder below which images of the posts may be loaded; None for none."""
        self._root = root

    def show_article(self, article: Article) -> None:
        """Show a post from its start, with its annotations."""
        self.editor.save()
        self._note_awaited = None
        self.header.show_article(article)
        self.view.set_removals(article.cleaned.removals)
        self.view.show_rendered(article.rendered, self._root, article.post.path)
        self.show_placements(article.placements)

    def show_placements(self, placements: Sequence[Placement]) -> None:
        """Show these annotations of the same post."""
        self._placements = tuple(placements)
        self.view.set_placements(self._placements)
        self.list.show_placements(self._placements)
        self._arrange()
        if self._note_awaited is not None:
            fresh = [one.annotation.id for one in placements if one.annotation.id not in self._note_awaited]
            if fresh:
                self._note_awaited = None
                self.list.choose(fresh[0])
                self.editor.field.setFocus()

    def clear(self) -> None:
        """Show nothing."""
        self.editor.save()
        self.view.show_rendered(Rendered(html="", text=""), None, "")
        self.show_placements(())

    @Slot(bool)
    def show_rules(self, shown: bool) -> None:
        """Show or hide the list of what the cleaner hides."""
        self.rules.setVisible(shown)
        self._arrange()
        self.header.rules.setChecked(shown)
        self.rules_shown.emit(shown)

    @Slot()
    def hide_rules(self) -> None:
        self.show_rules(False)

    def _arrange(self) -> None:
        """Beside the text there is room for rules and annotations, below it for one of them."""
        beside = self.width() >= BESIDE
        whole, part = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._panes.setOrientation(whole if beside else part)
        self._side.setOrientation(part if beside else whole)
        self._notes.setOrientation(part if beside else whole)
        self._notes.setVisible(bool(self._placements) and (beside or self.rules.isHidden()))
        self._side.setVisible(not (self._notes.isHidden() and self.rules.isHidden()))
        self._side.setMinimumWidth(NOTES_WIDTH if beside else 0)
        self._side.setMaximumSize(NOTES_WIDTH if beside else MAX, MAX if beside else NOTES_HEIGHT)

    @Slot()
    def _make_room_for_notes(self) -> None:
        if self.width() < BESIDE:
            self.hide_rules()

    def set_theme(self, theme: Theme) -> None:
        self.header.set_theme(theme)
        self.rules.set_theme(theme)
        self.view.set_theme(theme)
        self.list.set_theme(theme)
        self.editor.set_theme(theme)

    # --- places and matches --------------------------------------------------------------------------------------

    def place(self) -> int:
        """The offset in the reading text at the top of the screen."""
        return self.view.place()

    def set_place(self, offset: int) -> None:
        self.view.set_place(offset)

    def set_hits(self, spans: Sequence[Span]) -> None:
        """Mark where a search matches."""
        self.view.set_hits(spans)

    @Slot()
    def next_hit(self) -> None:
        self.view.next_hit()

    @Slot()
    def previous_hit(self) -> None:
        self.view.previous_hit()

    @Slot(str)
    def go_to(self, annotation_id: str) -> None:
        """Bring an annotation's text on the screen."""
        for one in self._placements:
            if one.annotation.id == annotation_id and one.match is not None:
                self.view.reveal(one.match.start)

    # --- notes ---------------------------------------------------------------------------------------------------

    @Slot(object)
    def _ask_note(self, span: Span | None) -> None:
        self._make_room_for_notes()
        self._note_awaited = frozenset(one.annotation.id for one in self._placements)
        self.note_requested.emit(span)

    @Slot()
    def _ask_post_note(self) -> None:
        self._ask_note(None)

    # --- Qt ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
