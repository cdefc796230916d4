"""Use a built archive as a stranger would: another user, another HOME, a folder name in Japanese, nothing installed.

Each check starts the program with an environment that holds HOME and nothing else; PATH names an empty folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534
TIMEOUT = 240


def run(archive: Path) -> dict[str, bool]:
    """What was checked, and whether it held. What went wrong is printed."""
    with tempfile.TemporaryDirectory(prefix="yomikaki-trial-") as temporary:
        place = Path(temporary)
        place.chmod(0o755)
        program = unpack(archive, place / "アプリ 置き場")
        library = place / "私の posts"
        shutil.copytree(next(program.parent.rglob("_resources/sample")), library)
        return {
            "starts": check_start(program, place),
            "self-check, read-only, as another user": check_itself(program, library, place),
            "portable": check_portable(program, library, place),
        }


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack into `folder`; returns the program."""
    if archive.suffix == ".zip":
        if sys.platform == "darwin":
            subprocess.run(["ditto", "-x", "-k", archive, folder], check=True)
            return next(folder.glob("*.app/Contents/MacOS/yomikaki"))
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
        return next(folder.glob("*/yomikaki-console.exe"))
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="tar")
    return next(folder.glob("*/yomikaki"))


def check_start(program: Path, place: Path) -> bool:
    done = start(program, ["--version"], home=place / "home 0", prefix=[])
    return _holds("--version", done, done.stdout.startswith("Yomikaki "))


def check_itself(program: Path, library: Path, place: Path) -> bool:
    """The whole self-check, by a user who may not write into the folder of the program or of the posts."""
    home = place / "home 一"
    home.mkdir()
    if not hasattr(os, "geteuid"):
        prefix: list[str] = []
    elif os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            print("Not checked: a read-only program folder (root may write everywhere, and there is no setpriv).")
            return False
        os.chown(home, NOBODY, NOBODY)
        prefix = [shutil.which("setpriv") or "", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    else:
        prefix = []
    if env := shutil.which("env"):
        prefix += [env, "LD_DEBUG=files", f"LD_DEBUG_OUTPUT={home / 'loaded'}"]
    words = ["--self-check", str(library), "--screenshot", str(home / "画面.png")]
    with read_only(program.parent), read_only(library):
        done = start(program, words, home, prefix)
    try:
        passed = json.loads(done.stdout)["ok"] is True
    except (ValueError, KeyError):
        passed = False
    strangers = foreign_libraries(program.parent, home.glob("loaded.*"))
    if strangers:
        print("Loaded from the system although the bundle has them:", *strangers)
    return _holds("--self-check", done, passed and not strangers and (home / "画面.png").is_file())


def foreign_libraries(folder: Path, logs: Iterable[Path]) -> list[str]:
    """The libraries that are in the bundle but that one of its processes loaded from elsewhere.

    A build machine has most of them, so that only the loader's log (glibc's LD_DEBUG) tells the difference. libz is
    what PyInstaller's starter itself needs, before it points the loader at the bundle.
    """
    ours = {file.name for file in folder.rglob("*.so*")} - {"libz.so.1"}
    loaded = {line.partition("calling init: ")[2] for log in logs for line in log.read_text("utf-8").splitlines()}
    return sorted(path for path in loaded if Path(path).name in ours and not Path(path).is_relative_to(folder))


def check_portable(program: Path, library: Path, place: Path) -> bool:
    """With a `data` folder that can be written, nothing precious goes anywhere else."""
    data = program.parent / "data"
    if not data.is_dir():
        return sys.platform == "darwin"  # an application folder of macOS has none
    home = place / "home 二"
    done = start(program, ["index", str(library)], home, prefix=[])
    inside = {file.name for file in data.rglob("*") if file.is_file()}
    return _holds("index, portable", done, done.returncode in (0, 1) and "cache.sqlite3" in inside)


def start(program: Path, words: list[str], home: Path, prefix: list[str]) -> subprocess.CompletedProcess[str]:
    """Run the program with nothing but a HOME and a PATH that leads nowhere."""
    home.mkdir(exist_ok=True)
    empty = home.parent / "empty"
    empty.mkdir(exist_ok=True)
    environment = {"HOME": str(home), "PATH": str(empty)}
    if sys.platform == "win32":
        environment |= {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
        environment |= {"USERPROFILE": str(home), "LOCALAPPDATA": str(home), "APPDATA": str(home)}
    command = [*prefix, str(program), *words]
    return subprocess.run(
        command, env=environment, cwd=home, capture_output=True, encoding="utf-8", timeout=TIMEOUT, check=False
    )


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody but root may write below `folder` for a while."""
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*")) if not path.is_symlink()}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def _holds(what: str, done: subprocess.CompletedProcess[str], passed: bool) -> bool:
    if not passed:
        print(f"{what}: exit code {done.returncode}", done.stdout[-4000:], done.stderr[-4000:], sep="\n")
    return passed
