"""Everything about all annotations in one place: the browser, the remark after a change on disk, the choice of a place,
citations. It stands between the session and the panes, as the window does for the posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QIcon
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from reader.model import Annotation, Standing
from reader.ui.annotations.attach import AttachBar
from reader.ui.annotations.browser import AnnotationBrowser
from reader.ui.annotations.entries import Entry
from reader.ui.annotations.questions import Holdings, Stamps, Standings, holdings, stamps
from reader.ui.dialogs import choose_export
from reader.ui.reading import ReadingPane
from reader.ui.session import Opened, Outcome, Session
from reader.ui.status import StatusBar
from reader.ui.theme import Theme

if TYPE_CHECKING:
    from reader.workspace import Workspace


class AnnotationDesk(QObject):
    """Asks the session, shows in browser, reading pane and status bar."""

    jump_requested = Signal(str, str)
    """The path of a post and the id of an annotation in it."""

    def __init__(
        self, session: Session, reading: ReadingPane, status: StatusBar, undo: Sequence[QAction], window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._reading, self._status, self._window = session, reading, status, window
        self._library = ""
        self._stamps: Stamps | None = None
        self._all_asked = False
        """Whether every annotation of the library was looked at, or will be."""
        self._changed: frozenset[str] = frozenset()
        """Annotated posts that changed on disk and were not told of yet."""
        self._fates: dict[str, Standing] = {}
        """What became of their annotations."""
        self._told: frozenset[str] = frozenset()
        """The posts that the remark in the status bar is about."""
        self.browser = AnnotationBrowser(window, undo)
        self.standings = Standings(session, self)
        self.bar = AttachBar(reading)
        layout = reading.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self.bar)
        self.notice = QToolButton(status)
        self.notice.setAutoRaise(True)
        self.notice.setToolTip(self.tr("Show what became of them"))
        self.notice.clicked.connect(self._show_told)
        self.notice.hide()
        status.addPermanentWidget(self.notice)
        self._wire()

    def _wire(self) -> None:
        session, browser = self._session, self.browser
        session.opened.connect(self._library_opened)
        session.changed.connect(self._take_over)
        self.standings.found.connect(self._keep_standings)
        self.standings.finished.connect(self._tell)
        browser.query_changed.connect(self._ask_holdings)
        browser.go_requested.connect(self._go)
        browser.edited.connect(session.edit)
        browser.delete_requested.connect(session.delete)
        browser.recolour_requested.connect(self._recolour)
        browser.tags_requested.connect(self._tag)
        browser.export_requested.connect(self._export)
        browser.accept_requested.connect(self._accept)
        browser.reattach_requested.connect(self._begin_choice)
        browser.old_text_requested.connect(self._ask_old_text)
        browser.cite_requested.connect(self._cite)
        self.bar.attach_requested.connect(self._attach)
        self._reading.article.view.citation_requested.connect(self.cite_selection)
        self._reading.article.view.selectionChanged.connect(self._selection_changed)

    @Slot()
    def show(self) -> None:
        """Open the browser, or bring it to the front."""
        self.browser.show()
        self.browser.raise_()
        self.browser.activateWindow()
        self.browser.tree.setFocus()
        self._ask_holdings(self.browser.query())

    def close(self) -> None:
        """Close the browser, which has what was typed stored first."""
        self.browser.close()

    def set_theme(self, theme: Theme, icons: Mapping[str, QIcon]) -> None:
        self.browser.set_theme(theme, icons)
        self.bar.set_theme(theme)

    # --- what is listed ---

    @Slot(object)
    def _library_opened(self, opened: Opened) -> None:
        self._library = opened.root.name
        self._all_asked = False
        self._changed, self._told = frozenset(), frozenset()
        self._fates.clear()
        self.notice.hide()
        self.bar.leave()
        self.standings.forget()
        self.browser.forget()
        self._stamps = None
        self._session.ask("stamps", stamps, self._compare)
        if self.browser.isVisible():
            self._ask_holdings("")

    @Slot(str)
    def _ask_holdings(self, query: str) -> None:
        self._session.ask("annotations", lambda workspace: holdings(workspace, query), self._show_holdings)

    def _show_holdings(self, found: Holdings) -> None:
        self.browser.show_holdings(found)
        if not self._all_asked and not found.query:
            self._all_asked = True
            self.standings.ask(entry.annotation.path for entry in found.entries)

    @Slot(object)
    def _take_over(self, outcome: Outcome) -> None:
        changed = outcome.changes.annotated
        if outcome.reloaded:
            self._session.ask("stamps", stamps, self._compare)
        if changed and self._all_asked:
            self.standings.ask(changed)
        if self.browser.isVisible() and (changed or outcome.reloaded):
            self._ask_holdings(self.browser.query())

    def _compare(self, found: Stamps) -> None:
        """Look at the annotations of posts that are not what they were when this was asked last."""
        before, self._stamps = self._stamps, found
        if before is not None and (touched := found.differing(before)):
            self._changed |= touched
            self.standings.ask(touched)

    @Slot(object)
    def _keep_standings(self, standings: tuple[Standing, ...]) -> None:
        self._fates.update((one.annotation.id, one) for one in standings if one.annotation.path in self._changed)
        self.browser.show_standings(standings)

    # --- what became of them ---

    @Slot()
    def _tell(self) -> None:
        """Say in the status bar what a change on disk did to annotations, unless they all are in their places."""
        fates = [one.fate for one in self._fates.values() if one.annotation.path in self._changed]
        words = [
            self.tr("%Ln highlight(s) changed", "", fates.count("changed")) if "changed" in fates else "",
            self.tr("%Ln highlight(s) moved", "", fates.count("moved")) if "moved" in fates else "",
            self.tr("%Ln highlight(s) lost the place", "", fates.count("lost")) if "lost" in fates else "",
            self.tr("%Ln annotation(s) without a post", "", fates.count("missing")) if "missing" in fates else "",
        ]
        if any(words):
            self._told = self._changed
            self.notice.setText(self.tr(", ", "between what became of highlights").join(filter(None, words)))
            self.notice.show()
        self._changed = frozenset()
        self._fates.clear()

    @Slot()
    def _show_told(self) -> None:
        self.notice.hide()
        self.browser.show_posts(self._told)
        self.show()

    @Slot(tuple)
    def _accept(self, ids: tuple[str, ...]) -> None:
        self._session.do(lambda workspace: workspace.accept(ids))

    @Slot(str)
    def _ask_old_text(self, annotation_id: str) -> None:
        def work(workspace: Workspace) -> str | None:
            return workspace.annotated_text(annotation_id)

        self._session.ask("old text", work, lambda text: self.browser.detail.show_old_text(annotation_id, text))

    # --- another place ---

    @Slot(object)
    def _begin_choice(self, annotation: Annotation) -> None:
        self.bar.begin(annotation)
        self._selection_changed()
        self._to_front()
        self.jump_requested.emit(annotation.path, annotation.id)

    @Slot()
    def _selection_changed(self) -> None:
        if self.bar.isVisible():
            self.bar.set_ready(self._reading.article.view.selected() is not None)

    @Slot(str)
    def _attach(self, annotation_id: str) -> None:
        shown, span = self._reading.shown(), self._reading.article.view.selected()
        if shown is None or span is None:
            return
        path, view = shown.wanted.path, shown.wanted.view
        self._session.do(lambda workspace: workspace.reattach(annotation_id, path, view, span))
        self.bar.leave()
        self._status.remark(self.tr("The annotation has a new place; Undo takes it back."))

    # --- many at once ---

    @Slot(tuple, str)
    def _recolour(self, ids: tuple[str, ...], colour: str) -> None:
        self._session.do(lambda workspace: workspace.edit_many(ids, colour=colour))  # type: ignore[arg-type]

    @Slot(tuple, tuple, tuple)
    def _tag(self, ids: tuple[str, ...], add: tuple[str, ...], drop: tuple[str, ...]) -> None:
        self._session.do(lambda workspace: workspace.edit_many(ids, add_tags=add, remove_tags=drop))

    @Slot(tuple)
    def _export(self, ids: tuple[str, ...]) -> None:
        chosen = choose_export(self.browser, self._library)
        if chosen is not None:
            self._session.export(*chosen, frozenset(ids))

    # --- the place in the article, and citations ---

    @Slot(object)
    def _go(self, entry: Entry) -> None:
        if entry.fate == "missing":
            return
        self._to_front()
        self.jump_requested.emit(entry.annotation.path, entry.annotation.id)

    def _to_front(self) -> None:
        self._window.raise_()
        self._window.activateWindow()

    @Slot(str, str)
    def _cite(self, form: str, annotation_id: str) -> None:
        def work(workspace: Workspace) -> str:
            from reader.exchange import cite

            return cite(workspace, form, annotation_id)

        self._session.ask("cite", work, self._copy)

    @Slot(str)
    def cite_selection(self, form: str) -> None:
        """Copy the text that is selected in the article as a citation."""
        shown, span = self._reading.shown(), self._reading.article.view.selected()
        if shown is None or span is None:
            self._status.remark(self.tr("Select the passage to be cited first."))
            return
        path, view = shown.wanted.path, shown.wanted.view

        def work(workspace: Workspace) -> str:
            from reader.exchange import cite_selection

            return cite_selection(workspace, form, path, view, span)

        self._session.ask("cite", work, self._copy)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._status.remark(self.tr("The citation was copied."))
