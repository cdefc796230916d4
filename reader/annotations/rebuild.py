"""The last way back: a new database from the readable files, when neither it nor a backup can be opened."""

from __future__ import annotations

from pathlib import Path

from reader.annotations import mirror
from reader.annotations.store import Clock, Store
from reader.errors import BadRecord, CannotSave


def rebuild(path: Path, *, backups: Path, clock: Clock) -> tuple[BadRecord, ...]:
    """Sets the damaged database and the files aside and fills a new database from the files. Returns what of them
    could not be read.

    What the files do not hold is not in it: read states, places, the history of undo, the texts as they were.
    Raises StoreLocked and CannotSave.
    """
    now = clock()
    folder = mirror.folder_of(path)
    found = list(mirror.read(folder, now))
    store = Store.open_anew(path, backups=backups, clock=clock)
    try:
        if folder.exists():
            # The new database may number its libraries otherwise, and writes its own files.
            folder.replace(folder.with_name(f"annotations-set-aside-{now:%Y-%m-%dT%H%M%S}"))
        for root, imported in found:
            if imported.annotations:
                store.library(Path(root)).merge(imported.annotations)
    except OSError as error:
        raise CannotSave(path=folder, reason=error.strerror or str(error)) from error
    finally:
        store.close()
    return tuple(record for _, imported in found for record in imported.refused)
