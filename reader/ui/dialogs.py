"""The few questions that cannot wait for an answer in a pane."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from reader import __version__
from reader.ui.icons import program_icon

translate = QCoreApplication.translate


def choose_library(parent: QWidget, start: str) -> Path | None:
    """Ask for the folder of a library."""
    folder = QFileDialog.getExistingDirectory(parent, translate("Dialogs", "Open a folder of posts"), start)
    return Path(folder) if folder else None


def choose_export(parent: QWidget, name: str) -> tuple[str, Path] | None:
    """Ask where the annotations of the library `name` go; gives the export format and the file."""
    formats = {
        translate("Dialogs", "Markdown (*.md)"): ("markdown", ".md"),
        translate("Dialogs", "Web page (*.html)"): ("html", ".html"),
        translate("Dialogs", "W3C Web Annotations (*.jsonld)"): ("jsonld", ".jsonld"),
        translate("Dialogs", "Readwise table (*.csv)"): ("csv", ".csv"),
    }
    file, chosen = QFileDialog.getSaveFileName(
        parent, translate("Dialogs", "Export annotations"), f"{name}.md", ";;".join(formats)
    )
    if not file:
        return None
    form, suffix = formats.get(chosen, ("markdown", ".md"))
    named = {suffix: form for form, suffix in formats.values()}
    path = Path(file)
    return (named[path.suffix], path) if path.suffix in named else (form, path.with_name(path.name + suffix))


def show_about(parent: QWidget) -> None:
    """Name, version and licence."""
    box = QMessageBox(parent)
    box.setWindowTitle(translate("Dialogs", "About Yomikaki"))
    box.setIconPixmap(program_icon().pixmap(64, 64))
    box.setText(f"Yomikaki {__version__}")
    box.setInformativeText(
        translate(
            "Dialogs",
            "Reads, searches, cleans and annotates folders of Markdown posts. "
            "It never writes into them. MIT licence; made with Qt.",
        )
    )
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
