"""The sidebar: counts that follow the results, and filters that a click puts in and takes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QToolButton, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from reader.model import Facets, Status
from reader.ui.icons import icons
from reader.ui.query_terms import UNREAD
from reader.ui.rows import Listing
from reader.ui.sidebar import SHOWN, Sidebar, chosen
from reader.ui.theme import THEMES, palette

Make = Callable[[int], Listing]
FACETS = Facets(
    {"暮らし": 2, "技術": 5}, {f"札{number}": 30 - number for number in range(20)}, {"2025-09": 1, "2025-10": 6}
)


@pytest.fixture
def sidebar(qtbot: QtBot) -> Sidebar:
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    sidebar.set_icons(icons(QColor("black")))
    sidebar.resize(230, 900)
    sidebar.show()
    return sidebar


def items(sidebar: Sidebar) -> dict[str, QTreeWidgetItem]:
    tree = sidebar.findChild(QTreeWidget)
    found = tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    return {item.text(0): item for item in found}


def click(qtbot: QtBot, sidebar: Sidebar, text: str) -> None:
    tree = sidebar.findChild(QTreeWidget)
    item = items(sidebar)[text]
    tree.scrollToItem(item)
    place = tree.visualItemRect(item).topLeft() + QPoint(40, 8)
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_counts_come_from_the_listing(sidebar: Sidebar, listing: Make) -> None:
    statuses = {
        "00000.md": Status(read=True, starred=True),
        "00001.md": Status(highlights=1),
        "00002.md": Status(notes=1),
    }
    sidebar.show_listing(replace(listing(10), statuses=statuses, facets=FACETS))
    shown = {text: item.text(1) for text, item in items(sidebar).items()}
    assert shown["All posts"] == "10" and shown["Unread"] == "9"
    assert shown["Starred"] == "1" and shown["Annotated"] == "2"
    assert shown["技術"] == "5" and shown["October 2025"] == "6"
    assert "With problems" not in shown
    sidebar.show_statuses({})
    assert items(sidebar)["Unread"].text(1) == "10"


@pytest.mark.parametrize(
    ("text", "term"),
    [("技術", 'category:"技術"'), ("札3", 'tag:"札3"'), ("October 2025", "date:2025-10"), ("Unread", UNREAD)],
)
def test_a_click_asks_for_a_filter(sidebar: Sidebar, listing: Make, qtbot: QtBot, text: str, term: str) -> None:
    sidebar.show_listing(replace(listing(10), facets=FACETS))
    with qtbot.waitSignal(sidebar.filter_toggled) as asked:
        click(qtbot, sidebar, text)
    assert asked.args == [term]


def test_entries_that_are_no_filter(sidebar: Sidebar, listing: Make, qtbot: QtBot) -> None:
    whole = listing(10)
    sidebar.show_listing(replace(whole, problems=(whole.rows[0].summary,)))
    with qtbot.waitSignal(sidebar.all_requested):
        click(qtbot, sidebar, "All posts")
    with qtbot.waitSignal(sidebar.problems_requested):
        click(qtbot, sidebar, "With problems")


def test_a_filter_in_force_is_told_by_weight_and_sign_and_stays_in_sight(sidebar: Sidebar, listing: Make) -> None:
    sidebar.show_listing(replace(listing(10), query='tag:"札19" date:2024-01', facets=FACETS))
    shown = items(sidebar)
    assert shown["札19"].font(0).bold() or shown["札19"].font(0).weight() > shown["札3"].font(0).weight()
    assert not shown["札19"].icon(0).isNull() and shown["札3"].icon(0).isNull()
    assert shown["2024-01"].text(1) == "0"


def test_long_filters_are_folded(sidebar: Sidebar, listing: Make, qtbot: QtBot) -> None:
    sidebar.show_listing(replace(listing(10), facets=FACETS))
    assert f"札{SHOWN - 1}" in items(sidebar) and f"札{SHOWN}" not in items(sidebar)
    click(qtbot, sidebar, next(text for text in items(sidebar) if "more" in text))
    assert "札19" in items(sidebar)
    click(qtbot, sidebar, "Show fewer")
    assert "札19" not in items(sidebar)


def test_the_library_is_named(sidebar: Sidebar) -> None:
    sidebar.show_library(Path("/somewhere/本棚"))
    assert sidebar.findChild(QToolButton, "library").text() == "本棚 ▾"
    sidebar.show_library(None)
    assert items(sidebar) == {}


@pytest.mark.parametrize("name", THEMES)
def test_what_is_chosen_can_be_read_in_every_theme(name: str) -> None:
    colours = palette(THEMES[name])
    text, back = colours.color(QPalette.ColorRole.WindowText), chosen(colours)

    def luminance(colour: QColor) -> float:
        parts = [
            (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4) for part in colour.getRgbF()[:3]
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    lighter, darker = sorted((luminance(text), luminance(back)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
