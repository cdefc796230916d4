"""Every command of the window: its words, its key, its place in menus and toolbar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from reader.ui.words import citation_names

Keys = QKeySequence.StandardKey | tuple[str, ...]
MNEMONIC = re.compile(r"\(&.\)|&(?!&)")
"""The sign before a letter, or, as Japanese has it, the letter in parentheses."""


class Actions(QObject):
    """The commands as QActions; what they do is connected in the window."""

    library_chosen = Signal(str)
    """A recent library."""
    citation_chosen = Signal(str)
    """The form in which the selection is copied."""
    view_chosen = Signal(str)
    theme_chosen = Signal(str)
    """Name of a theme, '' to follow the system."""
    language_chosen = Signal(str)
    """`en`, `ja`, or '' to follow the system."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        key = QKeySequence.StandardKey
        self.open = self._make(self.tr("&Open folder…"), "folder", key.Open)
        self.sample = self._make(self.tr("Open the &sample library"), "library")
        self.refresh = self._make(self.tr("&Refresh"), "refresh", ("F5", "Ctrl+R"))
        self.export = self._make(self.tr("&Export annotations…"), "export")
        self.quit = self._make(self.tr("&Quit"), "", key.Quit)
        self.undo = self._make(self.tr("&Undo"), "undo", key.Undo)
        self.redo = self._make(self.tr("&Redo"), "redo", ("Ctrl+Shift+Z", "Ctrl+Y"))
        self.find = self._make(self.tr("&Find in this post"), "", key.Find)
        self.search = self._make(self.tr("&Search all posts"), "search", ("/", "Ctrl+Shift+F"))
        self.show_all = self._make(self.tr("Show &all posts"), "all")
        self.star = self._make(self.tr("S&tar"), "star", ("S",), checkable=True)
        self.read = self._make(self.tr("&Mark as read"), "read", ("M",), checkable=True)
        self.note = self._make(self.tr("&Note on the selection"), "annotated", ("N",))
        self.next_post = self._make(self.tr("&Next post"), "next", ("J",))
        self.previous_post = self._make(self.tr("&Previous post"), "previous", ("K",))
        self.next_hit = self._make(self.tr("Next &match"), "down", ("F3", "Ctrl+G"))
        self.previous_hit = self._make(self.tr("Previous m&atch"), "up", ("Shift+F3", "Ctrl+Shift+G"))
        self.zoom_in = self._make(self.tr("&Larger text"), "", ("Ctrl++", "Ctrl+="))
        self.zoom_out = self._make(self.tr("S&maller text"), "", ("Ctrl+-",))
        self.zoom_reset = self._make(self.tr("&Normal text size"), "", ("Ctrl+0",))
        self.sidebar = self._make(self.tr("&Filters"), "panes", ("Ctrl+B",), checkable=True)
        self.posts = self._make(self.tr("L&ist of posts"), "", ("Ctrl+Shift+B",), checkable=True)
        self.rules = self._make(self.tr("What is &hidden"), "", ("H",), checkable=True)
        self.annotations = self._make(self.tr("&All annotations"), "annotated", ("Ctrl+Shift+A",))
        self.problems = self._make(self.tr("Posts with pro&blems"), "problem")
        self.about = self._make(self.tr("&About Yomikaki"), "")
        self.logs = self._make(self.tr("Open the &log folder"), "")
        self.citations = QMenu(self.tr("Copy as &citation"), window)
        for form, words in citation_names().items():
            self.citations.addAction(words).setData(form)
        self.citations.triggered.connect(lambda action: self.citation_chosen.emit(action.data()))
        self.views = self._choice(
            [("cleaned", self.tr("&Cleaned")), ("original", self.tr("&Original")), ("compared", self.tr("Com&pared"))],
            self.view_chosen,
        )
        self.themes = self._choice(
            [
                ("", self.tr("Follow the &system")),
                ("light", self.tr("&Light")),
                ("sepia", self.tr("S&epia")),
                ("dark", self.tr("&Dark")),
                ("contrast", self.tr("High &contrast")),
            ],
            self.theme_chosen,
        )
        self.languages = self._choice(
            [("", self.tr("Follow the &system")), ("en", "English"), ("ja", "日本語")], self.language_chosen
        )
        self.recent = QMenu(self.tr("Open re&cent"), window)
        self.recent.setIcon(QIcon())
        self.recent.triggered.connect(lambda action: self.library_chosen.emit(action.data()))

    def enable(self, *, library: bool, post: bool, chosen: bool) -> None:
        """Enable what can be done: with an open library, with a post on the screen, with posts chosen in the list."""
        for action in (self.refresh, self.export, self.search, self.show_all, self.problems, self.annotations):
            action.setEnabled(library)
        for action in (self.find, self.note, self.rules, self.next_hit, self.previous_hit):
            action.setEnabled(post)
        self.citations.setEnabled(post)
        for action in (self.star, self.read):
            action.setEnabled(chosen)

    def show_recent(self, folders: Iterable[str]) -> None:
        """List these libraries in the menu of recent ones."""
        self.recent.clear()
        for folder in folders:
            action = self.recent.addAction(f"{Path(folder).name} — {folder}".replace("&", "&&"))
            action.setData(folder)
        self.recent.setEnabled(not self.recent.isEmpty())

    def show_undo(self, undo: str, redo: str) -> None:
        """Name what can be undone and redone; '' for nothing."""
        name(self.undo, self.tr("&Undo: {deed}").format(deed=undo) if undo else self.tr("&Undo"))
        self.undo.setEnabled(bool(undo))
        name(self.redo, self.tr("&Redo: {deed}").format(deed=redo) if redo else self.tr("&Redo"))
        self.redo.setEnabled(bool(redo))

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        for action in self._window.actions():
            if action.property("drawing"):
                action.setIcon(icons[action.property("drawing")])

    def build_menus(self) -> None:
        """Fill the window's menu bar."""
        bar = self._window.menuBar()
        file = bar.addMenu(self.tr("&File"))
        file.addActions([self.open, self.sample])
        file.addMenu(self.recent)
        add_groups(file, [self.refresh], [self.export], [self.quit])
        edit = bar.addMenu(self.tr("&Edit"))
        add_groups(
            edit, [self.undo, self.redo], [self.find, self.search, self.show_all], [self.note, self.star, self.read]
        )
        edit.addSeparator()
        edit.addMenu(self.citations)
        view = bar.addMenu(self.tr("&View"))
        add_groups(view, self.views.actions(), [self.zoom_in, self.zoom_out, self.zoom_reset])
        view.addSeparator()
        view.addMenu(self.tr("&Theme")).addActions(self.themes.actions())
        view.addMenu(self.tr("Lan&guage")).addActions(self.languages.actions())
        add_groups(view, [self.sidebar, self.posts, self.rules], [self.annotations, self.problems])
        go = bar.addMenu(self.tr("&Go"))
        add_groups(go, [self.next_post, self.previous_post], [self.next_hit, self.previous_hit])
        about = bar.addMenu(self.tr("&Help"))
        about.addActions([self.logs, self.about])

    def build_toolbar(self) -> QToolBar:
        """The window's one toolbar."""
        bar = QToolBar(self.tr("Toolbar"), self._window)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        add_groups(
            bar,
            [self.sidebar, self.open, self.refresh],
            [self.previous_post, self.next_post],
            [self.star, self.read],
            [self.undo, self.redo],
        )
        return bar

    def _make(self, text: str, icon: str, keys: Keys = (), *, checkable: bool = False) -> QAction:
        action = QAction(self._window)
        name(action, text)
        if isinstance(keys, tuple):
            action.setShortcuts([QKeySequence(each) for each in keys])
        else:
            action.setShortcuts(keys)
        action.setProperty("drawing", icon)
        action.setCheckable(checkable)
        self._window.addAction(action)
        return action

    def _choice(self, entries: Iterable[tuple[str, str]], signal: SignalInstance) -> QActionGroup:
        """Exclusive entries; choosing one emits its value."""
        group = QActionGroup(self._window)
        for value, text in entries:
            action = QAction(text, group, checkable=True)
            action.setData(value)
        group.triggered.connect(lambda action: signal.emit(action.data()))
        return group


def name(action: QAction, text: str) -> None:
    """Give an action its words, and as a tool tip the same without a mnemonic: Qt itself would leave “検索(F)”."""
    action.setText(text)
    action.setToolTip(MNEMONIC.sub("", text).removesuffix("…"))


def add_groups(place: QMenu | QToolBar, *groups: Iterable[QAction]) -> None:
    """Add actions with a separator before each group but the first of an empty place."""
    for group in groups:
        if place.actions():
            place.addSeparator()
        place.addActions(list(group))


def check(group: QActionGroup, value: str) -> None:
    """Show `value` as the chosen one of a group."""
    for action in group.actions():
        if action.data() == value:
            action.setChecked(True)
