"""Sentences that more than one pane says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from reader.model import Progress, Removal


def fold_words(removals: Sequence[Removal]) -> str:
    """The words of the quiet line that stands for some removals: how many, and why if they have one reason."""
    count = QCoreApplication.translate("Words", "%Ln passage(s) hidden", None, len(removals))
    reasons = {reason(removal) for removal in removals}
    if len(reasons) != 1:
        return count
    return QCoreApplication.translate("Words", "{count}: {reason}").format(count=count, reason=reasons.pop())


def date_words(date: datetime) -> str:
    """A day as the person's language writes it, the year in full."""
    pattern = QCoreApplication.translate("Words", "d MMM yyyy", "date pattern of QLocale")
    return QLocale().toString(date.date(), pattern)


def reason(removal: Removal) -> str:
    """Why a passage is hidden, in a word or two."""
    if removal.duplicate_of is not None:
        return QCoreApplication.translate("Words", "repeated")
    return QCoreApplication.translate("Words", "not part of the article")


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
        "relocate": QCoreApplication.translate("Words", "new place of a highlight"),
    }
    return words.get(label, label)
