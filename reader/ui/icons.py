"""The program's own icons: one set of strokes on a 24-unit grid, drawn in the colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.locations import resource

NAMES = (
    "all",
    "annotated",
    "back",
    "check",
    "close",
    "down",
    "export",
    "folder",
    "help",
    "history",
    "library",
    "next",
    "panes",
    "previous",
    "problem",
    "read",
    "redo",
    "refresh",
    "saved",
    "search",
    "star",
    "undo",
    "unread",
    "up",
)
SIZES = (16, 20, 32, 40)
"""Pixels: what menus and toolbars show, at one and at two device pixels each."""
FADED = 0.35
"""Opacity of an icon that cannot be used: Qt's own grey is hardly darker than the white of a dark theme."""


def icon(name: str, colour: QColor) -> QIcon:
    """One icon, its strokes in `colour`."""
    drawing = (resource("icons") / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour.name()).encode()))
    made = QIcon()
    for size in SIZES:
        for mode, opacity in ((QIcon.Mode.Normal, 1.0), (QIcon.Mode.Disabled, FADED)):
            pixmap = QPixmap(size, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(pixmap) as painter:
                painter.setOpacity(opacity)
                renderer.render(painter, QRectF(0, 0, size, size))
            made.addPixmap(pixmap, mode)
    return made


def icons(colour: QColor) -> dict[str, QIcon]:
    """All icons by name."""
    return {name: icon(name, colour) for name in NAMES}


def program_icon() -> QIcon:
    return QIcon(str(resource("icons") / "yomikaki.svg"))
