"""What is inside the portable build: versions, licences, and the CycloneDX list of components.

Everything is read from what is installed here: the metadata of the pinned Python packages (with the lists of Rust
crates that some bring along), and Debian's package database for the system libraries that were bundled.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sysconfig
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

LICENCES = Path(__file__).parent / "licences"

QT_NOTE = """\
Qt and Qt for Python are used under the GNU Lesser General Public License, version 3. They are separate shared
libraries in `_internal/PySide6` and may be replaced by modified versions of the same interface. Their source code:
https://download.qt.io and https://code.qt.io; what Qt contains: https://doc.qt.io/qt-6/licenses-used-in-qt.html
"""


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that ships: `purl` names it for machines, `texts` are its licences in full."""

    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[str, ...] = ()


def pinned(requirements: Path) -> dict[str, str]:
    """Name -> version of every requirement that applies on this system."""
    lines = requirements.read_text(encoding="utf-8").splitlines()
    return {match[1]: match[2] for line in lines if (match := re.match(r"([\w.-]+)==([\w.]+)", line))}


def differences(requirements: Path) -> list[str]:
    """One line for every pinned package that is installed here in another version."""
    found = {name: _distribution(name) for name in pinned(requirements)}
    return [
        f"{name}: {version} is pinned, {one.version} is installed"
        for name, version in pinned(requirements).items()
        if (one := found[name]) is not None and one.version != version
    ]


def components(requirements: Path, bundle: Path) -> list[Component]:
    """Everything in the bundle but the program itself, sorted by name."""
    distributions = [one for name in (*pinned(requirements), "pyinstaller") if (one := _distribution(name))]
    parts = [_of_distribution(one) for one in distributions]
    parts += [part for one in distributions for part in _of_rust(one)]
    parts += [_of_python(), *_of_system(bundle)]
    return sorted(set(parts), key=lambda part: (part.name.lower(), part.version))


def third_party(parts: Iterable[Component]) -> str:
    """The licences file: every component with its licence, each text once."""
    by_text: dict[str, list[str]] = {}
    listing = []
    for part in parts:
        listing.append(f"{part.name} {part.version}: {part.licence}")
        for text in part.texts:
            by_text.setdefault(text.strip(), []).append(part.name)
    rule = "\n\n" + "=" * 100 + "\n"
    sections = [f"{', '.join(names)}\n\n{text}" for text, names in by_text.items()]
    intro = "Yomikaki contains the following works of others.\n\n" + "\n".join(listing) + "\n\n" + QT_NOTE
    return rule.join([intro, *sections]) + "\n"


def cyclonedx(version: str, epoch: int, parts: Iterable[Component]) -> str:
    """The same list for machines: CycloneDX 1.6 in JSON. The same parts give the same serial number."""
    listed: list[dict[str, Any]] = [
        {
            "type": "library",
            "bom-ref": part.purl,
            "name": part.name,
            "version": part.version,
            "purl": part.purl,
            "licenses": [{"license": {"name": part.licence}}],
        }
        for part in parts
    ]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([version, listed]))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "application", "name": "Yomikaki", "version": version},
        },
        "components": listed,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _distribution(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None  # pinned for another system


def _of_distribution(one: Distribution) -> Component:
    name, version = one.metadata["Name"], one.version
    texts = [
        file.read_text(encoding="utf-8")
        for file in one.files or ()
        if ".dist-info" in file.parts[0] and re.match(r"(?i)(licen[cs]e|copying|notice|authors)", file.name)
    ]
    licence = one.metadata.get("License-Expression") or _from_classifiers(one) or one.metadata.get("License", "")
    if "LGPL" in licence:
        # The wheels of Qt for Python name the licence without its text.
        licence = "LGPL-3.0-only"
        texts = [(LICENCES / f"{text}.txt").read_text(encoding="utf-8") for text in ("LGPL-3.0-only", "GPL-3.0-only")]
    return Component(name, version, licence, f"pkg:pypi/{name.lower()}@{version}", tuple(texts))


def _from_classifiers(one: Distribution) -> str:
    found = [line.rpartition(" :: ")[2] for line in one.metadata.get_all("Classifier", ()) if "License ::" in line]
    return " or ".join(found)


def _of_rust(one: Distribution) -> Iterator[Component]:
    for file in one.files or ():
        if file.name.endswith(".cyclonedx.json"):
            for crate in json.loads(file.read_text(encoding="utf-8")).get("components", ()):
                licences = [
                    entry.get("expression") or entry["license"].get("id") or entry["license"].get("name", "")
                    for entry in crate.get("licenses", ())
                ]
                purl = crate.get("purl", f"pkg:cargo/{crate['name']}@{crate['version']}")
                yield Component(crate["name"], crate["version"], " AND ".join(licences) or "not stated", purl)


def _of_python() -> Component:
    version = platform.python_version()
    places = [
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(f"/usr/share/doc/python{sysconfig.get_python_version()}/copyright"),
    ]
    texts = [place.read_text(encoding="utf-8") for place in places if place.is_file()][:1]
    return Component("CPython", version, "PSF-2.0", f"pkg:generic/python@{version}", tuple(texts))


def _of_system(bundle: Path) -> Iterator[Component]:
    """The Debian packages whose libraries PyInstaller put beside ours; none on other systems."""
    found = [file for file in (bundle / "_internal").glob("lib*.so.*") if not file.is_symlink()]
    names = {file.name for file in found if not file.name.startswith("libpython")}
    try:
        known = subprocess.run(["/sbin/ldconfig", "-p"], stdout=subprocess.PIPE, text=True, check=True).stdout
        sources = {Path(line.split(" => ")[1]).resolve() for line in known.splitlines() if line.split()[0] in names}
        packages = {package for source in sources if (package := _package_of(source))}
    except FileNotFoundError:
        return
    for package in sorted(packages):
        query = ["dpkg-query", "--show", "--showformat=${Package} ${Version}", package]
        name, version = subprocess.run(query, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        copyright_file = Path("/usr/share/doc") / name / "copyright"
        texts = (copyright_file.read_text(encoding="utf-8"),) if copyright_file.is_file() else ()
        yield Component(name, version, "see the Debian copyright file below", f"pkg:deb/debian/{name}@{version}", texts)


def _package_of(source: Path) -> str:
    """The Debian package of a file, '' if none has it; /lib is asked for too, as merged-/usr hides it."""
    for place in (source, Path("/") / source.relative_to("/usr") if source.is_relative_to("/usr") else source):
        found = subprocess.run(["dpkg", "--search", str(place)], capture_output=True, text=True, check=False).stdout
        if found:
            return found.splitlines()[0].split(": ")[0].split(",")[0]
    return ""
