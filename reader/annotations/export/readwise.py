"""Annotations as CSV in the columns that Readwise imports."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from reader.annotations.export.passage import Passage

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")


def export(passages: Iterable[Passage]) -> str:
    """One row a passage. A note on a whole post has the title for its highlight, since there is no row without one."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for passage in passages:
        annotation = passage.annotation
        writer.writerow(
            (
                passage.quote or passage.title,
                passage.title,
                passage.author,
                passage.link,
                note_with_tags(annotation.note, annotation.tags),
                annotation.selector.start if annotation.selector else "",
                annotation.created.isoformat(" ", "seconds"),
            )
        )
    return file.getvalue()


def note_with_tags(note: str, tags: Iterable[str]) -> str:
    """Tags as Readwise reads them: words with a full stop in front, before the note."""
    marks = " ".join("." + re.sub(r"\s+", "-", tag) for tag in tags)
    return f"{marks}\n{note}".strip() if marks else note
