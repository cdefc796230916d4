"""The interface languages: every string is translated, the loaded files are current, the window is in Japanese."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.cleaning import RULES
from reader.errors import PROBLEMS, NoLibrary, StoreDamaged
from reader.locations import Locations
from reader.model import PostSummary, Problem, Progress, Span
from reader.settings import Settings
from reader.ui.app import install_translations
from reader.ui.dialogs import choose_export, show_about
from reader.ui.faults import bug, fault, problem_sentence
from reader.ui.post_delegate import facts_of
from reader.ui.query_help import QueryHelp
from reader.ui.rows import Listing
from reader.ui.window import MainWindow
from reader.ui.words import deed_words, reason_words, rule_titles

PACKAGING = Path(__file__).parent.parent.parent / "packaging"
LANGUAGES = ("en", "ja")
PLACEHOLDER = re.compile(r"{\w+}|%L?n")
TAG = re.compile(r"</?\w[^>]*>")
LATIN = re.compile(r"[A-Za-z][\w'’-]+", re.ASCII)
QUERY_LANGUAGE = re.compile(r"\b(?:\w+:[\w.-]*|OR\b|\w+\*)")
NAMES = {"AI", "English", "Git", "MIT", "Markdown", "NUL", "OK", "Qt", "Readwise", "UTF-8", "W3C", "Yomikaki"}
NAMES |= {"BibTeX", "CSL-JSON"}
"""What is written in Latin letters in Japanese too: products, formats, and the language that names itself."""
DEEDS = ("highlight", "note", "edit", "relocate", "delete", "import")
"""The labels that the annotation store gives to what can be undone."""


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    """`packaging/translations.py`, which is no part of the package."""
    sys.path.insert(0, str(PACKAGING))
    yield importlib.import_module("translations")
    sys.path.remove(str(PACKAGING))
    del sys.modules["translations"]


@pytest.fixture
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """The program speaks this language as long as the test runs."""
    before = QLocale()
    install_translations(qapp, request.param)
    yield request.param
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


in_japanese = pytest.mark.parametrize("language", ["ja"], indirect=True)
in_each_language = pytest.mark.parametrize("language", LANGUAGES, indirect=True)


# --- the files ---


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_string_is_translated_and_nothing_else(script: ModuleType, code: str) -> None:
    translations = script.read(script.FOLDER / f"yomikaki_{code}.ts")
    assert set(translations) == set(script.wanted(code)), "run “make translations” and translate what it names"
    for message, forms in translations.items():
        assert all(form.strip() for form in forms), message
        assert len(forms) == (len(script.FORMS[code]) if message.plural else 1), message


@pytest.mark.parametrize("code", LANGUAGES)
def test_placeholders_agree(script: ModuleType, code: str) -> None:
    for message, forms in script.read(script.FOLDER / f"yomikaki_{code}.ts").items():
        for form in forms:
            assert sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(message.source)), message


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_files_are_what_the_script_makes(script: ModuleType, code: str, tmp_path: Path) -> None:
    ts = script.FOLDER / f"yomikaki_{code}.ts"
    again = tmp_path / ts.name
    script.write(again, code, script.wanted(code), script.read(ts))
    assert again.read_bytes() == ts.read_bytes()
    script.compile_file(again, again.with_suffix(".qm"))
    assert again.with_suffix(".qm").read_bytes() == ts.with_suffix(".qm").read_bytes()


def test_mnemonics_are_kept(script: ModuleType) -> None:
    for message, forms in script.read(script.FOLDER / "yomikaki_ja.ts").items():
        assert all(bool(re.search(r"\(&[A-Z]\)", form)) == ("&" in message.source) for form in forms), message


# --- the script ---


def collected(script: ModuleType, code: str) -> list[tuple[str, str, str, bool]]:
    found = script.calls(ast.parse(code), "")
    return [(one.context, one.source, one.comment, one.plural) for one in found]


def test_strings_are_collected_with_context_comment_and_number(script: ModuleType) -> None:
    code = """
class Pane:
    def __init__(self):
        self.tr("one " "string")
        self.tr("%Ln post(s)", None, len(posts))
        text.translate({10: " "})
        painter.translate(0, -top)
def words():
    translate("Words", ", ", "between reasons")
    QCoreApplication.translate("errors", sentence)
    raise CannotSave(path=file, reason="the disk is gone")
    raise CannotSave(path=file, reason=str(error))
"""
    assert collected(script, code) == [
        ("Pane", "one string", "", False),
        ("Pane", "%Ln post(s)", "", True),
        ("Words", ", ", "between reasons", False),
        ("errors", "the disk is gone", "", False),
    ]


@pytest.mark.parametrize("code", ['self.tr(f"{n} posts")', "translate('Words', words)", "self.tr('%n post(s)', n=3)"])
def test_what_cannot_be_collected_is_refused(script: ModuleType, code: str) -> None:
    with pytest.raises(ValueError, match=r"^1: "):
        collected(script, code)


def test_a_translation_survives_an_update_and_an_unused_one_does_not(script: ModuleType, tmp_path: Path) -> None:
    kept, added, gone = (script.Message("Pane", word) for word in ("kept", "added", "gone"))
    file = tmp_path / "yomikaki_ja.ts"
    script.write(file, "ja", [gone, kept], {gone: ("消える",), kept: ("残る <&>",)})
    script.write(file, "ja", [added, kept], script.read(file))
    assert script.read(file) == {kept: ("残る <&>",)}
    assert "unfinished" in file.read_text(encoding="utf-8")


# --- the sentences ---


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [("en", "1 highlight", "1,200 highlights"), ("ja", "ハイライト1件", "ハイライト1,200件")],
    indirect=["language"],
)
def test_numbers_and_plurals(language: str, one: str, many: str) -> None:
    words = [QCoreApplication.translate("PostModel", "%Ln highlight(s)", None, count) for count in (1, 1200)]
    assert words == [one, many]


@in_japanese
def test_reasons_deeds_and_problems_are_said_in_japanese(language: str) -> None:
    other = reason_words("")
    for rule in RULES:
        assert reason_words(rule.name) != other, f"no words for what “{rule.name}” hides"
    sentences = [
        *(reason_words(rule.name) for rule in RULES),
        *rule_titles().values(),
        *(deed_words(label) for label in DEEDS),
        *(problem_sentence(Problem(kind, 3, "…")) for kind in PROBLEMS),
        fault(NoLibrary()).sentence,
        fault(StoreDamaged(path="", reason="it is empty")).sentence.replace("yomikaki restore", ""),
        bug("").sentence,
    ]
    assert english(sentences, ()) == []


# --- the window ---


def english(texts: Iterable[str], data: Iterable[str]) -> list[str]:
    """The texts with a word in Latin letters that is no name, no word of the query language and no `data`."""
    known = sorted(filter(None, data), key=len, reverse=True)
    found = set()
    for text in texts:
        rest = unescape(TAG.sub(" ", text))
        for words in known:
            rest = rest.replace(words, " ")
        if set(LATIN.findall(QUERY_LANGUAGE.sub(" ", rest))) - NAMES:
            found.add(text)
    return sorted(found)


def texts_of(window: QWidget) -> Iterator[str]:
    """All that a window and what belongs to it says, on the screen and to a screen reader."""
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip(), action.iconText())
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit | QPlainTextEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QMenu | QGroupBox):
            yield widget.title()
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from cells(widget)


def cells(view: QAbstractItemView) -> Iterator[str]:
    """All texts of a list or a tree, its header included."""
    model, role = view.model(), Qt.ItemDataRole
    roles = (role.DisplayRole, role.ToolTipRole, role.AccessibleTextRole)
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    parents = [view.rootIndex()]
    for parent in parents:
        for row in range(model.rowCount(parent)):
            for column in range(columns):
                yield from (str(model.index(row, column, parent).data(each) or "") for each in roles)
            parents.append(model.index(row, 0, parent))


def data_of(summaries: Iterable[PostSummary], root: Path) -> set[str]:
    """What stands in the posts and therefore in any language, and the names of files."""
    found = {root.name, str(root)}
    for post in summaries:
        found |= {post.path, post.title, post.raw_title, post.excerpt, post.author, *post.categories, *post.tags}
        found |= {problem.detail for problem in post.problems}
    return found


@in_japanese
def test_a_window_without_a_library_is_japanese(
    language: str, qtbot: QtBot, locations: Locations, listing: Callable[[int], Listing]
) -> None:
    window = MainWindow(locations, Settings())
    qtbot.addWidget(window)
    assert english(texts_of(window), ()) == []
    for stage in ("scan", "read", "index", "locate"):
        window.status.show_progress(Progress(stage, 3, 1200))
        assert english(texts_of(window.status), ()) == []
    window.posts.search.show_answer(replace(listing(1), literal=True, suggestions=("舟", "橋")))
    assert english(texts_of(window.posts.search), ()) == []
    window.posts.search.show_answer(replace(listing(1), tier="folded", understood="舟 橋"))
    assert english(texts_of(window.posts.search), ()) == []
    window.close()


@in_japanese
def test_the_window_on_a_library_is_japanese(
    language: str, start: Callable[[Path], MainWindow], sample: Path, qtbot: QtBot
) -> None:
    window = start(sample)
    data = data_of((row.summary for row in window.posts.model.rows()), sample)
    path = "town/2025-10-05-1-kawa-wo-modosu.md"
    with qtbot.waitSignal(window.session.shown):
        window.show_post(path)
    with qtbot.waitSignal(window.session.changed):
        window.session.annotate(path, "cleaned", Span(0, 5))
    window.commands.find.trigger()
    window.reading.find_bar.box.setText("川")
    with qtbot.waitSignal(window.session.matches_found):
        window.reading.find_bar.box.returnPressed.emit()
    window.commands.annotations.trigger()
    window.show_problems()
    show_about(window)
    window.status.show_fault(fault(NoLibrary()))
    window.status.findChild(QAbstractButton, "trouble").click()
    assert english(texts_of(window), data) == []
    assert english((facts_of(row) for row in window.posts.model.rows()), data) == []


@in_japanese
def test_the_sheet_of_the_query_language_is_japanese(language: str, qtbot: QtBot) -> None:
    sheet = QueryHelp()
    qtbot.addWidget(sheet)
    assert english(texts_of(sheet), ()) == []
    assert english(sheet.findChild(QTextBrowser).toPlainText().splitlines(), ()) == []


@in_each_language
def test_the_sheet_of_the_query_language_is_seen_whole(language: str, qtbot: QtBot) -> None:
    sheet = QueryHelp()
    qtbot.addWidget(sheet)
    sheet.show()
    bar = sheet.findChild(QTextBrowser).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)


@in_japanese
def test_the_question_where_to_export_is_japanese(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(_parent: QWidget | None, *words: str) -> tuple[str, str]:
        asked.extend(words)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    choose_export(None, "本棚")
    assert len(asked) == 3
    assert english((re.sub(r"\*?\.\w+", "", words) for words in asked), ()) == []


@in_each_language
def test_a_letter_stands_for_one_entry_of_a_menu(language: str, qtbot: QtBot, locations: Locations) -> None:
    window = MainWindow(locations, Settings())
    qtbot.addWidget(window)
    bar = window.menuBar()
    for menu in (bar, *(menu for menu in bar.findChildren(QMenu))):
        texts = [action.text() for action in menu.actions() if not action.isSeparator()]
        letters = [found[1].upper() for text in texts if (found := re.search(r"&(\w)", text))]
        assert len(letters) == len(set(letters)), texts
    window.close()


@in_japanese
def test_tool_tips_show_no_mnemonic(language: str, qtbot: QtBot, locations: Locations) -> None:
    window = MainWindow(locations, Settings())
    qtbot.addWidget(window)
    tips = [action.toolTip() for action in window.actions()]
    assert "絞り込み" in tips
    assert not [tip for tip in tips if re.search(r"&|\([A-Z]\)", tip)]
    window.close()
