"""Run first in the packaged program: what it starts (a browser, a mail program) loads the system's libraries.

PyInstaller points LD_LIBRARY_PATH at the bundle. The loader has read it by now; only started programs see the change.
Our own worker processes are started programs too: PYINSTALLER_RESET_ENVIRONMENT makes them set it for themselves again.
"""

import os

_original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _original is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = _original
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
