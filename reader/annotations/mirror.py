"""A readable copy of every post's annotations beside the database: JSON-LD files from which it can be rebuilt."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from reader.annotations.export import jsonld
from reader.annotations.importers import Imported, read_jsonld
from reader.errors import BadRecord
from reader.model import Annotation

LIBRARY_KEY = "yomikaki:library"

# Signs that not every file system takes in a name; a stick is often FAT.
UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\\/]|[. ]+$')


def folder_of(database: Path) -> Path:
    """Where the files of a database lie: beside it."""
    return database.with_name("annotations")


def set_aside(folder: Path, now: datetime) -> None:
    """Renames the files of a database that is given up: a new one numbers its libraries anew. Raises OSError."""
    if folder.exists():
        folder.replace(folder.with_name(f"{folder.name}-set-aside-{now:%Y-%m-%dT%H%M%S}"))


def files(folder: Path) -> list[Path]:
    """All files, those of a library after the other."""
    return sorted(folder.glob("*/*.jsonld"))


def file_of(folder: Path, library: int, path: str) -> Path:
    """The file of a post: its name, to be recognised, and a hash of its path, to be unique and short enough."""
    name = UNSAFE.sub("_", path.rsplit("/", 1)[-1])[:50]
    digest = hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return folder / f"{library}" / f"{name}-{digest}.jsonld"


def write(folder: Path, library: int, root: str, path: str, annotations: Iterable[Annotation]) -> None:
    """Makes the file of a post what its annotations are, all at once; without any there is no file. Raises OSError."""
    file = file_of(folder, library, path)
    items = [jsonld.record(annotation) for annotation in annotations]
    if not items:
        file.unlink(missing_ok=True)
        return
    content = jsonld.dump({**jsonld.collection(items), LIBRARY_KEY: root})
    if file.exists() and file.read_bytes() == content.encode():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.part")
    part.write_text(content, encoding="utf-8", newline="\n")
    part.replace(file)


def read(folder: Path, now: datetime) -> Iterator[tuple[str, Imported]]:
    """What the files hold, each with the root of its library; a file that cannot be read is one refused record."""
    for file in files(folder):
        try:
            text = file.read_text(encoding="utf-8")
            root = json.loads(text)[LIBRARY_KEY]
        except (OSError, ValueError, KeyError, TypeError) as error:
            reason = f"the file cannot be read ({error})"
            yield "", Imported((), (BadRecord(number=1, path=file.name, reason=reason),))
        else:
            yield str(root), read_jsonld(text, file.name, now)
