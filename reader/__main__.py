"""`python -m reader`, and the program that the packaged build starts."""

from __future__ import annotations

import multiprocessing
import sys

from reader.cli import main

if __name__ == "__main__":
    # In the packaged build a worker process starts this program again; it must not open a window.
    multiprocessing.freeze_support()
    sys.exit(main())
