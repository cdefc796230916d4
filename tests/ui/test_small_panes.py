"""Find bar, status bar, problem list and icons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QMessageBox, QProgressBar, QToolButton, QTreeWidget
from pytestqt.qtbot import QtBot

from reader.locations import resource
from reader.model import Problem, Progress
from reader.ui.faults import Fault
from reader.ui.find_bar import FindBar
from reader.ui.icons import NAMES, icons, program_icon
from reader.ui.problems import ProblemList
from reader.ui.status import StatusBar


def test_the_find_bar_asks_walks_and_closes(qtbot: QtBot) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    happened: list[str] = []
    bar.find_requested.connect(happened.append)
    bar.next_requested.connect(lambda: happened.append("next"))
    bar.previous_requested.connect(lambda: happened.append("previous"))
    bar.open()
    qtbot.keyClicks(bar.box, "book")
    qtbot.keyClick(bar.box, Qt.Key.Key_Return)
    qtbot.keyClick(bar.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert happened == ["", "book", "next", "previous"]
    qtbot.keyClick(bar.box, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_progress_is_shown_until_it_ends_and_can_be_cancelled(qtbot: QtBot) -> None:
    status = StatusBar()
    qtbot.addWidget(status)
    status.show()
    bar = status.findChild(QProgressBar)
    status.show_progress(Progress("read", 3, 10))
    assert bar.isVisible() and (bar.value(), bar.maximum()) == (3, 10)
    assert any("3 of 10" in label.text() for label in status.findChildren(QLabel))
    cancel = next(button for button in status.findChildren(QToolButton) if button.text() == "Cancel")
    with qtbot.waitSignal(status.cancel_requested):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    status.end_progress()
    assert not bar.isVisible()


def test_a_fault_stays_until_its_details_were_seen(qtbot: QtBot) -> None:
    status = StatusBar()
    qtbot.addWidget(status)
    status.show()
    trouble = status.findChild(QToolButton, "trouble")
    assert not trouble.isVisible()
    status.show_fault(Fault("It went wrong.", "Traceback"))
    assert trouble.isVisible() and trouble.text() == "It went wrong."
    qtbot.mouseClick(trouble, Qt.MouseButton.LeftButton)
    box = status.findChild(QMessageBox)
    assert box.text() == "It went wrong." and box.detailedText() == "Traceback"
    box.accept()
    assert not trouble.isVisible()


def test_a_click_on_a_problem_asks_for_its_post(qtbot: QtBot, summaries: Callable) -> None:
    dialog = ProblemList()
    qtbot.addWidget(dialog)
    first, second = summaries(2)
    dialog.show_posts(
        [
            replace(first, problems=(Problem("date-invalid", 3, "soon"), Problem("empty"))),
            replace(second, problems=(Problem("nul-bytes"),)),
        ]
    )
    dialog.show()
    tree = dialog.findChild(QTreeWidget)
    texts = [tree.topLevelItem(number).text(1) for number in range(tree.topLevelItemCount())]
    assert texts == ["Line 3: “soon” is not a date.", "The post has no text.", "The file contains NUL bytes."]
    with qtbot.waitSignal(dialog.post_requested) as asked:
        qtbot.mouseClick(
            tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(tree.topLevelItem(2)).center()
        )
    assert asked.args == [second.path]


def test_every_icon_is_drawn_in_the_colour_asked_for(qtbot: QtBot) -> None:
    assert {file.stem for file in resource("icons").glob("*.svg")} == {*NAMES, "yomikaki"}
    for name, drawn in icons(QColor("#ff0000")).items():
        image = drawn.pixmap(QSize(20, 20)).toImage()
        painted = [
            image.pixelColor(x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() > 100
        ]
        assert painted, name
        assert all(colour.red() > 200 and colour.green() < 60 for colour in painted), name
    assert not program_icon().pixmap(64, 64).isNull()
