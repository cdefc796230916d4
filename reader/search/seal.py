"""A storage that opens no table of contents which this installation did not write.

Whoosh keeps the list of segments as a pickle, and to unpickle a stranger's file is to run it. So each `.toc` ends in
a keyed hash (HMAC-SHA256) and is read only if that is right; the segments themselves hold no pickle.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.index import IndexError as WhooshIndexError

SIZE = hashlib.sha256().digest_size


class Unsealed(WhooshIndexError):
    """The table of contents was not written with this key, or is damaged."""


class SealedStorage(FileStorage):
    """A folder whose tables of contents are sealed with `key`."""

    def __init__(self, folder: Path, key: bytes) -> None:
        super().__init__(str(folder))
        self._key = key

    def _seal(self, content: bytes) -> bytes:
        return hmac.digest(self._key, content, "sha256")

    def rename_file(self, frm: str, to: str, safe: bool = False) -> None:
        """Seals a table of contents before it gets its name."""
        if to.endswith(".toc"):
            file = Path(self.folder, frm)
            content = file.read_bytes()
            file.write_bytes(content + self._seal(content))
        super().rename_file(frm, to, safe=safe)

    def open_file(self, name: str, **kwargs: Any) -> Any:
        """Raises Unsealed for a table of contents with a wrong seal."""
        if not name.endswith(".toc"):
            return super().open_file(name, **kwargs)
        content = Path(self.folder, name).read_bytes()
        if not hmac.compare_digest(content[-SIZE:], self._seal(content[:-SIZE])):
            raise Unsealed(f"{name} has no valid seal")
        return BufferFile(memoryview(content[:-SIZE]), name=name)
