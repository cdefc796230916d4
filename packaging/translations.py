"""Brings the interface languages up to date: the strings of the source into the .ts files, these into .qm files.

`make translations` runs it after a string was added or changed. Translations are written into the .ts files, by hand
or with Qt Linguist; strings that are no longer used leave them. The .qm files are committed, so that only who changes
a translation needs Qt's lrelease.

The strings are collected here, for lupdate passes over plurals in `QCoreApplication.translate` and cannot know what
errors and rules say, which stands where they are defined and is translated when the window tells it.

Words of the Japanese translation:

    annotation 注釈             cleaned 整形済み            highlight ハイライト        note メモ
    category カテゴリ           compared 比較               library ライブラリ          original 原文
    excerpt 抜粋                export エクスポート         match 一致箇所              post 記事
    filter 絞り込み             folder フォルダー           mark as read 既読にする     star スター
    front matter フロントマター generator 生成AI            problem 問題                tag タグ

Sentences end in です・ます, labels and menus in a noun or a plain verb. Signs are full-width, except in what is typed;
Latin words stand without a space beside Japanese ones, mnemonics at the end in parentheses.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader import cleaning, errors

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "translations"
FORMS = {"en": ("one", "other"), "ja": ("other",)}
"""The languages, and the plural forms that each has."""
ERRORS = "errors"
"""The context of what errors say: the sentences of `reader.errors`, and the reasons given where one is raised."""
RULES = "rules"
"""The context of the titles of the cleaner's rules."""


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One string to be translated."""

    context: str
    source: str
    comment: str = ""
    plural: bool = False


Translations = dict[Message, tuple[str, ...]]
"""The forms of each message that was translated; one but for plurals."""


def messages() -> set[Message]:
    """All strings of the window. Raises ValueError, naming file and line, for one that is no literal."""
    found = {Message(ERRORS, sentence) for sentence in sentences()}
    found |= {Message(RULES, rule.title) for rule in cleaning.RULES}
    for file in (ROOT / "reader").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        try:
            found |= set(calls(tree, ""))
        except ValueError as error:
            raise ValueError(f"{file.relative_to(ROOT)}:{error}") from error
    return found


def sentences() -> Iterator[str]:
    """What `reader.errors` says, but for templates that hold nothing but what is put into them."""
    yield from errors.PROBLEMS.values()
    for value in vars(errors).values():
        if isinstance(value, type) and issubclass(value, errors.ReaderError) and value.sentence != "{detail}":
            yield value.sentence


def calls(node: ast.AST, context: str) -> Iterator[Message]:
    """The strings of all calls of `tr` and `translate` below `node`, and the literal reasons of errors.

    `tr` takes the name of its class as context.
    """
    if isinstance(node, ast.ClassDef):
        context = node.name
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "tr":
            yield message(node, context, node.args)
        elif name == "translate" and (named := literal(node.args[0])) not in ("", ERRORS, RULES):
            yield message(node, named, node.args[1:])
        reasons = (literal(given.value) for given in node.keywords if given.arg == "reason")
        yield from (Message(ERRORS, reason) for reason in reasons if reason)
    for child in ast.iter_child_nodes(node):
        yield from calls(child, context)


def message(call: ast.Call, context: str, arguments: list[ast.expr]) -> Message:
    """The string of one call, whose `arguments` are the string, a comment or None, and a number if it is a plural."""
    source = literal(arguments[0])
    if not source or call.keywords:
        raise ValueError(f"{call.lineno}: a string to be translated must be a literal, its number the last argument")
    comment = literal(arguments[1]) if len(arguments) > 1 else ""
    return Message(context, source, comment, len(arguments) > 2)


def literal(node: ast.expr) -> str:
    """The text of a string literal, '' for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def wanted(language: str) -> list[Message]:
    """What a language has to translate, in order: English nothing but plurals."""
    return sorted(message for message in messages() if language != "en" or message.plural)


def read(file: Path) -> Translations:
    """The finished translations of a .ts file; none without the file."""
    found: Translations = {}
    for context in ElementTree.parse(file).iter("context") if file.exists() else ():
        for entry in context.iter("message"):
            source, comment = entry.findtext("source", ""), entry.findtext("comment", "")
            translation = entry.find("translation")
            if translation is not None and translation.get("type") is None:
                forms = [form.text or "" for form in translation.iter("numerusform")]
                found[Message(context.findtext("name", ""), source, comment, bool(forms))] = tuple(forms) or (
                    translation.text or "",
                )
    return found


def write(file: Path, language: str, entries: list[Message], translations: Translations) -> None:
    """Write a .ts file; what has no translation is marked as unfinished."""
    root = ElementTree.Element("TS", version="2.1", language=language)
    contexts: dict[str, ElementTree.Element] = {}
    for entry in entries:
        if entry.context not in contexts:
            contexts[entry.context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[entry.context], "name").text = entry.context
        element = ElementTree.SubElement(contexts[entry.context], "message")
        ElementTree.SubElement(element, "source").text = entry.source
        if entry.comment:
            ElementTree.SubElement(element, "comment").text = entry.comment
        forms = translations.get(entry)
        translation = ElementTree.SubElement(element, "translation", {} if forms else {"type": "unfinished"})
        if entry.plural:
            element.set("numerus", "yes")
            for form in forms or FORMS[language]:
                ElementTree.SubElement(translation, "numerusform").text = form if forms else ""
        else:
            translation.text = forms[0] if forms else ""
    ElementTree.indent(root, "    ")
    text = ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8", newline="\n")


def compile_file(ts: Path, qm: Path) -> None:
    """Make the file that the window loads."""
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([lrelease, "-silent", ts, "-qm", qm], check=True)


def main() -> int:
    """Update and compile all languages; 1 if something has no translation yet."""
    missing = 0
    for language in FORMS:
        file = FOLDER / f"yomikaki_{language}.ts"
        entries, translations = wanted(language), read(file)
        write(file, language, entries, translations)
        compile_file(file, file.with_suffix(".qm"))
        for entry in entries:
            if entry not in translations:
                print(f"{file.name}: {entry.context}: {entry.source}")
                missing += 1
    return min(missing, 1)


if __name__ == "__main__":
    sys.exit(main())
