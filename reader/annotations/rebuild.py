"""The last way back: a new database from the readable files, when neither it nor a backup can be opened."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from reader.annotations import mirror
from reader.annotations.store import Clock, Store
from reader.errors import BadRecord
from reader.model import Annotation


def rebuild(path: Path, *, backups: Path, clock: Clock) -> tuple[BadRecord, ...]:
    """Sets the damaged database and the files aside and fills a new database from the files. Returns what of them
    could not be read.

    What the files do not hold is not in it: read states, places, the history of undo, the texts as they were.
    Raises StoreLocked and CannotSave.
    """
    found = list(mirror.read(mirror.folder_of(path), clock()))
    libraries: dict[str, list[Annotation]] = {}
    for root, imported in found:
        if imported.annotations:
            libraries.setdefault(root, []).extend(imported.annotations)
    with closing(Store.open_anew(path, backups=backups, clock=clock)) as store:
        for root, annotations in libraries.items():
            store.library(Path(root)).merge(annotations)
    return tuple(record for _, imported in found for record in imported.refused)
