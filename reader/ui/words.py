"""Sentences that more than one pane says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from reader.model import Progress, Removal


def fold_words(removals: Sequence[Removal]) -> str:
    """The words of the quiet line that stands for some removals: how many, and why, the commonest reason first."""
    told = [removal for removal in removals if removal.rule != "blank"]
    count = hidden_words(len(told))
    reasons = [reason for reason, _ in Counter(reason_words(removal.rule) for removal in told).most_common()]
    listed = QCoreApplication.translate("Words", ", ", "between reasons").join(reasons)
    return QCoreApplication.translate("Words", "{count}: {reasons}").format(count=count, reasons=listed)


def hidden_words(passages: int) -> str:
    """How many passages are hidden."""
    return QCoreApplication.translate("Words", "%Ln passage(s) hidden", None, passages)


def rule_titles() -> dict[str, str]:
    """The rules of the cleaner by name, in their order: what each hides."""
    from reader.workspace import RULE_TITLES  # long imported by the worker, which opened the library

    return {rule: QCoreApplication.translate("rules", title) for rule, title in RULE_TITLES.items()}


def caption_words(removal: Removal) -> tuple[str, str]:
    """What stands above a removed passage that was opened: its rule, and the link to what says the same."""
    return rule_titles().get(removal.rule, ""), QCoreApplication.translate("Words", "Show the text that stays")


def reason_words(rule: str) -> str:
    """Why a rule of the cleaner hides a passage, in a word or two."""
    words = {
        "marker": QCoreApplication.translate("Words", "marks of the generator"),
        "stray-sign": QCoreApplication.translate("Words", "stray signs"),
        "prompt": QCoreApplication.translate("Words", "a leftover prompt"),
        "acknowledgement": QCoreApplication.translate("Words", "talk of the generator"),
        "agent-talk": QCoreApplication.translate("Words", "talk of the generator"),
        "apology": QCoreApplication.translate("Words", "an apology of the generator"),
        "furniture": QCoreApplication.translate("Words", "a box of the site"),
        "engine-syntax": QCoreApplication.translate("Words", "code of the blog engine"),
        "boilerplate": QCoreApplication.translate("Words", "boilerplate"),
        "conflict-mark": QCoreApplication.translate("Words", "marks of a conflict"),
        "title-echo": QCoreApplication.translate("Words", "the title once more"),
        "seam": QCoreApplication.translate("Words", "a cut that was joined"),
        "seam-line": QCoreApplication.translate("Words", "a leftover rule line"),
        "repeated": QCoreApplication.translate("Words", "repeated"),
        "repeated-short": QCoreApplication.translate("Words", "repeated"),
        "cut-copy": QCoreApplication.translate("Words", "a cut-off copy"),
        "reworded": QCoreApplication.translate("Words", "repeated in other words"),
        "order": QCoreApplication.translate("Words", "moved to its place"),
        "empty-heading": QCoreApplication.translate("Words", "a heading without text"),
    }
    return words.get(rule) or QCoreApplication.translate("Words", "not part of the article")


def date_words(date: datetime) -> str:
    """A day as the person's language writes it, the year in full."""
    pattern = QCoreApplication.translate("Words", "d MMM yyyy", "date pattern of QLocale")
    return QLocale().toString(QDate(date.year, date.month, date.day), pattern)


def citation_names() -> dict[str, str]:
    """The forms of citations by the name that `exchange.cite` knows."""
    return {
        "markdown": QCoreApplication.translate("Annotations", "Markdown"),
        "plain": QCoreApplication.translate("Annotations", "Plain text"),
        "bibtex": QCoreApplication.translate("Annotations", "BibTeX"),
        "csl": QCoreApplication.translate("Annotations", "CSL-JSON"),
    }


def stage(progress: Progress) -> str:
    """What a long job is doing."""
    words = {
        "scan": QCoreApplication.translate("Words", "Looking for posts…"),
        "read": QCoreApplication.translate("Words", "Reading posts: {done} of {total}"),
        "index": QCoreApplication.translate("Words", "Finishing the search index…"),
        "locate": QCoreApplication.translate("Words", "Placing highlights: {done} of {total}"),
    }
    return words[progress.stage].format(done=progress.done, total=progress.total)


def deed_words(label: str) -> str:
    """What can be undone, in the words of the menu; '' for nothing."""
    words = {
        "": "",
        "highlight": QCoreApplication.translate("Words", "highlight"),
        "note": QCoreApplication.translate("Words", "note"),
        "edit": QCoreApplication.translate("Words", "change of an annotation"),
        "delete": QCoreApplication.translate("Words", "deletion"),
        "import": QCoreApplication.translate("Words", "import of annotations"),
        "relocate": QCoreApplication.translate("Words", "new place of a highlight"),
    }
    return words.get(label, label)
