"""Build the portable program and its archive into dist/, then use the archive as a stranger would: `make bundle`.

Two builds of one commit on one system give the same archive: times come from SOURCE_DATE_EPOCH (default: the commit's),
order from sorting, and Python's hashes are not salted. Needs the root of the source on PYTHONPATH.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import icons
import inventory
import trial

from reader import __version__

PACKAGING = Path(__file__).resolve().parent
ROOT = PACKAGING.parent
REQUIREMENTS = PACKAGING / "requirements.txt"
ASSETS = ROOT / "build" / "assets"
BUNDLE = ROOT / "build" / "bundle" / "Yomikaki"
DIST = ROOT / "dist"
ICON = ROOT / "resources" / "icons" / "yomikaki.svg"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--glibc", metavar="VERSION", help="fail if the program needs a newer glibc (release: 2.35)")
    options = parser.parse_args()
    started = time.perf_counter()
    if wrong := inventory.differences(REQUIREMENTS):
        print("The environment is not the pinned one:", *wrong, sep="\n  ", file=sys.stderr)
        return 1
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or commit_time())
    make_assets()
    run_pyinstaller(epoch)
    furnish(epoch)
    floor, culprit = glibc_floor()
    if options.glibc and numbers(floor) > numbers(options.glibc):
        print(f"{culprit} needs glibc {floor}, newer than {options.glibc}; build on an older system.", file=sys.stderr)
        return 1
    archive = pack(epoch)
    built = time.perf_counter() - started
    checks = trial.run(archive)
    report = {
        "archive": str(archive.relative_to(ROOT)),
        "archive_mb": round(archive.stat().st_size / 1e6, 1),
        "unpacked_mb": round(sum(file.lstat().st_size for file in BUNDLE.rglob("*") if file.is_file()) / 1e6, 1),
        "glibc": floor,
        "build_seconds": round(built),
        "checks": checks,
    }
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0 if all(checks.values()) else 1


def commit_time() -> int:
    """When the commit that is built was made; without git, when the change log was written."""
    try:
        command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return int((ROOT / "CHANGELOG.md").stat().st_mtime)


def make_assets() -> None:
    """What the specification needs from us: icons, translations, and the version resource of Windows."""
    ASSETS.mkdir(parents=True, exist_ok=True)
    (ASSETS / "yomikaki.ico").write_bytes(icons.ico(ICON))
    (ASSETS / "yomikaki.icns").write_bytes(icons.icns(ICON))
    for source in (ROOT / "resources" / "translations").glob("*.ts"):
        lrelease = shutil.which("pyside6-lrelease", path=Path(sys.executable).parent)
        subprocess.run([str(lrelease), "-silent", source, "-qm", source.with_suffix(".qm")], check=True)
    template = (PACKAGING / "windows" / "version.txt.in").read_text(encoding="utf-8")
    four = (*numbers(__version__), 0, 0, 0, 0)[:4]
    resource = template.replace("@VERSION@", __version__).replace("@NUMBERS@", repr(four))
    (ASSETS / "version.txt").write_text(resource, encoding="utf-8")


def run_pyinstaller(epoch: int) -> None:
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"]
    command += [
        f"--distpath={BUNDLE.parent}",
        f"--workpath={ROOT / 'build' / 'work'}",
        str(PACKAGING / "yomikaki.spec"),
    ]
    fixed = {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "0"}
    subprocess.run(command, env={**os.environ, **fixed}, cwd=ROOT, check=True)


def furnish(epoch: int) -> None:
    """Put beside the program what a person needs: papers, the data folder, and on Linux what a desktop reads."""
    parts = inventory.components(REQUIREMENTS, BUNDLE)
    (BUNDLE / "THIRD-PARTY.txt").write_text(inventory.third_party(parts), encoding="utf-8")
    (BUNDLE / "components.cdx.json").write_text(inventory.cyclonedx(__version__, epoch, parts), encoding="utf-8")
    for name in ("LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, BUNDLE / name)
    (BUNDLE / "data").mkdir()
    shutil.copy(PACKAGING / "data-readme.txt", BUNDLE / "data" / "README.txt")
    if sys.platform == "linux":
        shutil.copytree(PACKAGING / "linux", BUNDLE / "share")
        for size in (48, 128, 256):
            (BUNDLE / "share" / f"yomikaki-{size}.png").write_bytes(icons.draw(ICON, size))
        shutil.copy(ICON, BUNDLE / "share" / "yomikaki.svg")


def glibc_floor() -> tuple[str, str]:
    """The newest version of glibc that a file of the bundle asks for, and that file; ('', '') where there is none."""
    floor = ("", "")
    if sys.platform != "linux":
        return floor
    for file in sorted(BUNDLE.rglob("*")):
        if file.is_file() and not file.is_symlink() and file.read_bytes()[:4] == b"\x7fELF":
            listing = subprocess.run(["objdump", "-p", file], stdout=subprocess.PIPE, text=True, check=True).stdout
            for version in re.findall(r"GLIBC_([0-9.]+)$", listing, re.MULTILINE):
                if numbers(version) > numbers(floor[0]):
                    floor = (version, file.name)
    return floor


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def pack(epoch: int) -> Path:
    """The archive: one folder, owned by nobody in particular, every time the same."""
    DIST.mkdir(exist_ok=True)
    system = {"linux": "linux", "win32": "windows", "darwin": "macos"}[sys.platform]
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    name = f"Yomikaki-{__version__}-{system}-{machine}"
    folder = f"Yomikaki-{__version__}"
    if sys.platform != "linux":
        return pack_zip(DIST / f"{name}.zip", folder, epoch)
    # The filter for x86 code saves a tenth; every xz can undo it.
    filters = [{"id": lzma.FILTER_X86}] if machine == "x86_64" else []
    filters += [{"id": lzma.FILTER_LZMA2, "preset": 6}]

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.mtime, member.uid, member.gid, member.uname, member.gname = epoch, 0, 0, "", ""
        member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        return member

    archive = DIST / f"{name}.tar.xz"
    with lzma.open(archive, "wb", filters=filters) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        tar.add(BUNDLE, folder, filter=plain)
    return archive


def pack_zip(archive: Path, folder: str, epoch: int) -> Path:
    """The same for Windows and macOS, whose file managers open a zip; macOS: only the application and its papers."""
    source = BUNDLE.with_suffix(".app") if sys.platform == "darwin" else BUNDLE
    if sys.platform == "darwin":
        # Only ditto keeps the links and the signature of an application.
        subprocess.run(["ditto", "-c", "-k", "--keepParent", source, archive], check=True)
        return archive
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(source.rglob("*")):
            info = zipfile.ZipInfo(f"{folder}/{file.relative_to(source).as_posix()}", time.gmtime(epoch)[:6])
            if file.is_file():
                packed.writestr(info, file.read_bytes(), zipfile.ZIP_DEFLATED)
    return archive


if __name__ == "__main__":
    sys.exit(main())
