"""What went wrong, in the words of the person's language: one sentence, and details for whoever wants them."""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from reader.errors import PROBLEMS, ReaderError
from reader.model import Problem

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fault:
    """`sentence` says what happened and what to do; `details` is a traceback for a bug of ours, else ''."""

    sentence: str
    details: str = ""


def fault(error: Exception) -> Fault:
    """The fault behind an exception. A bug (anything but a ReaderError) is written to the log with its traceback."""
    if isinstance(error, ReaderError):
        details = dict(error.details)
        if "reason" in details:  # ours in words that can be translated, the system's in its own
            details["reason"] = QCoreApplication.translate("errors", str(details["reason"]))
        return Fault(QCoreApplication.translate("errors", type(error).sentence).format(**details))
    log.error("a job failed", exc_info=error)
    return bug("".join(traceback.format_exception(error)))


def bug(details: str) -> Fault:
    """A fault of the program itself, `details` being its traceback."""
    return Fault(
        QCoreApplication.translate(
            "Fault", "Something went wrong inside Yomikaki; your notes are safe, and the log has the details."
        ),
        details,
    )


def problem_sentence(problem: Problem) -> str:
    """One sentence about a problem of a post, with the line of the file where it is known."""
    sentence = QCoreApplication.translate("errors", PROBLEMS[problem.kind]).format(detail=problem.detail)
    if problem.line is None:
        return sentence
    return QCoreApplication.translate("Fault", "Line {line}: {sentence}").format(line=problem.line, sentence=sentence)
