"""What the panes say while they have nothing to show: what is the case, and what to do now."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from reader.locations import resource
from reader.ui.actions import Actions
from reader.ui.empty_state import EmptyState
from reader.ui.rows import Listing

translate = QCoreApplication.translate


WELCOME = {"ja": "2026-05-31-youkoso.md", "en": "2026-05-31-welcome.md"}
"""The post of the sample library that greets a new reader, by language."""


class Situation(Enum):
    """Why there is nothing to show."""

    NO_LIBRARY = "no library"
    OPENING = "opening"
    READING = "reading"
    EMPTY = "empty"
    NOTHING_FOUND = "nothing found"


def welcome(root: Path) -> str:
    """The post to show when a library is opened for the first time: '' for any but the sample."""
    return WELCOME["ja" if QLocale().language() == QLocale.Language.Japanese else "en"] if root == sample() else ""


def sample() -> Path:
    """The folder of the sample library."""
    return resource("sample").absolute()


def situation(root: Path | None, listing: Listing | None, *, opening: bool, importing: bool) -> Situation:
    """Where the window stands; NOTHING_FOUND is also what an empty list would mean if there are posts in it."""
    if root is None:
        return Situation.OPENING if opening else Situation.NO_LIBRARY
    if listing is None or (not listing.library and importing):
        return Situation.READING
    return Situation.NOTHING_FOUND if listing.library else Situation.EMPTY


def guide(now: Situation, root: Path | None, posts: EmptyState, reading: EmptyState, do: Actions) -> None:
    """Put words and buttons into the empty list and the empty article."""
    if now is Situation.NO_LIBRARY:
        words = (
            translate("Guidance", "No library is open"),
            translate("Guidance", "Open a folder that holds Markdown posts."),
        )
        posts.say(*words)
        reading.say(*words, do.open, do.sample)
    elif now is Situation.OPENING:
        posts.say(translate("Guidance", "Opening the library…"), "")
        reading.say("", "")
    elif now is Situation.READING:
        posts.say(
            translate("Guidance", "Reading the posts…"), translate("Guidance", "They appear here as they are read.")
        )
        reading.say("", "")
    elif now is Situation.EMPTY:
        words = (
            translate("Guidance", "No posts here"),
            translate("Guidance", "“{path}” holds no Markdown files. Put some into it, or open another folder.").format(
                path=root
            ),
        )
        posts.say(*words)
        reading.say(*words, do.open, do.refresh)
    else:
        posts.say(
            translate("Guidance", "Nothing found"),
            translate("Guidance", "No post matches. Try fewer words or fewer filters."),
            do.show_all,
        )
        reading.say(
            translate("Guidance", "No post chosen"),
            translate(
                "Guidance", "Choose a post from the list. J and K go to the next and the previous one, / searches."
            ),
        )


def guide_after_failure(root: Path, sentence: str, posts: EmptyState, reading: EmptyState, do: Actions) -> None:
    """No library is open because `root` could not be opened, which `sentence` explains."""
    heading = translate("Guidance", "“{name}” could not be opened").format(name=root.name)
    posts.say(heading, "")
    reading.say(heading, sentence, do.open, do.sample)
