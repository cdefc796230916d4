"""Images of an article: files of the library only, scaled to the measure; nothing else is ever loaded."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageReader, QPainter, QPen

from reader.ui.theme import Theme

MAX_PIXELS = 100_000_000
"""Pixels of the largest image that is read: what a compressed file can claim is far more than what it holds."""


def image_path(root: Path, post: str, source: str) -> Path | None:
    """The file that an image of the post at `post` (relative to `root`) names; None if it is not in the library.

    `/assets/a.png` counts from the library's folder. Links are followed before the place is judged.
    """
    try:
        parts = urlsplit(source)
        if parts.scheme or parts.netloc or source.startswith("\\") or not parts.path:
            return None
        name = unquote(parts.path)
        base = root if name.startswith("/") else (root / post).parent
        file = (base / name.lstrip("/")).resolve()
        return file if file.is_relative_to(root.resolve()) and file.is_file() else None
    except (OSError, ValueError):
        # A name that no file can have: too long, or with a NUL in it.
        return None


def load(file: Path, width: int, ratio: float) -> QImage | None:
    """An image no wider than `width`, in device pixels at `ratio`; None if it cannot be read or is too large."""
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MAX_PIXELS:
        return None
    shown = min(size.width(), width)
    wanted = QSize(round(shown * ratio), round(size.height() * shown * ratio / size.width()))
    if wanted.width() < size.width():
        reader.setScaledSize(wanted)
    image = reader.read()
    if image.isNull():
        return None
    image.setDevicePixelRatio(image.width() / shown)
    return image


def placeholder(source: str, width: int, theme: Theme) -> QImage:
    """A frame with the name of an image that is not shown."""
    image = QImage(min(width, 28 * theme.size), 3 * theme.size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(theme.code))
    font = QFont()
    font.setFamilies(list(theme.families))
    font.setPixelSize(round(theme.size * 0.8))
    words = QCoreApplication.translate("Images", "Image not shown: {name}").format(name=source)
    with QPainter(image) as painter:
        painter.setPen(QPen(QColor(theme.line)))
        painter.drawRect(image.rect().adjusted(0, 0, -1, -1))
        painter.setPen(QColor(theme.dim))
        painter.setFont(font)
        room = QRectF(image.rect()).adjusted(theme.size, 0, -theme.size, 0)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
    return image
