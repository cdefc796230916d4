"""Annotations from files of other programs, and from our own: each record is judged by itself."""

from __future__ import annotations

import csv
import io
import json
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from reader.annotations.export import jsonld
from reader.annotations.export.passage import read_link
from reader.annotations.web_annotation import Invalid, as_list, parse, validate
from reader.errors import BadRecord
from reader.model import COLOURS, Annotation, Selector

Json = Any


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file held, and what of it was refused, each with a sentence."""

    annotations: tuple[Annotation, ...]
    refused: tuple[BadRecord, ...]


def same(source: str) -> str:
    return source


def read_jsonld(text: str, name: str, now: datetime, resolve: Callable[[str], str] = same) -> Imported:
    """W3C Web Annotations: one, a list of them, a page or a collection with its items embedded.

    `resolve` gives the path of the post for the address that a record is about; a path of ours comes as it is.
    `name`: of the file, for the sentences; `now` for records that tell no time. Records are counted from 1.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Imported((), (BadRecord(number=1, path=name, reason=f"the file is not JSON ({error})"),))
    annotations: list[Annotation] = []
    refused: list[BadRecord] = []
    items, alone = records_of(document)
    for number, item in enumerate(items, start=1):
        try:
            validate(item, context=alone)
            annotations.append(understood(item, now, resolve))
        except (Invalid, RecursionError) as error:
            refused.append(BadRecord(number=number, path=name, reason=str(error)))
    return Imported(tuple(annotations), tuple(refused))


def records_of(document: Json) -> tuple[list[Json], bool]:
    """The annotations in a file, and whether each has to have a context of its own."""
    if isinstance(document, list):
        return document, True
    if isinstance(document, dict):
        if "AnnotationCollection" in as_list(document.get("type")):
            page = document.get("first", document)
            return as_list(page.get("items")) if isinstance(page, dict) else [], False
        if "AnnotationPage" in as_list(document.get("type")):
            return as_list(document.get("items")), False
    return [document], True


def understood(record: dict[str, Json], now: datetime, resolve: Callable[[str], str]) -> Annotation:
    """The annotation of a valid record; the record itself is kept with it unless we would write it just so."""
    annotation = parse(record, now)
    if jsonld.record(annotation) == record:
        return annotation
    return replace(annotation, path=resolve(annotation.path), extra=json.dumps(record, ensure_ascii=False))


# --- Readwise ------------------------------------------------------------------------------------------------

READWISE_NAMES = {
    "Highlight": ("Highlight",),
    "Title": ("Title", "Book Title"),
    "URL": ("URL",),
    "Note": ("Note",),
    "Tags": ("Tags",),
    "Colour": ("Color",),
    "Location": ("Location",),
    "Date": ("Date", "Highlighted at"),
}
"""The columns that Readwise imports, and those that it exports."""


def read_readwise(text: str, name: str, now: datetime, resolve: Callable[[str, str], str]) -> Imported:
    """Highlights from a CSV of Readwise. `resolve` gives the path of a post for its address and its title."""
    annotations: list[Annotation] = []
    refused: list[BadRecord] = []
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        if "Highlight" not in (rows.fieldnames or ()):
            reason = "the file has no column “Highlight”"
            return Imported((), (BadRecord(number=1, path=name, reason=reason),))
        for number, row in enumerate(rows, start=1):
            try:
                annotations.append(readwise_annotation(readwise_values(row), now, resolve))
            except Invalid as error:
                refused.append(BadRecord(number=number, path=name, reason=str(error)))
    except csv.Error as error:
        refused.append(BadRecord(number=rows.line_num, path=name, reason=f"from here on the file is no CSV ({error})"))
    return Imported(tuple(annotations), tuple(refused))


def readwise_values(row: dict[str, Any]) -> dict[str, str]:
    """A row by our names, '' for what it does not have."""
    return {
        ours: next((row[theirs] for theirs in names if isinstance(row.get(theirs), str)), "")
        for ours, names in READWISE_NAMES.items()
    }


def readwise_annotation(row: dict[str, str], now: datetime, resolve: Callable[[str, str], str]) -> Annotation:
    """The annotation of a row; the same row gives the same id. Raises Invalid."""
    quote = row["Highlight"].strip()
    if not quote:
        raise Invalid("it has no highlight")
    created = readwise_date(row["Date"]) or now
    note, tags = without_tags(row["Note"])
    tags += tuple(tag.strip() for tag in row["Tags"].split(",") if tag.strip())
    link = read_link(row["URL"])
    whole_post = link is not None and not link.quote
    start = int(row["Location"]) if row["Location"].isdecimal() and link is not None else 0
    return Annotation(
        id=(link and link.annotation)
        or str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join((row["URL"], row["Title"], quote)))),
        path=link.path if link is not None else resolve(row["URL"], row["Title"]),
        selector=None if whole_post else Selector(quote, "", "", start, ""),
        colour=next((colour for colour in COLOURS if colour == row["Colour"].lower()), COLOURS[0]),
        tags=tuple(dict.fromkeys(tags)),
        note=note,
        created=created,
        modified=created,
    )


def readwise_date(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def without_tags(note: str) -> tuple[str, tuple[str, ...]]:
    """A note without the tags in front of it (words with a full stop before them), and these."""
    marks = re.match(r"(?:\.[^\s.]\S*(?:\s+|$))*", note)
    front = marks.group() if marks else ""
    return note[len(front) :].strip(), tuple(mark[1:] for mark in front.split())
