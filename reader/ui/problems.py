"""All problems of all posts in one list; a click goes to the post."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from reader.model import PostSummary
from reader.ui.faults import problem_sentence


class ProblemList(QDialog):
    """Stays open beside the window while the posts are looked at."""

    post_requested = Signal(str)
    """The path of a post."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Posts with problems"))
        self.resize(760, 420)
        words = QLabel(
            self.tr("These posts are in the list and can be read; their files have something that could not be."), self
        )
        words.setWordWrap(True)
        self._tree = QTreeWidget(self)
        self._tree.setAccessibleName(self.tr("Posts with problems"))
        self._tree.setHeaderLabels([self.tr("File"), self.tr("Problem")])
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        self._tree.setAlternatingRowColors(True)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._tree.setColumnWidth(0, 300)
        self._tree.currentItemChanged.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self._tree)

    def show_posts(self, posts: Sequence[PostSummary]) -> None:
        self._tree.blockSignals(True)
        self._tree.clear()
        for post in posts:
            for problem in post.problems:
                item = QTreeWidgetItem(self._tree, [post.path, problem_sentence(problem)])
                item.setData(0, Qt.ItemDataRole.UserRole, post.path)
                item.setToolTip(0, post.path)
                item.setToolTip(1, item.text(1))
        self._tree.blockSignals(False)

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _choose(self, item: QTreeWidgetItem | None, _previous: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.post_requested.emit(item.data(0, Qt.ItemDataRole.UserRole))
