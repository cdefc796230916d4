"""Pin what pyproject.toml asks for, with hashes for every platform: `make pin`.

Writes the three requirement files beside this script. They name no index, so that any mirror serves; the hashes tell
whether it serves the same files. Needs `uv` beside the interpreter; `make pin` puts it there.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
UV = Path(sys.executable).with_name("uv")


def compile_requirements(wanted: list[str], constraints: list[Path]) -> str:
    """Every version that `wanted` needs on any platform from Python 3.11 on, in pip's format, with hashes."""
    command = [str(UV), "pip", "compile", "-", "--quiet", "--universal", "--python-version=3.11", "--upgrade"]
    command += ["--generate-hashes", "--no-header", "--no-annotate"]
    command += [argument for file in constraints for argument in ("--constraint", str(file))]
    return subprocess.run(command, input="\n".join(wanted), text=True, stdout=subprocess.PIPE, check=True).stdout


def main() -> None:
    project = tomllib.loads((PACKAGING.parent / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    # hatchling asks for `editables` only when it makes an editable installation.
    build = [*project["build-system"]["requires"], "editables", *extras["bundle"]]
    files = {
        "requirements.txt": ("What ships", project["project"]["dependencies"]),
        "requirements-build.txt": ("What builds", build),
        "requirements-dev.txt": ("What checks", extras["dev"]),
    }
    written: list[Path] = []
    for name, (purpose, wanted) in files.items():
        pinned = compile_requirements(wanted, written)
        written.append(PACKAGING / name)
        written[-1].write_text(f"# {purpose}. Written by `make pin` from pyproject.toml.\n{pinned}", encoding="utf-8")


if __name__ == "__main__":
    main()
