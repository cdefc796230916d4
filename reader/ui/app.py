"""Starts the window: application, log, translations, and what happens when something of ours breaks."""

from __future__ import annotations

import faulthandler
import logging
import os
import signal
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from reader import settings
from reader.locations import Locations, can_write, is_bundle, resource
from reader.ui.faults import bug
from reader.ui.icons import program_icon
from reader.ui.window import MainWindow

log = logging.getLogger(__name__)

LOG_BYTES = 500_000
LOG_FILES = 3
LANGUAGES = ("en", "ja")
SMALLEST = 10.0
"""Points: kanji of a smaller interface font run together."""
JAPANESE = ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", "Hiragino Sans", "BIZ UDPGothic", "VL PGothic")
"""Named after the system's font, or the system may pick Chinese shapes for the kanji that it lacks."""


def run(folder: Path | None, locations: Locations) -> int:
    """Show the window on `folder`, else on the library that was open last, else on the sample; returns the exit code.

    A folder that cannot be opened is told in the window.
    """
    start_log(locations.logs)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    remembered = settings.load(locations.settings)
    application = make_application(remembered.language)
    if is_bundle():
        # Meant for the Qt inside; another Qt program that is started from here must not be led to it.
        for name in ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
            os.environ.pop(name, None)
    window = MainWindow(locations, remembered)
    catch_bugs(window)
    window.show()
    first = folder or (Path(remembered.library) if remembered.library else resource("sample"))
    QTimer.singleShot(0, window, lambda: window.open_library(first))
    return application.exec()


def make_application(language: str) -> QApplication:
    """The application with style, fonts, icon and translations; `language` is '' to follow the system."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Yomikaki")
    application.setDesktopFileName("yomikaki")
    application.setStyle("Fusion")
    application.setWindowIcon(program_icon())
    application.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    application.setFont(interface_font(application.font()))
    install_translations(application, language)
    return application


def interface_font(system: QFont) -> QFont:
    """The system's font, not too small, with Japanese ones for what it lacks."""
    font = QFont(system)
    font.setFamilies([system.family(), *JAPANESE])
    if font.pointSizeF() > 0:
        font.setPointSizeF(max(font.pointSizeF(), SMALLEST))
    return font


def install_translations(application: QApplication, language: str) -> None:
    """Load the sentences of Qt and of the program; English needs its own file for singular and plural."""
    if language not in LANGUAGES:
        system = QLocale.system().name()[:2]
        language = system if system in LANGUAGES else "en"
    elif QLocale.system().name()[:2] != language:
        QLocale.setDefault(QLocale(language))
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, place in (("qtbase", qt), ("yomikaki", str(resource("translations")))):
        translator = QTranslator(application)
        if translator.load(f"{name}_{language}", place):
            application.installTranslator(translator)


def start_log(folder: Path) -> None:
    """Write the program's log, Qt's messages and the stack of a hard crash into `folder`, if it can be written."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    if can_write(folder):
        handler: logging.Handler = RotatingFileHandler(
            folder / "yomikaki.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
        faulthandler.enable((folder / "crash.log").open("a", encoding="utf-8"))
    else:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    qInstallMessageHandler(log_qt)


def log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """A message of Qt's, in our log."""
    level = logging.INFO if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING
    logging.getLogger("qt").log(level, message)


def catch_bugs(window: MainWindow) -> None:
    """From now on an exception that nobody handles is logged and told in the window, which stays open."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("unhandled", exc_info=(kind, error, trace))
        window.session.failed.emit(bug("".join(traceback.format_exception(kind, error, trace))))

    def tell_thread(failure: threading.ExceptHookArgs) -> None:
        if failure.exc_value is not None:
            tell(failure.exc_type, failure.exc_value, failure.exc_traceback)

    sys.excepthook = tell
    threading.excepthook = tell_thread
