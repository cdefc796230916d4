"""One program at a time writes into a data folder."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

from reader.errors import CannotSave, StoreLocked

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """An advisory lock on a file; the system gives it back when the process ends, however it ends."""

    def __init__(self, file: Path) -> None:
        """Raises StoreLocked when another process, or another lock of this one, has it; CannotSave when the folder
        does not allow locks."""
        try:
            self._file = file.open("ab")
        except OSError as error:
            raise CannotSave(path=file, reason=error.strerror) from error
        try:
            _take(self._file.fileno())
        except OSError as error:
            self._file.close()
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
                raise StoreLocked(path=file.parent) from error
            raise CannotSave(path=file, reason=error.strerror) from error

    def release(self) -> None:
        """The file stays: removing it would let two processes lock two files of the same name."""
        self._file.close()
