"""The main window: three panes that ask, and one place that answers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow

from reader.locations import Locations, resource
from reader.model import Changes, RulesOff, View
from reader.settings import Settings
from reader.ui.actions import Actions, check
from reader.ui.annotations import AnnotationDesk
from reader.ui.browsing import Browsing
from reader.ui.dialogs import choose_export, choose_library, show_about
from reader.ui.faults import Fault
from reader.ui.guidance import guide, guide_after_failure, situation, welcome
from reader.ui.icons import icons
from reader.ui.imports import Imports
from reader.ui.links import Target
from reader.ui.post_list import PostList
from reader.ui.preferences import Preferences, decoded, encoded
from reader.ui.problems import ProblemList
from reader.ui.reading import ReadingPane
from reader.ui.rows import Listing, Row, Sort
from reader.ui.searches import Searches
from reader.ui.session import Opened, Outcome, Session, Shown
from reader.ui.sidebar import Sidebar
from reader.ui.splitter import PaneSplitter
from reader.ui.status import StatusBar
from reader.ui.theme import Theme, palette
from reader.ui.words import deed_words


class MainWindow(QMainWindow):
    """Holds what is open and asked for; every pane gets its values from here and sends its wishes here."""

    def __init__(self, locations: Locations, remembered: Settings) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Yomikaki")
        self._locations = locations
        self._root: Path | None = None
        self._rules_off = RulesOff()
        """The cleaning rules that the open library is imported without."""
        self._opening = False
        self._listing: Listing | None = None
        self._resume = ""
        """The post to show as soon as the list has it."""
        self.preferences = Preferences(locations.settings, remembered, self)
        self.session = Session(locations, self)
        self.imports = Imports(locations, self)
        self.browsing = Browsing(Sort(remembered.sort, remembered.descending), self)
        self.searches = Searches(self.preferences, self)
        self.commands = Actions(self)
        self.sidebar = Sidebar(self)
        self.posts = PostList(self)
        self.reading = ReadingPane(self)
        self.problems = ProblemList(self)
        self.status = StatusBar(self)
        self.desk = AnnotationDesk(
            self.session, self.reading, self.status, (self.commands.undo, self.commands.redo), self
        )
        self._lay_out()
        self._wire()
        self._restore()

    def _lay_out(self) -> None:
        self._panes = PaneSplitter(self)
        for pane, least in ((self.sidebar, 160), (self.posts, 260), (self.reading, 360)):
            pane.setMinimumWidth(least)
            self._panes.addWidget(pane)
        self._panes.setStretchFactor(2, 1)
        self._panes.setSizes([210, 370, 700])
        self.setCentralWidget(self._panes)
        self.setStatusBar(self.status)
        self.commands.build_menus()
        self.addToolBar(self.commands.build_toolbar())
        self.sidebar.set_library_actions([self.commands.open, self.commands.sample], self.commands.recent)
        self.resize(1280, 800)

    def _wire(self) -> None:
        do, session, browsing, article = self.commands, self.session, self.browsing, self.reading.article
        # what the panes ask for
        self.sidebar.filter_toggled.connect(browsing.toggle_filter)
        self.sidebar.all_requested.connect(browsing.show_all)
        self.sidebar.problems_requested.connect(self.show_problems)
        self.posts.search_requested.connect(browsing.search)
        self.posts.search.results_entered.connect(self._remember_search)
        self.posts.search.save_requested.connect(self.searches.save)
        self.posts.search.unsave_requested.connect(self.searches.delete)
        self.posts.search.forget_requested.connect(self.searches.forget)
        self.sidebar.search_chosen.connect(browsing.set_query)
        self.sidebar.search_renamed.connect(self.searches.rename)
        self.sidebar.search_deleted.connect(self.searches.delete)
        self.posts.sort_requested.connect(browsing.sort)
        self.posts.more_requested.connect(browsing.fetch_more)
        self.posts.row_chosen.connect(self._show_row)
        self.posts.density_changed.connect(self.preferences.keep_density)
        self.posts.selection_changed.connect(self._enable)
        self.posts.view.space_pressed.connect(self.read_on)
        self.reading.space_pressed.connect(self.read_on)
        self.problems.post_requested.connect(self.show_post)
        self.desk.jump_requested.connect(self._show_annotation)
        self.status.cancel_requested.connect(self.imports.cancel)
        self.reading.post_wanted.connect(session.show)
        self.reading.place_left.connect(session.set_place)
        self.reading.read_through.connect(self._read_through)
        self.reading.find_requested.connect(session.find)
        self.reading.mark_requested.connect(session.mark)
        self.reading.highlight_requested.connect(session.annotate)
        self.reading.note_requested.connect(session.annotate)
        self.reading.link_activated.connect(session.follow)
        self.reading.view_changed.connect(self._view_changed)
        self.reading.rules_switched.connect(session.set_rules_off)
        article.rules_shown.connect(do.rules.setChecked)
        article.annotation_edited.connect(session.edit)
        article.annotations_deleted.connect(session.delete)
        article.filter_requested.connect(browsing.toggle_filter)
        browsing.listing_wanted.connect(session.list)
        browsing.order_changed.connect(self.preferences.keep_order)
        browsing.query_changed.connect(self.posts.search.set_query)
        self.searches.made.connect(self.posts.search.set_history)
        self.searches.saved.connect(self.posts.search.set_saved)
        self.searches.saved.connect(self.sidebar.show_saved)
        self.searches.count_wanted.connect(session.count)
        # what the session and the import answer
        session.opened.connect(self._library_opened)
        session.not_opened.connect(self._library_not_opened)
        session.listed.connect(self._show_listing)
        session.shown.connect(self._show_article)
        session.changed.connect(self._take_over)
        session.matches_found.connect(self.reading.show_matches)
        session.marked.connect(self.reading.show_marks)
        session.counted.connect(self.searches.counted)
        session.followed.connect(self._go_to)
        session.exported.connect(lambda file: self.status.remark(self.tr("Written: {file}").format(file=file)))
        session.failed.connect(self.status.show_fault)
        self.imports.progressed.connect(self.status.show_progress)
        self.imports.progressed.connect(lambda _: self.posts.set_so_far(True))
        self.imports.batch_written.connect(session.reload)
        self.imports.finished.connect(self._import_finished)
        self.imports.failed.connect(self._import_failed)
        # commands
        do.open.triggered.connect(self.choose_library)
        do.sample.triggered.connect(lambda: self.open_library(resource("sample")))
        do.library_chosen.connect(lambda folder: self.open_library(Path(folder)))
        do.refresh.triggered.connect(self.refresh)
        do.export.triggered.connect(self.choose_export)
        do.quit.triggered.connect(self.close)
        do.undo.triggered.connect(session.undo)
        do.redo.triggered.connect(session.redo)
        do.find.triggered.connect(self.reading.find_bar.open)
        do.search.triggered.connect(self.posts.search.take_focus)
        do.star.triggered.connect(lambda on: session.set_starred(self._chosen(), on))
        do.read.triggered.connect(lambda on: session.set_read(self._chosen(), on))
        do.note.triggered.connect(self.reading.write_note)
        do.next_post.triggered.connect(lambda: self.posts.step(1))
        do.previous_post.triggered.connect(lambda: self.posts.step(-1))
        do.next_hit.triggered.connect(article.next_hit)
        do.previous_hit.triggered.connect(article.previous_hit)
        do.zoom_in.triggered.connect(self.preferences.zoom_in)
        do.zoom_out.triggered.connect(self.preferences.zoom_out)
        do.zoom_reset.triggered.connect(self.preferences.zoom_reset)
        do.sidebar.toggled.connect(self.sidebar.setVisible)
        do.posts.toggled.connect(self.posts.setVisible)
        do.problems.triggered.connect(self.show_problems)
        do.annotations.triggered.connect(self.desk.show)
        do.citation_chosen.connect(self.desk.cite_selection)
        do.rules.toggled.connect(article.show_rules)
        do.view_chosen.connect(self.reading.set_view)
        do.theme_chosen.connect(self.preferences.set_theme)
        do.language_chosen.connect(self._set_language)
        do.about.triggered.connect(lambda: show_about(self))
        do.logs.triggered.connect(self._open_logs)
        do.show_all.triggered.connect(browsing.show_all)
        self.preferences.theme_changed.connect(self._apply_theme)
        self.preferences.failed.connect(self.status.show_fault)

    # --- the library ---

    @Slot()
    def choose_library(self) -> None:
        """Ask for a folder and open it."""
        folder = choose_library(self, self.preferences.settings.library)
        if folder is not None:
            self.open_library(folder)

    @Slot()
    def choose_export(self) -> None:
        """Ask for a file and write the annotations of the library into it."""
        chosen = choose_export(self, self._root.name if self._root else "")
        if chosen is not None:
            self.session.export(*chosen)

    def open_library(self, root: Path) -> None:
        """Open the library at `root`; the one that is open stays if that fails."""
        self.reading.store_place()
        self.imports.close()
        self.status.end_progress()
        self._opening = True
        self._guide()
        self.session.open(root)

    @Slot()
    def refresh(self) -> None:
        """Take over what changed on disk."""
        if self._root is not None:
            self.imports.start(self._root, self._rules_off)

    @Slot(object)
    def _library_opened(self, opened: Opened) -> None:
        root = opened.root
        remembered = self.preferences.settings
        again = str(root) == remembered.library
        self._resume = remembered.post if again else welcome(root)
        query = remembered.query if again else ""
        recent = remembered.with_library(str(root)).recent
        self.preferences.remember(library=str(root), recent=recent)
        self._root, self._listing, self._opening = root, None, False
        self._rules_off = opened.rules_off
        self.status.clear_fault()
        self.reading.close_post()
        self.reading.set_library(root)
        self.sidebar.show_library(root)
        self.commands.show_recent(recent)
        self.commands.show_undo(deed_words(opened.undo), deed_words(opened.redo))
        self.setWindowTitle(f"{root.name} — Yomikaki")
        self._enable()
        self._guide()
        self.browsing.set_query(query)
        self.searches.count()
        self.refresh()

    @Slot(object, object)
    def _library_not_opened(self, root: Path, told: Fault) -> None:
        self._opening = False
        self.status.show_fault(told)
        if self._root is None:
            self.posts.clear()
            guide_after_failure(root, told.sentence, self.posts.empty, self.reading.empty, self.commands)
        else:
            self.refresh()

    @Slot(object)
    def _import_finished(self, changes: Changes) -> None:
        self.status.end_progress()
        self.posts.set_so_far(False)
        self.session.reload(changes)
        self.searches.count()

    @Slot(object)
    def _import_failed(self, told: Fault) -> None:
        self.status.end_progress()
        self.posts.set_so_far(False)
        self.status.show_fault(told)

    # --- the list ---

    @Slot(object)
    def _show_listing(self, listing: Listing) -> None:
        self._listing = listing
        self.browsing.hear(listing)
        self.posts.show_listing(listing)
        self.reading.mark(self.browsing.words(), typing=self.browsing.typing, similar=listing.tier == "folded")
        self.preferences.remember(query=listing.query)
        self.sidebar.show_listing(listing)
        if self.problems.isVisible():
            self.problems.show_posts(listing.problems)
        self._guide()
        if self._resume and self.posts.select(self._resume):
            self.show_post(self._resume)
            self._resume = ""

    @Slot(object)
    def _show_row(self, row: Row) -> None:
        self._resume = ""
        self._remember_search()
        self.reading.ask(
            row.summary.path,
            self.browsing.words(),
            row.annotation_id,
            typing=self.browsing.typing,
            similar=row.similar,
        )

    @Slot()
    def _remember_search(self) -> None:
        self.searches.remember(self.browsing.query)

    @Slot(str)
    def show_post(self, path: str) -> None:
        """Show a post, whether it is in the list or not."""
        self.posts.select(path)
        self.reading.ask(path, self.browsing.words(), typing=self.browsing.typing)

    @Slot(str, str)
    def _show_annotation(self, path: str, annotation_id: str) -> None:
        self.posts.select(path, annotation_id)
        if path == self.reading.path():
            self.reading.article.list.choose(annotation_id)
            self.reading.article.go_to(annotation_id)
        else:
            self.reading.ask(path, self.browsing.words(), annotation_id)

    @Slot()
    def show_problems(self) -> None:
        if self._listing is not None:
            self.problems.show_posts(self._listing.problems)
        self.problems.show()

    def _guide(self) -> None:
        now = situation(self._root, self._listing, opening=self._opening, importing=self.imports.is_running())
        guide(now, self._root, self.posts.empty, self.reading.empty, self.commands)

    # --- the post ---

    @Slot(object)
    def _show_article(self, shown: Shown) -> None:
        self.reading.show_article(shown)
        self.preferences.remember(post=shown.wanted.path)
        self._show_marks()
        self._enable()

    @Slot(bool)
    def read_on(self, back: bool = False) -> None:
        """Scroll the post by a screen; at its end go on to the next post."""
        if not self.reading.page(back) and not back:
            self.posts.step(1)

    @Slot(str)
    def _read_through(self, path: str) -> None:
        self.session.set_read((path,), True)
        self.status.remark(self.tr("Read to the end, so it is marked as read; M takes the mark back."))

    @Slot(object)
    def _go_to(self, goal: Target) -> None:
        if goal.kind == "post":
            self.show_post(goal.value)
        elif goal.kind == "outside":
            QDesktopServices.openUrl(QUrl(goal.value))
        else:
            self.status.remark(self.tr("This link leads nowhere in this library: {link}").format(link=goal.value))

    @Slot(object)
    def _take_over(self, outcome: Outcome) -> None:
        changes, path = outcome.changes, self.reading.path()
        self.commands.show_undo(deed_words(outcome.undo), deed_words(outcome.redo))
        self.posts.show_statuses(outcome.statuses)
        self.sidebar.show_statuses(outcome.statuses)
        self._show_marks()
        if path in changes.moved:
            self.show_post(changes.moved[path])
        elif path in changes.removed:
            self.reading.close_post()
        elif path in changes.changed | changes.annotated:
            self.reading.ask_again()
        if outcome.rules_off != self._rules_off:
            self._rules_off = outcome.rules_off
            self.refresh()
        if outcome.reloaded or (changes.annotated and self.browsing.query):
            self.browsing.ask()

    def _chosen(self) -> tuple[str, ...]:
        """The posts a command is about: those selected in the list if they are several, else the one on the screen."""
        selected, path = self.posts.selected_paths(), self.reading.path()
        return (path,) if path and len(selected) < 2 else selected

    def _show_marks(self) -> None:
        status = self.posts.model.status(self.reading.path())
        self.reading.show_status(status)
        self.commands.star.setChecked(status.starred)
        self.commands.read.setChecked(status.read)

    @Slot()
    def _enable(self) -> None:
        self.posts.search.setEnabled(self._root is not None)
        self.commands.enable(
            library=self._root is not None, post=bool(self.reading.path()), chosen=bool(self._chosen())
        )

    # --- the window itself ---

    @Slot(object)
    def _apply_theme(self, theme: Theme) -> None:
        colours = palette(theme)
        QApplication.setPalette(colours)
        drawn = icons(colours.color(QPalette.ColorRole.WindowText))
        self.commands.set_icons(drawn)
        self.sidebar.set_icons(drawn)
        self.posts.set_theme(theme, drawn)
        self.reading.set_theme(theme, drawn)
        self.desk.set_theme(theme, drawn)
        self.status.set_icon(drawn["problem"])

    def _restore(self) -> None:
        remembered, do = self.preferences.settings, self.commands
        self.posts.set_compact(remembered.compact)
        self.reading.set_view(remembered.view)
        check(do.views, remembered.view)
        check(do.themes, remembered.theme)
        check(do.languages, remembered.language)
        do.sidebar.setChecked(remembered.sidebar)
        do.posts.setChecked(remembered.list)
        self.sidebar.setVisible(remembered.sidebar)
        self.posts.setVisible(remembered.list)
        do.show_recent(remembered.recent)
        do.show_undo("", "")
        self.searches.show()
        self._apply_theme(self.preferences.theme())
        self.restoreGeometry(decoded(remembered.geometry))
        self.restoreState(decoded(remembered.state))
        self._panes.restoreState(decoded(remembered.panes))
        self._enable()
        self._guide()

    @Slot(str)
    def _view_changed(self, view: View) -> None:
        check(self.commands.views, view)
        self.preferences.remember(view=view)

    @Slot(str)
    def _set_language(self, language: str) -> None:
        self.preferences.remember(language=language)
        self.status.remark(self.tr("The language changes when Yomikaki is started again."))

    @Slot()
    def _open_logs(self) -> None:
        self._locations.logs.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._locations.logs)))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.hide()
        self.reading.close_post()
        self.desk.close()
        self.imports.close()
        self.session.close()
        self.preferences.remember(
            geometry=encoded(self.saveGeometry()),
            state=encoded(self.saveState()),
            panes=encoded(self._panes.saveState()),
            sidebar=self.commands.sidebar.isChecked(),
            list=self.commands.posts.isChecked(),
        )
        self.preferences.save()
        super().closeEvent(event)
