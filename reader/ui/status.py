"""The status bar: what is going on, how far it is, how to stop it, and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QMessageBox, QProgressBar, QSizePolicy, QStatusBar, QToolButton, QWidget

from reader.model import Progress
from reader.ui.faults import Fault
from reader.ui.words import stage

BRIEFLY = 5000
"""Milliseconds that a remark stays."""


class StatusBar(QStatusBar):
    """Never interrupts: a fault stays readable until it is clicked away or another takes its place."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(6, 0, 6, 0)
        self._fault: Fault | None = None
        self._trouble = QToolButton(self)
        self._trouble.setObjectName("trouble")
        self._trouble.setAutoRaise(True)
        self._trouble.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._trouble.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._trouble.setToolTip(self.tr("Show details"))
        self._trouble.clicked.connect(self._show_details)
        self._doing = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setFixedWidth(160)
        self._bar.setMaximumHeight(14)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = QToolButton(self)
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setAutoRaise(True)
        self._cancel.clicked.connect(self.cancel_requested)
        self.addWidget(self._trouble, 1)
        for widget in (self._doing, self._bar, self._cancel):
            self.addPermanentWidget(widget)
        self.end_progress()
        self._trouble.hide()

    def set_icon(self, icon: QIcon) -> None:
        self._trouble.setIcon(icon)

    @Slot(object)
    def show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        self._doing.setText(stage(progress))
        for widget in (self._doing, self._bar, self._cancel):
            widget.show()

    @Slot()
    def end_progress(self) -> None:
        for widget in (self._doing, self._bar, self._cancel):
            widget.hide()

    @Slot(str)
    def remark(self, words: str) -> None:
        """Say something that may be missed."""
        self.showMessage(words, BRIEFLY)

    @Slot(object)
    def show_fault(self, told: Fault) -> None:
        self._fault = told
        self.clearMessage()
        self._trouble.setText(told.sentence)
        self._trouble.setAccessibleName(told.sentence)
        self._trouble.show()

    @Slot()
    def clear_fault(self) -> None:
        self._fault = None
        self._trouble.hide()

    @Slot()
    def _show_details(self) -> None:
        if self._fault is None:
            return
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("What happened"), self._fault.sentence, parent=self)
        box.setDetailedText(self._fault.details)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self.clear_fault)
        box.open()
